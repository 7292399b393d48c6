/** Tiles of the strip, made by real ffmpeg: the right keyframe, upright, from every kind of file. */
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { chosenKeyframes } from '../../../src/main/media/coded/chosen-keyframes';
import { probe } from '../../../src/main/media/probe';
import { makeTile, makeTilesOf } from '../../../src/main/media/thumbnails';
import { tileSize, tileUs } from '../../../src/shared/domain/thumbs';
import { bytesOf, greyFrames, numbersIn, psnr } from '../../fixtures/look';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';
import { jpegSize, realFiles } from '../../fixtures/real-files';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-tiles-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files that this process holds open. Linux. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // Closed while we looked.
      return [];
    }
  });
}

const never = new AbortController().signal;

async function strip(
  path: string,
  tiles: readonly number[],
  by: 'pass' | 'seeks',
  signal = never,
): Promise<Map<number, Buffer>> {
  const tools = await testTools();
  const found = await probe(tools, path);
  const made = new Map<number, Buffer>();
  const making = { signal, onTile: (tile: number, jpeg: Buffer) => void made.set(tile, jpeg) };
  if (by === 'pass') await makeTilesOf(tools, path, found, tiles, making);
  else for (const tile of tiles) await makeTile(tools, path, found, tile, making);
  return made;
}

async function numberIn(jpeg: Buffer | undefined): Promise<number | null> {
  if (!jpeg) throw new Error('there is no such tile');
  const file = join(folder, 'one.jpg');
  await writeFile(file, jpeg);
  return (await numbersIn(file, jpegSize(jpeg)))[0] ?? null;
}

/** Every tile of twenty seconds, and two beyond the end. */
const ALL = Array.from({ length: 88 }, (_, tile) => tile);
/** Those whose picture is read: reading one takes a process of its own. */
const READ = ALL.filter((tile) => tile % 6 === 0 || tile > 85);

/** The number of the keyframe that belongs to a tile, of frames at a steady rate. */
function expected(tile: number, { fps = 25, gop = 25, seconds = 20, firstKey = 0 } = {}): number {
  const frame = Math.min(Math.floor((tileUs(tile) + 1_000) * (fps / 1e6)), seconds * fps - 1);
  return Math.max(firstKey, Math.floor(frame / gop) * gop);
}

const KINDS: Record<string, Footage> = {
  'H.264 with B-frames': { gop: 50, bFrames: 3, seconds: 20 },
  'H.264 with open groups': { gop: 50, bFrames: 3, openGop: true, seconds: 20 },
  'H.264 in Matroska': { gop: 50, ending: 'mkv', seconds: 20 },
  'a clock that begins late': { gop: 50, ending: 'mkv', startsAt: 10, seconds: 20 },
  HEVC: { codec: 'hevc', gop: 50, bFrames: 2, seconds: 20 },
  'MPEG-4 Part 2 in AVI': { codec: 'mpeg4', ending: 'avi', gop: 50, seconds: 20 },
  'a transport stream': { ending: 'mts', gop: 50, bFrames: 2, seconds: 20 },
  'fragmented MP4': { fragmented: true, gop: 50, seconds: 20 },
};

/** Containers that keyframes can be chosen from. */
const CHOSEN = /mp4|mkv/;

