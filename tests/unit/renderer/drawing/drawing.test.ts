import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../../src/shared/domain/drawing';
import { pictureIn, shareOf } from '../../../../src/renderer/picture/picture-place';
import { arrowHead, stopwatch } from '../../../../src/renderer/picture/shape-geometry';
import {
  nextNumber,
  shapeFrom,
  usualStroke,
} from '../../../../src/renderer/features/drawing/shapes';

describe('the picture in its frame', () => {
  it('is whole and centred, upright or wide', () => {
    const near = (wanted: Record<string, number>) =>
      Object.fromEntries(
        Object.entries(wanted).map(([key, value]) => [key, expect.closeTo(value, 6) as number]),
      );
    const wide = pictureIn(1000, 1000, { width: 1920, height: 1080 });
    expect(wide).toEqual(near({ x: 0, y: 218.75, width: 1000, height: 562.5 }));
    const tall = pictureIn(1000, 500, { width: 1080, height: 1920 });
    expect(tall).toEqual(near({ x: 359.375, y: 0, width: 281.25, height: 500 }));
  });

  it('gives the same share at every size', () => {
    for (const size of [200, 960, 3840]) {
      const picture = pictureIn(size, size, { width: 4, height: 3 });
      const px = picture.x + picture.width * 0.25;
      const py = picture.y + picture.height * 0.8;
      const { x, y } = shareOf(picture, px, py);
      expect(x).toBeCloseTo(0.25, 9);
      expect(y).toBeCloseTo(0.8, 9);
    }
  });

  it('keeps a hand that goes far outside within reach', () => {
    const picture = pictureIn(100, 100, { width: 1, height: 1 });
    expect(shareOf(picture, -900, 900)).toEqual({ x: -0.5, y: 1.5 });
  });
});

describe('shapes', () => {
  const making = { number: 4, lengthUs: 2_500_000 };
  const from = { x: 0.6, y: 0.6 };
  const to = { x: 0.2, y: 0.3 };

  it('are drawn the same whichever corner comes first', () => {
    expect(shapeFrom('box', from, to, making)).toEqual(shapeFrom('box', to, from, making));
    expect(shapeFrom('box', from, to, making)).toMatchObject({ box: { x: 0.2, y: 0.3 } });
  });

  it('of a click have the usual size, around it', () => {
    const made = shapeFrom('ellipse', from, from, making);
    if (made?.type !== 'ellipse') throw new Error('no ellipse');
    expect(made.box.x + made.box.width / 2).toBeCloseTo(0.6, 9);
    expect(shapeFrom('arrow', from, from, making)).toMatchObject({ to: from });
  });

  it('of a pen without a hand are a wavy line of the usual width, around a place', () => {
    const { x, y, width, height } = boundsOf(usualStroke(from));
    expect(x + width / 2).toBeCloseTo(0.6, 9);
    expect(y + height / 2).toBeCloseTo(0.6, 2);
    expect(width).toBeCloseTo(0.22, 9);
    expect(height).toBeGreaterThan(0.01);
    expect(height).toBeLessThan(0.02);
  });

  it('count on, and measure', () => {
    expect(shapeFrom('number', from, to, making)).toMatchObject({ number: 4 });
    expect(shapeFrom('measure', from, to, making)).toMatchObject({ lengthUs: 2_500_000 });
    expect(nextNumber([])).toBe(1);
    expect(nextNumber([{ type: 'number', at: from, number: 7 }])).toBe(8);
    expect([0, 2_460_000, 65_000_000].map(stopwatch)).toEqual(['0.0 s', '2.5 s', '1:05.0']);
  });

  it('have arrow heads that point where the arrow does, never longer than it', () => {
    for (const head of arrowHead({ x: 0, y: 0 }, { x: 10, y: 0 }, 50)) {
      expect(head.x).toBeGreaterThanOrEqual(0);
      expect(head.x).toBeLessThan(10);
    }
  });
});
