import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Level } from '../../../../src/renderer/features/timeline/levels';
import {
  momentsAt,
  momentsWithin,
  neighbourIn,
  type Span,
  spansOf,
} from '../../../../src/renderer/features/timeline/spans';
import { Stack } from '../../../../src/renderer/features/timeline/stack';
import { byTime, type Moment } from '../../../../src/shared/domain/moment';
import { moment } from '../lesson-rows';

const range = (startUs: number, endUs: number, over: Partial<Moment> = {}) =>
  moment({ startUs, endUs, ...over });
/** One level with everything in it, also what overlaps. */
function level(...moments: Moment[]): Level {
  const made = new Level();
  made.splice(0, 0, moments.sort(byTime));
  return made;
}
function row(...moments: Moment[]) {
  const stack = new Stack();
  stack.change({ removed: [], added: moments.sort(byTime) });
  return { key: 'noticing', levels: stack.levels };
}
const VIEW = { startUs: 0, usPerPx: 10 };

const manyRanges = fc
  .array(fc.tuple(fc.nat(10_000), fc.nat(500)), { maxLength: 60 })
  .map((pairs) => pairs.map(([start, length]) => range(start, start + length)));

describe('spans', () => {
  it('are one a moment where there is room', () => {
    const spans = spansOf(level(range(100, 300), range(400, 500)), VIEW, 100, 3);
    expect(spans.map(({ fromPx, toPx }) => [fromPx, toPx])).toEqual([
      [10, 30],
      [40, 50],
    ]);
    expect(spans.every((span) => span.moment)).toBe(true);
  });

  it('are merged where pixels are shared, and then name no moment', () => {
    const spans = spansOf(level(range(100, 100), range(110, 110), range(900, 900)), VIEW, 100, 3);
    expect(spans).toMatchObject([
      { fromPx: 10, toPx: 14, moment: null },
      { fromPx: 90, toPx: 93 },
    ]);
    expect(spans[1]?.moment).not.toBeNull();
  });

  it('leave out what is not in view and keep what reaches into it', () => {
    const one = level(range(0, 5000), range(6000, 6100), range(9000, 9100));
    const spans = spansOf(one, { startUs: 4000, usPerPx: 10 }, 250, 3);
    expect(spans.map((span) => span.fromPx)).toEqual([-400, 200]);
  });

  it('are found without going through what they cover', () => {
    const crowd = level(...Array.from({ length: 20_000 }, (_, at) => range(at * 7, at * 7 + 3)));
    let looks = 0;
    const startsUs = crowd.startsUs;
    crowd.startsUs = new Proxy(startsUs, {
      get(target, name) {
        looks++;
        return Reflect.get(target, name) as number;
      },
    });
    const spans = spansOf(crowd, { startUs: 0, usPerPx: 200 }, 700, 3);
    expect(spans[0]?.fromPx).toBe(0);
    expect(spans.at(-1)?.toPx).toBeGreaterThan(699);
    expect(looks).toBeGreaterThan(0);
    expect(looks).toBeLessThan(7_000);
  });

  /** What the spans should be, found the slow way: one moment after the other. */
  function slowly(moments: readonly Moment[], view: typeof VIEW, widthPx: number, leastPx: number) {
    const spans: Span[] = [];
    for (const each of [...moments].sort(byTime)) {
      const fromPx = (each.startUs - view.startUs) / view.usPerPx;
      const endPx = (each.endUs - view.startUs) / view.usPerPx;
      const toPx = Math.max(endPx, fromPx + leastPx);
      const open = spans.at(-1);
      if (open && fromPx <= open.toPx - 0.5) {
        open.toPx = Math.max(open.toPx, toPx);
        open.moment = null;
      } else spans.push({ fromPx, toPx, moment: each, first: each });
    }
    return spans.filter(({ fromPx, toPx }) => toPx >= 0 && fromPx <= widthPx);
  }

  it('cover exactly what their moments cover', () => {
    fc.assert(
      fc.property(
        manyRanges,
        fc.nat(8000),
        fc.integer({ min: 1, max: 60 }),
        (moments, startUs, usPerPx) => {
          const view = { startUs, usPerPx };
          const covered = (spans: readonly Span[]) =>
            Array.from({ length: 200 }, (_, px) =>
              spans.some(({ fromPx, toPx }) => fromPx <= px + 0.5 && toPx >= px + 0.5),
            );
          const spans = spansOf(level(...moments), view, 200, 2);
          // A point takes a microsecond in a level, so edges may differ by as much.
          const want = covered(slowly(moments, view, 200, 2));
          covered(spans).forEach((is, px) => {
            const near = slowly(moments, view, 200, 2).some(
              ({ fromPx, toPx }) =>
                Math.abs(fromPx - px - 0.5) < 0.2 || Math.abs(toPx - px - 0.5) < 1.1,
            );
            if (!near) expect(is).toBe(want[px]);
          });
          for (let at = 1; at < spans.length; at++) {
            expect(spans[at]?.fromPx).toBeGreaterThan((spans[at - 1]?.toPx ?? 0) - 0.5);
          }
        },
      ),
    );
  });
});

describe('what is under a pixel', () => {
  it('is the shortest first, with room around a point', () => {
    const point = range(500, 500);
    expect(momentsAt(level(point), VIEW, 52, 6)).toEqual([point]);
    expect(momentsAt(level(point), VIEW, 57, 6)).toEqual([]);
    expect(momentsAt(level(point), VIEW, 49, 6)).toEqual([]);
  });

  it('is found behind long moments that began before', () => {
    const crowd = Array.from({ length: 6 }, (_, at) => range(at * 10, 10_000 + at));
    const found = row(...crowd).levels.flatMap((each) => momentsAt(each, VIEW, 900, 3));
    expect(found).toHaveLength(6);
  });
});

describe('a row', () => {
  it('knows what touches a stretch, as going through it would', () => {
    fc.assert(
      fc.property(manyRanges, fc.nat(9000), fc.nat(2000), (moments, startUs, length) => {
        const found = momentsWithin(row(...moments), startUs, startUs + length);
        const want = moments
          .filter((each) => each.startUs <= startUs + length && each.endUs >= startUs)
          .sort(byTime);
        expect(found).toEqual(want);
      }),
    );
  });

  it('is gone through moment by moment, either way, none left out', () => {
    fc.assert(
      fc.property(manyRanges, (moments) => {
        const here = row(...moments);
        const walk = (by: 1 | -1) => {
          const seen: Moment[] = [];
          let at = neighbourIn(here, null, by > 0 ? 0 : 1e9, by);
          while (at) {
            seen.push(at);
            at = neighbourIn(here, at, 0, by);
          }
          return seen;
        };
        const sorted = [...moments].sort(byTime);
        expect(walk(1)).toEqual(sorted);
        expect(walk(-1)).toEqual([...sorted].reverse());
      }),
    );
  });
});
