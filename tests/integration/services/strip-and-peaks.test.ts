/** The strip's tiles and sound peaks as services, with real ffmpeg and a real folder. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePeaks, partialOf } from '../../../src/main/media/peaks/peaks';
import { probe } from '../../../src/main/media/probe';
import { makeTile, makeTilesOf } from '../../../src/main/media/thumbnails';
import { peaksService, type PeaksService } from '../../../src/main/services/peaks';
import { thumbnailsService, type ThumbnailsService } from '../../../src/main/services/thumbnails';
import { newId } from '../../../src/shared/domain/ids';
import type { Send } from '../../../src/shared/ipc/derive';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

const LESSON: Footage = { codec: 'mpeg4', seconds: 29.4, gop: 50, sound: { codec: 'aac' } };

let folder: string;
let files: Map<string, string>;
let sent: { name: string; payload: unknown }[];
let runs: { partId: string; tiles: readonly number[] }[];
let underWay: number;
let thumbnails: ThumbnailsService;
let peaks: PeaksService;

const send: Send = (_noun, name, payload) => {
  sent.push({ name: String(name), payload });
};
const told = (name: string) => sent.filter((event) => event.name === name);
const derived = (partId: string) => join(folder, partId);

async function counted<T>(work: Promise<T>): Promise<T> {
  underWay++;
  return work.finally(() => underWay--);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-strip-'));
  files = new Map();
  sent = [];
  runs = [];
  underWay = 0;
  thumbnails = thumbnailsService({
    folderOf: (partId) => (files.has(partId) ? join(derived(partId), 'tiles') : null),
    makeTiles: async (partId, { tiles, by }, making) => {
      runs.push({ partId, tiles });
      const path = files.get(partId) ?? '';
      const tools = await testTools();
      const found = await probe(tools, path);
      if (by === 'pass') await counted(makeTilesOf(tools, path, found, tiles, making));
      else for (const tile of tiles) await counted(makeTile(tools, path, found, tile, making));
    },
    send,
  });
  peaks = peaksService({
    fileOf: (partId) => (files.has(partId) ? join(derived(partId), 'peaks.bin') : null),
    partialOf,
    makePeaks: async (partId, outFile, making) => {
      const path = files.get(partId) ?? '';
      const tools = await testTools();
      await counted(makePeaks(tools, path, await probe(tools, path), outFile, making));
    },
    send,
    trouble: () => undefined,
  });
});
afterEach(async () => {
  await Promise.all([thumbnails.stop(), peaks.stop()]);
  expect(underWay).toBe(0);
  await rm(folder, { recursive: true, force: true });
});

async function add(path?: string): Promise<string> {
  const partId = newId();
  files.set(partId, path ?? (await makeFootage(LESSON)));
  return partId;
}

const madeTiles = () =>
  told('tilesMade').flatMap(({ payload }) => (payload as { tiles: number[] }).tiles);
const want = (partId: string, first: number, end: number, level = 0) => ({
  partId,
  level,
  first,
  end,
});

describe('tiles', () => {
  test('that are wanted are made, told of and kept; the next time they are there at once', async () => {
    const part = await add();
    expect(await thumbnails.want([want(part, 10, 20)])).toEqual([{ partId: part, tiles: [] }]);
    await vi.waitFor(() => expect(madeTiles()).toHaveLength(10), { timeout: 60_000 });
    expect(existsSync(thumbnails.pathOf(part, 12) ?? '')).toBe(true);
    expect(thumbnails.pathOf(part, 40)).toBeNull();
    expect(await thumbnails.want([want(part, 10, 20)])).toEqual([
      { partId: part, tiles: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19] },
    ]);
    // Half of them are tiles of the next level too.
    const [coarse] = await thumbnails.want([want(part, 5, 10, 1)]);
    expect(coarse?.tiles).toEqual([10, 12, 14, 16, 18]);
    expect(runs.flatMap(({ tiles }) => tiles)).toHaveLength(10);
  });

  test('in view come before the others', async () => {
    const part = await add();
    await thumbnails.want([want(part, 100, 110), want(part, 0, 60)]);
    await vi.waitFor(() => expect(madeTiles()).toHaveLength(70), { timeout: 60_000 });
    expect(new Set(runs.slice(0, 2).flatMap(({ tiles }) => tiles))).toEqual(
      new Set([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]),
    );
  });

  test('that nobody wants any more are dropped', async () => {
    const part = await add();
    await thumbnails.want([want(part, 0, 60)]);
    await thumbnails.want([want(part, 100, 104)]);
    await vi.waitFor(
      () => expect(madeTiles()).toEqual(expect.arrayContaining([100, 101, 102, 103])),
      { timeout: 60_000 },
    );
    await thumbnails.want([]);
    await vi.waitFor(() => expect(underWay).toBe(0), { timeout: 60_000 });
    expect(madeTiles().length).toBeLessThan(64);
  });

  test('of a file that is gone are given up, and of no part there are none', async () => {
    const part = await add(join(folder, 'gone.mp4'));
    await thumbnails.want([want(part, 0, 4)]);
    await vi.waitFor(() => expect(underWay).toBe(0));
    expect(await thumbnails.want([want(newId(), 0, 4)])).toEqual([]);
    expect(madeTiles()).toEqual([]);
  });

  test('are let go with the lesson: nothing runs and nothing comes back', async () => {
    const part = await add();
    await thumbnails.want([want(part, 0, 100)]);
    await vi.waitFor(() => expect(madeTiles().length).toBeGreaterThan(0), { timeout: 60_000 });
    await thumbnails.forget([part]);
    expect(underWay).toBe(0);
    await rm(derived(part), { recursive: true });
    files.delete(part);
    await thumbnails.want([want(part, 0, 100)]);
    expect(existsSync(derived(part))).toBe(false);
  });
});

describe('peaks', () => {
  test('are made when they are first asked for, one part at a time, and told of', async () => {
    const [one, two] = [await add(), await add()];
    expect([peaks.pathOf(one), peaks.pathOf(two), peaks.pathOf(newId())]).toEqual([
      null,
      null,
      null,
    ]);
    await vi.waitFor(
      () => {
        const whole = told('peaksChanged').map(({ payload }) => payload);
        expect(whole).toContainEqual({ partId: one, whole: true });
        expect(whole).toContainEqual({ partId: two, whole: true });
      },
      { timeout: 60_000 },
    );
    expect(peaks.pathOf(one)).toBe(join(derived(one), 'peaks.bin'));
    await vi.waitFor(async () => expect(await readdir(derived(one))).toEqual(['peaks.bin']));
  });

  test('that a page is about to read stay until it asks for the whole', async () => {
    const part = newId();
    files.set(part, '');
    const whole = join(derived(part), 'peaks.bin');
    let goOn = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow = peaksService({
      fileOf: () => whole,
      partialOf,
      makePeaks: async (_part, outFile, { onMore }) => {
        await writeFile(partialOf(outFile), 'some');
        onMore();
        await isAsked;
        await writeFile(outFile, 'all');
      },
      send,
      trouble: () => undefined,
    });
    expect(slow.pathOf(part)).toBeNull();
    await vi.waitFor(() => expect(slow.pathOf(part)).toBe(partialOf(whole)));
    const asked = slow.pathOf(part) ?? '';
    goOn();
    await vi.waitFor(() =>
      expect(told('peaksChanged').at(-1)?.payload).toEqual({ partId: part, whole: true }),
    );
    expect(existsSync(asked)).toBe(true);
    expect(slow.pathOf(part)).toBe(whole);
    await vi.waitFor(async () => expect(await readdir(derived(part))).toEqual(['peaks.bin']));
  });

  test('that cannot be made are told of once and not tried again', async () => {
    const part = await add(join(folder, 'gone.mp4'));
    peaks.pathOf(part);
    await vi.waitFor(() => expect(told('peaksChanged')).toHaveLength(1));
    expect(peaks.pathOf(part)).toBeNull();
    expect(underWay).toBe(0);
  });

  test('are let go with the lesson', async () => {
    const part = await add();
    peaks.pathOf(part);
    await peaks.forget([part]);
    expect(underWay).toBe(0);
    expect(told('peaksChanged')).toEqual([]);
    expect(existsSync(join(derived(part), 'peaks.bin'))).toBe(false);
  });
});
