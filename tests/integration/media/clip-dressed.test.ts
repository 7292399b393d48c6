/** Clips with something on them: what is hidden is gone, on all its frames, and the rest is as it was. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClip } from '../../../src/main/media/clip';
import { type ClipPiece, gapPiece, planClip } from '../../../src/main/media/clip-plan';
import { clipJob } from '../../../src/main/media/clip-graph';
import { type Cover, stillFile } from '../../../src/main/media/dress/dressing';
import { runFfmpeg } from '../../../src/main/media/ffmpeg';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import { findTools, type Tools } from '../../../src/main/media/tools';
import type { Box } from '../../../src/shared/domain/drawing';
import { framesOf } from '../../../src/shared/domain/frames';
import { boxAt } from '../../../src/shared/domain/mask';
import { known } from '../../fixtures/known';
import { bytesOf, greyFrames, numbersIn, psnr, samplesIn } from '../../fixtures/look';
import { barcodeFilters } from '../../fixtures/barcode';
import { cached, type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let folder: string;
let count = 0;
beforeAll(async () => {
  tools = await testTools();
  folder = await mkdtemp(join(tmpdir(), 'plenary-dressed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const AAC = { codec: 'aac' } as const;
const LONG = { seconds: 10, sound: AAC, gop: 25 } as const;
/** See {@link detailed}. */
const EDGES: Footage = {};
const ALL: Box = { x: 0, y: 0, width: 1, height: 1 };
const WIDE = { width: 640, height: 360 };

async function piece(
  footage: Footage,
  startUs: number,
  endUs: number,
  dress: Partial<ClipPiece> = {},
): Promise<ClipPiece> {
  const path = footage === EDGES ? await detailed() : await makeFootage(footage);
  return { ...(await known(path)), startUs, endUs, ...dress };
}

async function made(pieces: ClipPiece[], form?: 'exact' | 'sharing' | 'slides') {
  const file = join(folder, `${count++}.mp4`);
  return { file, clip: await makeClip(tools, pieces, file, { form }) };
}

/** A picture cut out of a frame. */
function cut(
  frame: Buffer,
  { width }: { width: number },
  at: { x: number; y: number; w: number; h: number },
) {
  return Buffer.concat(
    Array.from({ length: at.h }, (_, row) =>
      frame.subarray((at.y + row) * width + at.x, (at.y + row) * width + at.x + at.w),
    ),
  );
}

/** A white still of a quarter of the picture's sides. */
async function white() {
  const path = join(folder, `white${count++}.png`);
  const colour = 'color=c=white:s=160x90:d=1,format=rgba';
  const args = ['-v', 'error', '-f', 'lavfi', '-i', colour, '-frames:v', '1'];
  const png = await bytesOf(tools.ffmpeg, [...args, '-c:v', 'png', '-f', 'image2pipe', '-']);
  await writeFile(path, png);
  return stillFile(path, png);
}

/** Frames on which it lies, at the right and so far down. */
const lit = (frames: readonly Buffer[], y: number) =>
  frames.flatMap((frame, nth) => {
    const plane = cut(frame, WIDE, { x: 490, y: y + 10, w: 140, h: 70 });
    return plane.every((level) => level > 225) ? [nth] : [];
  });

const pixels = (box: Box, { width, height }: { width: number; height: number }) => ({
  x: Math.ceil(box.x * width),
  y: Math.ceil(box.y * height),
  w: Math.floor(box.width * width) - 1,
  h: Math.floor(box.height * height) - 1,
});

/** Mean difference of neighbours, without those across the squares of a pixelated area. */
function detail(plane: Buffer, { x, w }: { x: number; w: number }): number {
  let sum = 0;
  for (let at = 1; at < plane.length; at++) {
    const column = at % w;
    if (column === 0 || (x + column) % 40 < 2) continue;
    sum += Math.abs((plane[at] ?? 0) - (plane[at - 1] ?? 0));
  }
  return sum / plane.length;
}

