import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import { boxAt, type Mask, type MaskKey } from '../../../src/shared/domain/mask';
import { areSameCovers, coversIn, isHushed } from '../../../src/shared/domain/mask-cover';
import { me, NOW } from './rows';

const row = { id: newId(), authorId: me.id, createdAt: NOW, changedAt: NOW };
const angleId = newId();
const S = 1_000_000;
const mask = (change: Partial<Mask> = {}): Mask => ({
  ...{ ...row, lessonId: newId(), angleId, startUs: 10 * S, endUs: 20 * S, adrift: null },
  ...{ what: { type: 'picture', look: 'solid' } },
  ...change,
});
const area = (keys: MaskKey[], change: Partial<Mask> = {}): Mask =>
  mask({ what: { type: 'area', form: 'box', look: 'blur', keys }, ...change });
const at = (us: number) => ({ startUs: us, endUs: us });
const box = (x: number, y: number) => ({ x, y, width: 0.1, height: 0.2 });

describe('what covers a picture that is shown', () => {
  it('is there a quarter of a second before and after what is marked, on its own camera', () => {
    const all = [mask(), mask({ adrift: { fileId: newId(), startUs: 0, endUs: 1 } })];
    for (const us of [9.8, 10, 15, 19.99, 20.2]) {
      expect(coversIn(all, angleId, at(us * S))).toEqual([{ mask: all[0], box: null }]);
    }
    for (const us of [0, 9.7, 20.3]) expect(coversIn(all, angleId, at(us * S))).toEqual([]);
    expect(coversIn(all, newId(), at(15 * S))).toEqual([]);
  });

  it('is wider than what is marked, and once where nothing moves', () => {
    const [one, ...more] = coversIn(
      [area([{ afterUs: 0, box: box(0.3, 0.4) }])],
      angleId,
      at(15 * S),
    );
    expect(more).toEqual([]);
    expect(one?.box?.x).toBeCloseTo(0.28);
    expect(one?.box?.height).toBeCloseTo(0.24);
  });

  it('holds every place of a moving area that may be on screen', () => {
    const share = fc.double({ min: 0, max: 0.8, noNaN: true });
    const keys = fc
      .uniqueArray(fc.record({ afterUs: fc.nat(10 * S), x: share, y: share }), {
        ...{ minLength: 1, maxLength: 6, selector: ({ afterUs }) => afterUs },
      })
      .map((some): MaskKey[] =>
        some
          .toSorted((a, b) => a.afterUs - b.afterUs)
          .map(({ afterUs, x, y }) => ({ afterUs, box: box(x, y) })),
      );
    fc.assert(
      fc.property(keys, fc.integer({ min: 10 * S, max: 20 * S }), (some, us) => {
        const covers = coversIn([area(some)], angleId, at(us));
        const here = boxAt(some, us - 10 * S);
        // The corners of what all of them span together hold the one that is on screen.
        const spans = (side: 'x' | 'y', size: 'width' | 'height') => {
          const boxes = covers.map(({ box: each }) => each ?? box(0, 0));
          const [from, to] = [
            Math.min(...boxes.map((each) => each[side])),
            Math.max(...boxes.map((each) => each[side] + each[size])),
          ];
          return from <= here[side] && to >= here[side] + here[size];
        };
        expect(spans('x', 'width') && spans('y', 'height')).toBe(true);
      }),
    );
  });

  it('is told apart by its mask and its place', () => {
    const one = mask();
    expect(areSameCovers([{ mask: one, box: null }], [{ mask: one, box: null }])).toBe(true);
    expect(areSameCovers([{ mask: one, box: null }], [{ mask: one, box: box(0, 0) }])).toBe(false);
    expect(areSameCovers([{ mask: one, box: null }], [])).toBe(false);
  });
});

describe('what is not to be heard', () => {
  it('is hushed before it comes, whichever camera is heard', () => {
    const sound = mask({ angleId: null, what: { type: 'sound', sounds: 'tone' } });
    expect(isHushed([sound], at(9.8 * S))).toBe(true);
    expect(isHushed([sound], at(20.2 * S))).toBe(true);
    expect(isHushed([sound], at(9.7 * S))).toBe(false);
    expect(isHushed([mask()], at(15 * S))).toBe(false);
  });
});
