import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movedTo } from '../../../../src/renderer/features/parts/ordering';

it('moves one and keeps the others in order', () => {
  expect(movedTo(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(movedTo(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(movedTo(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
  expect(movedTo(['a', 'b', 'c'], 1, -4)).toEqual(['b', 'a', 'c']);
  expect(movedTo(['a'], 5, 0)).toEqual(['a']);
});

it('never loses or doubles one', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(), { minLength: 1 }),
      fc.nat(9),
      fc.integer(),
      (list, from, to) => {
        expect(new Set(movedTo(list, from, to))).toEqual(new Set(list));
        expect(movedTo(list, from, to)).toHaveLength(list.length);
      },
    ),
  );
});