/** Ten seconds full of edges, four pixels from each other, with their numbers; a tone that wavers. */
function detailed(): Promise<string> {
  return cached('full-of-edges-3', 'mp4', async (file) => {
    const cells = "nullsrc=s=160x90:r=25,geq=lum='16+219*gt(random(1),0.5)':cb=128:cr=128";
    const edges = `${cells},scale=640:360:flags=neighbor`;
    const tone = "aevalsrc='0.4*sin(2*PI*(300*t+10*sin(3*t)))':c=stereo:s=48000:d=10";
    await bytesOf(tools.ffmpeg, [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `${edges},${barcodeFilters(640, 360)}`],
      ...['-f', 'lavfi', '-i', tone, '-t', '10', '-pix_fmt', 'yuv420p', '-c:v', 'libx264'],
      ...['-preset', 'veryfast', '-crf', '14', '-g', '25', '-bf', '2', '-sc_threshold', '0'],
      ...['-c:a', 'aac', '-b:a', '160k', file],
    ]);
  });
}

/** Both as they are shown, frame by frame. */
async function both(file: string, source: ClipPiece, size = WIDE) {
  const { first, last } = framesOf(source.frames, source.startUs, source.endUs);
  const now = await greyFrames(file, size);
  const before = await greyFrames(source.path, size);
  return { now: now.frames, was: before.frames.slice(first, last + 1) };
}

const still = (box: Box, change: Partial<Cover> = {}): Cover => ({
  ...{ startUs: 4_000_000, endUs: 5_000_000, look: 'solid', form: 'box' },
  keys: [{ afterUs: 0, box }],
  ...change,
});

