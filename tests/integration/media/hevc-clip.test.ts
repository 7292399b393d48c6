/** Clips of HEVC that stay HEVC: exact, private, and told of, or else encoded as H.264 and told of. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClipRun, makeClip } from '../../../src/main/media/clip';
import { type ClipPiece, gapPiece, planClip } from '../../../src/main/media/clip-plan';
import type { Cover } from '../../../src/main/media/dress/dressing';
import { isHevcClip } from '../../../src/main/media/mp4-boxes';
import { scanPackets } from '../../../src/main/media/packets';
import { probe } from '../../../src/main/media/probe';
import { makeSmartClip } from '../../../src/main/media/smart/smart-clip';
import type { Tools } from '../../../src/main/media/tools';
import { framesOf } from '../../../src/shared/domain/frames';
import { known } from '../../fixtures/known';
import { greyFrames, numbersIn, psnr } from '../../fixtures/look';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let folder: string;
let count = 0;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-hevc-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const AAC = { codec: 'aac' } as const;
const SMALL = { codec: 'hevc', width: 320, height: 180, seconds: 8 } as const;
const LONG = { ...SMALL, gop: 50, bFrames: 3, sound: AAC } as const;
const OPEN = { ...LONG, openGop: true } as const;
/** Below the number that each frame bears. */
const COVER: Cover = {
  ...{ startUs: 3_000_000, endUs: 3_400_000, look: 'solid', form: 'box' },
  keys: [{ afterUs: 0, box: { x: 0.7, y: 0.7, width: 0.2, height: 0.2 } }],
};
const FROM_US = 1_300_000;
const TO_US = 6_700_000;

async function piece(footage: Footage, startUs = FROM_US, endUs = TO_US): Promise<ClipPiece> {
  return { ...(await known(await makeFootage(footage))), startUs, endUs };
}

async function numbersOf({ path, frames, startUs, endUs }: ClipPiece) {
  const { first, last } = framesOf(frames, startUs, endUs);
  return (await numbersIn(path)).slice(first, last + 1);
}

async function make(pieces: ClipPiece[], with_: Tools = tools, run: ClipRun = {}) {
  const file = join(folder, `${count++}.mp4`);
  const made = await makeClip(with_, pieces, file, run);
  const wanted = (await Promise.all(pieces.map(numbersOf))).flat();
  expect(made).toMatchObject({ frames: wanted.length, exact: true, fellBack: false });
  expect(await numbersIn(file)).toEqual(wanted);
  // From its very first packet to its last: nothing is hidden.
  expect(await numbersIn(file, { before: ['-ignore_editlist', '1'] })).toEqual(wanted);
  // Beginning to read anywhere gives the right pictures too.
  const half = (made.durationUs / 2e6).toFixed(3);
  const rest = await numbersIn(file, { before: ['-ss', half] });
  expect(wanted.slice(-rest.length)).toEqual(rest);
  return { file, made, picture: (await probe(tools, file)).picture };
}

const without = (encoder: string): Tools => ({
  ...tools,
  encoders: new Set([...tools.encoders].filter((name) => name !== encoder)),
});

/** What of a clip is copied: at least this share. */
const KEPT: [string, Footage, number][] = [
  ['closed groups', LONG, 0.8],
  ['open groups', OPEN, 0.8],
  ['open groups, 10 bits', { ...OPEN, pixelFormat: 'yuv420p10le' }, 0.8],
  ['high dynamic range', { ...OPEN, hdr: true }, 0.8],
  ['no B-frames', { ...LONG, bFrames: 0 }, 0.8],
  ['full range', { ...LONG, pixelFormat: 'yuvj420p' }, 0.8],
  ['turned 90', { ...OPEN, rotation: 90, width: 180, height: 320 }, 0.8],
  ['29.97 in Matroska', { ...OPEN, fps: '30000/1001', gop: 60, ending: 'mkv' }, 0.8],
  ['uneven frames', { ...LONG, variable: true, bFrames: 2 }, 0.6],
];

