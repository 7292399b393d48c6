import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planClip, startsIn, stillPiece } from '../../../../../src/main/media/clip-plan';
import {
  type Cover,
  type Over,
  splitByDress,
  stillFile,
} from '../../../../../src/main/media/dress/dressing';
import { somePiece } from '../some-probe';

const white = { path: '/stills/white.png', width: 160, height: 90, kind: 0x0806 };
const over = (startUs: number, endUs: number, x = 0): Over => ({
  ...{ still: white, x, y: 0, startUs, endUs },
});
const cover = (startUs: number, endUs: number): Cover => ({
  ...{ startUs, endUs, look: 'solid', form: 'all', keys: [] },
});

/** Frames of the clip that have something on them; the clip begins with frame 25 of its part. */
function dressed(dress: Parameters<typeof somePiece>[0]) {
  const [segment] = planClip([somePiece(dress)]).segments;
  return {
    overs: segment?.overs.map(({ at, to }) => [at, to]),
    covers: segment?.covers.map(({ at, to }) => [at, to]),
  };
}

describe('a still lies on the frames from the one on screen at its start to its end', () => {
  test.each([
    [[1_000_000, 2_000_000], [[0, 25]]],
    [[1_040_000, 1_080_000], [[1, 2]]],
    [[1_050_000, 1_130_000], [[1, 4]]],
    [[0, 1_040_000], [[0, 1]]],
    [[1_960_000, 9_000_000], [[24, 25]]],
    [[0, 1_000_000], []],
    [[2_000_000, 3_000_000], []],
  ] as const)('%j', ([startUs, endUs], frames) => {
    expect(dressed({ overs: [over(startUs, endUs)] }).overs).toEqual(frames);
  });

  test('of two that share a frame the later one has it, at another place both', () => {
    const both = [over(1_000_000, 1_050_000), over(1_050_000, 1_100_000)];
    expect(dressed({ overs: both }).overs).toEqual([
      [0, 1],
      [1, 3],
    ]);
    const beside = [over(1_000_000, 1_050_000), over(1_050_000, 1_100_000, 480)];
    expect(dressed({ overs: beside }).overs).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});

describe('what is hidden is covered one frame before and after too', () => {
  test.each([
    [[1_200_000, 1_240_000], [[4, 7]]],
    [[1_200_000, 1_200_000], [[4, 7]]],
    [[1_210_000, 1_250_000], [[4, 8]]],
    [[1_000_000, 2_000_000], [[0, 25]]],
    [[900_000, 960_000], []],
    [[900_000, 980_000], [[0, 1]]],
    [[900_000, 1_000_000], [[0, 1]]],
    [[2_000_000, 2_040_000], [[24, 25]]],
    [[2_040_000, 2_100_000], []],
  ] as const)('%j', ([startUs, endUs], frames) => {
    expect(dressed({ covers: [cover(startUs, endUs)] }).covers).toEqual(frames);
  });

  test('of another part of the camera nothing is covered here', () => {
    const far = [cover(-3_000_000, -1_000_000), cover(4_200_000, 5_000_000)];
    expect(dressed({ startUs: 0, endUs: 4_000_000, covers: far }).covers).toEqual([]);
    const near = [cover(-3_000_000, 0), cover(4_000_000, 5_000_000)];
    expect(dressed({ startUs: 0, endUs: 4_000_000, covers: near }).covers).toEqual([
      [0, 1],
      [99, 100],
    ]);
  });

  test('no frame that is on screen meanwhile is left out, whatever the frames', () => {
    const gaps = fc.array(fc.integer({ min: 1_000, max: 900_000 }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(gaps, fc.nat(9_000_000), fc.nat(3_000_000), (steps, startUs, lengthUs) => {
        let us = 0;
        const frames = Float64Array.from([0, ...steps.map((step) => (us += step))]);
        const endUs = startUs + lengthUs;
        const piece = somePiece({ frames, startUs: 0, endUs: us, covers: [cover(startUs, endUs)] });
        const [range] = planClip([piece]).segments[0]?.covers ?? [];
        for (let frame = 0; frame + 1 < frames.length; frame++) {
          const [from = 0, to = 0] = [frames[frame], frames[frame + 1]];
          const seen = from < Math.max(endUs, startUs + 1) && to > startUs;
          if (seen) expect(range && frame >= range.at && frame < range.to).toBe(true);
        }
      }),
    );
  });
});

test('stretches with something on them and without follow each other without a gap', () => {
  const overs = [over(1_200_000, 1_400_000), over(1_400_000, 1_480_000)];
  const [segment] = planClip([
    somePiece({ overs, covers: [cover(1_440_000, 1_600_000)] }),
  ]).segments;
  if (!segment) throw new Error('no segment');
  expect(splitByDress(segment, segment)).toEqual([
    { at: 0, to: 5, dressed: false },
    { at: 5, to: 16, dressed: true },
    { at: 16, to: 25, dressed: false },
  ]);
  const plain = planClip([somePiece()]).segments[0];
  if (!plain) throw new Error('no segment');
  expect(splitByDress(plain, plain)).toEqual([{ at: 0, to: 25, dressed: false }]);
});

test('a slow part lasts longer, frame by frame, and its masks go by its own time', () => {
  const piece = somePiece({ slow: 4, covers: [cover(1_200_000, 1_240_000)] });
  const plan = planClip([piece]);
  expect(plan).toMatchObject({ durationUs: 4_000_000, timescale: 12_800 });
  expect(plan.timesUs.slice(0, 3)).toEqual([0, 160_000, 320_000]);
  expect(plan.segments[0]).toMatchObject({ samples: 192_000, slow: 4 });
  expect(plan.segments[0]?.covers).toMatchObject([{ at: 4, to: 7 }]);
});

test('where each piece begins, also one that holds nothing', () => {
  const pieces = [
    somePiece(),
    stillPiece('/stills/card.png', 4_000_000),
    somePiece({ startUs: 8_000_000, endUs: 9_000_000 }),
    somePiece({ slow: 2 }),
  ];
  const starts = startsIn(planClip(pieces), pieces);
  expect(starts).toEqual([0, 1_000_000, 5_000_000, 5_000_000, 7_000_000]);
});

test('what ffmpeg must know of a PNG stands in its head', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  expect(stillFile('/a.png', png)).toEqual({ path: '/a.png', width: 1, height: 1, kind: 0x0806 });
  expect(() => stillFile('/a.png', Buffer.from('GIF89a'))).toThrow('not a PNG');
});
