/** Real pieces made by real ffmpeg: frame times, joins, seeks, what is in them. */
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { makePieces } from '../../../src/main/media/pieces';
import { isWholePiece } from '../../../src/main/media/pieces-check';
import { boxesIn, readFragment, type Sample, tracksOf } from '../../../src/main/media/pieces-read';
import { probe } from '../../../src/main/media/probe';
import { pieceType } from '../../../src/renderer/picture/mp4-codecs';
import { PIECE_US, pieceCount } from '../../../src/shared/domain/pieces';
import { edgesIn, numbersIn, samplesIn } from '../../fixtures/look';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-pieces-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

interface Made {
  durationUs: number;
  times: Float64Array;
  pieces: Map<number, Buffer>;
  end: number;
}

async function make(
  path: string,
  stretch?: { first: number; end: number },
  signal = never,
): Promise<Made> {
  const tools = await testTools();
  const found = await probe(tools, path);
  const times = await readFrameTimes(tools, path, found);
  const pieces = new Map<number, Buffer>();
  const whole = { first: 0, end: pieceCount(found.durationUs) };
  const end = await makePieces(tools, { ...found, path }, stretch ?? whole, {
    signal,
    frames: times,
    onPiece: async (n, bytes) => {
      pieces.set(n, bytes);
    },
  });
  return { durationUs: found.durationUs, times, pieces, end };
}

function samplesOf(piece: Buffer | undefined): { picture: Sample[]; sound: Sample[] } {
  if (!piece) throw new Error('no such piece');
  const boxes = boxesIn(piece);
  const moov = boxes.find(({ type }) => type === 'moov');
  const moof = boxes.find(({ type }) => type === 'moof');
  if (!moov || !moof) throw new Error('not a piece');
  const all = readFragment(piece, moof, tracksOf(piece, moov));
  return {
    picture: all.filter(({ track }) => track.kind === 'picture'),
    sound: all.filter(({ track }) => track.kind === 'sound'),
  };
}

/** One file that holds pieces one after the other, as the page appends them. */
async function joined(pieces: Iterable<Buffer>, name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, Buffer.concat([...pieces]));
  return path;
}

const CASES: Record<string, Footage> = {
  'HEVC with long and open groups': {
    codec: 'hevc',
    seconds: 9,
    gop: 100,
    bFrames: 3,
    openGop: true,
    sound: { codec: 'aac' },
  },
  'variable frame rate': { codec: 'mpeg4', seconds: 7, variable: true, sound: { codec: 'aac' } },
  'AVCHD: interlaced, starts late, AC-3': {
    ending: 'mts',
    interlaced: true,
    seconds: 5,
    startsAt: 7,
    width: 720,
    height: 576,
    sound: { codec: 'ac3', channels: 6 },
  },
  '29.97 frames a second, MPEG-2': {
    codec: 'mpeg2video',
    ending: 'mpg',
    fps: '30000/1001',
    seconds: 7,
    bFrames: 2,
    sound: { codec: 'mp2' },
  },
};

