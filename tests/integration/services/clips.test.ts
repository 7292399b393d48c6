import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../../src/shared/domain/ids';
import type { JobView } from '../../../src/shared/domain/job';
import type { Angle, Part } from '../../../src/shared/domain/lesson';
import { createJobs, type Jobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { makeClip } from '../../../src/main/media/clip';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import { Probe } from '../../../src/main/media/probe-schema';
import type { Tools } from '../../../src/main/media/tools';
import { clipsService } from '../../../src/main/services/clips';
import type { ClipLogLine, ClipsDeps } from '../../../src/main/services/clips-ports';
import { numbersIn } from '../../fixtures/look';
import { makeFootage, testTools } from '../../fixtures/make-footage';

let tools: Tools;
let root: string;
let footage: string;
let probed: Probe;
beforeAll(async () => {
  tools = await testTools();
  root = await mkdtemp(join(tmpdir(), 'plenary-clip-service-'));
  footage = await makeFootage({ sound: { codec: 'aac' } });
  probed = await probe(tools, footage);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const lessonId = newId();
const at = '2026-01-05T10:00:00.000Z';
const row = () => ({ id: newId(), authorId: newId(), createdAt: at, changedAt: at, lessonId });
const angles: Angle[] = ['Front', 'Table'].map((name, position) => ({ ...row(), name, position }));
const [front = '', table = ''] = angles.map(({ id }) => id);
function part(position: number, offsetUs: number): Part {
  return {
    ...row(),
    ...{ angleId: front, fileId: newId(), position, offsetUs, rate: 1, gapBeforeUs: 0 },
    durationUs: probed.durationUs,
  };
}

let folder: string;
let data: string;
let chosen: string | null;
let lines: ClipLogLine[];
let shown: string[];
let parts: Part[];
let source: { path: string; probe: unknown; present: boolean };
let jobs: Jobs;
let clips: ReturnType<typeof clipsService>;
let count = 0;

function build(change: Partial<ClipsDeps> = {}): void {
  const journal = openJournal(join(data, 'under-way.json'));
  jobs = createJobs({ journal, lanes: { clip: 2 } });
  const memory = new Map<string, unknown>();
  clips = clipsService({
    lesson: (id) => (id === lessonId ? { title: 'Area of triangles', angles, parts } : undefined),
    source: () => source,
    frames: (_, signal) => readFrameTimes(tools, source.path, probed, signal),
    makeClip: (pieces, partial, run) =>
      makeClip(
        tools,
        pieces.map((piece) => ({ ...piece, probe: Probe.parse(piece.probe) })),
        partial,
        run,
      ),
    jobs,
    partials: createPartials(journal),
    log: {
      add: (line) => void lines.push(line),
      get: (id) => lines.find((line) => line.id === id),
      all: () => [...lines].reverse(),
    },
    kept: { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) },
    dialogs: {
      chooseFolder: () => Promise.resolve(chosen),
      showInFolder: (path) => void shown.push(path),
    },
    isCloudFolder: (path) => path.includes('OneDrive'),
    authorName: () => 'JB',
    nowMs: Date.now,
    ...change,
  });
}

beforeEach(async () => {
  data = join(root, `data${count}`);
  folder = join(root, `out${count++}`);
  await mkdir(data);
  await mkdir(folder);
  chosen = folder;
  lines = [];
  shown = [];
  parts = [part(0, 0), part(1, probed.durationUs)];
  source = { path: footage, probe: JSON.parse(JSON.stringify(probed)) as unknown, present: true };
  build();
});
afterEach(() => jobs.stopAll());

async function token(): Promise<string> {
  const view = await clips.chooseFolder();
  if (!view) throw new Error('no folder');
  return view.folderId;
}

async function run(
  names: string[],
  startUs = 1_000_000,
  endUs = 2_000_000,
  angleId?: string,
): Promise<JobView[]> {
  const folderId = await token();
  const asked = names.map((name) => ({ name, startUs, endUs }));
  const { jobIds } = await clips.export({ lessonId, folderId, angleId, clips: asked });
  return Promise.all(jobIds.map((id) => jobs.ended(id)));
}

test('exports the range, says where it is, and writes it to the log', async () => {
  const [job] = await run(['Wait time']);
  expect(job).toMatchObject({
    ...{ state: 'done', kind: 'clip', title: 'Clip “Wait time”' },
    result: 'Wait time.mp4. Checked: 25 frames, exact.',
    ...{ progress: 1, canShow: true, lessonId },
  });
  expect(await readdir(folder)).toEqual(['Wait time.mp4']);
  const numbers = await numbersIn(join(folder, 'Wait time.mp4'));
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 25));
  const [entry] = await clips.log();
  expect(entry).toMatchObject({
    ...{ author: 'JB', lessonId, lessonTitle: 'Area of triangles', frames: 25, present: true },
    ...{ startUs: 1_000_000, endUs: 2_000_000, fileName: 'Wait time.mp4' },
  });
  expect(entry).not.toHaveProperty('folderPath');
  await clips.showInFolder({ exportId: entry?.id ?? '' });
  expect(shown).toEqual([join(folder, 'Wait time.mp4')]);
  expect(jobs.showPath(job?.id ?? '')).toBe(join(folder, 'Wait time.mp4'));
  await rm(join(folder, 'Wait time.mp4'));
  expect((await clips.log())[0]).toMatchObject({ present: false });
  expect(() => clips.showInFolder({ exportId: entry?.id ?? '' })).toThrow(
    expect.objectContaining({ code: 'file-missing' }) as Error,
  );
});

