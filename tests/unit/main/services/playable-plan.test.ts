import { describe, expect, test } from 'vitest';
import {
  comesSoon,
  isWellAhead,
  madeRanges,
  nextStretch,
  outwardStretch,
} from '../../../../src/main/services/playable-plan';

describe('the next stretch', () => {
  test('goes from the playhead to what is made already', () => {
    expect(nextStretch(new Set(), 10, 4)).toEqual({ first: 4, end: 10 });
    expect(nextStretch(new Set([6, 7]), 10, 4)).toEqual({ first: 4, end: 6 });
    expect(nextStretch(new Set([4, 5]), 10, 4)).toEqual({ first: 6, end: 10 });
  });

  test('then begins again at the first hole', () => {
    expect(nextStretch(new Set([0, 4, 5, 6, 7, 8, 9]), 10, 4)).toEqual({ first: 1, end: 4 });
  });

  test('is none when all is made', () => {
    expect(nextStretch(new Set([0, 1, 2]), 3, 1)).toBeNull();
    expect(nextStretch(new Set(), 0, 0)).toBeNull();
  });

  test('always ends with everything made, wherever it is watched', () => {
    for (const playhead of [0, 3, 11, 99]) {
      const made = new Set([2, 5, 6]);
      for (let turns = 0; turns < 20; turns++) {
        const stretch = nextStretch(made, 12, playhead);
        if (!stretch) break;
        for (let piece = stretch.first; piece < stretch.end; piece++) {
          expect(made.has(piece)).toBe(false);
          made.add(piece);
        }
      }
      expect(made.size).toBe(12);
    }
  });
});

test('a piece comes soon when the run makes it within the next three', () => {
  const run = { next: 10, end: 12 };
  expect([9, 10, 11, 12].map((piece) => comesSoon(piece, run))).toEqual([false, true, true, false]);
  expect([13, 14].map((piece) => comesSoon(piece, { next: 10, end: 99 }))).toEqual([true, false]);
});

test('there is no hurry half a minute ahead, nor in what lies behind', () => {
  expect([5, 10, 25, 26].map((next) => isWellAhead(next, 10))).toEqual([true, false, false, true]);
});

test('made stretches are joined and end with the part', () => {
  expect(madeRanges(new Set([3, 0, 1]), 7_500_000)).toEqual([
    { startUs: 0, endUs: 4_000_000 },
    { startUs: 6_000_000, endUs: 7_500_000 },
  ]);
  expect(madeRanges(new Set(), 7_500_000)).toEqual([]);
});

describe('outward from the playhead', () => {
  test('begins at the playhead and goes a minute at most', () => {
    expect(outwardStretch(new Set(), 1800, 900)).toEqual({ first: 900, end: 930 });
    expect(outwardStretch(new Set(), 10, 4)).toEqual({ first: 4, end: 10 });
  });

  test('then behind it, and ahead again, whichever is nearer', () => {
    const made = new Set<number>();
    const firsts: number[] = [];
    for (let turns = 0; turns < 5; turns++) {
      const stretch = outwardStretch(made, 1800, 900);
      if (!stretch) break;
      firsts.push(stretch.first);
      for (let piece = stretch.first; piece < stretch.end; piece++) made.add(piece);
    }
    expect(firsts).toEqual([900, 870, 930, 960, 840]);
  });

  test('always ends with everything made, never twice, wherever it is looked at', () => {
    for (const playhead of [0, 3, 71, 99, 500]) {
      const made = new Set([2, 5, 6, 64]);
      for (let turns = 0; turns < 40; turns++) {
        const stretch = outwardStretch(made, 100, playhead);
        if (!stretch) break;
        expect(stretch.end - stretch.first).toBeLessThanOrEqual(30);
        for (let piece = stretch.first; piece < stretch.end; piece++) {
          expect(made.has(piece)).toBe(false);
          made.add(piece);
        }
      }
      expect(made.size).toBe(100);
    }
    expect(outwardStretch(new Set(), 0, 0)).toBeNull();
  });
});
