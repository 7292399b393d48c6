import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  frameHolding,
  neighbour,
  placeAt,
  seekableUs,
  stepped,
} from '../../../../src/renderer/picture/place';
import { frameAt, frameCount, frameStartUs } from '../../../../src/shared/domain/frames';
import type { Part } from '../../../../src/shared/domain/lesson';
import { part } from '../lesson-rows';

const a = part({ position: 0, offsetUs: 0, durationUs: 1_000_000 });
const b = part({ position: 1, offsetUs: 3_000_000, gapBeforeUs: 2_000_000, durationUs: 500_000 });
const parts = [a, b];
/** 25 a second; `b` at odd intervals, as phones record. */
const regular = Float64Array.from({ length: 26 }, (_, at) => at * 40_000);
const odd = Float64Array.of(0, 33_000, 99_000, 140_000, 333_000, 500_000);
const frames = (one: Part) => (one.id === a.id ? regular : odd);
const fps = () => 25;

describe('the picture for a lesson time', () => {
  it.each([
    [0, a, 0],
    [999_999, a, 999_999],
    [1_000_000, b, 0],
    [2_999_999, b, 0],
    [3_100_000, b, 100_000],
    [3_500_000, b, 500_000],
    [9_999_999, b, 500_000],
  ])('%d µs', (us, where, partUs) => {
    expect(placeAt(parts, us)).toEqual({ part: where, partUs });
  });

  it('is nowhere without parts', () => {
    expect(placeAt([], 5)).toBeNull();
  });

  it('follows a part whose clock drifts', () => {
    const slow = part({ rate: 1.01, durationUs: 1_000_000 });
    expect(placeAt([slow], 505_000)?.partUs).toBe(500_000);
  });
});

describe('seeking', () => {
  it('aims inside the frame that holds the time', () => {
    fc.assert(
      fc.property(fc.nat(520_000), (us) => {
        const aim = seekableUs(odd, us);
        expect(frameAt(odd, aim)).toBe(frameAt(odd, us));
        const start = frameStartUs(odd, frameAt(odd, us));
        expect(aim).toBeGreaterThanOrEqual(start + 1000);
        if (us >= start + 1000 && us <= 499_000)
          expect(Math.abs(aim - us)).toBeLessThanOrEqual(1000);
      }),
    );
  });

  it('just before a frame begins is still the one before it, for seeks and for steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 900 }),
        (index, by) => {
          const us = index * 40_000 - by;
          const times = frames(a);
          expect(frameAt(times, seekableUs(times, us))).toBe(index - 1);
          expect(frameHolding(times, us, 25).endUs).toBe(index * 40_000);
          const on = stepped(parts, { part: a, partUs: us }, 1, frames, fps);
          if (index < 25) expect(on).toEqual({ part: a, partUs: index * 40_000 });
        },
      ),
    );
  });

  it('is left as it is without a list', () => {
    expect(seekableUs(undefined, 123)).toBe(123);
    expect(seekableUs(new Float64Array(), 123)).toBe(123);
  });
});

describe('the frame on screen', () => {
  it('is found though its time was told a little short', () => {
    expect(frameHolding(odd, 98_999.6, 25)).toEqual({ startUs: 99_000, endUs: 140_000 });
    expect(frameHolding(odd, 139_000, 25)).toEqual({ startUs: 99_000, endUs: 140_000 });
  });

  it('is an average one while no list is known', () => {
    expect(frameHolding(undefined, 90_000, 25)).toEqual({ startUs: 80_000, endUs: 120_000 });
    expect(frameHolding(undefined, 79_999.6, 25)).toEqual({ startUs: 80_000, endUs: 120_000 });
  });
});

describe('stepping', () => {
  const step = (where: Part, partUs: number, by: number) =>
    stepped(parts, { part: where, partUs }, by, frames, fps);

  it.each([
    [a, 0, 1, a, 40_000],
    [a, 40_000, -1, a, 0],
    [a, 0, -1, a, 0],
    [a, 960_000, 1, b, 0],
    [a, 960_000, 3, b, 99_000],
    [b, 0, -1, a, 960_000],
    [b, 33_000, -3, a, 920_000],
    [b, 333_000, 1, b, 333_000],
    [b, 150_000, 1, b, 333_000],
    [b, 332_999.7, -1, b, 140_000],
  ])(
    'goes from one frame to another, over joins, and stops at the ends (%#)',
    (from, us, by, to, result) => {
      expect(step(from, us, by)).toEqual({ part: to, partUs: result });
    },
  );

  it('there and back is where it was', () => {
    fc.assert(
      fc.property(fc.nat(24), fc.integer({ min: 1, max: 5 }), (index, by) => {
        const there = step(a, index * 40_000, by);
        if (there.part === b && frameAt(odd, there.partUs) === frameCount(odd) - 1) return;
        expect(step(there.part, there.partUs, -by)).toEqual({ part: a, partUs: index * 40_000 });
      }),
    );
  });

  it('goes by the average while no list is known', () => {
    const blind = (where: Part, us: number, by: number) =>
      stepped(parts, { part: where, partUs: us }, by, () => undefined, fps);
    expect(blind(a, 100_000, 1)).toEqual({ part: a, partUs: 120_000 });
    expect(blind(a, 80_000, -1)).toEqual({ part: a, partUs: 40_000 });
    expect(blind(a, 0, -1)).toEqual({ part: a, partUs: 0 });
    expect(blind(a, 960_000, 1)).toEqual({ part: b, partUs: 0 });
    expect(blind(b, 0, -1)).toEqual({ part: a, partUs: 960_000 });
    expect(blind(b, 480_000, 1)).toEqual({ part: b, partUs: 480_000 });
  });
});

it('neighbours end at the ends', () => {
  expect(neighbour(parts, a, 1)).toBe(b);
  expect(neighbour(parts, a, -1)).toBeUndefined();
  expect(neighbour(parts, part(), 1)).toBeUndefined();
});