describe('an area', () => {
  const box = { x: 0.4, y: 0.4, width: 0.25, height: 0.3 };

  test.each(['blur', 'pixelate', 'solid'] as const)(
    'under %s is gone on each of its frames, and all others are copied',
    async (look) => {
      const source = await piece(EDGES, 1_000_000, 9_000_000, {
        covers: [still(box, { look })],
      });
      const { file, clip } = await made([source]);
      expect(clip).toMatchObject({ frames: 200, exact: true, fellBack: false });
      expect(clip.copied).toBeGreaterThan(120);
      const { now, was } = await both(file, source);
      const area = pixels(box, WIDE);
      // From the frame at 4 s, one before and one after: frames 74 to 100 of the clip.
      for (let frame = 0; frame < 200; frame++) {
        const [a = Buffer.alloc(0), b = Buffer.alloc(0)] = [now[frame], was[frame]];
        const [here, there] = [cut(a, WIDE, area), cut(b, WIDE, area)];
        if (frame >= 74 && frame < 101) {
          expect(detail(there, area)).toBeGreaterThan(8);
          expect(detail(here, area)).toBeLessThan(look === 'blur' ? 2.5 : 0.6);
          expect(psnr(here, there)).toBeLessThan(20);
        } else expect(psnr(here, there)).toBeGreaterThan(frame < 70 || frame > 126 ? 98 : 36);
        const left = { x: 0, y: 0, w: 220, h: 360 };
        expect(psnr(cut(a, WIDE, left), cut(b, WIDE, left))).toBeGreaterThan(36);
      }
      expect(await numbersIn(file)).toEqual(
        await numbersIn(source.path).then((all) => all.slice(25, 225)),
      );
    },
  );

  test('that moves is gone wherever it is, and never elsewhere', async () => {
    const keys = [
      { afterUs: 2_000_000, box: { x: 0.02, y: 0.4, width: 0.2, height: 0.3 } },
      { afterUs: 4_000_000, box: { x: 0.7, y: 0.3, width: 0.25, height: 0.4 } },
      { afterUs: 4_500_000, box: { x: 0.7, y: 0.6, width: 0.2, height: 0.3 } },
    ];
    const cover = still(keys[0]?.box ?? ALL, {
      ...{ startUs: 2_000_000, endUs: 6_000_000, look: 'blur', form: 'ellipse', keys },
    });
    const source = await piece(EDGES, 1_000_000, 9_000_000, { covers: [cover] });
    const { file, clip } = await made([source]);
    expect(clip).toMatchObject({ exact: true, fellBack: false });
    expect(clip.copied).toBeGreaterThan(70);
    const { now, was } = await both(file, source);
    for (let frame = 24; frame < 126; frame++) {
      const [a = Buffer.alloc(0), b = Buffer.alloc(0)] = [now[frame], was[frame]];
      const at = boxAt(keys, 1_000_000 + frame * 40_000);
      // The box in the ellipse, and a column a little beside it.
      const [dx, dy] = [at.width * 0.147, at.height * 0.147];
      const inner = {
        x: at.x + dx,
        y: at.y + dy,
        width: at.width - 2 * dx,
        height: at.height - 2 * dy,
      };
      const area = pixels(inner, WIDE);
      expect(detail(cut(a, WIDE, area), area)).toBeLessThan(2.5);
      const beside =
        at.x > 0.4 ? { x: 20, y: 60, w: 100, h: 280 } : { x: 520, y: 60, w: 100, h: 280 };
      expect(psnr(cut(a, WIDE, beside), cut(b, WIDE, beside))).toBeGreaterThan(34);
    }
  });

  test('is where it was marked in a turned picture, and in one with bars', async () => {
    const tall = { rotation: 90, width: 360, height: 640, seconds: 4, sound: AAC } as const;
    // The lower right quarter, as it is seen upright.
    const covers = [still({ x: 0.5, y: 0.5, width: 0.5, height: 0.5 }, { startUs: 0, endUs: 9e6 })];
    const alone = await piece(tall, 0, 1_000_000, { covers });
    const { file } = await made([alone]);
    const upright = await both(file, alone, { width: 360, height: 640 });
    const size = { width: 360, height: 640 };
    const [here, kept] = [
      { x: 184, y: 324, w: 170, h: 310 },
      { x: 0, y: 80, w: 150, h: 220 },
    ];
    for (const [nth, frame] of upright.now.entries()) {
      const other = upright.was[nth] ?? frame;
      expect(
        Math.max(...cut(frame, size, here)) - Math.min(...cut(frame, size, here)),
      ).toBeLessThan(5);
      expect(psnr(cut(frame, size, kept), cut(other, size, kept))).toBeGreaterThan(34);
    }
    // Behind a lying picture it is fitted in: 202 of 640 columns, in the middle.
    const lying = await piece(EDGES, 0, 1_000_000);
    const two = await made([lying, alone]);
    const { frames } = await greyFrames(two.file, WIDE);
    const without = await made([lying, { ...alone, covers: [] }]);
    const plain = (await greyFrames(without.file, WIDE)).frames;
    const [inner, left] = [
      { x: 322, y: 182, w: 96, h: 174 },
      { x: 222, y: 50, w: 70, h: 300 },
    ];
    for (let frame = 25; frame < 50; frame++) {
      const [a = Buffer.alloc(0), b = Buffer.alloc(0)] = [frames[frame], plain[frame]];
      expect(Math.max(...cut(a, WIDE, inner)) - Math.min(...cut(a, WIDE, inner))).toBeLessThan(5);
      expect(psnr(cut(a, WIDE, left), cut(b, WIDE, left))).toBeGreaterThan(34);
    }
    expect(
      frames.slice(0, 25).map((frame, at) => psnr(frame, plain[at] ?? frame) > 60),
    ).not.toContain(false);
  });

  test('several looks at once, and all of the picture; smaller for slides', async () => {
    const covers: Cover[] = [
      still({ x: 0.05, y: 0.3, width: 0.2, height: 0.4 }, { look: 'blur' }),
      still({ x: 0.4, y: 0.3, width: 0.2, height: 0.4 }, { look: 'pixelate', endUs: 6_000_000 }),
      still({ x: 0.75, y: 0.3, width: 0.2, height: 0.4 }, { look: 'solid' }),
      still(ALL, { form: 'all', keys: [], look: 'blur', startUs: 7_000_000, endUs: 7_400_000 }),
    ];
    const source = await piece(EDGES, 1_000_000, 9_000_000, { covers });
    for (const form of ['exact', 'sharing'] as const) {
      const { file, clip } = await made([source], form);
      expect(clip).toMatchObject({ frames: 200, exact: true, fellBack: false });
      const { now } = await both(file, source);
      for (const [nth, { keys, look }] of covers.slice(0, 3).entries()) {
        const area = pixels(keys[0]?.box ?? ALL, WIDE);
        for (let frame = 75; frame < 100; frame++) {
          const here = cut(now[frame] ?? Buffer.alloc(0), WIDE, area);
          expect(detail(here, area), `${form} ${nth}`).toBeLessThan(look === 'blur' ? 2.5 : 0.8);
        }
        if (look !== 'pixelate') {
          expect(detail(cut(now[110] ?? Buffer.alloc(0), WIDE, area), area)).toBeGreaterThan(8);
        }
      }
      // Nothing of all of it, not even its number.
      const numbers = await numbersIn(file);
      const hidden = numbers.flatMap((number, at) => (number === at + 25 ? [] : [at]));
      expect(hidden).toEqual(Array.from({ length: 12 }, (_, at) => 149 + at));
    }
  });

  test('hides just its frames where they come at uneven times, in a reel that is encoded as a whole', async () => {
    const covers = [still(ALL, { form: 'all', keys: [], startUs: 1_500_000, endUs: 1_700_000 })];
    const uneven = await piece({ ...LONG, variable: true }, 1_000_000, 2_500_000, { covers });
    const even = await piece(EDGES, 1_000_000, 2_000_000, { covers });
    for (const form of ['exact', 'sharing'] as const) {
      const { file, clip } = await made([uneven, gapPiece(400_000), even], form);
      expect(clip).toMatchObject({ exact: true, fellBack: false });
      const { first, last } = framesOf(uneven.frames, 1_000_000, 2_500_000);
      const hidden = framesOf(uneven.frames, 1_500_000, 1_700_000);
      const wanted = [
        ...Array.from({ length: last + 1 - first }, (_, at) => first + at).map((frame) =>
          frame >= hidden.first - 1 && frame <= hidden.last + 1 ? null : frame,
        ),
        ...Array.from({ length: 10 }, () => null),
        // 1.5 s lies in frame 37 and 1.7 s in 42, of which 36 to 43 are hidden.
        ...Array.from({ length: 25 }, (_, at) => 25 + at).map((frame) =>
          frame >= 36 && frame <= 43 ? null : frame,
        ),
      ];
      expect(await numbersIn(file), form).toEqual(wanted);
    }
  });

  test('whatever ffmpeg is there: one of 2018 covers as well', async () => {
    const { default: ffmpeg } = await import('@ffmpeg-installer/ffmpeg');
    const { default: ffprobe } = await import('@ffprobe-installer/ffprobe');
    const configured = { ffmpeg: ffmpeg.path, ffprobe: ffprobe.path };
    const old = await findTools({ configured, path: '' });
    const box = { x: 0.4, y: 0.4, width: 0.25, height: 0.3 };
    const source = await piece(EDGES, 3_500_000, 5_500_000, {
      covers: [still(box, { look: 'blur' })],
      hushes: [{ startUs: 4_000_000, endUs: 5_000_000, tone: true }],
      overs: [{ still: await white(), x: 480, y: 270, startUs: 4_400_000, endUs: 4_480_000 }],
    });
    const file = join(folder, 'old.mp4');
    const job = clipJob(planClip([source]), [null], file, old);
    await runFfmpeg(old, job);
    const { now, was } = await both(file, source);
    expect(now).toHaveLength(51);
    const area = pixels(box, WIDE);
    for (const [at, frame] of now.entries()) {
      const here = detail(cut(frame, WIDE, area), area);
      if (at >= 12 && at < 38) expect(here).toBeLessThan(2.5);
      else if (at < 11 || at > 39) expect(psnr(frame, was[at] ?? frame)).toBeGreaterThan(30);
    }
    expect(lit(now, 270)).toEqual([23, 24]);
    expect(await numbersIn(file)).toEqual(Array.from({ length: 51 }, (_, at) => at + 87));
  });
});