describe('keyframes that are chosen', () => {
  const timesUs = [0, 3, 7, 8, 30].map(tileUs);

  test.each(Object.entries(KINDS))('of %s', async (_, footage) => {
    const file = await makeFootage(footage);
    const found = await probe(await testTools(), file);
    const stream = await chosenKeyframes(file, found, timesUs).catch(() => null);
    expect(stream !== null).toBe(CHOSEN.test(footage.ending ?? 'mp4'));
    if (!stream) return;
    const chosen = join(folder, 'chosen.mp4');
    await writeFile(chosen, stream);
    const asked = ['-v', 'error', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', chosen];
    const told = (await bytesOf('ffprobe', asked)).toString().trim().split(/,?\n/).map(Number);
    const keys = timesUs.map((us) => Math.floor((us + 1_000) / 2_000_000) * 2_000_000);
    expect(told).toEqual([...new Set(keys)].map((us) => us / 1e6));
  });

  test('are no longer read, and the file is let go of, when nobody takes them', async () => {
    const file = await makeFootage(KINDS['H.264 with B-frames'] ?? {});
    const found = await probe(await testTools(), file);
    const stream = await chosenKeyframes(file, found, ALL.map(tileUs));
    if (!stream) throw new Error('they could not be chosen');
    await once(stream, 'readable');
    stream.destroy();
    await vi.waitFor(() => {
      expect(openFiles()).not.toContain(file);
    });
  });

  test('are not, where ffprobe tells another beginning', async () => {
    const file = await makeFootage(KINDS['H.264 with B-frames'] ?? {});
    expect(await chosenKeyframes(file, { firstFrameUs: 7_000 }, timesUs)).toBeNull();
    expect(openFiles()).not.toContain(file);
  });
});

describe('a pass over keyframes', () => {
  test.each(Object.entries(KINDS))(
    'of %s shows the right one in every tile',
    async (_, footage) => {
      const made = await strip(await makeFootage(footage), ALL, 'pass');
      expect([...made.keys()]).toEqual(ALL);
      for (const tile of READ) {
        const number = await numberIn(made.get(tile));
        // Where keyframes cannot be chosen their times may be told a few frames wrong (see
        // thumbnails.ts): right next to one, and only there, a tile may show its neighbour.
        const frame = tileUs(tile) / 40_000;
        const near = Math.abs(frame - Math.round(frame / 50) * 50) <= (footage.bFrames ?? 0) + 1;
        const off = Math.abs((number ?? Number.NaN) - expected(tile, { gop: 50 }));
        expect(near && !CHOSEN.test(footage.ending ?? 'mp4') ? [0, 50] : [0]).toContain(off);
      }
    },
  );

  test('of a recording that was cut off gives what there is', async () => {
    const cut = { gop: 25, seconds: 20, cutTo: 0.6, indexFirst: true } as const;
    const made = await strip(await makeFootage(cut), ALL, 'pass');
    // A keyframe a second: tiles of the first half lie well before the cut.
    const whole = ALL.slice(0, 40);
    expect([...made.keys()]).toEqual(expect.arrayContaining(whole));
    for (const tile of whole.filter((each) => each % 8 === 0)) {
      expect(await numberIn(made.get(tile))).toBe(expected(tile));
    }
  });

  test('of a stretch in the middle gives that stretch and no more', async () => {
    const file = await makeFootage(KINDS['H.264 with B-frames'] ?? {});
    const tiles = [30, 32, 34, 36, 50];
    const made = await strip(file, tiles, 'pass');
    expect([...made.keys()]).toEqual(tiles);
    for (const tile of tiles) {
      expect(await numberIn(made.get(tile))).toBe(expected(tile, { gop: 50 }));
    }
  });

  test('of interlaced footage, where every picture is a keyframe, takes those at the tiles', async () => {
    const file = await makeFootage({
      codec: 'dvvideo',
      ending: 'avi',
      interlaced: true,
      width: 720,
      height: 576,
      aspect: '16/15',
      seconds: 4,
    });
    const made = await strip(file, [0, 4, 8], 'pass');
    for (const [tile, jpeg] of made) {
      expect(jpegSize(jpeg)).toEqual({ width: 120, height: 90 });
      expect(await numberIn(jpeg)).toBe(expected(tile, { gop: 1, seconds: 4 }));
    }
    expect(made.size).toBe(3);
  });
});

describe('one tile', () => {
  test.each(Object.entries(KINDS))('of %s is of a keyframe near it', async (_, footage) => {
    const indexed = footage.ending !== 'mts';
    const made = await strip(await makeFootage(footage), [0, 31, 40, 80], 'seeks');
    for (const [tile, jpeg] of made) {
      const number = await numberIn(jpeg);
      // A stream has no index: where reading can begin there lies within a keyframe of it.
      if (indexed) expect(number).toBe(expected(tile, { gop: 50 }));
      else expect(Math.abs((number ?? NaN) - expected(tile, { gop: 50 }))).toBeLessThanOrEqual(50);
    }
    expect(made.size).toBe(4);
  });
});

describe('a tile', () => {
  test.each([0, 90, 180, 270] as const)('stands upright: turned by %i', async (rotation) => {
    const file = await makeFootage({ rotation, width: 360, height: 640, seconds: 2 });
    const made = await strip(file, [4], 'pass');
    const jpeg = made.get(4) ?? Buffer.alloc(0);
    expect(jpegSize(jpeg)).toEqual({ width: 50, height: 90 });
    // The barcode is too small to read at this size: it must look like the picture itself.
    const shown = await greyFrames(file, { width: 50, height: 90 });
    const mine = join(folder, 'turned.jpg');
    await writeFile(mine, jpeg);
    const tile = await greyFrames(mine, { width: 50, height: 90 });
    const [ours, theirs] = [tile.frames[0], shown.frames[0]];
    if (!ours || !theirs) throw new Error('nothing was shown');
    expect(psnr(ours, theirs)).toBeGreaterThan(18);
  });

  test('keeps nothing of where and with what it was filmed', async () => {
    const file = await makeFootage({ tags: true, seconds: 2, sound: { codec: 'aac' } });
    const jpeg = (await strip(file, [0], 'pass')).get(0)?.toString('latin1') ?? '';
    for (const word of ['Canary', '51.5', '2024', 'Lavc']) expect(jpeg).not.toContain(word);
  });
});

describe('making tiles', () => {
  test('stops when it is told to, with what was made being whole', async () => {
    const file = await makeFootage(KINDS.HEVC ?? {});
    const tools = await testTools();
    const found = await probe(tools, file);
    const abort = new AbortController();
    const made: Buffer[] = [];
    const making = {
      signal: abort.signal,
      onTile: (_: number, jpeg: Buffer) => {
        made.push(jpeg);
        abort.abort();
      },
    };
    await expect(makeTilesOf(tools, file, found, ALL, making, true)).rejects.toMatchObject({
      code: 'cancelled',
    });
    for (const jpeg of made) expect(jpegSize(jpeg)).toEqual({ width: 160, height: 90 });
  });

  test('says why it cannot: no picture, no file', async () => {
    const tools = await testTools();
    const making = { signal: never, onTile: () => undefined };
    const sound = await makeFootage({ picture: false, sound: { codec: 'aac' }, seconds: 2 });
    const heard = await probe(tools, sound);
    await expect(makeTilesOf(tools, sound, heard, [0], making)).rejects.toMatchObject({
      code: 'file-unreadable',
    });
    const seen = await probe(tools, await makeFootage({ seconds: 2 }));
    const gone = join(folder, 'gone.mp4');
    await expect(makeTilesOf(tools, gone, seen, [0], making)).rejects.toMatchObject({
      code: 'file-missing',
    });
  });
});

const real = realFiles();
describe.runIf(real.length > 0)('real files', () => {
  test.each(real)('%s gives a strip', async (file) => {
    const tools = await testTools();
    const found = await probe(tools, file);
    const { picture, durationUs } = found;
    if (!picture) throw new Error('every one of them has a picture');
    const count = Math.max(1, Math.floor(durationUs / tileUs(1)));
    const tiles = [0, 0.25, 0.5, 0.75].map((share) => Math.floor(count * share));
    const made = await strip(file, [...new Set(tiles)], 'pass');
    expect([...made.keys()]).toEqual([...new Set(tiles)]);
    for (const jpeg of made.values()) expect(jpegSize(jpeg)).toEqual(tileSize(picture));
    const one = await strip(file, [tiles[2] ?? 0], 'seeks');
    expect(one.size).toBe(1);
  });
});
