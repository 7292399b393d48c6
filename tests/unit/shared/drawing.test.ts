import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, fittedTo, isShownAt, movedBy, Shape } from '../../../src/shared/domain/drawing';

const share = fc.double({ min: 0.1, max: 0.8, noNaN: true });
const point = fc.record({ x: share, y: share });
const size = fc.double({ min: 0.01, max: 0.2, noNaN: true });
const box = fc.record({ x: share, y: share, width: size, height: size });
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({
    type: fc.constant('pen' as const),
    points: fc.array(fc.tuple(share, share, fc.constant(0.5)), { minLength: 2, maxLength: 9 }),
  }),
  fc.record({ type: fc.constant('arrow' as const), from: point, to: point }),
  fc.record({ type: fc.constantFrom('ellipse' as const, 'box', 'spotlight'), box }),
  fc.record({ type: fc.constant('number' as const), at: point, number: fc.constant(3) }),
);

describe('a shape', () => {
  it('moved and moved back is where it was, and always one that can be kept', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: -0.04, max: 0.04, noNaN: true }), (drawn, by) => {
        const there = movedBy(drawn, by, by);
        const back = movedBy(there, -by, -by);
        expect(Shape.safeParse(there).success).toBe(true);
        const [a, b] = [boundsOf(back), boundsOf(drawn)];
        expect(a.x).toBeCloseTo(b.x, 6);
        expect(a.y).toBeCloseTo(b.y, 6);
        expect(a.width).toBeCloseTo(b.width, 6);
      }),
    );
  });

  it('never leaves the picture altogether, however far it is pushed', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: -9, max: 9, noNaN: true }), (drawn, by) => {
        const { x, y, width, height } = boundsOf(movedBy(drawn, by, -by));
        expect(x + width / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(x + width / 2).toBeLessThanOrEqual(1 + 1e-9);
        expect(y + height / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(y + height / 2).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('fitted to a box lies in it', () => {
    fc.assert(
      fc.property(shape, box, (drawn, to) => {
        const now = boundsOf(fittedTo(drawn, to));
        expect(now.x).toBeGreaterThanOrEqual(to.x - 1e-9);
        expect(now.x + now.width).toBeLessThanOrEqual(to.x + to.width + 1e-9);
        expect(now.y + now.height).toBeLessThanOrEqual(to.y + to.height + 1e-9);
      }),
    );
  });
});

it('a drawing shows from its start and no longer at its end, and not without its picture', () => {
  const drawing = { startUs: 10, endUs: 20, adrift: null };
  expect([9, 10, 19, 20].map((us) => isShownAt(drawing, us))).toEqual([false, true, true, false]);
  const adrift = { fileId: 'x', startUs: 0, endUs: 1 };
  expect(isShownAt({ ...drawing, adrift }, 15)).toBe(false);
});
