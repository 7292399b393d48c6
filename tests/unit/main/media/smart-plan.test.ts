import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSmart } from '../../../../src/main/media/smart/smart-plan';

const FRAME_US = 40_000;
const timesOf = (count: number): Float64Array =>
  Float64Array.from({ length: count + 1 }, (_, at) => at * FRAME_US);
const coded = (...numbers: number[]) => numbers.map((number) => ({ us: number * FRAME_US }));
/** Frames in decoding order from one on: each third is coded before the two that are shown before it. */
const reordered = (from: number, groups: number) =>
  coded(
    from,
    ...Array.from({ length: groups }, (_, n) => from + 3 * n).flatMap((at) => [
      ...[at + 3, at + 1, at + 2],
    ]),
  );

describe('a smart plan', () => {
  it('copies to the very end where frames are not reordered', () => {
    const frames = coded(...Array.from({ length: 60 }, (_, n) => 10 + n));
    expect(planSmart(timesOf(100), { first: 4, last: 49 }, frames)).toEqual({
      ...{ first: 4, copyFrom: 10, copyTo: 50, end: 50, packets: 40 },
    });
  });

  it('stops copying where what is coded next is shown before what was', () => {
    // Decoded as 10 13 11 12 16 14 15 19 17 18: a place is whole after every third.
    const plan = planSmart(timesOf(100), { first: 10, last: 49 }, reordered(10, 20));
    expect(plan).toMatchObject({ copyFrom: 10, copyTo: 50, end: 50 });
    const shorter = planSmart(timesOf(100), { first: 10, last: 48 }, reordered(10, 20));
    expect(shorter).toMatchObject({ copyFrom: 10, copyTo: 47, end: 49, packets: 37 });
  });

  it('is not made where frames are shown that come before the keyframe, or are in no list', () => {
    const leading = coded(20, 18, 19, ...Array.from({ length: 60 }, (_, n) => 21 + n));
    expect(planSmart(timesOf(100), { first: 4, last: 60 }, leading)).toBeNull();
    const unknown = coded(20, 20.5, ...Array.from({ length: 60 }, (_, n) => 21 + n));
    expect(planSmart(timesOf(100), { first: 4, last: 60 }, unknown)).toBeNull();
    expect(planSmart(timesOf(100), { first: 4, last: 60 }, [])).toBeNull();
  });

  it('is not made for a little', () => {
    const frames = coded(...Array.from({ length: 60 }, (_, n) => 46 + n));
    expect(planSmart(timesOf(120), { first: 4, last: 49 }, frames)).toBeNull();
  });

  it('copies what is shown without a hole, and nothing from outside, whatever is coded', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Array.from({ length: 40 }, (_, at) => at)),
        fc.nat(39),
        fc.nat(39),
        (numbers, a, b) => {
          const range = { first: Math.min(a, b), last: Math.max(a, b) };
          const plan = planSmart(timesOf(40), range, coded(...numbers));
          if (!plan) return;
          const shown = numbers.slice(0, plan.packets).sort((x, y) => x - y);
          expect(shown).toEqual(
            Array.from({ length: plan.copyTo - plan.copyFrom }, (_, at) => plan.copyFrom + at),
          );
          expect(plan.copyFrom).toBeGreaterThanOrEqual(range.first);
          expect(plan.copyTo).toBeLessThanOrEqual(range.last + 1);
          // Nothing that is left out is shown before something copied.
          for (const later of numbers.slice(plan.packets)) {
            expect(later).toBeGreaterThanOrEqual(plan.copyTo);
          }
        },
      ),
    );
  });
});
