import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cover } from '../../../../../src/main/media/dress/dressing';
import {
  areaOf,
  drawMask,
  maskSize,
  placesOf,
} from '../../../../../src/main/media/dress/mask-frames';
import type { Box } from '../../../../../src/shared/domain/drawing';

const HD = { width: 1920, height: 1080 };
const WHOLE = { x: 0, y: 0, ...HD };
const box: Box = { x: 0.25, y: 0.5, width: 0.25, height: 0.25 };
const cover = (change: Partial<Cover> = {}): Cover => ({
  ...{ startUs: 0, endUs: 1e6, look: 'blur', form: 'box', keys: [{ afterUs: 0, box }] },
  ...change,
});

/** The part of a mask's picture that is covered, by its share. */
function share(mask: Uint8Array, from: number, to: number): number {
  return mask.subarray(from, to).filter((level) => level === 0).length / (to - from);
}

test('a mask is small and even, whatever the clip is', () => {
  expect(maskSize(HD)).toEqual({ width: 242, height: 136 });
  expect(maskSize({ width: 3840, height: 2160 })).toEqual({ width: 242, height: 136 });
  expect(maskSize({ width: 606, height: 1080 })).toEqual({ width: 136, height: 242 });
  expect(maskSize({ width: 64, height: 48 })).toEqual({ width: 64, height: 48 });
});

describe('an area', () => {
  test('reaches a fiftieth of the height further than it is marked', () => {
    const area = areaOf(cover(), box, WHOLE);
    expect(area.box.x).toBeCloseTo(480 - 21.6);
    expect(area.box.y).toBeCloseTo(540 - 21.6);
    expect(area.box.width).toBeCloseTo(480 + 43.2);
    expect(area.box.height).toBeCloseTo(270 + 43.2);
  });
  test('lies in the footage, not in the bars beside it', () => {
    const area = areaOf(cover(), box, { x: 656, y: 0, width: 608, height: 1080 });
    expect(area.box.x).toBeCloseTo(656 + 152 - 21.6);
  });
  test('drawn from right to left is the same', () => {
    const back = { x: 0.5, y: 0.75, width: -0.25, height: -0.25 };
    expect(areaOf(cover(), back, WHOLE)).toEqual(areaOf(cover(), box, WHOLE));
  });
});

test('every pixel that is marked is black, in brightness and in both colours', () => {
  const place = fc.record({
    x: fc.double({ min: -0.4, max: 1.2, noNaN: true }),
    y: fc.double({ min: -0.4, max: 1.2, noNaN: true }),
    width: fc.double({ min: 0.001, max: 0.6, noNaN: true }),
    height: fc.double({ min: 0.001, max: 0.6, noNaN: true }),
  });
  const size = { width: 640, height: 360 };
  const { width, height } = maskSize(size);
  fc.assert(
    fc.property(place, fc.constantFrom('box' as const, 'ellipse' as const), (at, form) => {
      const area = areaOf(cover({ form }), at, { x: 0, y: 0, ...size });
      const mask = drawMask([area], ['blur'], size);
      for (let step = 0; step < 60; step++) {
        const [across, down] = [(step % 8) / 7 - 0.5, Math.floor(step / 8) / 7 - 0.5];
        if (form === 'ellipse' && across ** 2 + down ** 2 > 0.25) continue;
        const x = at.x + at.width * (across + 0.5);
        const y = at.y + at.height * (down + 0.5);
        if (x < 0 || x >= 1 || y < 0 || y >= 1) continue;
        const [column, row] = [Math.floor(x * width), Math.floor(y * height)];
        // And those beside it, so that enlarging brings no light in.
        for (const near of [-1, 0, 1]) {
          const beside = Math.min(width - 1, Math.max(0, column + near));
          expect(mask[row * width + beside]).toBe(0);
        }
        const half = Math.floor(row / 2) * (width / 2) + Math.floor(column / 2);
        const luma = width * height;
        expect([mask[luma + half], mask[luma + luma / 4 + half]]).toEqual([0, 0]);
      }
    }),
  );
});

test('what is far from it stays as it is; all of the picture is all of it', () => {
  const { width, height } = maskSize(HD);
  const mask = drawMask([areaOf(cover(), box, WHOLE)], ['blur'], HD);
  expect(mask).toHaveLength(width * height * 1.5);
  expect(share(mask, 0, width * height)).toBeGreaterThan(0.0625);
  expect(share(mask, 0, width * height)).toBeLessThan(0.12);
  const all = areaOf(cover({ form: 'all' }), { x: 0, y: 0, width: 0, height: 0 }, WHOLE);
  expect(drawMask([all], ['blur'], HD).every((level) => level === 0)).toBe(true);
  expect(drawMask([], ['blur'], HD).every((level) => level === 255)).toBe(true);
});

test('looks lie below each other, in brightness and in both colours', () => {
  const { width, height } = maskSize(HD);
  const all = { look: 'solid' as const, form: 'all' as const, box };
  const mask = drawMask([all], ['blur', 'solid'], HD);
  const luma = width * height;
  const planes = [0, luma, 2 * luma, 2.25 * luma, 2.5 * luma, 2.75 * luma, 3 * luma];
  const shares = planes.slice(1).map((to, at) => share(mask, planes[at] ?? 0, to));
  expect(shares).toEqual([0, 1, 0, 1, 0, 1]);
});

describe('one that moves', () => {
  const keys = [
    { afterUs: 0, box: { x: 0, y: 0, width: 0.1, height: 0.1 } },
    { afterUs: 100_000, box: { x: 0.8, y: 0, width: 0.1, height: 0.1 } },
    { afterUs: 200_000, box: { x: 0.8, y: 0.5, width: 0.2, height: 0.1 } },
  ];
  test('is everywhere it is meanwhile, without a gap', () => {
    const places = placesOf(cover({ keys }), 0, 200_000);
    expect(places[0]).toEqual(keys[0]?.box);
    expect(places.at(-1)).toEqual(keys[2]?.box);
    expect(places).toContainEqual(keys[1]?.box);
    for (const [at, place] of places.entries()) {
      const before = places[at - 1] ?? place;
      expect(Math.abs(place.x - before.x)).toBeLessThan(0.02);
      expect(Math.abs(place.y - before.y)).toBeLessThan(0.02);
    }
  });
  test('before its first key and after its last it stands', () => {
    expect(placesOf(cover({ keys }), -500_000, -1)).toEqual([keys[0]?.box]);
    expect(placesOf(cover({ keys }), 300_000, 400_000)).toEqual([keys[2]?.box]);
  });
});