test('a range across parts becomes one clip', async () => {
  const [job] = await run(['Join'], 3_500_000, 4_500_000);
  expect(job?.state).toBe('done');
  const numbers = await numbersIn(join(folder, 'Join.mp4'));
  // 3.5 s lies in frame 87; the second part begins with its frame 0 and 4.5 s lies in its frame 12.
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => from + index);
  expect(numbers).toEqual([...range(87, 100), ...range(0, 13)]);
});

test('another camera’s clip holds what it showed then, by its own place and clock', async () => {
  // Switched on a second and a half into the lesson, and a clock that is slow by a thousandth.
  parts = [...parts, { ...part(0, 1_500_000), angleId: table, rate: 1.001 }];
  const [job] = await run(['Table'], 3_000_000, 4_000_000, table);
  expect(job?.state).toBe('done');
  // 3 s is 1.4985 s of that recording, in frame 37; 4 s is 2.4975 s, in frame 62.
  expect(await numbersIn(join(folder, 'Table.mp4'))).toEqual(
    Array.from({ length: 26 }, (_, index) => 37 + index),
  );
  expect(lines).toMatchObject([{ startUs: 3_000_000, endUs: 4_000_000, frames: 26 }]);
  // Where it begins only later than the range, what it has of it.
  await run(['Begins'], 1_000_000, 2_000_000, table);
  expect(await numbersIn(join(folder, 'Begins.mp4'))).toEqual(
    Array.from({ length: 13 }, (_, index) => index),
  );
});

test('nothing that is there is overwritten, also when several finish together', async () => {
  await writeFile(join(folder, 'Clip.mp4'), 'mine');
  const ended = await run(['Clip', 'Clip', 'Clip', 'clip/?*'], 0, 200_000);
  expect(ended.map((job) => job.state)).toEqual(['done', 'done', 'done', 'done']);
  expect((await readdir(folder)).sort()).toEqual(
    ['Clip (2).mp4', 'Clip (3).mp4', 'Clip (4).mp4', 'Clip.mp4', 'clip.mp4'].sort(),
  );
  expect(new Set(ended.map((job) => job.result)).size).toBe(4);
});

describe('folders', () => {
  test('are known to the page by id and name; the last one is remembered while it is there', async () => {
    expect(await clips.lastFolder()).toBeNull();
    const view = await clips.chooseFolder();
    expect(view).toEqual({
      folderId: expect.any(String) as string,
      name: `out${count - 1}`,
      cloud: false,
    });
    expect(await clips.lastFolder()).toEqual(view);
    await rm(folder, { recursive: true });
    expect(await clips.lastFolder()).toBeNull();
    chosen = null;
    expect(await clips.chooseFolder()).toBeNull();
  });

  test('copied to the cloud are marked', async () => {
    chosen = join(folder, 'OneDrive');
    await mkdir(chosen);
    expect(await clips.chooseFolder()).toMatchObject({ cloud: true });
  });
});

