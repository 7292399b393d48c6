import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glidedPx, glideOf, glideOver, isStill } from '../../../../src/renderer/ui/time-axis/glide';
import { edgeBeside, snapsOf, snapTo } from '../../../../src/renderer/features/timeline/snapping';
import { moment } from '../lesson-rows';

describe('snapping', () => {
  const at = (...edges: number[]) => snapsOf([], new Set(), edges, []);

  it('takes the nearest in reach, and what matters most of two as near', () => {
    expect(snapTo(100, at(90, 105, 300), 20)).toBe(105);
    expect(snapTo(100, at(121), 20)).toBeNull();
    expect(snapTo(100, at(), 20)).toBeNull();
    expect(snapTo(100, at(120), 20)).toBe(120);
    expect(snapTo(100, snapsOf([], new Set(), [95], [105]), 20)).toBe(105);
    expect(snapTo(100, at(100), 0)).toBeNull();
  });

  it('knows both edges of moments but those that move themselves or have no place', () => {
    const own = moment({ startUs: 100, endUs: 200 });
    const near = moment({ startUs: 150, endUs: 210 });
    const lost = moment({ startUs: 99, adrift: { fileId: 'x', startUs: 0, endUs: 1 } });
    const snaps = snapsOf([own, near, lost], new Set([own.id]), [], []);
    expect([...snaps.edges]).toEqual([150, 210]);
  });

  it('finds what going through all of them would', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.array(fc.nat(1000)),
        fc.array(fc.nat(1000), { maxLength: 4 }),
        fc.integer({ min: 1, max: 100 }),
        (us, edges, places, reach) => {
          const near = [...edges, ...places].map((edge) => Math.abs(edge - us));
          const least = Math.min(...near, Infinity);
          const found = snapTo(us, snapsOf([], new Set(), edges, places), reach);
          if (least > reach) expect(found).toBeNull();
          else expect(Math.abs((found ?? Infinity) - us)).toBe(least);
        },
      ),
    );
  });

  it('goes to the next edge as going through all of them would, and beyond the last to none', () => {
    const rising = fc.array(fc.integer({ min: 0, max: 200 }));
    fc.assert(
      fc.property(rising, rising, fc.integer({ min: 0, max: 400 }), (edges, places, twice) => {
        const us = twice / 2;
        const all = [...edges, ...places];
        const snaps = snapsOf([], new Set(), edges, places);
        const later = all.filter((edge) => edge > us);
        const earlier = all.filter((edge) => edge < us);
        expect(edgeBeside(us, snaps, 1)).toBe(later.length > 0 ? Math.min(...later) : null);
        expect(edgeBeside(us, snaps, -1)).toBe(earlier.length > 0 ? Math.max(...earlier) : null);
      }),
    );
  });
});

describe('gliding', () => {
  it('comes to rest where it was sent, slower and slower', () => {
    const glide = glideOver(300);
    const steps = [0, 100, 200, 400, 800].map((ms) => glidedPx(glide, ms));
    expect(steps[0]).toBe(0);
    const gaps = steps.slice(1).map((px, at) => px - (steps[at] ?? 0));
    expect(gaps.every((gap) => gap > 0)).toBe(true);
    expect((gaps[0] ?? 0) / 100).toBeGreaterThan((gaps[3] ?? 0) / 400);
    expect(glidedPx(glide, Infinity)).toBeCloseTo(300);
    expect(isStill(glide, 0)).toBe(false);
    expect(isStill(glide, 5_000)).toBe(true);
  });

  it('is thrown by a hand that was moving and not by one that had stopped', () => {
    const hand = [0, 16, 32, 48].map((ms) => ({ px: ms * 2, ms }));
    expect(glideOf(hand, 50)?.speed).toBeCloseTo(2);
    expect(glideOf(hand, 300)).toBeNull();
    expect(glideOf([{ px: 0, ms: 0 }], 1)).toBeNull();
  });
});
