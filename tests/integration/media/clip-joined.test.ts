/** Clips across parts, whatever the parts are, and clips that lack a picture. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClip } from '../../../src/main/media/clip';
import type { ClipPiece } from '../../../src/main/media/clip-plan';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import type { Tools } from '../../../src/main/media/tools';
import { known } from '../../fixtures/known';
import { edgesIn, greyFrames, numbersIn, samplesIn } from '../../fixtures/look';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let folder: string;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-joined-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function piece(footage: Footage, startUs: number, endUs: number): Promise<ClipPiece> {
  return { ...(await known(await makeFootage(footage))), startUs, endUs };
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);
const AAC = { codec: 'aac' } as const;

test('two parts of one camera follow each other without a seam', async () => {
  const file = join(folder, 'two.mp4');
  const pieces = [
    await piece({ sound: AAC, bFrames: 2 }, 3_000_000, 4_000_000),
    await piece({ sound: AAC, bFrames: 2 }, 0, 1_500_000),
  ];
  const made = await makeClip(tools, pieces, file);
  expect(await numbersIn(file)).toEqual([...range(75, 100), ...range(0, 38)]);
  expect(made).toMatchObject({ frames: 63, durationUs: 2_520_000 });
  const found = await probe(tools, file);
  const times = await readFrameTimes(tools, file, found);
  for (const [index, time] of times.entries()) {
    expect(Math.abs(time - index * 40_000)).toBeLessThanOrEqual(12);
  }
  // Silent until the second part begins, then its tone for one second.
  const edges = edgesIn(await samplesIn(file));
  expect(edges.map(({ on }) => on)).toEqual([true, false]);
  expect(Math.abs((edges[0]?.at ?? 0) - 1)).toBeLessThan(0.01);
  expect(Math.abs((edges[1]?.at ?? 0) - 2)).toBeLessThan(0.01);
});

test('three parts that differ in everything', async () => {
  const file = join(folder, 'three.mp4');
  const pieces = [
    await piece({ sound: AAC, width: 640, height: 360 }, 3_000_000, 4_000_000),
    await piece(
      {
        ...{ codec: 'mpeg2video', width: 720, height: 576, aspect: '16/15', ending: 'mpg' },
        ...{ bFrames: 2, gop: 12, sound: { codec: 'mp2', channels: 1 } },
      },
      0,
      1_000_000,
    ),
    await piece({ variable: true, rotation: 90, width: 360, height: 640 }, 1_000_000, 2_000_000),
    await piece({ fps: '30000/1001', sound: { codec: 'aac', channels: 6 } }, 0, 1_000_000),
  ];
  const made = await makeClip(tools, pieces, file);
  const found = await probe(tools, file);
  expect(found.picture).toMatchObject({ width: 640, height: 360, rotation: 0 });
  expect(found.sound).toMatchObject({ channels: 2, sampleRate: 48_000 });
  // Each is fitted into the first one's size, so its barcode is read where it then is.
  const wide = await numbersIn(file);
  expect(wide.slice(0, 25)).toEqual(range(75, 100));
  expect(wide.slice(-30)).toEqual(range(0, 30));
  const fitted = await numbersIn(file, { filters: 'crop=480:360:80:0,' });
  expect(fitted.slice(25, 50)).toEqual(range(0, 25));
  const upright = await numbersIn(file, { filters: 'crop=202:360:219:0,' });
  const uneven = upright.slice(50, -30);
  expect(uneven).toEqual(range(uneven[0] ?? -1, (uneven[0] ?? 0) + uneven.length));
  expect(made.frames).toBe(wide.length);
  const times = await readFrameTimes(tools, file, found);
  const { frames, startUs } = pieces[3] ?? { frames: [], startUs: 0 };
  const offset = times[times.length - 31] ?? 0;
  for (let index = 0; index <= 30; index++) {
    const planned = (frames[index] ?? 0) - startUs;
    expect(Math.abs((times[times.length - 31 + index] ?? 0) - offset - planned)).toBeLessThan(25);
  }
  // Tone from the second and the fourth part, silence from the first and the third.
  const fourth = offset / 1e6;
  const edges = edgesIn(await samplesIn(file)).filter(({ at }) => at < fourth + 0.98);
  expect(edges.map(({ on }) => on)).toEqual([true, false, true]);
  for (const [index, at] of [1, 2, fourth].entries()) {
    expect(Math.abs((edges[index]?.at ?? 0) - at)).toBeLessThan(0.012);
  }
});

test('sound alone becomes a clip of sound alone', async () => {
  const file = join(folder, 'sound.mp4');
  const source = await piece({ picture: false, sound: AAC }, 500_000, 2_500_000);
  expect(source.probe.picture).toBeNull();
  const made = await makeClip(tools, [source], file);
  expect(made).toMatchObject({ frames: 0, durationUs: 2_000_000 });
  const found = await probe(tools, file);
  expect(found).toMatchObject({ picture: null, sound: { codec: 'aac' } });
  const edges = edgesIn(await samplesIn(file)).filter(({ at }) => at < 1.98);
  expect(edges.map(({ on }) => on)).toEqual([true, false, true]);
  expect(Math.abs((edges[1]?.at ?? 0) - 0.5)).toBeLessThan(0.01);
  expect(Math.abs((edges[2]?.at ?? 0) - 1.5)).toBeLessThan(0.01);
});

test('a part without picture between parts with one is black', async () => {
  const file = join(folder, 'black.mp4');
  const pieces = [
    await piece({ sound: AAC }, 3_000_000, 4_000_000),
    await piece({ picture: false, sound: AAC }, 0, 1_000_000),
    await piece({ sound: AAC }, 1_000_000, 2_000_000),
  ];
  await makeClip(tools, pieces, file);
  const numbers = await numbersIn(file);
  expect(numbers).toEqual([...range(75, 100), ...range(0, 25).map(() => null), ...range(25, 50)]);
  const { frames } = await greyFrames(file);
  expect(Math.max(...(frames[30] ?? []))).toBeLessThan(32);
  const edges = edgesIn(await samplesIn(file));
  expect(edges.map(({ on }) => on)).toEqual([true, false]);
});

test('a range without footage is said to be that', async () => {
  const source = await piece({}, 5_000_000, 6_000_000);
  await expect(makeClip(tools, [source], join(folder, 'none.mp4'))).rejects.toMatchObject({
    code: 'nothing-there',
  });
  await expect(makeClip(tools, [], join(folder, 'none.mp4'))).rejects.toMatchObject({
    code: 'nothing-there',
  });
});

test.each([
  ['the folder is gone', 'no-such-folder/out.mp4', 'folder-missing'],
  ['the disk is full', '/dev/full', 'disk-full'],
])('%s', async (_, out, code) => {
  const source = await piece({ sound: AAC }, 0, 1_000_000);
  const file = out.startsWith('/') ? out : join(folder, out);
  if (out.startsWith('/')) {
    const { runFfmpeg } = await import('../../../src/main/media/ffmpeg');
    const { clipJob } = await import('../../../src/main/media/clip-graph');
    const { planClip } = await import('../../../src/main/media/clip-plan');
    const job = clipJob(planClip([source]), [null], file, tools);
    await expect(runFfmpeg(tools, job)).rejects.toMatchObject({ code });
    return;
  }
  await expect(makeClip(tools, [source], file)).rejects.toMatchObject({ code });
});