describe('refused before anything is begun', () => {
  const clip = { name: 'Clip', startUs: 0, endUs: 1_000_000 };
  const refused = async (
    code: string,
    asked = clip,
    lesson = lessonId,
    id?: string,
    angleId?: string,
  ) => {
    const folderId = id ?? (await token());
    const asking = clips.export({ lessonId: lesson, folderId, angleId, clips: [asked] });
    await expect(asking).rejects.toMatchObject({ code });
    expect(jobs.list()).toEqual([]);
  };

  test('an id that was never given out', () => refused('not-found', clip, lessonId, newId()));
  test('a lesson that is gone', () => refused('not-found', clip, newId()));
  test('a range without footage', () =>
    refused('nothing-there', { ...clip, startUs: 9_000_000, endUs: 9_100_000 }));
  test('a range in which that camera was not recording', () =>
    refused('nothing-there', clip, lessonId, undefined, table));
  test('a camera that is gone', () => refused('not-found', clip, lessonId, undefined, newId()));
  test('footage that is not where it was', async () => {
    source = { ...source, present: false };
    await refused('file-missing');
  });
  test('a folder that is gone', async () => {
    const folderId = await token();
    await rm(folder, { recursive: true });
    await refused('folder-missing', clip, lessonId, folderId);
  });
  test('a folder that has become a file', async () => {
    const folderId = await token();
    await rm(folder, { recursive: true });
    await writeFile(folder, '');
    await refused('folder-missing', clip, lessonId, folderId);
  });
  test('what cannot fit on the disk', async () => {
    parts = [{ ...part(0, 0), durationUs: 1e15 }];
    await refused('disk-full', { ...clip, endUs: 1e15 });
    const whole = { ...clip, startUs: 0, endUs: 1e15 };
    const asking = clips.export({ lessonId, folderId: await token(), clips: [whole, whole] });
    // Both together, with a tenth to spare: 25 kB a second is the least.
    await expect(asking).rejects.toMatchObject({
      details: { needBytes: 55e12, leftBytes: expect.any(Number) },
    });
  });
});

describe('what goes wrong leaves no half file, and no line in the log', () => {
  async function fails(code: string): Promise<void> {
    const [job] = await run(['Clip']);
    expect(job).toMatchObject({ state: 'failed', error: { code } });
    expect(existsSync(folder) ? await readdir(folder) : []).toEqual([]);
    expect(lines).toEqual([]);
  }

  test('the folder goes away meanwhile', async () => {
    build({
      async frames() {
        await rename(folder, `${folder}-gone`);
        return readFrameTimes(tools, footage, probed);
      },
    });
    await fails('folder-missing');
    expect(await readdir(`${folder}-gone`)).toEqual([]);
  });

  test('the folder goes away when the clip is done', async () => {
    build({
      async makeClip(_, partial) {
        await writeFile(partial, 'clip');
        await rename(folder, `${folder}-gone`);
        return { bytes: 4, frames: 1, exact: true };
      },
    });
    await fails('folder-missing');
  });

  test('the footage goes away', async () => {
    source = { ...source, path: join(folder, 'gone.mp4') };
    await fails('file-missing');
  });

  test('the log cannot be written', async () => {
    const log = {
      add() {
        throw new Error('the database is locked');
      },
      get: () => undefined,
      all: () => [],
    };
    build({ log });
    await fails('unknown');
  });

  test('a folder that may not be written to', async () => {
    // A part of the system in which not even its administrator can make a file.
    chosen = '/sys/kernel';
    const folderId = await token();
    const asked = { lessonId, folderId, clips: [{ name: 'Clip', startUs: 0, endUs: 1_000_000 }] };
    const tried = async () => {
      const { jobIds } = await clips.export(asked);
      return (await jobs.ended(jobIds[0] ?? '')).error?.code;
    };
    const code = await tried().catch((error: { code?: string }) => error.code);
    expect(code).toBe('folder-denied');
  });

  test('it is cancelled', async () => {
    const folderId = await token();
    const asked = [{ name: 'Clip', startUs: 0, endUs: 8_000_000 }];
    const { jobIds } = await clips.export({ lessonId, folderId, clips: asked });
    const [id = ''] = jobIds;
    await new Promise<void>((resolve) => {
      jobs.onChanged((job) => {
        if ((job.progress ?? 0) > 0) resolve();
      });
    });
    await jobs.cancel(id);
    expect(await jobs.ended(id)).toMatchObject({ state: 'cancelled' });
    expect(await readdir(folder)).toEqual([]);
    expect(lines).toEqual([]);
  });
});
