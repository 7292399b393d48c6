import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardsInView,
  GAP,
  layGrid,
  placeOf,
  steer,
} from '../../../../src/renderer/features/library/grid-geometry';

const size = fc.record({
  width: fc.integer({ min: 100, max: 4000 }),
  count: fc.integer({ min: 0, max: 10_000 }),
});

describe('where cards lie', () => {
  it('no card passes the edge, none overlaps its neighbour', () => {
    fc.assert(
      fc.property(size, ({ width, count }) => {
        const grid = layGrid(width, count);
        for (let index = 0; index < Math.min(count, grid.columns * 2); index++) {
          const { x, y } = placeOf(grid, index);
          expect(x + grid.cardWidth).toBeLessThanOrEqual(width);
          expect(y + grid.cardHeight).toBeLessThanOrEqual(grid.height);
        }
        if (grid.columns > 1) expect(placeOf(grid, 1).x).toBe(grid.cardWidth + GAP);
      }),
    );
  });

  it('every card that is seen is in the page, and few that are not', () => {
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 100, max: 2000 }),
        ({ width, count }, scrollTop, viewHeight) => {
          const grid = layGrid(width, count);
          const top = Math.min(scrollTop, Math.max(0, grid.height - viewHeight));
          const { from, to } = cardsInView(grid, count, top, viewHeight);
          for (let index = 0; index < count; index++) {
            const { y } = placeOf(grid, index);
            const seen = y < top + viewHeight && y + grid.cardHeight > top;
            if (seen) expect(index >= from && index < to).toBe(true);
          }
          const rowsSeen = Math.ceil(viewHeight / (grid.cardHeight + GAP)) + 1;
          expect(to - from).toBeLessThanOrEqual((rowsSeen + 4) * grid.columns);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('keys among cards', () => {
  // 0 1 2 / 3 4 5 / 6 7
  it.each([
    ['ArrowRight', 2, 3],
    ['ArrowLeft', 3, 2],
    ['ArrowLeft', 0, null],
    ['ArrowRight', 7, null],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 5, 7],
    ['ArrowDown', 6, null],
    ['ArrowUp', 1, null],
    ['ArrowUp', 7, 4],
    ['Home', 5, 0],
    ['End', 5, 7],
    ['a', 5, null],
  ] as const)('%s from %i leads to %s', (key, from, to) => {
    expect(steer(key, from, 8, 3)).toBe(to);
  });
});
