/** Playable copies with real ffmpeg, real jobs and a real folder. */
import { existsSync, symlinkSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createJobs, type Jobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { makePieces } from '../../../src/main/media/pieces';
import { isWholePiece } from '../../../src/main/media/pieces-check';
import { probe } from '../../../src/main/media/probe';
import type { Probe } from '../../../src/main/media/probe-schema';
import { createPlayable } from '../../../src/main/services/playable';
import { PlayableFolder } from '../../../src/main/services/playable-folder';
import type { Stretch } from '../../../src/main/services/playable-plan';
import type { PlayableService } from '../../../src/main/services/playable-ports';
import { newId } from '../../../src/shared/domain/ids';
import { pieceCount } from '../../../src/shared/domain/pieces';
import { type Footage, makeFootage, testTools } from '../../fixtures/make-footage';

/** Fifteen pieces. */
const LONG: Footage = { codec: 'mpeg4', seconds: 29.4, gop: 50, sound: { codec: 'aac' } };
const SHORT: Footage = { codec: 'mpeg4', seconds: 5, sound: { codec: 'aac' } };

interface Part {
  lessonId: string;
  path: string;
  probe: Probe;
}

let folder: string;
let jobs: Jobs;
let playable: PlayableService;
let parts: Map<string, Part>;
/** Runs as they were begun, and pieces as they were kept. */
let runs: { partId: string; stretch: Stretch }[];
let kept: { partId: string; piece: number }[];
let told: { partId: string; share: number; made: unknown }[];
/** Called after each piece that is kept, while its run goes on. */
let onKept: (partId: string, piece: number) => void;
/** How many run at this moment, and the most there ever were. */
let running: { now: number; most: number };

const piecesOf = (partId: string) => join(folder, 'derived', partId, 'pieces');
const namesIn = async (partId: string) => (await readdir(piecesOf(partId))).sort();

function start(): PlayableService {
  return createPlayable({
    part: (partId) => {
      const part = parts.get(partId);
      if (!part) return null;
      const { lessonId } = part;
      const { durationUs } = part.probe;
      return { lessonId, lessonTitle: 'Area of triangles', durationUs, folder: piecesOf(partId) };
    },
    makePieces: async (partId, stretch, making) => {
      const part = parts.get(partId);
      if (!part) throw new Error('no such part');
      runs.push({ partId, stretch });
      running.now++;
      running.most = Math.max(running.most, running.now);
      try {
        return await makePieces(await testTools(), { ...part.probe, path: part.path }, stretch, {
          ...making,
          onPiece: async (piece, bytes) => {
            await making.onPiece(piece, bytes);
            kept.push({ partId, piece });
            onKept(partId, piece);
          },
        });
      } finally {
        running.now--;
      }
    },
    isWholePiece,
    jobs,
    send: (noun, name, payload) => {
      if (noun === 'footage' && name === 'playableChanged') {
        told.push(payload as (typeof told)[number]);
      }
    },
    changed: () => undefined,
  });
}

async function add(footage: Footage, lessonId = newId()): Promise<string> {
  const path = await makeFootage(footage);
  const partId = newId();
  parts.set(partId, { lessonId, path, probe: await probe(await testTools(), path) });
  return partId;
}

const jobOf = (partId: string) => {
  const lessonId = parts.get(partId)?.lessonId;
  return jobs.list().findLast((job) => job.lessonId === lessonId);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-playable-'));
  jobs = createJobs({ journal: openJournal(join(folder, 'under-way.json')) });
  parts = new Map();
  runs = [];
  kept = [];
  told = [];
  onKept = () => undefined;
  running = { now: 0, most: 0 };
  playable = start();
});
afterEach(async () => {
  await Promise.all([jobs.stopAll(), playable.stop()]);
  expect(running.now).toBe(0);
  await rm(folder, { recursive: true, force: true });
});

