/** Looking through what is to be exported, with real footage: the right pictures, and none left over. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createJobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import type { Probe } from '../../../src/main/media/probe-schema';
import type { Tools } from '../../../src/main/media/tools';
import { clipPreviews, type ClipPreviews } from '../../../src/main/services/clip-preview';
import { clipsService } from '../../../src/main/services/clips';
import { clipsFor } from '../../../src/main/wiring/media';
import { ClipPreviewed } from '../../../src/shared/domain/clip';
import { newId } from '../../../src/shared/domain/ids';
import type { Angle, Part } from '../../../src/shared/domain/lesson';
import { bytesOf, numbersIn } from '../../fixtures/look';
import { makeFootage, testTools } from '../../fixtures/make-footage';

/** A ceiling against hanging, never a measure of speed. */
const WITHIN = { timeout: 60_000, interval: 20 };

const lessonId = newId();
const at = '2026-01-05T10:00:00.000Z';
const row = () => ({ id: newId(), authorId: newId(), createdAt: at, changedAt: at, lessonId });
const angle: Angle = { ...row(), name: 'Front', position: 0 };

let tools: Tools;
let root: string;
let footage: string;
let probed: Probe;
beforeAll(async () => {
  tools = await testTools();
  root = await mkdtemp(join(tmpdir(), 'plenary-preview-'));
  footage = await makeFootage({ seconds: 16, gop: 50, sound: { codec: 'aac' } });
  probed = await probe(tools, footage);
});
afterAll(() => rm(root, { recursive: true, force: true }));

let data: string;
let previews: ClipPreviews;
let news: ClipPreviewed[];
let count = 0;

function build(): void {
  const journal = openJournal(join(data, 'under-way.json'));
  const partials = createPartials(journal);
  const part: Part = {
    ...row(),
    ...{ angleId: angle.id, fileId: newId(), position: 0, offsetUs: 0, rate: 1, gapBeforeUs: 0 },
    durationUs: probed.durationUs,
  };
  const making = clipsFor({
    tools: () => Promise.resolve(tools),
    framesOf: () => Promise.reject(new Error('not asked')),
    // Chromium paints them in the app (tests/e2e); here a bare picture of that size stands in.
    paint: ({ width, height }) =>
      bytesOf(tools.ffmpeg, [
        ...['-v', 'error', '-f', 'lavfi', '-i', `color=c=navy:s=${width}x${height}:d=1`],
        ...['-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', '-'],
      ]),
    partials,
    stillsFolder: data,
  });
  const { unmade } = clipsService({
    ...making,
    lesson: () => ({ title: 'Circuits', notShown: '', angles: [angle], parts: [part] }),
    moment: () => undefined,
    marked: () => ({ masks: [], drawings: [] }),
    source: () => ({ path: footage, probe: JSON.parse(JSON.stringify(probed)), present: true }),
    frames: (_, signal) => readFrameTimes(tools, footage, probed, signal),
    jobs: createJobs({ journal }),
    partials,
    log: { add: () => undefined },
    kept: { get: () => undefined, set: () => undefined },
    dialogs: { chooseFolder: () => Promise.resolve(null) },
    isCloudFolder: () => false,
    authorName: () => 'JB',
    nowMs: Date.now,
  });
  news = [];
  previews = clipPreviews({
    ...{ look: making.look, partials, folder: data },
    unmade: (asked, signal) =>
      unmade('clips' in asked ? asked : { lessonId, clips: [clip('One', 1, 2)] }, signal),
    send: (_noun, _name, payload) => void news.push(ClipPreviewed.parse(payload)),
  });
}

beforeEach(async () => {
  data = join(root, `data${count++}`);
  await mkdir(data);
  build();
});
afterEach(() => previews.stop());

const clip = (name: string, from: number, to: number) => ({
  name,
  startUs: from * 1_000_000,
  endUs: to * 1_000_000,
});

const made = (): number =>
  (news.at(-1)?.made ?? []).reduce((sum, { from, to }) => sum + to - from, 0);

/** What is in the folder beside the note of what is under way. */
const left = (): string[] => readdirSync(data).filter((name) => name !== 'under-way.json');

async function numbersOf(previewId: string, frames: readonly number[]): Promise<(number | null)[]> {
  const found: (number | null)[] = [];
  for (const frame of frames) {
    const path = previews.pathOf(previewId, frame);
    if (path === null) throw new Error(`no picture ${frame}`);
    const [number = null] = await numbersIn(path);
    found.push(number);
  }
  return found;
}