describe.each(Object.entries(CASES))('%s', (_name, footage) => {
  /** All of its pieces, made once and looked at by each of these tests. */
  let whole: Made;
  beforeAll(async () => {
    whole = await make(await makeFootage(footage));
  });

  test('every frame keeps its time, and each piece begins with a picture', async () => {
    const { times, pieces, durationUs, end } = whole;
    expect(end).toBe(pieceCount(durationUs));
    const all = [...pieces.entries()].map(([n, bytes]) => ({ n, ...samplesOf(bytes) }));
    const starts = new Set(all.map(({ n }) => n * PIECE_US));
    const shown = all.flatMap(({ picture }) => picture.map(({ time }) => time));
    const frames = [...times.slice(0, -1)];
    // A frame on screen at a piece's start is repeated there; all others are where they were.
    const between = shown.filter(
      (time) => !(starts.has(time) && !frames.some((frame) => Math.abs(frame - time) <= 1000)),
    );
    expect(between).toHaveLength(frames.length);
    for (const [index, time] of between.entries()) {
      expect(Math.abs(time - (frames[index] ?? -1))).toBeLessThanOrEqual(1000);
    }
    for (const { n, picture, sound } of all) {
      const first = picture[0];
      expect([first?.time, first?.key]).toEqual([n * PIECE_US, true]);
      const endUs = Math.min((n + 1) * PIECE_US, durationUs);
      expect((picture.at(-1)?.time ?? 0) + (picture.at(-1)?.duration ?? 0)).toBe(endUs);
      expect(sound[0]?.time).toBe(n * 96_000);
      const soundEnd = (sound.at(-1)?.time ?? 0) + (sound.at(-1)?.duration ?? 0);
      expect(Math.abs(soundEnd - endUs * 0.048)).toBeLessThanOrEqual(1);
    }
  });

  test('the frames are the right ones, and the sound fits them', async () => {
    const { times, pieces } = whole;
    const file = await joined(pieces.values(), 'joined.mp4');
    const numbers = (await numbersIn(file)).map((number, index, list) =>
      number === list[index - 1] ? null : number,
    );
    expect(numbers.filter((number) => number !== null)).toEqual(
      Array.from({ length: times.length - 1 }, (_, index) => index),
    );
    const edges = edgesIn(await samplesIn(file));
    expect(edges.length).toBeGreaterThan(4);
    for (const [index, edge] of edges.entries()) {
      expect(edge.on).toBe(index % 2 === 0);
      expect(Math.abs(edge.at - index)).toBeLessThan(0.04);
    }
  });

  test('a run that begins in the middle makes the same piece', async () => {
    const middle = await make(await makeFootage(footage), { first: 2, end: 3 });
    const [a, b] = [samplesOf(whole.pieces.get(2)), samplesOf(middle.pieces.get(2))];
    expect([...middle.pieces.keys()]).toEqual([2]);
    expect(b.picture.map(({ time, duration }) => [time, duration])).toEqual(
      a.picture.map(({ time, duration }) => [time, duration]),
    );
    const one = await joined([whole.pieces.get(2) ?? Buffer.alloc(0)], 'one.mp4');
    const other = await joined([middle.pieces.get(2) ?? Buffer.alloc(0)], 'other.mp4');
    expect(await numbersIn(other)).toEqual(await numbersIn(one));
  });
});

test('sound joins without a seam, also between runs', async () => {
  const path = join(folder, 'sine.avi');
  const tools = await testTools();
  const { execFileSync } = await import('node:child_process');
  const sine = 'aevalsrc=0.5*sin(2*PI*441*t):s=44100:d=8';
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=25:d=8', '-c:v', 'mpeg4'];
  execFileSync(tools.ffmpeg, [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    sine,
    ...picture,
    '-c:a',
    'pcm_s16le',
    path,
  ]);
  const first = await make(path, { first: 0, end: 2 });
  const second = await make(path, { first: 2, end: 4 });
  const file = await joined([...first.pieces.values(), ...second.pieces.values()], 'sine.mp4');
  const samples = await samplesIn(file);
  expect(samples.length).toBe(8 * 48_000);
  // The steepest step of this tone from one sample to the next.
  const steepest = 0.5 * 2 * Math.PI * (441 / 48_000);
  let step = 0;
  for (let index = 480; index < samples.length - 480; index++) {
    step = Math.max(step, Math.abs((samples[index] ?? 0) - (samples[index - 1] ?? 0)));
  }
  // Where two runs join, resampling may be out by less than a sample; a seam would be far steeper.
  expect(step).toBeLessThan(steepest * 2);
  expect(step).toBeGreaterThan(steepest / 2);
});

test('sound that begins late and ends early leaves silence, and holds nothing up', async () => {
  const path = await makeFootage({
    codec: 'mpeg4',
    seconds: 12,
    sound: { codec: 'aac', delay: 4.5, length: 7 },
  });
  const { pieces, end } = await make(path);
  expect(end).toBe(6);
  const edges = edgesIn(await samplesIn(await joined(pieces.values(), 'late.mp4')));
  expect(edges.map(({ at }) => Math.round(at * 10) / 10)).toEqual([4.5, 5, 6, 7]);
  // Nothing of the sound lies in this stretch or after it.
  const tail = await make(path, { first: 4, end: 6 });
  expect(samplesOf(tail.pieces.get(5)).sound).toHaveLength(50);
});

test('a frame that stays for many seconds is in every piece of them', async () => {
  const path = join(folder, 'slides.avi');
  const tools = await testTools();
  const { execFileSync } = await import('node:child_process');
  const slides = 'testsrc2=s=160x90:r=1/7:d=21';
  execFileSync(tools.ffmpeg, [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    slides,
    '-c:v',
    'mjpeg',
    path,
  ]);
  const { pieces } = await make(path);
  const counts = [...pieces.values()].map((bytes) => samplesOf(bytes).picture.length);
  // 7 s lies inside the fourth piece; 14 s begins the eighth.
  expect(counts).toEqual([1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1]);
  const [whole, middle] = [
    samplesOf(pieces.get(5)),
    samplesOf((await make(path, { first: 5, end: 6 })).pieces.get(5)),
  ];
  expect(middle.picture.map(({ time }) => time)).toEqual(whole.picture.map(({ time }) => time));
});

