import { expect, test } from 'vitest';
import { shrinkFor, shrinkPlane } from '../../../../src/renderer/features/player/scrub/shrink';

test('as large as fits, and never smaller than a quarter', () => {
  expect(shrinkFor(60, 3e6, 192e6)).toBe(1);
  expect(shrinkFor(120, 3.1e6, 192e6)).toBe(2);
  expect(shrinkFor(120, 12.4e6, 192e6)).toBe(3);
  expect(shrinkFor(1000, 12.4e6, 192e6)).toBe(4);
});

test('each sample is the mean of those it stands for', () => {
  const from = Uint8Array.of(0, 4, 10, 10, 9, 8, 4, 10, 10, 9);
  const to = new Uint8Array(3);
  shrinkPlane(from, 0, 5, to, 1, 2, 1, 2);
  expect([...to]).toEqual([0, 4, 10]);
});
