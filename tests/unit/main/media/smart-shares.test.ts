import { expect, test } from 'vitest';
import { sharesOf } from '../../../../src/main/media/smart/shares';
import type { Encoded } from '../../../../src/main/media/smart/row';
import { planClip } from '../../../../src/main/media/clip-plan';
import { somePiece } from './some-probe';

const clip = planClip([somePiece({ startUs: 0, endUs: 4_000_000 })]);
const encoded = (at: number, to: number): Encoded => {
  const [segment] = clip.segments;
  if (!segment) throw new Error('no segment');
  return { how: 'encoded', segment, at, to };
};

test('the steps are shares of one whole, and leave some for the check', () => {
  const { encoding, sound, writing } = sharesOf(clip, [encoded(0, 25)], [2_000_000]);
  for (const share of [encoding, sound, writing]) expect(share).toBeGreaterThan(0);
  expect(encoding + sound + writing).toBeLessThan(1);
});

test('what is encoded counts most, and what is read before it counts too', () => {
  const [some, more] = [25, 75].map((to) => sharesOf(clip, [encoded(0, to)], [0]).encoding);
  const late = sharesOf(clip, [encoded(0, 25)], [8_000_000]).encoding;
  expect(more).toBeGreaterThan(some ?? 1);
  expect(late).toBeGreaterThan(some ?? 1);
  expect(sharesOf(clip, [], []).encoding).toBe(0);
});

test('all stretches at their ends are all of the encoding', () => {
  const { encoded: done } = sharesOf(clip, [encoded(0, 25), encoded(90, 100)], [2_000_000, 0]);
  expect(done(0, 1_000_000) + done(1, 400_000)).toBeCloseTo(1);
  expect(done(0, 0)).toBeGreaterThan(0);
});

test('a silent clip has no share of sound', () => {
  expect(sharesOf({ ...clip, channels: 0 }, [encoded(0, 25)], [0]).sound).toBe(0);
});
