/** Exact clips of made footage: which frames, which sound, and nothing else. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { framesOf } from '../../../src/shared/domain/frames';
import { makeClip } from '../../../src/main/media/clip';
import type { ClipPiece } from '../../../src/main/media/clip-plan';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import type { Tools } from '../../../src/main/media/tools';
import { known } from '../../fixtures/known';
import { bytesOf, edgesIn, numbersIn, samplesIn } from '../../fixtures/look';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let folder: string;
let count = 0;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-clips-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Asked once for each key: many cases look at the same footage, and at the same clip. */
function once<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}

const numbersOfAll = once((path) => numbersIn(path));

async function piece(footage: Footage, startUs: number, endUs: number): Promise<ClipPiece> {
  return { ...(await known(await makeFootage(footage))), startUs, endUs };
}

async function make(...pieces: ClipPiece[]) {
  const file = join(folder, `${count++}.mp4`);
  return { file, made: await makeClip(tools, pieces, file) };
}

const AAC = { codec: 'aac' } as const;

/** What the source's frames in a range are numbered: its first frame may not be number 0. */
async function numbersOf({ path, frames, startUs, endUs }: ClipPiece) {
  const all = await numbersOfAll(path);
  const { first, last } = framesOf(frames, startUs, endUs);
  expect(all.length).toBe(frames.length - 1);
  return all.slice(first, last + 1);
}

const cases: [string, Footage, number, number][] = [
  ['25 frames a second', { sound: AAC }, 1_000_000, 2_520_000],
  ['from the very beginning', { sound: AAC }, 0, 1_000_000],
  ['to the very end', { sound: AAC }, 2_100_000, 4_000_000],
  ['past the end', { sound: AAC }, 3_000_000, 9_000_000],
  ['one frame', { sound: AAC }, 1_480_000, 1_480_001],
  ['ends inside frames', { sound: AAC }, 1_015_000, 2_005_000],
  ['29.97', { fps: '30000/1001', sound: AAC }, 1_000_000, 2_500_000],
  [
    '59.94 in TS',
    { fps: '60000/1001', ending: 'mts', bFrames: 2, gop: 60, sound: { codec: 'ac3' } },
    900_000,
    2_000_000,
  ],
  [
    'reordered frames, long groups',
    { bFrames: 3, gop: 250, seconds: 16, sound: AAC },
    11_000_000,
    12_000_000,
  ],
  [
    'open groups in TS',
    { bFrames: 2, gop: 30, openGop: true, ending: 'mts', seconds: 20, sound: AAC },
    14_200_000,
    15_400_000,
  ],
  ['uneven frames', { variable: true, sound: AAC }, 1_111_000, 2_777_000],
  [
    'uneven frames, reordered, in Matroska',
    { variable: true, bFrames: 2, ending: 'mkv', sound: AAC },
    1_111_000,
    2_777_000,
  ],
  ['a clock that begins at 10 s', { startsAt: 10, bFrames: 2, sound: AAC }, 1_000_000, 2_000_000],
  [
    'a clock that begins at 10 s, TS',
    { startsAt: 10, ending: 'mts', seconds: 16, sound: AAC },
    12_000_000,
    13_000_000,
  ],
  [
    'an edit list inside a group',
    { editStart: 1.32, gop: 50, bFrames: 2, sound: AAC },
    500_000,
    1_500_000,
  ],
  [
    'an edit list, from its first frame',
    { editStart: 1.32, gop: 50, bFrames: 2, sound: AAC },
    0,
    600_000,
  ],
  ['turned by 90', { rotation: 90, width: 360, height: 640, sound: AAC }, 1_000_000, 2_000_000],
  ['turned by 180', { rotation: 180, bFrames: 2 }, 1_000_000, 2_000_000],
  [
    'turned by 270',
    { rotation: 270, width: 360, height: 640, ending: 'mov' },
    1_000_000,
    2_000_000,
  ],
  ['no sound', { bFrames: 2 }, 1_000_000, 2_000_000],
  [
    'live webm',
    { codec: 'vp8', ending: 'webm', live: true, sound: { codec: 'libopus' } },
    1_000_000,
    2_500_000,
  ],
  [
    'MPEG-2 programme stream',
    {
      codec: 'mpeg2video',
      bFrames: 2,
      gop: 12,
      ending: 'mpg',
      sound: { codec: 'mp2' },
      seconds: 12,
    },
    10_000_000,
    11_000_000,
  ],
  [
    'interlaced MPEG-2',
    {
      codec: 'mpeg2video',
      interlaced: true,
      width: 720,
      height: 576,
      ending: 'mpg',
      aspect: '16/15',
    },
    1_000_000,
    2_000_000,
  ],
  [
    'interlaced H.264 in TS',
    { interlaced: true, ending: 'mts', sound: { codec: 'ac3' } },
    1_000_000,
    2_000_000,
  ],
  [
    'DV, PAL, wide',
    {
      codec: 'dvvideo',
      width: 720,
      height: 576,
      ending: 'avi',
      interlaced: true,
      aspect: '64/45',
      sound: { codec: 'pcm_s16le' },
    },
    1_000_000,
    2_000_000,
  ],
  [
    'Motion JPEG',
    { codec: 'mjpeg', ending: 'avi', sound: { codec: 'pcm_s16le' } },
    1_000_000,
    2_000_000,
  ],
  ['HEVC', { codec: 'hevc', bFrames: 3, gop: 50, sound: AAC }, 1_300_000, 2_300_000],
  ['HEVC, high dynamic range', { codec: 'hevc', hdr: true }, 1_300_000, 2_300_000],
  ['mono', { sound: { codec: 'aac', channels: 1 } }, 1_000_000, 3_000_000],
  ['5.1', { sound: { codec: 'aac', channels: 6 } }, 1_000_000, 3_000_000],
  [
    'odd size',
    { width: 641, height: 361, pixelFormat: 'yuv444p', ending: 'mkv' },
    1_000_000,
    2_000_000,
  ],
  ['sound that begins late', { sound: { codec: 'aac', delay: 1.5 } }, 500_000, 2_500_000],
  [
    'sound that begins early',
    { startsAt: 2, ending: 'mkv', sound: { codec: 'aac', delay: -0.5 } },
    0,
    1_500_000,
  ],
  ['sound that ends early', { sound: { codec: 'aac', length: 2.5 } }, 2_000_000, 3_500_000],
  ['sound that is over', { sound: { codec: 'aac', length: 1 } }, 2_000_000, 3_500_000],
  ['fragments', { fragmented: true, sound: AAC }, 1_000_000, 2_000_000],
];

