import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framesOf } from '../../../../src/shared/domain/frames';
import { isAsPlanned } from '../../../../src/main/media/clip-check';
import { planClip } from '../../../../src/main/media/clip-plan';
import { somePicture, somePiece, someProbe, someSound } from './some-probe';

test('holds the frames on screen from the start to just before the end', () => {
  const plan = planClip([somePiece({ startUs: 1_010_000, endUs: 1_090_001 })]);
  expect(plan).toMatchObject({
    ...{ durationUs: 120_000, timesUs: [0, 40_000, 80_000], channels: 2, timescale: 12_800 },
    size: { width: 1920, height: 1080 },
  });
  expect(plan.segments[0]).toMatchObject({
    ...{ startUs: 1_000_000, endUs: 1_120_000, afterUs: 990_000, beforeUs: 1_110_000 },
    ...{ offsetUs: 0, samples: 5_760 },
  });
});

test('times that are a hair beside a frame’s are that frame’s', () => {
  for (const hair of [-1e-7, 0, 1e-7]) {
    const piece = somePiece({ startUs: 1_000_000 + hair, endUs: 1_080_000 + hair });
    const plan = planClip([piece]);
    expect(plan.timesUs).toEqual([0, 40_000]);
    expect(plan.segments[0]).toMatchObject({ startUs: 1_000_000, endUs: 1_080_000 });
    expect(plan.segments[0]?.piece).toMatchObject({ startUs: 1_000_000, endUs: 1_080_000 });
  }
});

test('nothing bounds the first and the last frame of a part', () => {
  const [segment] = planClip([somePiece({ startUs: 0, endUs: 9_000_000 })]).segments;
  expect(segment).toMatchObject({ afterUs: null, beforeUs: null, endUs: 4_000_000 });
});

test('pieces follow each other without a gap, and sound does not drift', () => {
  const frames = Float64Array.from({ length: 31 }, (_, index) => Math.round(index * 33_366.667));
  const piece = somePiece({ frames, startUs: 0, endUs: 1_001_000 });
  const plan = planClip(Array.from({ length: 20 }, () => piece));
  expect(plan.timesUs).toHaveLength(600);
  const samples = plan.segments.reduce((sum, segment) => sum + segment.samples, 0);
  expect(samples).toBe(Math.round((plan.durationUs * 48_000) / 1e6));
  expect(plan.timescale).toBe(90_000);
});

test.each([
  [12_800, 12_800],
  [30_000, 90_000],
  [24_000, 24_000],
  [600, 90_000],
  [1_000, 90_000],
  [25, 90_000],
  [1_000_000, 90_000],
])('a clock of %d ticks is kept in one of %d', (den, timescale) => {
  const probe = someProbe({ picture: somePicture({ timeBase: { num: 1, den } }) });
  expect(planClip([somePiece({ probe })]).timescale).toBe(timescale);
});

test('channels: as many as the loudest piece has, at most two', () => {
  const channelsOf = (...channels: number[]) =>
    planClip(
      channels.map((count) =>
        somePiece({ probe: someProbe({ sound: count ? someSound({ channels: count }) : null }) }),
      ),
    ).channels;
  expect([channelsOf(0), channelsOf(1), channelsOf(6), channelsOf(0, 1), channelsOf(1, 2)]).toEqual(
    [0, 1, 2, 1, 2],
  );
});

describe('without picture', () => {
  const sound = someProbe({ picture: null });
  const frames = Float64Array.of(4_000_000);
  test('a clip of sound has no frames', () => {
    const plan = planClip([somePiece({ probe: sound, frames })]);
    expect(plan).toMatchObject({ size: null, timesUs: [], durationUs: 1_000_000 });
  });
  test('among pictures it is black', () => {
    const plan = planClip([somePiece(), somePiece({ probe: sound, frames, endUs: 1_100_000 })]);
    expect(plan.timesUs.slice(25)).toEqual([1_000_000, 1_040_000, 1_080_000]);
  });
});

test.each([
  ['after the end', 4_000_000, 5_000_000],
  ['empty', 1_000_000, 1_000_000],
  ['backwards', 2_000_000, 1_000_000],
])('nothing there: %s', (_, startUs, endUs) => {
  expect(() => planClip([somePiece({ startUs, endUs })])).toThrow(
    expect.objectContaining({ code: 'nothing-there' }) as Error,
  );
});

test('whatever the frames and the range: the same frames as the page steps through', () => {
  const times = fc
    .array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 60 })
    .map((gaps) =>
      Float64Array.from([
        0,
        ...gaps.map((_, at) => gaps.slice(0, at + 1).reduce((a, b) => a + b, 0)),
      ]),
    );
  fc.assert(
    fc.property(
      times,
      fc.nat(20_000_000),
      fc.integer({ min: 1, max: 5_000_000 }),
      (frames, from, length) => {
        const end = frames.at(-1) ?? 0;
        const startUs = from % end;
        const piece = somePiece({ frames, startUs, endUs: startUs + length });
        const plan = planClip([piece]);
        const { first, last } = framesOf(frames, startUs, startUs + length);
        const [segment] = plan.segments;
        expect(plan.timesUs).toHaveLength(last - first + 1);
        expect(segment?.startUs).toBe(frames[first]);
        expect(segment?.endUs).toBe(frames[last + 1]);
        // The bounds by which ffmpeg chooses lie strictly between frames.
        for (const [index, time] of [...frames.subarray(0, -1)].entries()) {
          const kept = (segment?.afterUs ?? -1) <= time && time < (segment?.beforeUs ?? Infinity);
          if (frames.length > 2) expect(kept).toBe(index >= first && index <= last);
        }
      },
    ),
  );
});

describe('checking what was made', () => {
  const plan = planClip([somePiece()]);
  const times = plan.timesUs;
  test('just the planned frames will do, within a tick', () => {
    expect(isAsPlanned(plan, times, false)).toBe(true);
    expect(
      isAsPlanned(
        plan,
        times.map((time) => time + 60),
        false,
      ),
    ).toBe(true);
  });
  test.each([
    ['one too few', times.slice(1)],
    ['one too many', [...times, 1_000_000]],
    ['one late', times.map((time, index) => (index === 7 ? time + 2_000 : time))],
    ['none', []],
  ])('%s will not', (_, made) => {
    expect(isAsPlanned(plan, made, false)).toBe(false);
  });
  test('a damaged recording may lack frames, and no more', () => {
    expect(isAsPlanned(plan, times.slice(3), true)).toBe(true);
    expect(
      isAsPlanned(
        plan,
        times.filter((_, index) => index % 5 > 0),
        true,
      ),
    ).toBe(true);
    expect(isAsPlanned(plan, [...times, 1_000_000], true)).toBe(false);
    expect(isAsPlanned(plan, [], true)).toBe(false);
  });
});
