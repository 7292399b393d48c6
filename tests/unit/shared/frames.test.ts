import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  frameAt,
  frameCount,
  frameEndUs,
  framesOf,
  frameStartUs,
  insideFrameUs,
} from '../../../src/shared/domain/frames';

/** Rising presentation times from 0, of any pace, with the end of the last frame. */
const times = fc
  .array(fc.integer({ min: 2, max: 500_000 }), { minLength: 1, maxLength: 60 })
  .map((lengths) => {
    let at = 0;
    return Float64Array.from([0, ...lengths.map((length) => (at += length))]);
  });

describe('frames', () => {
  it('hold exactly the times from their start up to their end', () => {
    fc.assert(
      fc.property(times, fc.nat(), (list, pick) => {
        const index = pick % frameCount(list);
        expect(frameAt(list, frameStartUs(list, index))).toBe(index);
        expect(frameAt(list, frameEndUs(list, index) - 1)).toBe(index);
        expect(frameAt(list, insideFrameUs(list, index))).toBe(index);
        const last = frameCount(list) - 1;
        expect(frameAt(list, frameEndUs(list, index))).toBe(Math.min(index + 1, last));
      }),
    );
  });

  it('are kept in bounds outside the picture', () => {
    const list = Float64Array.from([0, 40_000, 80_000]);
    expect(frameAt(list, -1)).toBe(0);
    expect(frameAt(list, 1e12)).toBe(1);
    expect(frameStartUs(list, 99)).toBe(40_000);
    expect(frameEndUs(list, 99)).toBe(80_000);
    expect(frameStartUs(list, -3)).toBe(0);
    expect(frameCount(Float64Array.of(5_000_000))).toBe(0);
    expect(frameCount(new Float64Array())).toBe(0);
  });

  it('of a range are those on screen in it, at least one', () => {
    fc.assert(
      fc.property(times, fc.nat(), fc.nat(), (list, a, b) => {
        const end = list.at(-1) ?? 0;
        const [startUs = 0, endUs = 0] = [a % end, b % end].sort((x, y) => x - y);
        const { first, last } = framesOf(list, startUs, endUs);
        expect(last).toBeGreaterThanOrEqual(first);
        for (let index = 0; index < frameCount(list); index++) {
          const shows = frameStartUs(list, index) < endUs && frameEndUs(list, index) > startUs;
          const chosen = index >= first && index <= last;
          if (endUs > startUs) expect(chosen).toBe(shows);
        }
      }),
    );
  });
});
