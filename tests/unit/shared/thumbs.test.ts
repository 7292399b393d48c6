import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  levelFor,
  spacingUs,
  STRIP_TILES,
  stripLevel,
  TileWant,
  TILE_BOX,
  tileNumber,
  tileSize,
  tilesIn,
  tileUs,
  TOP_LEVEL,
} from '../../../src/shared/domain/thumbs';
import { newId } from '../../../src/shared/domain/ids';

const HOUR = 3_600_000_000;
const level = fc.integer({ min: 0, max: TOP_LEVEL });

describe('tiles', () => {
  it('are exactly one strip for an hour at fifteen seconds', () => {
    expect(stripLevel(HOUR)).toBe(6);
    expect(spacingUs(6)).toBe(15_000_000);
    expect(tilesIn({ startUs: 0, endUs: HOUR }, 6, HOUR)).toEqual({ first: 0, end: STRIP_TILES });
  });

  it('of a coarse level are tiles of every finer one, at the same time', () => {
    fc.assert(
      fc.property(level, fc.nat(500), (at, index) => {
        const number = tileNumber(at, index);
        expect(tileUs(number)).toBe(index * spacingUs(at));
        if (at > 0) expect(tileNumber(at - 1, index * 2)).toBe(number);
      }),
    );
  });

  it('in a range are just those that touch it', () => {
    const us = fc.integer({ min: -HOUR, max: 2 * HOUR });
    fc.assert(
      fc.property(us, us, fc.integer({ min: 4, max: TOP_LEVEL }), (a, b, at) => {
        const range = { startUs: Math.min(a, b), endUs: Math.max(a, b) };
        const { first, end } = tilesIn(range, at, HOUR);
        const spacing = spacingUs(at);
        const touches = (index: number) =>
          index >= 0 &&
          index * spacing < Math.min(range.endUs, HOUR) &&
          (index + 1) * spacing > Math.max(range.startUs, 0) &&
          Math.max(range.startUs, 0) < Math.min(range.endUs, HOUR);
        for (const index of [first - 1, end]) expect(touches(index)).toBe(false);
        if (end > first) for (const index of [first, end - 1]) expect(touches(index)).toBe(true);
      }),
    );
  });

  it('are as close as their width allows and no closer', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e8, noNaN: true }), (usPerPx) => {
        const at = levelFor(usPerPx, 160);
        if (at < TOP_LEVEL) expect(spacingUs(at) / usPerPx).toBeGreaterThanOrEqual(160 * 0.999_999);
        if (at > 0) expect(spacingUs(at - 1) / usPerPx).toBeLessThan(160);
      }),
    );
  });

  it('of a whole part never are more than one strip, nor fewer than half of one needlessly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 * HOUR }), (durationUs) => {
        const at = stripLevel(durationUs);
        const { end } = tilesIn({ startUs: 0, endUs: durationUs }, at, durationUs);
        expect(end).toBeLessThanOrEqual(STRIP_TILES);
        if (at > 0) expect(end).toBeGreaterThanOrEqual(STRIP_TILES / 2);
      }),
    );
  });

  it('keep the shape of the picture', () => {
    expect(tileSize({ width: 1920, height: 1080 })).toEqual({ width: 160, height: 90 });
    expect(tileSize({ width: 1080, height: 1920 })).toEqual({ width: 50, height: 90 });
    expect(tileSize({ width: 768, height: 576 })).toEqual({ width: 120, height: 90 });
    expect(tileSize({ width: 10_000, height: 10 })).toEqual({ width: TILE_BOX.width, height: 2 });
  });

  it('are asked for in runs that are runs', () => {
    const want = { partId: newId(), level: 6, first: 0, end: 10 };
    expect(TileWant.safeParse(want).success).toBe(true);
    for (const wrong of [
      { end: 0 },
      { end: 2_000 },
      { first: -1 },
      { level: 17 },
      { level: 0.5 },
      { level: 16, first: 900, end: 910 },
      { partId: '../x' },
    ]) {
      expect(TileWant.safeParse({ ...want, ...wrong }).success).toBe(false);
    }
  });
});
