import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetsOf, scrollTo, windowOf } from '../../../../src/renderer/ui/list-window';

const heights = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 200 });

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
          const whole = offsets.at(-1) ?? 0;
          const from = Math.min(scroll, whole - 1);
          expect(offsets[first]).toBeLessThanOrEqual(from);
          expect(offsets[end]).toBeGreaterThanOrEqual(Math.min(whole, scroll + view));
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
