import { describe, expect, it } from 'vitest';
import {
  firstFrom,
  heightOf,
  mendHit,
  mendLayout,
  nearest,
  pxOf,
  timeOf,
} from '../../../../src/renderer/features/narration/mend/mend-layout';
import { VOICE_RATE } from '../../../../src/shared/domain/narration';

const S = VOICE_RATE;
/** A hundred pixels a second. */
const view = { startUs: 2_000_000, usPerPx: 10_000 };
const none = { from: null, to: null };

describe('the mend timeline', () => {
  it('fills its height with bands that do not overlap, at any height', () => {
    for (const heightPx of [0, 40, 84, 96, 150, 400]) {
      for (const hasCues of [true, false]) {
        const { ruler, captions, wave, path, events } = mendLayout(800, heightPx, hasCues);
        const bands = [ruler, captions, wave, path];
        bands.reduce((top, band) => {
          expect(band.topPx).toBe(top);
          expect(band.heightPx).toBeGreaterThanOrEqual(0);
          return top + band.heightPx;
        }, 0);
        if (heightPx >= 40) expect(path.topPx + path.heightPx).toBe(events.topPx);
      }
    }
  });

  it('turns times to pixels and back', () => {
    expect(pxOf(view, 3 * S)).toBe(100);
    expect(timeOf(view, 100)).toBe(3 * S);
  });

  it('finds what is under a pointer', () => {
    const layout = mendLayout(800, 150, true);
    const times = [{ at: 3 * S }, { at: 4 * S }];
    const at = (xPx: number, yPx: number, chosen: Parameters<typeof mendHit>[4] = none) =>
      mendHit(layout, view, { xPx, yPx }, times, chosen);
    expect(at(101, 145)).toEqual({ on: 'event', index: 0 });
    expect(at(197, 145)).toEqual({ on: 'event', index: 1 });
    expect(at(150, 145)).toEqual({ on: 'lane' });
    expect(at(50, 5)).toEqual({ on: 'ruler' });
    expect(at(50, 25)).toEqual({ on: 'captions' });
    expect(at(52, 80, { from: 2.5 * S, to: 5 * S })).toEqual({ on: 'edge', edge: 'from' });
  });

  it('finds the nearest of many, and none of none', () => {
    const times = [{ at: 10 }, { at: 20 }, { at: 20 }, { at: 40 }];
    expect([0, 14, 16, 31, 99].map((t) => nearest(times, t))).toEqual([0, 0, 1, 3, 3]);
    expect(nearest([], 5)).toBe(-1);
    expect([0, 10, 11, 41].map((t) => firstFrom(times, t))).toEqual([0, 0, 1, 4]);
  });

  it('shows what comes later in the lesson higher up', () => {
    const band = { topPx: 50, heightPx: 100 };
    const y = heightOf(band, { leastUs: 10, mostUs: 20 });
    expect(y(20)).toBeLessThan(y(10));
    expect(y(20)).toBeGreaterThanOrEqual(50);
    expect(y(10)).toBeLessThanOrEqual(150);
    expect(heightOf(band, { leastUs: 5, mostUs: 5 })(5)).toBe(100);
  });
});
