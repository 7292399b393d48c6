/** The pure parts of recording: the clock of samples, what was shown, and the sound that gives way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ducking } from '../../../../src/renderer/features/narration/record/ducking';
import { drawnBetween } from '../../../../src/renderer/features/narration/record/happenings';
import { nextTitle } from '../../../../src/renderer/features/narration/record/narration-row';
import { SampleClock } from '../../../../src/renderer/features/narration/record/sample-clock';
import { ShownLog } from '../../../../src/renderer/features/narration/record/shown-log';
import { boxFrom, movedBox } from '../../../../src/renderer/features/narration/record/zoom';
import { type EventOf, VOICE_RATE } from '../../../../src/shared/domain/narration';
import { stateAt } from '../../../../src/shared/domain/narration-state';

const BLOCK = 2_048;
const BLOCK_MS = (BLOCK / VOICE_RATE) * 1_000;

describe('the clock of samples', () => {
  it('goes by the promptest of the last blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 50 }), (lates) => {
        const clock = new SampleClock();
        for (const [n, late] of [...lates, 0].entries()) {
          clock.arrived((n + 1) * BLOCK, 5_000 + (n + 1) * BLOCK_MS + late);
        }
        const nowMs = 5_000 + (lates.length + 1) * BLOCK_MS;
        expect(clock.sampleAt(nowMs)).toBeCloseTo((lates.length + 1) * BLOCK, -1);
        expect(clock.lost).toBe(false);
      }),
    );
  });

  it('counts what a microphone takes to hand sound over', () => {
    const clock = new SampleClock(20);
    clock.arrived(VOICE_RATE, 1_000);
    expect(clock.sampleAt(1_000)).toBe(VOICE_RATE + 960);
  });

  it('goes by what comes after some sound was lost, a quarter of a second later', () => {
    const clock = new SampleClock();
    let end = 0;
    for (let n = 0; n < 60; n++) clock.arrived((end += BLOCK), (end / VOICE_RATE) * 1_000);
    const lostMs = 150;
    for (let n = 0; n < 6; n++) clock.arrived((end += BLOCK), (end / VOICE_RATE) * 1_000 + lostMs);
    expect(clock.sampleAt((end / VOICE_RATE) * 1_000 + lostMs)).toBe(end);
    expect(clock.lost).toBe(false);
  });

  it('tells a sleep from a machine that was busy', () => {
    const clock = new SampleClock();
    let end = 0;
    for (let n = 0; n < 60; n++) clock.arrived((end += BLOCK), (end / VOICE_RATE) * 1_000);
    // Busy for four seconds: what came meanwhile is taken in one go.
    const freeMs = (end / VOICE_RATE) * 1_000 + 4_000;
    for (let n = 0; n < 47; n++) clock.arrived((end += BLOCK), freeMs);
    expect(clock.lost).toBe(false);
    // Asleep for four seconds: nothing came that was meanwhile.
    for (let n = 0; n < 60; n++) clock.arrived((end += BLOCK), (end / VOICE_RATE) * 1_000 + 4_000);
    expect(clock.lost).toBe(true);
  });
});

const FRAME_US = 40_000;
const at = (ms: number) => Math.round((ms / 1_000) * VOICE_RATE);
const screen = (frame: number, rate: number) => ({
  startUs: frame * FRAME_US,
  endUs: (frame + 1) * FRAME_US,
  rate,
});

describe('what was shown', () => {
  it('is one event for a picture that plays, however the screen takes its frames', () => {
    const log = new ShownLog();
    const events = [log.look(0, screen(10, 0))];
    for (let n = 0; n < 250; n++) {
      events.push(log.frame(at(500 + n * 40 + ((n * 7) % 17)), screen(11 + n, 1)));
      events.push(log.look(at(500 + n * 40 + 18), screen(11 + n, 1)));
    }
    expect(events.filter(Boolean)).toEqual([
      { type: 'shown', at: 0, lessonUs: 400_000, held: true, rate: 1 },
      { type: 'shown', at: at(500), lessonUs: 440_000, held: false, rate: 1 },
    ]);
  });

  it('stands at the frame on screen from when it stopped, and jumps when the frame is seen', () => {
    const log = new ShownLog();
    log.frame(0, screen(0, 1));
    expect(log.look(at(900), screen(22, 0))).toMatchObject({ held: true, lessonUs: 22 * FRAME_US });
    expect(log.frame(at(950), screen(22, 0))).toBeNull();
    expect(log.frame(at(1_300), screen(500, 0))).toMatchObject({
      at: at(1_300),
      lessonUs: 500 * FRAME_US,
    });
  });

  it('goes on at another rate from where the picture is', () => {
    const log = new ShownLog();
    log.frame(0, screen(0, 1));
    expect(log.look(at(1_000), screen(25, 2))).toEqual({
      ...{ type: 'shown', at: at(1_000), lessonUs: 1_000_000, held: false, rate: 2 },
    });
  });

  it('leads to within a frame or so of what was on screen, whatever happened', () => {
    const step = fc.record({
      ms: fc.integer({ min: 20, max: 400 }),
      frame: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: null }),
      rate: fc.constantFrom(0, 0.5, 1, 2),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const log = new ShownLog();
        const events: EventOf<'shown'>[] = [];
        let [ms, frame, rate] = [0, 0, 0];
        for (const one of steps) {
          frame = one.frame ?? Math.round(frame + (one.ms / 40) * rate);
          ({ rate } = one);
          ms += one.ms;
          const event = log.frame(at(ms), screen(frame, rate));
          if (event) events.push(event);
          const offUs = Math.abs(stateAt(events, at(ms)).lessonUs - frame * FRAME_US);
          expect(offUs).toBeLessThanOrEqual(FRAME_US * Math.max(1, rate) + 1);
        }
      }),
    );
  });
});

describe('the lesson’s sound', () => {
  const block = at(40);
  const heard = (ducking: Ducking, from: number, ms: number, loud: number) => {
    let volume = 1;
    for (let t = from; t <= from + ms; t += 40) volume = ducking.heard(at(t), loud, 0.2);
    return volume;
  };

  it('gives way within a fifth of a second, and comes back a second after the voice', () => {
    const ducking = new Ducking();
    expect(heard(ducking, 0, 400, 0)).toBe(1);
    expect(heard(ducking, 440, 240, 0.2)).toBeCloseTo(0.2);
    expect(heard(ducking, 720, 900, 0)).toBeCloseTo(0.2);
    expect(heard(ducking, 1_660, 800, 0)).toBe(1);
    expect(block).toBe(1_920);
  });
});

describe('a part of the picture', () => {
  it('has the picture’s own shape and lies within it', () => {
    const share = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    const point = fc.record({ x: share, y: share });
    fc.assert(
      fc.property(point, point, share, share, (from, to, dx, dy) => {
        for (const box of [boxFrom(from, to), movedBox(boxFrom(from, to), dx, dy, dx)]) {
          expect(box.width).toBe(box.height);
          for (const [least, size] of [
            [box.x, box.width],
            [box.y, box.height],
          ] as const) {
            expect(least).toBeGreaterThanOrEqual(0);
            expect(least + size).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
    );
  });
});

it('tells of drawings that came, changed and went', () => {
  const drawing = (id: string, x = 0) => ({ id, shape: { x }, colour: 'sky', size: 0.01 }) as never;
  const [one, two, other] = [drawing('1'), drawing('2'), drawing('2', 1)];
  const types = (before: never[], now: never[]) =>
    drawnBetween(before, now).map((event) => [event.type, 'id' in event ? event.id : null]);
  expect(types([], [one])).toEqual([['drawn', '1']]);
  expect(types([one, two], [one, other])).toEqual([['drawn', '2']]);
  expect(types([one, two], [two])).toEqual([['wiped', '1']]);
  expect(types([one, two], [])).toEqual([['cleared', null]]);
  expect(types([], [])).toEqual([]);
});

it('numbers narrations', () => {
  expect(nextTitle([])).toBe('Narration 1');
  expect(nextTitle([{ title: 'Narration 1' }, { title: 'Starts' }])).toBe('Narration 2');
});
