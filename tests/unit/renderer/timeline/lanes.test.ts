import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  edgesIn,
  momentsAt,
  MOST_LEVELS,
  rowsOf,
  spansOf,
} from '../../../../src/renderer/features/timeline/lanes';
import { byTime, type Moment } from '../../../../src/shared/domain/moment';
import { moment } from '../lesson-rows';

const KINDS = ['noticing', 'question'];
const range = (startUs: number, endUs: number, over: Partial<Moment> = {}) =>
  moment({ startUs, endUs, ...over });
const rows = (...moments: Moment[]) => rowsOf(moments.sort(byTime), KINDS);
const first = (...moments: Moment[]) => {
  const level = rows(...moments)[0]?.levels[0];
  if (!level) throw new Error('no level');
  return level;
};
const VIEW = { startUs: 0, usPerPx: 10 };

const manyRanges = fc
  .array(fc.tuple(fc.nat(10_000), fc.nat(500)), { maxLength: 60 })
  .map((pairs) => pairs.map(([start, length]) => range(start, start + length)));

describe('rows', () => {
  it('are one a kind, empty ones too, unknown kinds after them', () => {
    const found = rows(range(0, 1), range(0, 1, { kind: 'from a later board' }));
    expect(found.map((row) => row.kind)).toEqual(['noticing', 'question', 'from a later board']);
    expect(found.map((row) => row.levels.length)).toEqual([1, 0, 1]);
  });

  it('leave out moments without picture', () => {
    const lost = range(0, 1, { adrift: { fileId: 'x', startUs: 0, endUs: 1 } });
    expect(rows(lost)[0]?.levels).toEqual([]);
  });

  it('stack what overlaps and not what only touches', () => {
    expect(rows(range(0, 10), range(10, 20))[0]?.levels).toHaveLength(1);
    expect(rows(range(0, 10), range(5, 20))[0]?.levels).toHaveLength(2);
    expect(rows(range(0, 10), range(5, 20), range(10, 12))[0]?.levels).toHaveLength(2);
    expect(rows(range(5, 5), range(5, 5))[0]?.levels).toHaveLength(2);
  });

  it('hold every moment once, apart in every level but the last', () => {
    fc.assert(
      fc.property(manyRanges, (moments) => {
        const levels = rows(...moments)[0]?.levels ?? [];
        expect(levels.length).toBeLessThanOrEqual(MOST_LEVELS);
        expect(
          levels
            .flatMap((level) => level.moments)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(moments.map(({ id }) => id).sort());
        for (const level of levels.slice(0, MOST_LEVELS - 1)) {
          for (let at = 1; at < level.moments.length; at++) {
            expect(level.startsUs[at]).toBeGreaterThanOrEqual(level.endsUs[at - 1] ?? 0);
          }
        }
      }),
    );
  });
});

describe('spans', () => {
  it('are one a moment where there is room', () => {
    const spans = spansOf(first(range(100, 300), range(400, 500)), VIEW, 100, 3);
    expect(spans.map(({ fromPx, toPx }) => [fromPx, toPx])).toEqual([
      [10, 30],
      [40, 50],
    ]);
    expect(spans.every((span) => span.moment)).toBe(true);
  });

  it('are merged where pixels are shared, and then name no moment', () => {
    const spans = spansOf(first(range(100, 100), range(110, 110), range(900, 900)), VIEW, 100, 3);
    expect(spans).toMatchObject([
      { fromPx: 10, toPx: 14, moment: null },
      { fromPx: 90, toPx: 93 },
    ]);
    expect(spans[1]?.moment).not.toBeNull();
  });

  it('leave out what is not in view and keep what reaches into it', () => {
    const level = first(range(0, 5000), range(6000, 6100), range(9000, 9100));
    const spans = spansOf(level, { startUs: 4000, usPerPx: 10 }, 250, 3);
    expect(spans.map((span) => span.fromPx)).toEqual([-400, 200]);
  });

  it('are at most as many as pixels, whatever there is', () => {
    const crowd = Array.from({ length: 20_000 }, (_, at) => range(at * 7, at * 7 + 3));
    const spans = spansOf(first(...crowd), { startUs: 0, usPerPx: 200 }, 700, 3);
    expect(spans.length).toBeLessThan(700);
    expect(spans[0]?.fromPx).toBe(0);
    expect(spans.at(-1)?.toPx).toBeGreaterThan(699);
  });

  it('cover every pixel that a moment covers, once', () => {
    fc.assert(
      fc.property(
        manyRanges,
        fc.nat(8000),
        fc.integer({ min: 1, max: 60 }),
        (moments, startUs, usPerPx) => {
          const view = { startUs, usPerPx };
          for (const level of rows(...moments)[0]?.levels ?? []) {
            const spans = spansOf(level, view, 200, 2);
            for (let at = 1; at < spans.length; at++) {
              expect(spans[at]?.fromPx).toBeGreaterThan((spans[at - 1]?.toPx ?? 0) - 0.5);
            }
            for (const { startUs: from } of level.moments) {
              const px = (from - view.startUs) / usPerPx;
              if (px < 0 || px > 200) continue;
              expect(spans.some((span) => span.fromPx <= px && span.toPx >= px)).toBe(true);
            }
          }
        },
      ),
    );
  });
});

describe('what is under a pixel', () => {
  it('is the shortest first, with room around a point', () => {
    const point = range(500, 500);
    expect(momentsAt(first(point), VIEW, 52, 6)).toEqual([point]);
    expect(momentsAt(first(point), VIEW, 57, 6)).toEqual([]);
    expect(momentsAt(first(point), VIEW, 49, 6)).toEqual([]);
  });

  it('is found behind long moments that began before', () => {
    const crowd = Array.from({ length: 5 }, (_, at) => range(at * 10, 10_000 + at));
    const levels = rows(...crowd)[0]?.levels ?? [];
    const found = levels.flatMap((level) => momentsAt(level, VIEW, 900, 3));
    expect(found).toHaveLength(5);
  });
});

describe('edges to snap to', () => {
  it('are those in reach, without one’s own', () => {
    const own = range(100, 200, { kind: 'question' });
    const near = range(50, 210);
    const far = range(9000, 9100);
    const found = edgesIn(rows(own, near, far), { startUs: 60, endUs: 300 }, own.id);
    expect(found).toEqual([210]);
  });
});