describe('a piece that is asked for', () => {
  test('is made, kept whole and answered; nothing is past the end', async () => {
    const part = await add(SHORT);
    const path = await playable.piecePath(part, 1);
    expect(path).toBe(join(piecesOf(part), '1.mp4'));
    expect(await isWholePiece(path ?? '')).toBe(true);
    expect(await playable.piecePath(part, 3)).toBeNull();
    expect(await playable.piecePath(part, 2)).toBe(join(piecesOf(part), '2.mp4'));
    expect(await playable.piecePath(newId(), 0)).toBeNull();
  });

  test('is waited for where it comes soon, and moves the work where it does not', async () => {
    const part = await add(LONG);
    playable.watch(part);
    await playable.piecePath(part, 0);
    await playable.piecePath(part, 1);
    expect(runs).toHaveLength(1);
    await playable.piecePath(part, 12);
    expect(runs.map(({ stretch }) => stretch)).toEqual([
      { first: 0, end: 15 },
      { first: 12, end: 15 },
    ]);
    await vi.waitFor(() => expect(jobOf(part)?.state).toBe('done'), { timeout: 60_000 });
    // From there to the end, and then what was left before it.
    expect(runs.at(-1)?.stretch.end).toBe(12);
    expect(runs).toHaveLength(3);
    expect(running.most).toBe(1);
    expect(new Set(kept.map(({ piece }) => piece)).size).toBe(15);
    expect(kept).toHaveLength(15);
  });

  test('is not waited for by who has gone', async () => {
    const part = await add(LONG);
    const gone = new AbortController();
    const waiting = playable.piecePath(part, 9, gone.signal);
    gone.abort();
    expect(await waiting).toBeNull();
  });

  test('is made without a job too, and only a little more than that', async () => {
    const part = await add(LONG);
    await playable.piecePath(part, 2);
    await vi.waitFor(() => expect(running.now).toBe(0), { timeout: 60_000 });
    expect(Math.max(...kept.map(({ piece }) => piece))).toBe(11);
    expect(jobs.list()).toEqual([]);
  });
});

describe('the job', () => {
  test('makes all of it, tells how far it is, and ends', async () => {
    const part = await add(SHORT);
    expect(playable.share(part)).toBe(0);
    playable.watch(part);
    await vi.waitFor(() => expect(jobOf(part)?.state).toBe('done'), { timeout: 60_000 });
    expect(jobOf(part)).toMatchObject({
      kind: 'playable',
      title: 'Playable copy of Area of triangles',
      progress: 1,
    });
    expect(playable.share(part)).toBe(1);
    expect(told.at(-1)).toEqual({
      partId: part,
      share: 1,
      made: [{ startUs: 0, endUs: parts.get(part)?.probe.durationUs }],
    });
    expect(await namesIn(part)).toEqual(['0.mp4', '1.mp4', '2.mp4']);
    // There is nothing to do again.
    playable.watch(part);
    await playable.piecePath(part, 0);
    expect(jobs.list()).toHaveLength(1);
  });

  test('cancelled, it stops; what is watched is made all the same', async () => {
    const part = await add(LONG);
    playable.watch(part);
    await playable.piecePath(part, 0);
    const job = jobOf(part);
    await jobs.cancel(job?.id ?? '');
    expect(jobOf(part)?.state).toBe('cancelled');
    await vi.waitFor(() => expect(running.now).toBe(0), { timeout: 60_000 });
    expect(kept.length).toBeLessThan(15);
    const far = 13;
    expect(await playable.piecePath(part, far)).toBe(join(piecesOf(part), `${far}.mp4`));
    expect(jobs.list().filter(({ state }) => state === 'running')).toEqual([]);
  });

  test('the lesson on screen comes first, the other goes on afterwards', async () => {
    const [one, other] = [await add(LONG), await add(SHORT)];
    playable.watch(one);
    await playable.piecePath(one, 0);
    playable.watch(other);
    await playable.piecePath(other, 0);
    await vi.waitFor(() => expect(jobOf(other)?.state).toBe('done'), { timeout: 60_000 });
    expect(jobOf(one)?.state).toBe('running');
    await vi.waitFor(() => expect(jobOf(one)?.state).toBe('done'), { timeout: 60_000 });
    expect(running.most).toBe(1);
    expect(kept.filter(({ partId }) => partId === one)).toHaveLength(15);
  });

  test('two parts on screen at once both have what they wait for', async () => {
    const lesson = newId();
    const [left, right] = [await add(LONG, lesson), await add({ ...LONG, seconds: 29.2 }, lesson)];
    playable.watch(left);
    playable.watch(right);
    for (const piece of [0, 1, 2, 9, 10]) {
      const paths = await Promise.all([
        playable.piecePath(left, piece),
        playable.piecePath(right, piece),
      ]);
      expect(paths.every((path) => path !== null && existsSync(path))).toBe(true);
    }
  });

  test('a file that is gone fails it, and is not taken for the end of the copy', async () => {
    const part = await add(SHORT);
    const known = parts.get(part);
    if (known) known.path = join(folder, 'gone.mp4');
    playable.watch(part);
    await expect(playable.piecePath(part, 0)).rejects.toMatchObject({ code: 'ffmpeg-failed' });
    expect(jobOf(part)).toMatchObject({ state: 'failed', error: { code: 'file-missing' } });
    // Once it is back, asking is enough.
    if (known) known.path = await makeFootage(SHORT);
    expect(await playable.piecePath(part, 0)).not.toBeNull();
  });

  test('a full disk is said, and leaves nothing half-made', async () => {
    const part = await add(LONG);
    playable.watch(part);
    // The place of a coming piece is on a device that is always full.
    onKept = (_part, piece) => {
      if (piece === 1) symlinkSync('/dev/full', join(piecesOf(part), '4.mp4.partial'));
    };
    await vi.waitFor(() => expect(jobOf(part)?.state).toBe('failed'), { timeout: 60_000 });
    expect(jobOf(part)?.error).toMatchObject({ code: 'disk-full' });
    expect(await namesIn(part)).toEqual(['0.mp4', '1.mp4', '2.mp4', '3.mp4']);
    expect(await playable.piecePath(part, 4)).not.toBeNull();
  });
});