describe('what goes wrong while it is being covered leaves nothing', () => {
  const covers = () => [still(ALL, { form: 'all', keys: [], startUs: 0, endUs: 10_000_000 })];

  test('it is cancelled', async () => {
    const source = await piece(EDGES, 0, 10_000_000, { covers: covers() });
    const file = join(folder, 'cancelled.mp4');
    const abort = new AbortController();
    const report = (share: number) => share > 0.05 && abort.abort();
    const making = makeClip(tools, [source], file, { signal: abort.signal, report });
    await expect(making).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(file)).toBe(false);
  });

  test('the folder is gone, or the still that was to lie on it', async () => {
    const source = await piece(EDGES, 0, 10_000_000, { covers: covers() });
    const nowhere = makeClip(tools, [source], join(folder, 'none', 'out.mp4'));
    await expect(nowhere).rejects.toMatchObject({ code: 'folder-missing' });
    const gone = { ...(await white()), path: join(folder, 'gone.png') };
    const over = { still: gone, x: 0, y: 0, startUs: 0, endUs: 10_000_000 };
    const file = join(folder, 'bare.mp4');
    const bare = makeClip(tools, [{ ...source, overs: [over] }], file);
    await expect(bare).rejects.toMatchObject({ code: expect.any(String) as string });
    expect(existsSync(file)).toBe(false);
  });
});

