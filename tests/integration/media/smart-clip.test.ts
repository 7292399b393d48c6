/** Clips of which most is copied: which way each went, and that nothing of it can be told but by speed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClip } from '../../../src/main/media/clip';
import { type ClipPiece, planClip, stillPiece } from '../../../src/main/media/clip-plan';
import { readBack } from '../../../src/main/media/clip-check';
import { stillFile } from '../../../src/main/media/dress/dressing';
import { openCoded } from '../../../src/main/media/coded/coded-file';
import { probe } from '../../../src/main/media/probe';
import { looksAlike, sameLooks, toSee } from '../../../src/main/media/smart/check';
import { makeSmartClip } from '../../../src/main/media/smart/smart-clip';
import { GREY_BYTES } from '../../../src/main/media/smart/stretches';
import { makeHeadPlain } from '../../../src/main/media/smart/plain-head';
import type { Tools } from '../../../src/main/media/tools';
import { framesOf } from '../../../src/shared/domain/frames';
import { known } from '../../fixtures/known';
import { bytesOf, greyFrames, numbersIn, psnr } from '../../fixtures/look';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let folder: string;
let count = 0;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-smart-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function piece(footage: Footage, startUs: number, endUs: number): Promise<ClipPiece> {
  return { ...(await known(await makeFootage(footage))), startUs, endUs };
}

async function numbersOf({ path, frames, startUs, endUs }: ClipPiece) {
  const { first, last } = framesOf(frames, startUs, endUs);
  return (await numbersIn(path)).slice(first, last + 1);
}

const AAC = { codec: 'aac' } as const;
const LONG = { seconds: 10, sound: AAC } as const;
const FROM_US = 1_300_000;
const TO_US = 8_700_000;
const run = () => ({
  ...{ tools, signal: new AbortController().signal, low: false },
  report: () => undefined,
});

/** What of a clip from 1.3 s to 8.7 s is copied: at least this share. */
const COPIED: [string, Footage, number][] = [
  ['a keyframe a second', { ...LONG, gop: 25 }, 0.85],
  ['a keyframe each two seconds, B-frames', { ...LONG, gop: 50, bFrames: 3 }, 0.85],
  ['a keyframe each five seconds', { ...LONG, gop: 125, bFrames: 2 }, 0.45],
  ['50 frames a second', { ...LONG, fps: '50', gop: 100, bFrames: 2 }, 0.85],
  ['29.97', { ...LONG, fps: '30000/1001', gop: 60, bFrames: 2 }, 0.85],
  ['uneven frames', { ...LONG, variable: true, gop: 50, bFrames: 2 }, 0.7],
  ['Matroska', { ...LONG, ending: 'mkv', gop: 50, bFrames: 3 }, 0.85],
  ['a clock that begins at 10 s', { ...LONG, ending: 'mkv', startsAt: 10, gop: 50 }, 0.85],
  ['an edit list', { ...LONG, editStart: 1.32, gop: 50, bFrames: 2 }, 0.7],
  ['fragments', { ...LONG, fragmented: true, gop: 50, bFrames: 2 }, 0.85],
  ['no sound', { seconds: 10, gop: 50, bFrames: 2 }, 0.85],
  ['turned 90', { ...LONG, rotation: 90, width: 360, height: 640, gop: 50, bFrames: 2 }, 0.85],
  ['turned 180', { ...LONG, rotation: 180, gop: 50 }, 0.85],
  ['turned 270', { ...LONG, rotation: 270, gop: 50 }, 0.85],
  ['full range', { ...LONG, pixelFormat: 'yuvj420p', gop: 50, bFrames: 2 }, 0.85],
  ['full range, turned', { ...LONG, pixelFormat: 'yuvj420p', rotation: 90, gop: 50 }, 0.85],
];
const ENCODED: [string, Footage][] = [
  ['groups that are all open', { ...LONG, gop: 50, bFrames: 3, openGop: true }],
  ['one keyframe only', { ...LONG, gop: 1_000 }],
  ['HEVC with one keyframe only', { ...LONG, codec: 'hevc', gop: 1_000 }],
  ['10 bits', { ...LONG, pixelFormat: 'yuv420p10le', gop: 50 }],
  ['a transport stream', { ...LONG, ending: 'mts', gop: 50 }],
  ['interlaced', { ...LONG, interlaced: true, gop: 50 }],
  ['wide pixels', { ...LONG, aspect: '4/3', gop: 50 }],
];