describe('what is on the disk', () => {
  test('is found again; what is damaged, half-written or past the end is cleared and made anew', async () => {
    const part = await add(LONG);
    playable.watch(part);
    await playable.piecePath(part, 4);
    await playable.stop();
    await jobs.stopAll();
    const before = await namesIn(part);
    expect(before).toContain('4.mp4');
    expect(before.filter((name) => !/^\d+\.mp4$/.test(name))).toEqual([]);
    await truncate(join(piecesOf(part), '4.mp4'), 0);
    await writeFile(join(piecesOf(part), '6.mp4.partial'), 'half');
    await writeFile(join(piecesOf(part), '77.mp4'), 'past the end');
    jobs = createJobs({ journal: openJournal(join(folder, 'under-way.json')) });
    playable = start();
    expect(playable.share(part)).toBeGreaterThan(0);
    kept = [];
    playable.watch(part);
    await vi.waitFor(() => expect(jobOf(part)?.state).toBe('done'), { timeout: 60_000 });
    expect(kept.map(({ piece }) => piece)).toContain(4);
    expect(kept.length).toBe(15 - (before.length - 1));
    expect(await namesIn(part)).toEqual(
      Array.from({ length: 15 }, (_, piece) => `${piece}.mp4`).sort(),
    );
  });

  test('a piece that is damaged while the app runs is made anew', async () => {
    const part = await add(SHORT);
    const path = (await playable.piecePath(part, 1)) ?? '';
    await vi.waitFor(() => expect(running.now).toBe(0), { timeout: 60_000 });
    await truncate(path, 100);
    expect(await playable.piecePath(part, 1)).toBe(path);
    expect((await stat(path)).size).toBeGreaterThan(100);
    await rm(path);
    expect(await playable.piecePath(part, 1)).toBe(path);
    expect(existsSync(path)).toBe(true);
  });

  test('a lesson that is removed lets go of everything at once', async () => {
    const part = await add(LONG);
    playable.watch(part);
    await playable.piecePath(part, 0);
    const waiting = playable.piecePath(part, 14);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await playable.forget([part]);
    expect(running.now).toBe(0);
    await rm(piecesOf(part), { recursive: true });
    parts.delete(part);
    await refused;
    expect(jobOf(part)).toBeUndefined();
    expect(await playable.piecePath(part, 0)).toBeNull();
    expect(existsSync(piecesOf(part))).toBe(false);
  });

  test('a folder that may not be written to is named as such', async () => {
    const file = join(folder, 'in-the-way');
    await writeFile(file, '');
    const put = new PlayableFolder(join(file, 'pieces')).put(0, Buffer.from('piece'));
    await expect(put).rejects.toMatchObject({ code: 'folder-missing' });
    const full = new PlayableFolder(join(folder, 'full'));
    await mkdir(join(folder, 'full'));
    await symlink('/dev/full', join(folder, 'full', '3.mp4.partial'));
    await expect(full.put(3, Buffer.alloc(1000))).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(join(folder, 'full'))).toEqual([]);
  });
});

test('quitting stops the run and refuses what comes after', async () => {
  const part = await add(LONG);
  playable.watch(part);
  await playable.piecePath(part, 0);
  const waiting = playable.piecePath(part, 14);
  const refused = expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await playable.stop();
  await refused;
  expect(running.now).toBe(0);
  await expect(playable.piecePath(part, 14)).rejects.toMatchObject({ code: 'cancelled' });
  expect(pieceCount(parts.get(part)?.probe.durationUs ?? 0)).toBe(15);
});
