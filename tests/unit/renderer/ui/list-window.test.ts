import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listOf, Offsets, scrollTo, windowOf } from '../../../../src/renderer/ui/list-window';

const ESTIMATE = 74;
const offsetsOf = (heights: readonly number[]) =>
  new Offsets(heights.length, ESTIMATE, heights.entries());

const heights = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 200 });

describe('where rows begin', () => {
  it('is the sum of heights, known or estimated, in whatever order they became known', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 1, max: 300 }), { nil: null }), { maxLength: 60 }),
        (list) => {
          const known = [...list.entries()].flatMap(([index, height]): [number, number][] =>
            height === null ? [] : [[index, height]],
          );
          const offsets = new Offsets(list.length, ESTIMATE, known.reverse());
          let sum = 0;
          list.forEach((height, index) => {
            expect(offsets.at(index)).toBe(sum);
            expect(offsets.rowAt(sum)).toBe(index);
            sum += height ?? ESTIMATE;
          });
          expect(offsets.at(list.length)).toBe(sum);
        },
      ),
    );
  });

  it('is found by id in a list of ids', () => {
    const list = listOf(['a', 'b']);
    expect([list.indexOf('b'), list.indexOf('c'), list.idAt(0), list.count]).toEqual([
      1,
      -1,
      'a',
      2,
    ]);
  });
});

describe('the rows drawn', () => {
  it('are none of none', () => {
    expect(windowOf(offsetsOf([]), 0, 500)).toEqual({ first: 0, end: 0 });
  });

  it('cover what is in view, whatever their heights', () => {
    fc.assert(
      fc.property(
        heights,
        fc.nat(20_000),
        fc.integer({ min: 1, max: 900 }),
        (list, scroll, view) => {
          const offsets = offsetsOf(list);
          const { first, end } = windowOf(offsets, scroll, view, 0);
          const whole = offsets.at(list.length);
          const from = Math.min(scroll, whole - 1);
          expect(offsets.at(first)).toBeLessThanOrEqual(from);
          expect(offsets.at(end)).toBeGreaterThanOrEqual(Math.min(whole, scroll + view));
        },
      ),
    );
  });

  it('are few of ten thousand', () => {
    const offsets = offsetsOf(Array.from({ length: 10_000 }, () => 74));
    const { first, end } = windowOf(offsets, 370_000, 700);
    expect(end - first).toBeLessThan(22);
    expect(first).toBeGreaterThan(4990);
  });
});

describe('bringing a row into view', () => {
  const offsets = offsetsOf([100, 100, 100, 900]);

  it.each([
    ['stays when it is there', 1, 50, 300, 50],
    ['goes up to it', 0, 150, 300, 0],
    ['goes down just far enough', 2, 0, 250, 50],
    ['shows the beginning of one that is too high', 3, 0, 500, 300],
  ])('%s', (_, index, scroll, view, expected) => {
    expect(scrollTo(offsets, index, scroll, view)).toBe(expected);
  });
});