test('makes every picture of several clips, the right one by its number', async () => {
  const { handlers } = previews;
  const asked = { lessonId, clips: [clip('One', 1, 2), clip('Two', 9, 15)] };
  const preview = await handlers.preview(asked);
  expect(preview.timesUs).toHaveLength(25 + 150);
  expect(preview.clips).toEqual([
    { name: 'One', from: 0 },
    { name: 'Two', from: 25 },
  ]);
  expect([preview.lessonUs[0], preview.lessonUs[25], preview.lessonUs[174]]).toEqual([
    1_000_000, 9_000_000, 14_960_000,
  ]);
  expect(preview.timesUs[25]).toBe(1_000_000);
  expect(preview.endUs).toBe(7_000_000);
  await vi.waitFor(() => expect(made()).toBe(175), WITHIN);
  expect(news.at(-1)).toMatchObject({ missing: [], error: null });
  // At the ends of clips, on both sides of where runs meet, and after a seek.
  expect(await numbersOf(preview.previewId, [0, 24, 25, 26, 124, 125, 174])).toEqual([
    25, 49, 225, 226, 324, 325, 374,
  ]);
  expect(previews.pathOf(preview.previewId, 175)).toBeNull();
  expect(previews.pathOf(newId(), 0)).toBeNull();
  await handlers.previewOver();
  expect(left()).toEqual([]);
});

test('of a reel the cards are there too, each of the clip that it comes before', async () => {
  const reel = { name: 'Reel', titles: true };
  const clips = [clip('One', 9, 10), clip('Two', 1, 2)];
  const marks = { discussion: true, name: '' };
  const preview = await previews.handlers.preview({ lessonId, clips, reel, marks });
  expect(preview.timesUs).toHaveLength(2 * (100 + 25));
  expect(preview.clips).toEqual([
    { name: 'One', from: 0 },
    { name: 'Two', from: 125 },
  ]);
  expect([preview.lessonUs[0], preview.lessonUs[100], preview.lessonUs[125]]).toEqual([
    9_000_000, 9_000_000, 1_000_000,
  ]);
  await vi.waitFor(() => expect(made()).toBe(250), WITHIN);
  expect(news.at(-1)?.missing).toEqual([]);
  await previews.handlers.previewOver();
  expect(left()).toEqual([]);
});

test('makes first what is looked at', async () => {
  const preview = await previews.handlers.preview({ lessonId, clips: [clip('Long', 0, 16)] });
  expect(preview.timesUs).toHaveLength(400);
  void previews.handlers.previewAt({ previewId: preview.previewId, frame: 399 });
  await vi.waitFor(() => expect(made()).toBeGreaterThan(0), WITHIN);
  // What was begun on before has given way; what lies between nobody has asked for.
  expect(news[0]?.made).toEqual([{ from: 300, to: 400 }]);
  await previews.handlers.previewAt({ previewId: preview.previewId, frame: 20 });
  await vi.waitFor(() => expect(made()).toBe(400), WITHIN);
  expect(news[1]?.made[0]).toEqual({ from: 0, to: 100 });
  expect(await numbersOf(preview.previewId, [399])).toEqual([399]);
});

test('another takes its place, and one that is called off says so and leaves nothing', async () => {
  const { handlers } = previews;
  const first = await handlers.preview({ lessonId, clips: [clip('One', 0, 16)] });
  const second = await handlers.preview({ lessonId, clips: [clip('Two', 1, 2)] });
  expect(previews.pathOf(first.previewId, 0)).toBeNull();
  expect(left()).toEqual([`${second.previewId}.partial`]);
  const third = handlers.preview({ lessonId, clips: [clip('Three', 0, 16)] });
  const refused = expect(third).rejects.toMatchObject({ code: 'cancelled' });
  await handlers.previewOver();
  await refused;
  expect(left()).toEqual([]);
});

test('what a kill leaves is swept away at the next start', async () => {
  const { previewId } = await previews.handlers.preview({ lessonId, clips: [clip('One', 1, 2)] });
  await vi.waitFor(() => expect(made()).toBe(25), WITHIN);
  // The next run reads what this one has noted; this one never comes to its end.
  const folder = join(data, `${previewId}.partial`);
  expect(readdirSync(folder)).toHaveLength(25);
  await createPartials(openJournal(join(data, 'under-way.json'))).tidy();
  expect(existsSync(folder)).toBe(false);
  expect(left()).toEqual([]);
});

test('footage that went away is said, and there are no pictures of sound alone', async () => {
  const clips = [clip('One', 1, 2)];
  await expect(previews.handlers.preview({ lessonId, clips, form: 'sound' })).rejects.toMatchObject(
    { code: 'nothing-there' },
  );
  expect(left()).toEqual([]);
});

test('a disk that takes no more pictures is said, once the others are done', async () => {
  const preview = await previews.handlers.preview({ lessonId, clips: [clip('Long', 0, 16)] });
  // From here on none of them has a place to go to; every one of a run fails while it still goes on.
  await rm(join(data, `${preview.previewId}.partial`), { recursive: true, force: true });
  await vi.waitFor(() => expect(news.at(-1)?.error).not.toBeNull(), WITHIN);
  await previews.handlers.previewOver();
  expect(left()).toEqual([]);
});

test('what a job was asked for is looked through by its name', async () => {
  const preview = await previews.handlers.preview({ jobId: newId() });
  expect(preview).toMatchObject({ lessonId, notShown: '', covered: false });
  expect(preview.timesUs).toHaveLength(25);
  expect(preview.looked).toHaveLength(1);
});