describe('a still', () => {
  test('lies on exactly its frames, in its corner, and all others are copied', async () => {
    const at = { still: await white(), x: 480, y: 0 };
    const source = await piece(EDGES, 1_000_000, 9_000_000, {
      overs: [
        { ...at, startUs: 3_000_000, endUs: 3_040_000 },
        { ...at, startUs: 4_010_000, endUs: 4_500_000 },
        { ...at, y: 270, startUs: 4_200_000, endUs: 7_100_000 },
      ],
    });
    const { file, clip } = await made([source]);
    expect(clip).toMatchObject({ frames: 200, exact: true, fellBack: false });
    expect(clip.copied).toBeGreaterThan(60);
    const { now } = await both(file, source);
    const range = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => from + n);
    // 3 s is frame 50 of the clip; 4.01 s lies in frame 75, 4.5 s in 87, 7.1 s in 152.
    expect(lit(now, 0)).toEqual([50, ...range(75, 88)]);
    expect(lit(now, 270)).toEqual(range(80, 153));
  });
});

describe('sound', () => {
  /** Likeness of two stretches of sound at no delay, 1 for the same. */
  function likeness(one: Float32Array, other: Float32Array): number {
    let [both, a, b] = [0, 0, 0];
    for (const [at, sample] of one.entries()) {
      const there = other[at] ?? 0;
      both += sample * there;
      a += sample * sample;
      b += there * there;
    }
    return a === 0 || b === 0 ? 0 : both / Math.sqrt(a * b);
  }
  /** How much of a sound is in another. */
  function shareOf(sound: Float32Array, other: Float32Array): number {
    const [all, loud] = [rms(other), rms(sound)];
    return (likeness(sound, other) * all) / loud;
  }
  const rms = (part: Float32Array) =>
    Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);

  test.each([
    ['silence', false],
    ['a tone', true],
  ])('is %s where it is hidden, and as it was elsewhere', async (_, tone) => {
    const hushes = [{ startUs: 4_000_000, endUs: 5_000_000, tone }];
    const source = await piece(EDGES, 1_000_000, 9_000_000, { hushes });
    const { file, clip } = await made([source]);
    // Nothing of the picture is touched for it.
    expect(clip.copied).toBe(200);
    const [here, there] = [await samplesIn(file), (await samplesIn(source.path)).slice(48_000)];
    const part = (all: Float32Array, from: number, to: number) =>
      all.slice(from * 48_000, to * 48_000);
    for (let from = 3; from < 3.99; from += 0.05) {
      const inside = part(here, from, from + 0.05);
      expect(Math.abs(shareOf(part(there, from, from + 0.05), inside))).toBeLessThan(0.01);
      expect(rms(inside)).toBeCloseTo(tone ? 0.0707 : 0, 2);
    }
    for (const from of [0.5, 2, 2.7, 4.2, 6]) {
      expect(likeness(part(here, from, from + 0.2), part(there, from, from + 0.2))).toBeGreaterThan(
        0.98,
      );
    }
    // No click: no step larger than the loudest sound of that pitch makes.
    const around = part(here, 2.7, 4.3);
    const steps = around.map((sample, at) => Math.abs(sample - (around[at - 1] ?? sample)));
    expect(steps.reduce((most, step) => Math.max(most, step), 0)).toBeLessThan(0.03);
  });

  test('is hidden in a file of sound alone, and where it is slowed', async () => {
    const hushes = [{ startUs: 3_000_000, endUs: 4_000_000, tone: false }];
    const source = await piece(EDGES, 2_000_000, 5_000_000, { hushes, slow: 2 });
    const file = join(folder, `${count++}.m4a`);
    const clip = await makeClip(tools, [source], file, { form: 'sound' });
    expect(clip).toMatchObject({ durationUs: 6_000_000, frames: 0 });
    const heard = await samplesIn(file);
    expect(Math.abs(heard.length - 288_000)).toBeLessThan(1_100);
    const loud = (from: number, to: number) => rms(heard.slice(from * 48_000, to * 48_000));
    expect(loud(2, 4)).toBeLessThan(0.002);
    expect(loud(0.2, 1.7)).toBeGreaterThan(0.15);
    expect(loud(4.3, 5.8)).toBeGreaterThan(0.15);
  });
});