test('rotation, pixel shape and size are as shown, never enlarged', async () => {
  const sizes = async (footage: Footage) => {
    const { pieces } = await make(await makeFootage(footage), { first: 0, end: 1 });
    const file = await joined(pieces.values(), 'size.mp4');
    const found = await probe(await testTools(), file);
    return [found.picture?.width, found.picture?.height, found.picture?.rotation];
  };
  const hevc = { codec: 'hevc', seconds: 2 } as const;
  expect(await sizes({ ...hevc, width: 360, height: 640, rotation: 90 })).toEqual([360, 640, 0]);
  expect(await sizes({ ...hevc, width: 1920, height: 1080 })).toEqual([1280, 720, 0]);
  const wide = {
    codec: 'mpeg2video',
    ending: 'mpg',
    width: 720,
    height: 576,
    aspect: '64/45',
  } as const;
  expect(await sizes({ ...wide, seconds: 2 })).toEqual([1024, 576, 0]);
});

test('what the page is told of a piece is what is in it', async () => {
  const typeOf = async (footage: Footage) => {
    const { pieces } = await make(await makeFootage(footage), { first: 0, end: 1 });
    const bytes = pieces.get(0) ?? Buffer.alloc(0);
    return pieceType(new Uint8Array(bytes).buffer);
  };
  expect(await typeOf({ codec: 'mpeg4', seconds: 3, sound: { codec: 'aac' } })).toBe(
    'video/mp4; codecs="avc1.4d4028,flac"',
  );
  expect(await typeOf({ codec: 'mpeg4', seconds: 3 })).toBe('video/mp4; codecs="avc1.4d4028"');
  expect(await typeOf({ picture: false, ending: 'mkv', seconds: 3, sound: { codec: 'ac3' } })).toBe(
    'audio/mp4; codecs="flac"',
  );
  expect(pieceType(new ArrayBuffer(64))).toBeNull();
});

test('a file cut short is copied as far as it goes', async () => {
  const path = await makeFootage({
    codec: 'mpeg4',
    ending: 'mkv',
    seconds: 10,
    cutTo: 0.6,
    sound: { codec: 'aac' },
  });
  const { pieces, durationUs, end } = await make(path);
  expect(durationUs).toBeGreaterThan(3_000_000);
  expect(durationUs).toBeLessThan(9_000_000);
  expect(end).toBe(pieceCount(durationUs));
  expect(pieces.size).toBe(end);
});

test('stopping leaves nothing running, and says so', async () => {
  const path = await makeFootage({
    codec: 'hevc',
    seconds: 9,
    gop: 100,
    bFrames: 3,
    openGop: true,
    sound: { codec: 'aac' },
  });
  const tools = await testTools();
  const source = { ...(await probe(tools, path)), path };
  const abort = new AbortController();
  const run = makePieces(
    tools,
    source,
    { first: 0, end: 5 },
    {
      signal: abort.signal,
      onPiece: async () => abort.abort(),
    },
  );
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  await expect(make(path, undefined, abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
});

test('a piece that cannot be kept ends the run with that reason', async () => {
  const path = await makeFootage({
    codec: 'mpeg4',
    seconds: 7,
    variable: true,
    sound: { codec: 'aac' },
  });
  const tools = await testTools();
  const full = new Error('no room');
  const run = makePieces(
    tools,
    { ...(await probe(tools, path)), path },
    { first: 0, end: 4 },
    {
      signal: never,
      onPiece: async () => {
        throw full;
      },
    },
  );
  await expect(run).rejects.toBe(full);
});

test('whole pieces are told from damaged ones', async () => {
  const path = await makeFootage({ codec: 'mpeg4', seconds: 3 });
  const { pieces } = await make(path, { first: 0, end: 1 });
  const file = await joined(pieces.values(), 'whole.mp4');
  expect(await isWholePiece(file)).toBe(true);
  await truncate(file, (pieces.get(0)?.length ?? 0) - 1);
  expect(await isWholePiece(file)).toBe(false);
  await truncate(file, 0);
  expect(await isWholePiece(file)).toBe(false);
  await writeFile(file, Buffer.alloc(5000));
  expect(await isWholePiece(file)).toBe(false);
  expect(await isWholePiece(join(folder, 'nothing.mp4'))).toBe(false);
});