describe('most is copied of', () => {
  test.each(COPIED)('%s', async (_, footage, share) => {
    const source = await piece(footage, FROM_US, TO_US);
    const file = join(folder, `${count++}.mp4`);
    const made = await makeClip(tools, [source], file);
    const wanted = await numbersOf(source);
    expect(made).toMatchObject({ frames: wanted.length, exact: true });
    expect(made.copied / made.frames).toBeGreaterThan(share);
    expect(await numbersIn(file)).toEqual(wanted);
    // From its very first packet to its last: nothing is hidden.
    expect(await numbersIn(file, { before: ['-ignore_editlist', '1'] })).toEqual(wanted);
    // Beginning to read anywhere gives the right pictures too.
    const { picture, durationUs } = await probe(tools, file);
    const { pixelFormat = 'yuv420p', rotation = 0 } = footage;
    expect(picture).toMatchObject({ codec: 'h264', pixelFormat, rotation });
    const half = (durationUs / 2e6).toFixed(3);
    const second = await numbersIn(file, { before: ['-ss', half] });
    expect(wanted.slice(-second.length)).toEqual(second);
  });
});

describe('all is encoded of', () => {
  test.each(ENCODED)('%s', async (_, footage) => {
    const source = await piece(footage, FROM_US, TO_US);
    const file = join(folder, `${count++}.mp4`);
    const made = await makeClip(tools, [source], file);
    expect(made).toMatchObject({ copied: 0, exact: true });
    expect(await numbersIn(file)).toEqual(await numbersOf(source));
  });
});

describe('of several pieces each is cut by itself', () => {
  async function joined(pieces: ClipPiece[]) {
    const file = join(folder, `${count++}.mp4`);
    const made = await makeClip(tools, pieces, file);
    const wanted = (await Promise.all(pieces.map(numbersOf))).flat();
    expect(made).toMatchObject({ frames: wanted.length, exact: true });
    expect(await numbersIn(file)).toEqual(wanted);
    expect(await numbersIn(file, { before: ['-ignore_editlist', '1'] })).toEqual(wanted);
    const half = (made.durationUs / 2e6).toFixed(3);
    const second = await numbersIn(file, { before: ['-ss', half] });
    expect(wanted.slice(-second.length)).toEqual(second);
    return made.copied / made.frames;
  }

  test('of one file, in any order, with B-frames', async () => {
    const footage = { ...LONG, gop: 50, bFrames: 2 };
    const ranges = [
      [4_300_000, 8_700_000],
      [300_000, 3_100_000],
      [5_000_000, 9_000_000],
    ] as const;
    const pieces = await Promise.all(ranges.map(([from, to]) => piece(footage, from, to)));
    expect(await joined(pieces)).toBeGreaterThan(0.5);
  });

  test('of two files that were coded alike, and one that cannot be copied', async () => {
    const pieces = [
      await piece({ ...LONG, gop: 25 }, 4_300_000, 8_000_000),
      await piece({ ...LONG, codec: 'mpeg4', gop: 50 }, 1_000_000, 2_500_000),
      await piece({ ...LONG, gop: 25, sound: { codec: 'aac', channels: 1 } }, 500_000, 3_300_000),
    ];
    expect(await joined(pieces)).toBeGreaterThan(0.6);
  });

  test('of two files whose parameter sets say otherwise under one number', async () => {
    const pieces = [
      await piece({ ...LONG, gop: 25 }, 4_300_000, 8_000_000),
      await piece({ ...LONG, gop: 25, bFrames: 3 }, 1_000_000, 4_500_000),
    ];
    const share = await joined(pieces);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.6);
  });

  test('of more stretches than are given sets of their own', async () => {
    const footage = { ...LONG, gop: 12, bFrames: 2 };
    const pieces = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        piece(footage, n * 1_380_000 + 200_000, n * 1_380_000 + 1_600_000),
      ),
    );
    expect(await joined(pieces)).toBeGreaterThan(0.3);
  });
});