const clipOf = once(async (name) => {
  const [, footage = {}, startUs = 0, endUs = 0] = cases.find(([each]) => each === name) ?? [];
  const source = await piece(footage, startUs, endUs);
  return { source, ...(await make(source)) };
});

describe('the frames of the range, each once, in order', () => {
  test.each(cases)('%s', async (name, _, startUs, endUs) => {
    const { source, file, made } = await clipOf(name);
    const wanted = await numbersOf(source);
    expect(wanted).not.toContain(null);
    expect(await numbersIn(file)).toEqual(wanted);
    expect(made.frames).toBe(wanted.length);
    // Nothing is hidden before or after by an edit list.
    expect(await numbersIn(file, { before: ['-ignore_editlist', '1'] })).toEqual(wanted);
    const again = await probe(tools, file);
    const times = await readFrameTimes(tools, file, again);
    const { first, last } = framesOf(source.frames, startUs, endUs);
    const kept = source.frames.subarray(first, last + 2);
    for (const [index, time] of times.entries()) {
      expect(Math.abs(time - ((kept[index] ?? 0) - (kept[0] ?? 0)))).toBeLessThanOrEqual(15);
    }
    expect(again).toMatchObject({ firstFrameUs: 0, trouble: '', recordedAt: null });
    const { pixelFormat, hdr } = source.probe.picture ?? {};
    const kept265 = { codec: 'hevc', pixelFormat, hdr };
    const as264 = { codec: 'h264', pixelFormat: 'yuv420p', hdr: false };
    expect(again.picture).toMatchObject({
      ...(made.hevc === 'kept' ? kept265 : as264),
      interlaced: false,
      // As it is stored where some of it is copied; made upright where none is.
      rotation: made.copied > 0 ? (source.probe.picture?.rotation ?? 0) : 0,
      aspect: { num: 1, den: 1 },
    });
    const shown = source.probe.picture;
    expect(Math.abs((again.picture?.width ?? 0) - (shown?.width ?? 0))).toBeLessThan(2);
    expect(Math.abs((again.picture?.height ?? 0) - (shown?.height ?? 0))).toBeLessThan(2);
  });
});

