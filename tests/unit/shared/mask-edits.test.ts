import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoxShape } from '../../../src/shared/domain/drawing';
import { newId } from '../../../src/shared/domain/ids';
import { boxAt, Mask, type MaskKey } from '../../../src/shared/domain/mask';
import {
  boxBetween,
  boxCornered,
  boxGrown,
  boxMoved,
  fittingBox,
  LEAST_SHARE,
  retimed,
  withKey,
  withoutKey,
} from '../../../src/shared/domain/mask-edits';
import { me, NOW } from './rows';

const box = { x: 0.4, y: 0.2, width: 0.1, height: 0.3 };
const at = (afterUs: number, x = 0.4): MaskKey => ({ afterUs, box: { ...box, x } });

function area(keys: MaskKey[], startUs = 10_000, endUs = 20_000): Mask {
  return {
    ...{ id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW },
    ...{ lessonId: newId(), angleId: newId(), startUs, endUs, adrift: null },
    what: { type: 'area', form: 'ellipse', look: 'blur', keys },
  };
}

const keysOf = ({ what }: Mask): MaskKey[] => (what.type === 'area' ? what.keys : []);

const share = fc.double({ min: -0.5, max: 1.5, noNaN: true });
const step = fc.double({ min: -3, max: 3, noNaN: true });
const anyBox = fc
  .record({ x: share, y: share, width: share, height: share })
  .map((some) => fittingBox(some));
const anyKeys = fc
  .uniqueArray(fc.record({ afterUs: fc.nat(10_000), box: anyBox }), {
    ...{ minLength: 1, maxLength: 8, selector: ({ afterUs }) => afterUs },
  })
  .map((keys): MaskKey[] => keys.toSorted((a, b) => a.afterUs - b.afterUs));

describe('a box on the picture', () => {
  it('is moved and fitted', () => {
    expect(boxMoved(box, 0.1, -0.1).x).toBeCloseTo(0.5);
    expect(boxMoved(box, 0.1, -0.1).y).toBeCloseTo(0.1);
    expect(boxGrown(box, 0.1, 0)).toMatchObject({ x: 0.4, y: 0.2, height: 0.3 });
    expect(boxGrown(box, 0.1, 0).width).toBeCloseTo(0.2);
  });

  it('keeps the corner opposite to the one that is held', () => {
    const { x, y, width, height } = boxCornered(box, 'nw', { x: 0.3, y: 0.1 });
    expect([x, y, x + width, y + height].map((edge) => Number(edge.toFixed(6)))).toEqual([
      0.3, 0.1, 0.5, 0.5,
    ]);
    expect(boxCornered(box, 'se', { x: 0, y: 0 })).toMatchObject({
      ...{ x: 0.4, y: 0.2, width: LEAST_SHARE, height: LEAST_SHARE },
    });
  });

  it('is drawn the same from either corner, and not outside the picture', () => {
    const [from, to] = [
      { x: 1.4, y: 0.8 },
      { x: 0.5, y: 0.3 },
    ];
    expect(boxBetween(from, to)).toEqual(boxBetween(to, from));
    expect(boxBetween(from, to)).toMatchObject({ x: 0.5, y: 0.3, width: 0.5, height: 0.5 });
  });

  it('can be kept whatever is done to it, with its middle on the picture', () => {
    const done = fc.oneof(
      fc.tuple(anyBox, step, step).map(([from, x, y]) => boxMoved(from, x, y)),
      fc.tuple(anyBox, step, step).map(([from, x, y]) => boxGrown(from, x, y)),
      fc
        .tuple(anyBox, fc.constantFrom('nw', 'ne', 'sw', 'se'), share, share)
        .map(([from, corner, x, y]) => boxCornered(from, corner, { x, y })),
      fc
        .tuple(share, share, share, share)
        .map(([x, y, x2, y2]) => boxBetween({ x, y }, { x: x2, y: y2 })),
    );
    fc.assert(
      fc.property(done, (now) => {
        expect(BoxShape.safeParse(now).success).toBe(true);
        expect(Math.min(now.width, now.height)).toBeGreaterThanOrEqual(LEAST_SHARE);
        expect(Math.max(now.width, now.height)).toBeLessThanOrEqual(1);
        expect(now.x + now.width / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(now.x + now.width / 2).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('a position', () => {
  it('takes the place of another one of the same frame, and else stands beside it', () => {
    const keys = [at(0), at(5_000)];
    const moved = { ...box, x: 0.9 };
    expect(withKey(keys, { startUs: 2_000, endUs: 2_040 }, moved)).toEqual([
      at(0),
      at(2_000, 0.9),
      at(5_000),
    ]);
    expect(withKey(keys, { startUs: 4_990, endUs: 5_030 }, moved)).toEqual([at(0), at(4_990, 0.9)]);
  });

  it('is not added where there are as many as there may be', () => {
    const keys = Array.from({ length: 1_000 }, (_, n) => at(n * 10));
    expect(withKey(keys, { startUs: 5, endUs: 9 }, box)).toEqual(keys);
    expect(withKey(keys, { startUs: 20, endUs: 21 }, { ...box, x: 0.9 })[2]).toEqual(at(20, 0.9));
  });

  it('is taken away, but for the last', () => {
    expect(withoutKey([at(0), at(500)], 0)).toEqual([at(500)]);
    expect(withoutKey([at(0)], 0)).toEqual([at(0)]);
  });
});

describe('another time for a mask', () => {
  it('leaves positions where they are in the lesson, and takes in those outside', () => {
    const mask = area([at(0, 0.1), at(4_000, 0.5), at(8_000, 0.1)]);
    expect(keysOf(retimed(mask, { startUs: 8_000, endUs: 20_000 }))).toEqual([
      ...[at(2_000, 0.1), at(6_000, 0.5), at(10_000, 0.1)],
    ]);
    const shorter = keysOf(retimed(mask, { startUs: 12_000, endUs: 16_000 }));
    expect(shorter.map(({ afterUs }) => afterUs)).toEqual([0, 2_000, 4_000]);
    expect(shorter.map((key) => Number(key.box.x.toFixed(6)))).toEqual([0.3, 0.5, 0.3]);
  });

  it('is all there is to change of one that covers the whole picture', () => {
    const mask: Mask = { ...area([at(0)]), what: { type: 'picture', look: 'solid' } };
    expect(retimed(mask, { startUs: 1, endUs: 2 })).toEqual({ ...mask, startUs: 1, endUs: 2 });
  });

  it('hides the same places in the time that both have in common, and can be kept', () => {
    fc.assert(
      fc.property(
        anyKeys,
        fc.nat(30_000),
        fc.nat(30_000),
        fc.nat(10_000),
        (keys, from, length, t) => {
          const before = area(keys);
          const to = { startUs: from, endUs: from + length };
          const after = retimed(before, to);
          expect(Mask.safeParse(after).success).toBe(true);
          const us = 10_000 + t;
          if (us < to.startUs || us > to.endUs) return;
          const was = boxAt(keysOf(before), us - before.startUs);
          const is = boxAt(keysOf(after), us - after.startUs);
          expect(is.x).toBeCloseTo(was.x, 6);
          expect(is.height).toBeCloseTo(was.height, 6);
        },
      ),
    );
  });
});