test.each<[string, Footage]>([
  ['as they are shown', {}],
  ['on their side, in full range', { pixelFormat: 'yuvj420p', rotation: 90 }],
])('copied pictures stored %s are the source’s own, to the last bit', async (_, stored) => {
  const source = await piece({ ...LONG, gop: 50, bFrames: 3, ...stored }, FROM_US, TO_US);
  const file = join(folder, 'bits.mp4');
  const { row } = (await makeSmartClip(planClip([source]), file, run())) ?? {};
  if (!row) throw new Error('it was not made');
  expect(row.map(({ how }) => how)).toEqual(['encoded', 'copied']);
  const { first } = framesOf(source.frames, FROM_US, TO_US);
  const [mine, theirs] = await Promise.all([greyFrames(file), greyFrames(source.path)]);
  for (const { how, at, to } of row) {
    for (let frame = at; frame < to; frame++) {
      const one = mine.frames[frame] ?? Buffer.alloc(0);
      const other = theirs.frames[first + frame] ?? Buffer.alloc(1);
      if (how === 'copied') expect(one.equals(other)).toBe(true);
      else expect(psnr(one, other)).toBeGreaterThan(35);
    }
  }
});

test('cards and words stay upright beside copied pictures that lie on their side', async () => {
  const footage = { ...LONG, gop: 50, rotation: 270, width: 360, height: 640 } as const;
  const still = async (name: string, colour: string) => {
    const file = join(folder, `${name}.png`);
    // Of what is seen only the upper quarter is bright.
    const filters = `color=c=white:s=360x160:d=1,format=rgba,pad=360:640:0:0:color=${colour}`;
    const png = ['-frames:v', '1', '-c:v', 'png', file];
    await bytesOf(tools.ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', filters, ...png]);
    return file;
  };
  const shown = await piece(footage, 4_000_000, 8_000_000);
  const png = await still('over', 'black@0');
  const whole = { startUs: shown.startUs, endUs: shown.endUs };
  const over = { still: stillFile(png, await readFile(png)), x: 0, y: 0, ...whole };
  const pieces = [
    stillPiece(await still('card', 'black'), 1_000_000),
    shown,
    { ...shown, endUs: 4_600_000, overs: [over] },
  ];
  const file = join(folder, 'upright.mp4');
  const made = await makeClip(tools, pieces, file);
  expect(made).toMatchObject({ frames: 140, copied: 100, exact: true });
  expect((await probe(tools, file)).picture).toMatchObject({ rotation: 270, width: 360 });
  const { frames } = await greyFrames(file, { width: 36, height: 64 });
  const mean = (frame: Buffer, from: number, to: number): number =>
    frame.subarray(36 * from, 36 * to).reduce((sum, level) => sum + level, 0) / (36 * (to - from));
  for (const at of [0, 24, 125, 139])
    expect(mean(frames[at] ?? Buffer.alloc(0), 1, 15)).toBeGreaterThan(240);
  expect(mean(frames[24] ?? Buffer.alloc(0), 18, 64)).toBeLessThan(5);
  expect((await numbersIn(file)).slice(25, 125)).toEqual(await numbersOf(shown));
});

test('what a camera tells beside the pictures is not copied', async () => {
  const source = await piece({ ...LONG, gop: 50, tags: true }, FROM_US, TO_US);
  // The encoder's own note stands in the source's slices' company.
  expect(await readFile(source.path, 'latin1')).toContain('x264 - core');
  const file = join(folder, 'told.mp4');
  const start = { ...source, startUs: source.frames[50] ?? 0 };
  const made = await makeClip(tools, [start], file);
  expect(made.copied).toBe(made.frames);
  const bytes = await readFile(file, 'latin1');
  for (const word of ['x264', 'Canary', '51.5074', 'Lavf', 'Mediabunny v'])
    expect(bytes).not.toContain(word);
});

describe('the check', () => {
  async function made() {
    const source = await piece({ ...LONG, gop: 50, bFrames: 2 }, FROM_US, TO_US);
    const clip = planClip([source]);
    const file = join(folder, `check-${count++}.mp4`);
    const { row } = (await makeSmartClip(clip, file, run())) ?? {};
    if (!row) throw new Error('it was not made');
    return { source, clip, file, row };
  }

  test('finds one byte that is not the source’s', async () => {
    const { file } = await made();
    const before = await readBack(tools, file);
    const clip = await openCoded(file, { firstFrameUs: 0 });
    const key = await clip?.sink.getKeyPacket(3);
    await clip?.close();
    const bytes = await readFile(file);
    const at = bytes.indexOf(key?.data ?? 'none');
    expect(at).toBeGreaterThan(0);
    bytes[at + 200] = (bytes[at + 200] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const { timesUs, sums } = await readBack(tools, file);
    expect(timesUs).toEqual(before.timesUs);
    expect(sums.filter((sum, n) => sum !== before.sums[n])).toHaveLength(1);
  });

  test('finds pictures that are others than those of the source', async () => {
    const { clip, file, row } = await made();
    expect(await sameLooks(file, clip, toSee(row, clip.stored, new Map()), run())).toBe(true);
    // A second earlier in the recording.
    const earlier = await piece({ ...LONG, gop: 50, bFrames: 2 }, FROM_US - 1e6, TO_US - 1e6);
    const [other] = planClip([earlier]).segments;
    if (!other) throw new Error('nothing there');
    const elsewhere = row.map((stretch) => ({ ...stretch, segment: other }));
    expect(await sameLooks(file, clip, toSee(elsewhere, clip.stored, new Map()), run())).toBe(
      false,
    );
  });

  test('does not take fewer pictures, or paler ones, for the same', () => {
    const grey = Buffer.alloc(2 * GREY_BYTES, 100);
    expect(looksAlike(grey, Buffer.alloc(2 * GREY_BYTES, 103), 2)).toBe(true);
    expect(looksAlike(grey, Buffer.alloc(2 * GREY_BYTES, 110), 2)).toBe(false);
    expect(looksAlike(grey, grey.subarray(GREY_BYTES), 2)).toBe(false);
    expect(looksAlike(grey, grey, 3)).toBe(false);
  });
});

test('dates and the maker’s name are taken out and nothing else is touched', async () => {
  const path = await makeFootage({ seconds: 2, sound: AAC });
  const file = join(folder, 'dated.mp4');
  const date = ['-c', 'copy', '-metadata', 'creation_time=2024-03-05T09:41:00Z'];
  await bytesOf(tools.ffmpeg, ['-v', 'error', '-i', path, ...date, file]);
  const before = await readFile(file);
  expect((await probe(tools, file)).recordedAt).not.toBeNull();
  await makeHeadPlain(file);
  expect((await probe(tools, file)).recordedAt).toBeNull();
  const after = await readFile(file);
  expect(after.length).toBe(before.length);
  const changed = [...after.keys()].filter((at) => after[at] !== before[at]);
  // Five boxes with two dates each, and a name.
  expect(changed.length).toBeLessThanOrEqual(5 * 8 + 32);
  expect(changed.every((at) => after[at] === 0)).toBe(true);
});
