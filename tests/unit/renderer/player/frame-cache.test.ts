import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FrameCache } from '../../../../src/renderer/features/player/scrub/frame-cache';

/** Frames that know whether they were closed, and how often. */
function frames() {
  const made: { index: number; closed: number; close(): void }[] = [];
  const make = (index: number) => {
    const frame = {
      index,
      closed: 0,
      close() {
        frame.closed++;
      },
    };
    made.push(frame);
    return frame;
  };
  return { made, make };
}

describe('kept frames', () => {
  test('the frame furthest from the wish goes first, one behind before one ahead', () => {
    const { make } = frames();
    const cache = new FrameCache<ReturnType<typeof make>>(30);
    cache.aim(100, 1);
    for (const index of [98, 100, 104]) cache.put(index, make(index), 10);
    cache.put(101, make(101), 10);
    expect([98, 100, 101, 104].map((index) => cache.has(index))).toEqual([false, true, true, true]);
    // Further than all that is kept: not taken.
    cache.put(120, make(120), 10);
    expect(cache.has(120)).toBe(false);
    expect(cache.worthKeeping(102, 10)).toBe(true);
    expect(cache.worthKeeping(130, 10)).toBe(false);
  });

  test('allowed less, it keeps what is nearest and frees the rest at once', () => {
    const { made, make } = frames();
    const cache = new FrameCache<ReturnType<typeof make>>(100);
    cache.aim(5, 0);
    for (const index of [1, 2, 4, 5, 6, 9]) cache.put(index, make(index), 10);
    cache.allow(30);
    expect(made.filter(({ closed }) => closed === 0).map(({ index }) => index)).toEqual([4, 5, 6]);
    cache.put(7, make(7), 10);
    expect(cache.bytes).toBe(30);
    cache.allow(5);
    expect(made.every(({ closed }) => closed === 1)).toBe(true);
    cache.allow(100);
    cache.put(5, make(5), 10);
    expect(cache.has(5)).toBe(true);
  });

  test('finds the nearest within bounds', () => {
    const { make } = frames();
    const cache = new FrameCache<ReturnType<typeof make>>(100);
    for (const index of [1, 5, 9]) cache.put(index, make(index), 10);
    expect(cache.nearest(6, 0, 10)).toBe(5);
    expect(cache.nearest(6, 8, 10)).toBe(9);
    expect(cache.nearest(6, 6, 8)).toBeNull();
  });

  test('never over its budget, never loses or closes twice, always keeps the wished frame', () => {
    const wishes = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 60 }),
        way: fc.constantFrom(1 as const, -1 as const, 0 as const),
        put: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
        bytes: fc.integer({ min: 1, max: 12 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(wishes, (steps) => {
        const { made, make } = frames();
        const cache = new FrameCache<ReturnType<typeof make>>(40);
        for (const { at, way, put, bytes } of steps) {
          cache.aim(at, way);
          for (const index of [...put, at]) cache.put(index, make(index), bytes);
          expect(cache.bytes).toBeLessThanOrEqual(40);
          expect(cache.has(at)).toBe(true);
        }
        const open = made.filter(({ closed }) => closed === 0);
        for (const frame of open) expect(cache.get(frame.index)).toBe(frame);
        cache.clear();
        expect(made.every(({ closed }) => closed === 1)).toBe(true);
        expect(cache.bytes).toBe(0);
      }),
    );
  });
});
