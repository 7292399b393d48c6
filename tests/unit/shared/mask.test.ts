import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAt, Mask, type MaskKey, masksIn } from '../../../src/shared/domain/mask';
import { newId } from '../../../src/shared/domain/ids';
import { me, NOW } from './rows';

const box = (x: number) => ({ x, y: 0.2, width: 0.1, height: 0.3 });
const row = { id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW };
const angleId = newId();
const mask = (change: Partial<Mask> = {}): Mask => ({
  ...{ ...row, lessonId: newId(), angleId, startUs: 1_000, endUs: 9_000, adrift: null },
  ...{ what: { type: 'picture', look: 'solid' } },
  ...change,
});

describe('where an area lies', () => {
  it('goes in a straight line from key to key, and stands before the first and after the last', () => {
    const keys = [
      { afterUs: 1_000, box: box(0.2) },
      { afterUs: 3_000, box: box(0.6) },
    ];
    expect(boxAt(keys, 0).x).toBe(0.2);
    expect(boxAt(keys, 1_000).x).toBe(0.2);
    expect(boxAt(keys, 1_500).x).toBeCloseTo(0.3);
    expect(boxAt(keys, 3_000)).toEqual(box(0.6));
    expect(boxAt(keys, 9_000)).toEqual(box(0.6));
  });

  it('is never outside what its keys span, and is each key at its time', () => {
    const place = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    const some = fc
      .uniqueArray(fc.record({ afterUs: fc.nat(10_000), x: place }), {
        ...{ minLength: 1, maxLength: 8, selector: ({ afterUs }) => afterUs },
      })
      .map((keys): MaskKey[] =>
        keys
          .toSorted((a, b) => a.afterUs - b.afterUs)
          .map(({ afterUs, x }) => ({ afterUs, box: box(x) })),
      );
    fc.assert(
      fc.property(some, fc.nat(12_000), (keys, us) => {
        const xs = keys.map((key) => key.box.x);
        const { x } = boxAt(keys, us);
        expect(x).toBeGreaterThanOrEqual(Math.min(...xs) - 1e-9);
        expect(x).toBeLessThanOrEqual(Math.max(...xs) + 1e-9);
        for (const key of keys) expect(boxAt(keys, key.afterUs).x).toBeCloseTo(key.box.x, 9);
      }),
    );
  });
});

describe('a mask', () => {
  it('covers a picture of one camera, or the sound of all', () => {
    const sound = { type: 'sound', sounds: 'tone' } as const;
    expect(Mask.safeParse(mask()).success).toBe(true);
    expect(Mask.safeParse(mask({ angleId: null })).success).toBe(false);
    expect(Mask.safeParse(mask({ angleId: null, what: sound })).success).toBe(true);
    expect(Mask.safeParse(mask({ what: sound })).success).toBe(false);
    expect(Mask.safeParse(mask({ startUs: 9, endUs: 8 })).success).toBe(false);
  });

  it('has keys in order of time', () => {
    const area = (keys: MaskKey[]) =>
      Mask.safeParse(mask({ what: { type: 'area', form: 'box', look: 'blur', keys } })).success;
    expect(area([])).toBe(false);
    expect(area([{ afterUs: 5, box: box(0) }])).toBe(true);
    expect(
      area([
        { afterUs: 5, box: box(0) },
        { afterUs: 5, box: box(1) },
      ]),
    ).toBe(false);
  });

  it('is told by what it covers of a range of a camera', () => {
    const [here, other] = [mask(), mask({ angleId: newId() })];
    const heard = mask({ angleId: null, what: { type: 'sound', sounds: 'silence' } });
    const lost = mask({ adrift: { fileId: newId(), startUs: 0, endUs: 1 } });
    const all = [here, other, heard, lost];
    expect(masksIn(all, angleId, { startUs: 0, endUs: 1_001 })).toEqual([here, heard]);
    expect(masksIn(all, angleId, { startUs: 0, endUs: 1_000 })).toEqual([]);
    expect(masksIn(all, angleId, { startUs: 9_000, endUs: 9_001 })).toEqual([]);
  });
});
