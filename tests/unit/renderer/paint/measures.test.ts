import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittedPx, measuresOf } from '../../../../src/renderer/paint/measures';

describe('fittedPx', () => {
  it('finds the largest size that fits, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (limit) => {
        const px = fittedPx({ largestPx: 120, smallestPx: 48 }, (asked) => asked <= limit);
        expect(px).toBe(limit < 48 ? null : Math.min(limit, 120));
      }),
    );
  });
});

describe('measuresOf', () => {
  it('goes by the height, and by the width of a narrow picture', () => {
    expect(measuresOf({ width: 1920, height: 1080 })).toMatchObject({
      marginX: 96,
      marginY: 54,
      title: { largestPx: 108 },
      caption: { largestPx: 50, smallestPx: 35 },
      linePx: 32,
    });
    expect(measuresOf({ width: 1080, height: 1920 })).toMatchObject({
      marginX: 54,
      marginY: 96,
      title: { largestPx: 92 },
      caption: { largestPx: 50 },
    });
  });

  it('is the same picture at every size', () => {
    const [small, large] = [
      measuresOf({ width: 1280, height: 720 }),
      measuresOf({ width: 3840, height: 2160 }),
    ];
    expect(large.caption.largestPx / small.caption.largestPx).toBeCloseTo(3, 1);
    expect(large.title.smallestPx / small.title.smallestPx).toBeCloseTo(3, 1);
  });

  it('leaves room for three lines of a caption and four of a title at every size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 64, max: 3840 }),
        fc.integer({ min: 64, max: 2160 }),
        (width, height) => {
          const { title, detail, caption, marginY } = measuresOf({ width, height });
          const free = height - 2 * marginY;
          expect(title.largestPx * 5.2 + detail.largestPx * 4).toBeLessThan(free + 8);
          expect(caption.largestPx * 4.6).toBeLessThan(free);
        },
      ),
    );
  });
});