describe('HEVC stays HEVC of', () => {
  test.each(KEPT)('%s', async (_, footage, share) => {
    const source = await piece(footage);
    const { file, made, picture } = await make([source]);
    expect(made.hevc).toBe('kept');
    expect(await isHevcClip(file)).toBe(true);
    expect(made.copied / made.frames).toBeGreaterThan(share);
    const { pixelFormat, rotation, hdr, matrix, primaries, transfer, fullRange } =
      source.probe.picture ?? {};
    expect(picture).toMatchObject({ codec: 'hevc', pixelFormat, rotation, hdr, fullRange });
    if (hdr) expect(picture).toMatchObject({ matrix, primaries, transfer });
  });

  test('several pieces, of two files, with black between them', async () => {
    const pieces = [
      await piece(OPEN, 4_300_000, 7_700_000),
      gapPiece(1_000_000),
      await piece({ ...LONG, gop: 25 }, 300_000, 3_100_000),
      await piece(OPEN, 1_300_000, 5_100_000),
    ];
    const file = join(folder, 'reel.mp4');
    const made = await makeClip(tools, pieces, file);
    expect(made).toMatchObject({ exact: true, fellBack: false, hevc: 'kept' });
    expect(made.copied / made.frames).toBeGreaterThan(0.5);
    const footage = pieces.filter(({ path }) => path !== '');
    const [one = [], two = [], three = []] = await Promise.all(footage.map(numbersOf));
    const there = await numbersIn(file);
    expect(there.slice(0, one.length)).toEqual(one);
    expect(there.slice(one.length + 25)).toEqual([...two, ...three]);
  });

  test('pictures of which a part is hidden', async () => {
    for (const footage of [OPEN, { ...OPEN, pixelFormat: 'yuv420p10le' }]) {
      const { made } = await make([{ ...(await piece(footage)), covers: [COVER] }]);
      expect(made.hevc).toBe('kept');
      expect(made.copied).toBeGreaterThan(50);
    }
  });
});

test('copied pictures are the source’s own to the last bit, encoded ones close to it', async () => {
  const source = await piece(OPEN);
  const file = join(folder, 'bits.mp4');
  const signal = new AbortController().signal;
  const run = { tools, signal, low: false, report: () => undefined };
  const { row = [] } = (await makeSmartClip(planClip([source]), file, run)) ?? {};
  expect(row.map(({ how }) => how)).toEqual(['encoded', 'copied', 'encoded']);
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

test('what encoders and cameras tell beside the pictures is not in it', async () => {
  const { file } = await make([await piece({ ...OPEN, tags: true })]);
  const bytes = await readFile(file, 'latin1');
  for (const word of ['x265', 'Canary', '51.5074', 'Lavf', 'Mediabunny v'])
    expect(bytes).not.toContain(word);
});

describe('is encoded as H.264, and said to be,', () => {
  test('where nothing of it can be copied', async () => {
    const { made, picture } = await make([await piece({ ...LONG, gop: 1_000 })]);
    expect(made).toMatchObject({ copied: 0, hevc: 'encoded' });
    expect(picture?.codec).toBe('h264');
  });

  test('where it must play everywhere: that was not asked for', async () => {
    for (const run of [{ anywhere: true }, { form: 'slides' as const }]) {
      const { made, picture } = await make([await piece(LONG)], tools, run);
      expect(made.hevc).toBeNull();
      expect(picture?.codec).toBe('h264');
    }
  });

  test('where something lies on high dynamic range', async () => {
    const { made, picture } = await make([
      { ...(await piece({ ...OPEN, hdr: true })), covers: [COVER] },
    ]);
    expect(made.hevc).toBe('encoded');
    expect(picture).toMatchObject({ codec: 'h264', hdr: false });
  });

  test('where this ffmpeg cannot encode HEVC, unless its ends lie where copying can begin and end', async () => {
    const bare = without('libx265');
    expect((await make([await piece(OPEN)], bare)).made.hevc).toBe('encoded');
    const source = await piece(LONG);
    const { packets } = await scanPackets(tools, source.path, 0);
    const keys = packets.flatMap(({ key, ptsUs }) =>
      key && ptsUs !== null ? [ptsUs - source.probe.firstFrameUs] : [],
    );
    const [, startUs = 0, , endUs = 0] = keys;
    const { made } = await make([{ ...source, startUs, endUs }], bare);
    expect(made).toMatchObject({ hevc: 'kept', copied: made.frames });
  });
});
