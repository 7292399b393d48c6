import { describe, expect, it } from 'vitest';
import { createStrip, type StripSource } from '../../../../src/renderer/stores/strip';
import { newId } from '../../../../src/shared/domain/ids';
import { STRIP_TILES, type Tiles, type TileWant } from '../../../../src/shared/domain/thumbs';

const HOUR = 3_600_000_000;
const part = newId();

/** Main and the bytes, held in hand: nothing comes before the test gives it. */
function rig() {
  const asked: TileWant[][] = [];
  const open = new Set<ImageBitmap>();
  const requests: { tile: number; signal: AbortSignal; give: (there?: boolean) => void }[] = [];
  let mostAtOnce = 0;
  let underWay = 0;
  let tellMade: (tiles: Tiles) => void = () => undefined;
  let answer: Tiles[] = [];
  const source: StripSource = {
    want: async (wants) => {
      asked.push(wants);
      return answer;
    },
    onMade: (listener) => {
      tellMade = listener;
      return () => undefined;
    },
    fetch: (_part, tile, signal) => {
      mostAtOnce = Math.max(mostAtOnce, ++underWay);
      return new Promise((resolve) => {
        const give = (there = true): void => {
          underWay--;
          const picture = { width: tile, height: 1, close: () => open.delete(picture) };
          if (there) open.add(picture);
          resolve(there ? picture : null);
        };
        requests.push({ tile, signal, give });
      });
    },
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const giveAll = async (): Promise<void> => {
    for (let request = requests.shift(); request; request = requests.shift()) {
      request.give();
      await settle();
    }
  };
  const strip = createStrip(source);
  const show = (startS: number, endS: number, level = 6): void =>
    strip.show([
      { partId: part, durationUs: HOUR, level, startUs: startS * 1e6, endUs: endS * 1e6 },
    ]);
  return {
    strip,
    show,
    asked,
    open,
    requests,
    settle,
    giveAll,
    made: (...tiles: number[]) => tellMade({ partId: part, tiles }),
    answers: (tiles: Tiles[]) => {
      answer = tiles;
    },
    mostAtOnce: () => mostAtOnce,
  };
}

const range = (from: number, to: number, step: number) =>
  Array.from({ length: (to - from) / step }, (_, at) => from + at * step);

describe('the strip', () => {
  it('asks for the tiles in view, then for those beside them, then for the whole part', async () => {
    const { show, asked, settle } = rig();
    show(1500, 1650);
    await settle();
    expect(asked).toEqual([
      [
        { partId: part, level: 6, first: 100, end: 110 },
        { partId: part, level: 6, first: 110, end: 120 },
        { partId: part, level: 6, first: 90, end: 100 },
        { partId: part, level: 6, first: 0, end: 240 },
      ],
    ]);
  });

  it('asks once while the same tiles are in view, and only the newest of many', async () => {
    const { show, asked, settle } = rig();
    show(1500, 1650);
    show(1501, 1649);
    show(1600, 1750);
    show(1700, 1850);
    await settle();
    expect(asked.map((wants) => wants[0]?.first)).toEqual([100, 113]);
  });

  it('fetches what is made, in view first, a few at a time, and tells', async () => {
    const { strip, show, answers, requests, settle, giveAll, mostAtOnce } = rig();
    let told = 0;
    strip.onChanged(() => told++);
    answers([{ partId: part, tiles: range(0, 240 * 64, 64) }]);
    show(1500, 1650);
    await settle();
    expect(requests.map(({ tile }) => tile / 64)).toEqual([100, 101, 102, 103, 104, 105]);
    await giveAll();
    expect(mostAtOnce()).toBe(6);
    expect(told).toBeGreaterThan(0);
    for (let index = 90; index < 120; index++) {
      expect(strip.picture(part, 6, index)?.width).toBe(index * 64);
    }
    // The rest of the strip is only made, not held.
    expect(strip.picture(part, 6, 120)?.width).toBe(112 * 64);
    expect(strip.picture(part, 6, 89)).toBeNull();
  });

  it('shows a coarser picture until its own has come', async () => {
    const { strip, show, made, settle, giveAll } = rig();
    show(1500, 1650, 6);
    await settle();
    made(100 * 64);
    await giveAll();
    show(1500, 1518, 3);
    expect(strip.picture(part, 3, 803)?.width).toBe(6400);
    expect(strip.picture(part, 3, 799)).toBeNull();
  });

  it('never holds more than one strip, and closes what it lets go', async () => {
    const { strip, show, answers, open, settle, giveAll } = rig();
    answers([{ partId: part, tiles: range(0, 240 * 64, 8) }]);
    for (let from = 0; from < 3000; from += 150) {
      show(from, from + 600, 5);
      await settle();
      await giveAll();
      expect(open.size).toBeLessThanOrEqual(STRIP_TILES);
    }
    expect(open.size).toBe(STRIP_TILES);
    strip.leave();
    expect(open.size).toBe(0);
    expect(strip.picture(part, 5, 10)).toBeNull();
  });

  it('drops requests for what is out of view, and pictures that come too late', async () => {
    const { strip, show, made, open, requests, settle } = rig();
    show(0, 150);
    await settle();
    made(...range(0, 640, 64));
    expect(requests).toHaveLength(6);
    show(3000, 3150);
    expect(requests.every(({ signal }) => signal.aborted)).toBe(true);
    for (const { give } of requests) give();
    await settle();
    expect(open.size).toBe(0);
    strip.leave();
  });

  it('asks anew for what was told of and is not there', async () => {
    const { show, made, requests, settle } = rig();
    show(0, 150);
    await settle();
    made(0);
    requests.shift()?.give(false);
    await settle();
    expect(requests).toHaveLength(0);
    made(0);
    expect(requests.map(({ tile }) => tile)).toEqual([0]);
  });

  it('tells main that nothing is wanted when the room is left', async () => {
    const { strip, show, asked, settle } = rig();
    show(0, 150);
    await settle();
    strip.leave();
    await settle();
    expect(asked.at(-1)).toEqual([]);
  });
});
