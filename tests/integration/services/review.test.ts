/** Review copies with real ffmpeg and a real folder. */
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makePieces } from '../../../src/main/media/pieces';
import { isWholePiece } from '../../../src/main/media/pieces-check';
import { REVIEW_COPY } from '../../../src/main/media/pieces-plan';
import { probe } from '../../../src/main/media/probe';
import type { Probe } from '../../../src/main/media/probe-schema';
import type { Stretch } from '../../../src/main/services/playable-plan';
import { createReview, type ReviewService } from '../../../src/main/services/review';
import { newId } from '../../../src/shared/domain/ids';
import { PIECE_US } from '../../../src/shared/domain/pieces';
import type { Range } from '../../../src/shared/domain/time';
import { numbersIn, bytesOf } from '../../fixtures/look';
import { makeFootage, testTools } from '../../fixtures/make-footage';

let folder: string;
let review: ReviewService;
let parts: Map<string, { path: string; probe: Probe }>;
let runs: Stretch[];
let told: { partId: string; made: Range[] }[];
let budgetBytes: number;

const folderOf = (partId: string) => join(folder, 'derived', partId, 'review');
const namesIn = async (partId: string) =>
  (await readdir(folderOf(partId)).catch((): string[] => [])).sort();

async function add(seconds: number): Promise<string> {
  const path = await makeFootage({
    seconds,
    gop: 250,
    width: 1280,
    height: 720,
    sound: { codec: 'aac' },
  });
  const partId = newId();
  parts.set(partId, { path, probe: await probe(await testTools(), path) });
  return partId;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-review-'));
  await mkdir(join(folder, 'derived'));
  parts = new Map();
  runs = [];
  told = [];
  budgetBytes = 1e9;
  review = createReview({
    derivedFolder: join(folder, 'derived'),
    folderOf,
    budgetBytes: () => budgetBytes,
    part: (partId) => {
      const part = parts.get(partId);
      if (!part) return null;
      const { durationUs } = part.probe;
      return { lessonId: 'lesson', lessonTitle: '', durationUs, folder: folderOf(partId) };
    },
    makePieces: async (partId, stretch, making) => {
      const part = parts.get(partId);
      if (!part) throw new Error('no such part');
      runs.push(stretch);
      const source = { ...part.probe, path: part.path, ...REVIEW_COPY };
      return makePieces(await testTools(), source, stretch, making);
    },
    isWholePiece,
    send: (noun, name, payload) => {
      if (noun === 'footage' && name === 'playableChanged') {
        told.push(payload as (typeof told)[number]);
      }
    },
  });
});

afterEach(async () => {
  await review.stop();
  await rm(folder, { recursive: true, force: true });
});

const whole = (partId: string, pieces: number) =>
  vi.waitFor(async () => expect(await namesIn(partId)).toHaveLength(pieces), { timeout: 30_000 });

describe('a review copy', () => {
  test('is made outward from where one looks, small, silent, with the same frames', async () => {
    const partId = await add(9);
    expect(await review.piecePath(partId, 2)).toBeNull();
    expect(await review.lookAt(partId, 2.5 * PIECE_US)).toEqual([]);
    await whole(partId, 5);
    expect(runs[0]?.first).toBe(2);
    expect(runs.map(({ first }) => first).slice(1)).toEqual([0]);
    await vi.waitFor(() => expect(told.at(-1)?.made).toEqual([{ startUs: 0, endUs: 9e6 }]));
    const piece = (await review.piecePath(partId, 3)) ?? '';
    const { ffprobe } = await testTools();
    const shown = await bytesOf(ffprobe, [
      ...[
        '-v',
        'error',
        '-show_entries',
        'stream=codec_type,width,height',
        '-of',
        'csv=p=0',
        piece,
      ],
    ]);
    expect(shown.toString().trim()).toBe('video,960,540');
    expect(await numbersIn(piece)).toEqual(Array.from({ length: 50 }, (_, n) => 150 + n));
  });

  test('one not used for longest gives way; with no room at all none is made', async () => {
    const [first, second] = [await add(4), await add(5)];
    await review.lookAt(first, 0);
    await whole(first, 2);
    await utimes(folderOf(first), 1, 1);
    budgetBytes = 1;
    await review.fit();
    // The one that is looked at stays, however little room there is.
    expect(await namesIn(first)).toHaveLength(2);
    budgetBytes = 1e9;
    await review.lookAt(second, 0);
    await whole(second, 3);
    budgetBytes = 1;
    await review.fit();
    expect(existsSync(folderOf(first))).toBe(false);
    expect(await review.piecePath(first, 0)).toBeNull();
    expect(await namesIn(second)).toHaveLength(3);
    budgetBytes = 0;
    await review.fit();
    expect(existsSync(folderOf(second))).toBe(false);
    expect(await review.lookAt(first, 0)).toEqual([]);
    expect(existsSync(folderOf(first))).toBe(false);
  });

  test('rests when the room is left, and goes on where it was', async () => {
    const partId = await add(9);
    await review.lookAt(partId, 0);
    review.rest();
    await review.stop();
    expect((await namesIn(partId)).filter((name) => !name.endsWith('.mp4'))).toEqual([]);
  });

  test('is forgotten with its lesson', async () => {
    const partId = await add(4);
    await review.lookAt(partId, 0);
    await whole(partId, 2);
    await review.forget([partId]);
    await rm(folderOf(partId), { recursive: true });
    expect(await review.piecePath(partId, 0)).toBeNull();
  });
});