describe('slow parts', () => {
  test.each([2, 4] as const)('every frame once, in order, %d times as long', async (slow) => {
    const source = await piece({ ...LONG, variable: true }, 1_000_000, 2_500_000, { slow });
    const { file, clip } = await made([source]);
    const { first, last } = framesOf(source.frames, source.startUs, source.endUs);
    const wanted = Array.from({ length: last + 1 - first }, (_, at) => first + at);
    expect(await numbersIn(file)).toEqual(wanted);
    expect(clip).toMatchObject({ exact: true, copied: 0 });
    const times = await readFrameTimes(tools, file, await probe(tools, file));
    const fromUs = source.frames[first] ?? 0;
    for (const [at, frame] of [...wanted, last + 1].entries()) {
      const planned = ((source.frames[frame] ?? 0) - fromUs) * slow;
      expect(Math.abs((times[at] ?? 0) - planned)).toBeLessThan(40);
    }
  });

  test('as it was and then once more at half speed; only that is encoded', async () => {
    const source = await piece(EDGES, 1_000_000, 5_000_000);
    const { file, clip } = await made([source, { ...source, slow: 2 }]);
    expect(clip).toMatchObject({ frames: 200, copied: 100, durationUs: 12_000_000, exact: true });
    expect(clip.startsUs).toEqual([0, 4_000_000, 12_000_000]);
    const once = Array.from({ length: 100 }, (_, at) => at + 25);
    expect(await numbersIn(file)).toEqual([...once, ...once]);
    // The pitch stays: about as many swings a second in both.
    const heard = await samplesIn(file);
    const swings = (from: number, to: number) => {
      const part = heard.slice(from * 48_000, to * 48_000);
      return (
        part.filter((sample, at) => sample >= 0 && (part[at - 1] ?? 0) < 0).length / (to - from)
      );
    };
    expect(Math.abs(swings(4.5, 11.5) / swings(0.25, 3.75) - 1)).toBeLessThan(0.05);
  });
});

test('a gap is black and silent for as long as it is', async () => {
  const one = await piece(EDGES, 1_000_000, 3_000_000);
  const two = await piece(EDGES, 5_000_000, 7_000_000);
  const { file, clip } = await made([one, gapPiece(1_500_000), two]);
  expect(clip.startsUs).toEqual([0, 2_000_000, 3_500_000, 5_500_000]);
  expect(clip.copied).toBe(100);
  const { frames } = await greyFrames(file, WIDE);
  expect(frames).toHaveLength(50 + 38 + 50);
  for (const frame of frames.slice(50, 88)) expect(frame.every((level) => level < 20)).toBe(true);
  const heard = await samplesIn(file);
  const gap = heard.slice(2.05 * 48_000, 3.45 * 48_000);
  expect(gap.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)).toBeLessThan(0.002);
});
