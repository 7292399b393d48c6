/** The forms in which footage is handed on, and cards between clips, as files that are looked into. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClip } from '../../../src/main/media/clip';
import { type ClipPiece, stillPiece } from '../../../src/main/media/clip-plan';
import { probe } from '../../../src/main/media/probe';
import type { Tools } from '../../../src/main/media/tools';
import { known } from '../../fixtures/known';
import { edgesIn, greyFrames, numbersIn, psnr, samplesIn } from '../../fixtures/look';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

const run = promisify(execFile);
let tools: Tools;
let folder: string;
let count = 0;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-forms-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function piece(footage: Footage, startUs: number, endUs: number): Promise<ClipPiece> {
  return { ...(await known(await makeFootage(footage))), startUs, endUs };
}

const AAC = { codec: 'aac' } as const;
const LONG = { seconds: 10, sound: AAC, gop: 25 } as const;
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => from + at);

/** A picture of coloured bars. */
async function picture(width: number, height: number): Promise<string> {
  const path = join(folder, `card-${count++}.png`);
  const bars = `smptehdbars=s=${width}x${height}:d=1`;
  await run(tools.ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', bars, '-frames:v', '1', path]);
  return path;
}

describe('a clip', () => {
  const HD: Footage = { ...LONG, width: 1920, height: 1080, seconds: 4 };

  test('for slides is small enough, and every frame is in it', async () => {
    const file = join(folder, 'slides.mp4');
    const made = await makeClip(tools, [await piece(HD, 1_000_000, 3_000_000)], file, {
      form: 'slides',
    });
    const { picture: found, sound } = await probe(tools, file);
    expect(found).toMatchObject({ width: 1280, height: 720, codec: 'h264' });
    expect(sound).not.toBeNull();
    expect(made).toMatchObject({ frames: 50, exact: true, copied: 0 });
    expect(await numbersIn(file)).toEqual(numbers(25, 75));
  });

  test('for slides of what is small already is copied', async () => {
    const file = join(folder, 'small.mp4');
    const source = await piece(LONG, 1_300_000, 8_700_000);
    const made = await makeClip(tools, [source], file, { form: 'slides' });
    expect(made.copied / made.frames).toBeGreaterThan(0.8);
  });

  test('for sharing is smaller, stands upright where it did, and is never made larger', async () => {
    const tall = await piece({ ...HD, width: 1080, height: 1920 }, 1_000_000, 3_000_000);
    const [exact, sharing] = [join(folder, 'exact.mp4'), join(folder, 'sharing.mp4')];
    await makeClip(tools, [tall], exact);
    const made = await makeClip(tools, [tall], sharing, { form: 'sharing' });
    expect(made).toMatchObject({ frames: 50, exact: true });
    expect((await probe(tools, sharing)).picture).toMatchObject({ width: 720, height: 1280 });
    const [before, after] = [await probe(tools, exact), await probe(tools, sharing)];
    expect(after.bytes).toBeLessThan(before.bytes / 2);
    const small = join(folder, 'sharing-small.mp4');
    await makeClip(tools, [await piece(LONG, 0, 2_000_000)], small, { form: 'sharing' });
    const { width, height } = (await piece(LONG, 0, 1)).probe.picture ?? {};
    expect((await probe(tools, small)).picture).toMatchObject({ width, height });
  });

  test('of sound only holds no picture, and just the sound of the range', async () => {
    const file = join(folder, 'sound.m4a');
    const source = await piece(LONG, 1_000_000, 3_000_000);
    const made = await makeClip(tools, [source], file, { form: 'sound' });
    const found = await probe(tools, file);
    expect(found.picture).toBeNull();
    expect(made.frames).toBe(0);
    expect(Math.abs(found.durationUs - 2_000_000)).toBeLessThan(30_000);
    // The tone of the made footage begins at each whole second's first frame.
    expect(edgesIn(await samplesIn(file)).length).toBeGreaterThan(0);
    await expect(
      makeClip(tools, [await piece({ seconds: 2 }, 0, 1_000_000)], file, { form: 'sound' }),
    ).rejects.toMatchObject({ code: 'nothing-there' });
  });
});

test('cards stand before clips for as long as they should, and what is between is copied', async () => {
  const file = join(folder, 'reel.mp4');
  const first = await piece(LONG, 1_000_000, 4_000_000);
  const { width = 0, height = 0 } = first.probe.picture ?? {};
  const card = await picture(width, height);
  const pieces = [
    stillPiece(card, 2_000_000),
    first,
    stillPiece(card, 1_500_000),
    await piece(LONG, 6_300_000, 8_700_000),
  ];
  const made = await makeClip(tools, pieces, file);
  expect(made.exact).toBe(true);
  expect(made.copied).toBeGreaterThan(100);
  // Cards of 50 and 38 frames, clips of 75 and 61.
  const all = await numbersIn(file);
  expect(all).toHaveLength(224);
  expect(all.slice(50, 125)).toEqual(numbers(25, 100));
  expect(all.slice(163)).toEqual(numbers(157, 218));
  const looks = await greyFrames(file);
  const [still] = (await greyFrames(card)).frames;
  for (const frame of [0, 20, 49, 125, 162]) {
    const shown = looks.frames[frame] ?? Buffer.alloc(1);
    expect(psnr(shown, still ?? Buffer.alloc(0))).toBeGreaterThan(35);
  }
  // Silent while a card stands: what is heard first is of the first clip.
  const edges = edgesIn(await samplesIn(file));
  expect(edges[0]?.at ?? 0).toBeGreaterThan(1.99);
});