describe('sound', () => {
  const heard = cases.filter(([, footage]) => footage.sound);
  test.each(heard)('in step: %s', async (name, footage, startUs, endUs) => {
    const { source, file } = await clipOf(name);
    const { first, last } = framesOf(source.frames, startUs, endUs);
    const numbers = await numbersOfAll(source.path);
    const from = source.frames[first] ?? 0;
    const to = source.frames[last + 1] ?? 0;
    // Tone and picture share one clock: frame 0 of the made footage is at second 0 of the sound.
    // Without an edit list the first frame of fragments is out of step, so the last one is asked.
    const lastUs = source.frames.at(-2) ?? 0;
    const partZero =
      !footage.editStart && !footage.fragmented ? 0 : (numbers.at(-1) ?? 0) / 25 - lastUs / 1e6;
    const begins = Math.max(0, footage.sound?.delay ?? 0);
    const ends = footage.sound?.length ?? 1000;
    const expected: { at: number; on: boolean }[] = [];
    let on = false;
    for (let at = from / 1e6; at < to / 1e6 - 0.02; at += 0.001) {
      const second = at + partZero;
      const loud = second >= begins && second < ends && Math.floor(second + 1e-9) % 2 === 0;
      if (loud !== on) expected.push({ at: at - from / 1e6, on: loud });
      on = loud;
    }
    const samples = await samplesIn(file);
    const found = edgesIn(samples).filter(({ at }) => at < (to - from) / 1e6 - 0.02);
    expect(found.map((edge) => edge.on)).toEqual(expected.map((edge) => edge.on));
    for (const [index, edge] of found.entries()) {
      expect(Math.abs(edge.at - (expected[index]?.at ?? 0))).toBeLessThan(0.01);
    }
    // It ends with the picture: at most one block of the encoder's padding after it.
    expect(samples.length / 48_000).toBeGreaterThan((to - from) / 1e6 - 0.01);
    expect(samples.length / 48_000).toBeLessThan((to - from) / 1e6 + 0.03);
  });
});

test('nothing of what the camera wrote about itself is in the clip', async () => {
  for (const rotation of [0, 90] as const) {
    const source = await piece({ tags: true, rotation, sound: AAC }, 1_000_000, 2_000_000);
    expect(await readFile(source.path, 'latin1')).toMatch(/Canary.*\+51\.5074|\+51\.5074.*Canary/s);
    const { file } = await make(source);
    const bytes = await readFile(file, 'latin1');
    for (const told of ['Canary', '51.5074', '2024-03', 'Lavf', 'Lavc5']) {
      expect(bytes).not.toContain(told);
    }
    const args = ['-v', 'error', '-show_entries', 'format_tags:stream_tags', '-of', 'json', file];
    const tags = (await bytesOf(tools.ffprobe, args)).toString();
    expect(tags).not.toMatch(/creation_time|location|make|model|title|comment/);
  }
});

test('silence stays silent: no sound from outside the range gets in', async () => {
  const source = await piece(
    { sound: { codec: 'pcm_s16le' }, ending: 'mov' },
    1_000_000,
    2_000_000,
  );
  const { file } = await make(source);
  const samples = await samplesIn(file);
  expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.01);
});

test('a cancelled clip leaves nothing', async () => {
  const stop = new AbortController();
  const file = join(folder, 'cancelled.mp4');
  const source = await piece({ seconds: 16, bFrames: 3, gop: 250, sound: AAC }, 0, 16_000_000);
  const making = makeClip(tools, [source], file, {
    signal: stop.signal,
    report: () => stop.abort(),
  });
  await expect(making).rejects.toMatchObject({ code: 'cancelled' });
  expect(existsSync(file)).toBe(false);
});
