import { describe, expect, test } from 'vitest';
import { coversOn, drawnOn, hushesOn } from '../../../../src/main/services/clips-dressing';
import type { Drawing } from '../../../../src/shared/domain/drawing';
import { newId } from '../../../../src/shared/domain/ids';
import type { Mask, MaskWhat } from '../../../../src/shared/domain/mask';

const [front, table] = [newId(), newId()];
const at = '2026-01-05T10:00:00.000Z';
const row = () => ({
  id: newId(),
  authorId: newId(),
  createdAt: at,
  changedAt: at,
  lessonId: front,
});
const adrift = { fileId: newId(), startUs: 0, endUs: 1 };

/** Begins two seconds into the lesson; its clock loses a second in a hundred. */
const PART = { offsetUs: 2_000_000, rate: 1.01 };
const PLAIN = { offsetUs: 0, rate: 1 };

const mask = (
  startUs: number,
  endUs: number,
  what: MaskWhat,
  change: Partial<Mask> = {},
): Mask => ({
  ...row(),
  ...{ angleId: what.type === 'sound' ? null : front, startUs, endUs, what, adrift: null },
  ...change,
});
const drawing = (startUs: number, endUs: number, change: Partial<Drawing> = {}): Drawing => ({
  ...row(),
  ...{ angleId: front, momentId: null, startUs, endUs, colour: 'coral' as const, size: 0.05 },
  ...{ shape: { type: 'number', at: { x: 0.5, y: 0.5 }, number: 1 }, private: false, adrift: null },
  ...change,
});

describe('what is hidden', () => {
  const box = { x: 0, y: 0, width: 0.1, height: 0.1 };
  const area: MaskWhat = {
    ...{ type: 'area', form: 'ellipse', look: 'blur' },
    keys: [
      { afterUs: 0, box },
      { afterUs: 1_010_000, box },
    ],
  };

  test('is told in the part’s own time, also where an area is on the way', () => {
    expect(coversOn([mask(3_010_000, 5_030_000, area)], front, PART)).toEqual([
      {
        ...{ startUs: 1_000_000, endUs: 3_000_000, look: 'blur', form: 'ellipse' },
        keys: [
          { afterUs: 1_000_000, box },
          { afterUs: 2_000_000, box },
        ],
      },
    ]);
    const picture = mask(2_000_000, 3_010_000, { type: 'picture', look: 'solid' });
    expect(coversOn([picture], front, PART)).toEqual([
      { startUs: 0, endUs: 1_000_000, look: 'solid', form: 'all', keys: [] },
    ]);
  });

  test('of picture is of its own camera, of sound of all', () => {
    const masks = [
      mask(0, 9_000_000, area, { angleId: table }),
      mask(0, 9_000_000, area, { adrift }),
      mask(1_000_000, 2_000_000, { type: 'sound', sounds: 'tone' }),
      mask(3_000_000, 4_000_000, { type: 'sound', sounds: 'silence' }),
    ];
    expect(coversOn(masks, front, PLAIN)).toEqual([]);
    expect(hushesOn(masks, PLAIN)).toEqual([
      { startUs: 1_000_000, endUs: 2_000_000, tone: true },
      { startUs: 3_000_000, endUs: 4_000_000, tone: false },
    ]);
  });

  test('is told however far off: a frame of a screen may last for minutes', () => {
    const beside = mask(400_000_000, 600_000_000, { type: 'sound', sounds: 'silence' });
    expect(hushesOn([beside], PLAIN)).toHaveLength(1);
  });
});

describe('drawings', () => {
  const range = { startUs: 1_000_000, endUs: 5_000_000 };

  test('lie there as long as the same ones are shown', () => {
    const [one, two] = [drawing(0, 3_000_000), drawing(2_000_000, 9_000_000, { size: 0.1 })];
    const shown = drawnOn([one, two], front, PLAIN, range);
    expect(shown.map(({ startUs, endUs, drawings }) => [startUs, endUs, drawings.length])).toEqual([
      [1_000_000, 2_000_000, 1],
      [2_000_000, 3_000_000, 2],
      [3_000_000, 5_000_000, 1],
    ]);
    expect(shown[2]?.drawings).toEqual([
      { shape: two.shape, colour: 'coral', size: 0.1, runsUs: 0 },
    ]);
  });

  test('that are private, adrift or another camera’s never do', () => {
    const none = [
      drawing(0, 9_000_000, { private: true }),
      drawing(0, 9_000_000, { adrift }),
      drawing(0, 9_000_000, { angleId: table }),
      drawing(0, 1_000_000),
      drawing(5_000_000, 9_000_000),
    ];
    expect(drawnOn(none, front, PLAIN, range)).toEqual([]);
  });

  test('a stopwatch goes on every second, and stands when it is over', () => {
    const shape = { type: 'measure' as const, at: { x: 0, y: 0 }, lengthUs: 2_500_000 };
    const all = [drawing(500_000, 5_000_000, { shape }), drawing(1_700_000, 1_800_000)];
    const shown = drawnOn(all, front, PLAIN, range);
    expect(shown.map(({ startUs, drawings }) => [startUs, drawings[0]?.runsUs])).toEqual([
      [1_000_000, 0],
      [1_500_000, 1_000_000],
      [1_700_000, 1_000_000],
      [1_800_000, 1_000_000],
      [2_500_000, 2_000_000],
      [3_000_000, 2_500_000],
    ]);
  });

  test('in a part’s own time, within its range', () => {
    const shown = drawnOn([drawing(0, 4_020_000)], front, PART, { startUs: 0, endUs: 4_000_000 });
    expect(shown).toMatchObject([{ startUs: 0, endUs: 2_000_000 }]);
  });
});
