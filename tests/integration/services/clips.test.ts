import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { likelyBytes } from '../../../src/shared/domain/clip-size';
import type { Drawing } from '../../../src/shared/domain/drawing';
import { newId } from '../../../src/shared/domain/ids';
import type { JobView } from '../../../src/shared/domain/job';
import type { Angle, Part } from '../../../src/shared/domain/lesson';
import type { Mask, MaskWhat } from '../../../src/shared/domain/mask';
import { readCaptions } from '../../../src/shared/domain/read-captions';
import type { StillAsked } from '../../../src/shared/domain/still';
import { createJobs, type Jobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import type { Probe } from '../../../src/main/media/probe-schema';
import type { Tools } from '../../../src/main/media/tools';
import { clipsService } from '../../../src/main/services/clips';
import type { ClipLogLine, ClipsDeps } from '../../../src/main/services/clips-ports';
import { clipsFor } from '../../../src/main/wiring/media';
import { bytesOf, greyFrames, numbersIn, psnr, samplesIn } from '../../fixtures/look';
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
let parts: Part[];
let notShown: string;
let moments: Map<string, { lessonId: string; private: boolean }>;
let source: { path: string; probe: unknown; present: boolean };
let jobs: Jobs;
let clips: ReturnType<typeof clipsService>;
let painted: unknown[];
let marked: ReturnType<ClipsDeps['marked']>;
let count = 0;

function build(change: Partial<ClipsDeps> = {}): void {
  const journal = openJournal(join(data, 'under-way.json'));
  jobs = createJobs({ journal, lanes: { clip: 2 } });
  const partials = createPartials(journal);
  painted = [];
  const memory = new Map<string, unknown>();
  clips = clipsService({
    lesson: (id) =>
      id === lessonId ? { title: 'Area of triangles', notShown, angles, parts } : undefined,
    moment: (id) => moments.get(id),
    marked: () => marked,
    source: () => source,
    ...clipsFor({
      tools: () => Promise.resolve(tools),
      framesOf: () => Promise.reject(new Error('not asked')),
      // Chromium paints them in the app (tests/e2e); here a bare picture of that size stands in.
      paint: (still) => {
        painted.push(still.layers);
        return bytesOf(tools.ffmpeg, stillArgs(still));
      },
      partials,
      stillsFolder: data,
    }),
    frames: (_, signal) => readFrameTimes(tools, source.path, probed, signal),
    jobs,
    partials,
    log: { add: (added) => void lines.push(...added) },
    kept: { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) },
    dialogs: { chooseFolder: () => Promise.resolve(chosen) },
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
  parts = [part(0, 0), part(1, probed.durationUs)];
  marked = { masks: [], drawings: [] };
  notShown = '';
  moments = new Map();
  source = { path: footage, probe: JSON.parse(JSON.stringify(probed)) as unknown, present: true };
  build();
});
afterEach(() => jobs.stopAll());

/** A plain picture of a size, as PNG on standard output. */
const stillArgs = ({ width, height, only }: StillAsked): string[] => [
  ...['-v', 'error', '-f', 'lavfi'],
  ...['-i', `color=c=navy:s=${only?.width ?? width}x${only?.height ?? height}:d=1`],
  ...['-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', '-'],
];

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
  const [entry] = lines;
  expect(entry).toMatchObject({
    ...{ author: 'JB', lessonId, lessonTitle: 'Area of triangles', frames: 25 },
    ...{ startUs: 1_000_000, endUs: 2_000_000, fileName: 'Wait time.mp4', folderPath: folder },
  });
  expect(jobs.showPath(job?.id ?? '')).toBe(join(folder, 'Wait time.mp4'));
});

test('clips become one reel in the order asked for, each told of in the log', async () => {
  const clipsAsked = [
    { name: 'Second', title: 'They wait', startUs: 2_000_000, endUs: 3_000_000 },
    { name: 'First', startUs: 0, endUs: 1_000_000 },
  ];
  const reel = { name: 'Waiting', titles: true };
  const order = { lessonId, folderId: await token(), clips: clipsAsked, reel };
  const { jobIds } = await clips.export(order);
  expect(jobIds).toHaveLength(1);
  const job = await jobs.ended(jobIds[0] ?? '');
  // Two cards of four seconds, two clips of one.
  expect(job).toMatchObject({
    ...{ state: 'done', title: 'Reel “Waiting”' },
    result: 'Waiting.mp4. Checked: 250 frames, exact.',
  });
  expect(painted).toEqual([
    [{ type: 'card', title: 'They wait', detail: '1 of 2' }],
    [{ type: 'card', title: 'First', detail: '2 of 2' }],
  ]);
  const numbers = await numbersIn(join(folder, 'Waiting.mp4'));
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => from + index);
  expect(numbers.slice(100, 125)).toEqual(range(50, 75));
  expect(numbers.slice(225)).toEqual(range(0, 25));
  expect(lines.map(({ startUs, fileName }) => [startUs, fileName])).toEqual([
    [2_000_000, 'Waiting.mp4'],
    [0, 'Waiting.mp4'],
  ]);
  // What was painted for it is gone.
  expect((await readdir(data)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('words over the picture are painted once a clip, and every frame is still there', async () => {
  const clipsAsked = [
    { name: 'One', caption: 'They wait', startUs: 0, endUs: 1_000_000 },
    { name: 'Two', startUs: 1_000_000, endUs: 2_000_000 },
  ];
  const marks = { discussion: true, name: 'Y7 team' };
  const order = { lessonId, folderId: await token(), clips: clipsAsked, marks };
  const { jobIds } = await clips.export(order);
  for (const id of jobIds) expect(await jobs.ended(id)).toMatchObject({ state: 'done' });
  const line = { type: 'line', text: 'For professional discussion · Y7 team' };
  expect(painted).toHaveLength(2);
  expect(painted).toContainEqual([{ type: 'caption', text: 'They wait', number: null }, line]);
  expect(painted).toContainEqual([line]);
  // A still that covers everything stands in for words: each frame looks like it.
  const { frames } = await greyFrames(join(folder, 'One.mp4'));
  expect(frames).toHaveLength(25);
  for (const frame of frames) expect(psnr(frame, frames[0] ?? frame)).toBeGreaterThan(40);
});

const mask = (startUs: number, endUs: number, what: MaskWhat, angleId = front): Mask => ({
  ...row(),
  ...{ angleId: what.type === 'sound' ? null : angleId, startUs, endUs, what, adrift: null },
});
const drawing = (startUs: number, endUs: number, change: Partial<Drawing> = {}): Drawing => ({
  ...row(),
  ...{ angleId: front, momentId: null, startUs, endUs, colour: 'coral' as const },
  ...{ shape: { type: 'number', at: { x: 0.5, y: 0.5 }, number: 1 }, size: 0.05 },
  ...{ private: false, adrift: null },
  ...change,
});

async function exported(
  order: Partial<Parameters<typeof clips.export>[0]>,
  startUs = 1_000_000,
  endUs = 3_000_000,
): Promise<JobView[]> {
  const asked = { lessonId, clips: [{ name: 'Clip', startUs, endUs }], ...order };
  const { looked } = await clips.unmade(asked, new AbortController().signal);
  painted = [];
  const { jobIds } = await clips.export({ ...asked, looked, folderId: await token() });
  return Promise.all(jobIds.map((id) => jobs.ended(id)));
}

describe('what the lesson hides', () => {
  const all: MaskWhat = { type: 'picture', look: 'solid' };
  const hidden = async (file: string) =>
    (await numbersIn(join(folder, file))).flatMap((number, nth) => (number === null ? [nth] : []));
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, nth) => from + nth);

  test('is covered unless a person chose otherwise, as the lesson is when the clip is made', async () => {
    marked = {
      masks: [
        mask(1_400_000, 1_600_000, all),
        mask(2_000_000, 2_200_000, all, table),
        { ...mask(2_000_000, 2_200_000, all), adrift: { fileId: newId(), startUs: 0, endUs: 1 } },
      ],
      drawings: [],
    };
    await exported({});
    expect(await hidden('Clip.mp4')).toEqual(range(9, 16));
    await exported({ masked: false });
    expect(await hidden('Clip (2).mp4')).toEqual([]);
  });

  test('is covered in the part it lies in, by that part’s own clock', async () => {
    const second = { ...part(1, probed.durationUs), rate: 1.01 };
    parts = [part(0, 0), second];
    marked = { masks: [mask(5_000_000, 5_100_000, all)], drawings: [] };
    await exported({}, 3_000_000, 6_000_000);
    // A second into the second part is 0.990 s of its own: in frame 24; 1.089 s in frame 27.
    expect(await hidden('Clip.mp4')).toEqual(range(25 + 23, 25 + 29));
  });

  test('is not heard, of whichever camera', async () => {
    marked = {
      masks: [mask(2_200_000, 2_400_000, { type: 'sound', sounds: 'silence' })],
      drawings: [],
    };
    await exported({ form: 'sound' });
    const heard = await samplesIn(join(folder, 'Clip.m4a'));
    const loudest = (from: number, to: number) =>
      heard
        .slice(from * 48_000, to * 48_000)
        .reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    expect(loudest(1.2, 1.4)).toBeLessThan(0.003);
    expect(loudest(1.5, 1.9)).toBeGreaterThan(0.3);
  });
});

test('shared drawings are painted while they are shown; a private one never is', async () => {
  const watch = { type: 'measure' as const, at: { x: 0.1, y: 0.1 }, lengthUs: 1_500_000 };
  marked = {
    masks: [],
    drawings: [
      drawing(1_500_000, 2_000_000),
      drawing(1_000_000, 3_000_000, { private: true }),
      drawing(1_000_000, 3_000_000, { angleId: table }),
      drawing(1_000_000, 3_000_000, { adrift: { fileId: newId(), startUs: 0, endUs: 1 } }),
      drawing(2_400_000, 9_000_000, { shape: watch, size: 0.1 }),
    ],
  };
  await exported({ marks: { discussion: false, name: '', drawings: true } }, 1_000_000, 5_000_000);
  const shapes = { type: 'shapes', within: { x: 0, y: 0, width: 1, height: 1 } };
  const one = { shape: marked.drawings[0]?.shape, colour: 'coral', size: 0.05, runsUs: 0 };
  const runs = (runsUs: number) => ({ shape: watch, colour: 'coral', size: 0.1, runsUs });
  expect(painted).toEqual([
    [{ ...shapes, drawings: [one] }],
    ...[0, 1_000_000, 1_500_000].map((us) => [{ ...shapes, drawings: [runs(us)] }]),
    // In the second part it is drawn anew, as it stands by then: painted once.
  ]);
  // A bare picture stands in for what was drawn: the numbers of those frames are not seen.
  const numbers = await numbersIn(join(folder, 'Clip.mp4'));
  const seen = numbers.flatMap((number, nth) => (number === null ? [] : [nth]));
  const bare = [
    ...Array.from({ length: 12 }, (_, n) => n),
    ...Array.from({ length: 10 }, (_, n) => n + 25),
  ];
  expect(seen).toEqual(bare);
  painted = [];
  await exported({});
  expect(painted).toEqual([]);
});

test('how long a clip has run stands in a corner, a still a second, each painted once', async () => {
  const marks = { discussion: false, name: '', timer: true };
  const [job] = await exported({ marks }, 1_000_000, 3_500_000);
  expect(job?.result).toContain('63 frames, exact');
  const texts = painted.map((layers) => (layers as { text: string }[])[0]?.text);
  expect(texts).toEqual(['00:00', '00:01', '00:02']);
  const { frames } = await greyFrames(join(folder, 'Clip.mp4'), { width: 640, height: 360 });
  // Its corner is the stand-in’s navy on every frame.
  for (const frame of frames) expect(frame[20 * 640 + 600]).toBeLessThan(40);
});

test('captions beside a clip, over their own stretches of a reel with cards, gaps and slow parts', async () => {
  const order = {
    clips: [
      { name: 'One', caption: 'They <b>wait</b> --> & see', startUs: 0, endUs: 1_000_000 },
      { name: 'Two', startUs: 1_000_000, endUs: 2_000_000, speed: 'again' as const },
      {
        name: 'Three',
        caption: 'Then one\n\nspeaks',
        startUs: 2_000_000,
        endUs: 3_000_000,
        speed: 'half' as const,
      },
    ],
    reel: {
      ...{ name: 'Waiting', titles: true, gapUs: 500_000 },
      colours: { background: '#123456', text: '#ffffff' },
    },
    notes: 'file' as const,
  };
  const [job] = await exported(order);
  expect(job).toMatchObject({ state: 'done' });
  expect((await readdir(folder)).sort()).toEqual(['Waiting.mp4', 'Waiting.vtt']);
  const { cues } = readCaptions(await readFile(join(folder, 'Waiting.vtt'), 'utf8'), '');
  // Card 4 s, one 1 s, gap 0.5 s; card, two 1 s and 2 s, gap; card, three.
  expect(cues).toEqual([
    { startUs: 4_000_000, endUs: 5_000_000, text: 'They <b>wait</b> --> & see' },
    { startUs: 17_000_000, endUs: 19_000_000, text: 'Then one\nspeaks' },
  ]);
  expect(painted).toHaveLength(3);
  expect(painted[0]).toEqual([
    { type: 'card', title: 'One', detail: '1 of 3', background: '#123456', text: '#ffffff' },
  ]);
  // Of the captions there is a line for each stretch that has some.
  expect(lines.map(({ fileName, startUs }) => [fileName, startUs])).toEqual([
    ...[0, 1_000_000, 2_000_000].map((us) => ['Waiting.mp4', us]),
    ...[0, 2_000_000].map((us) => ['Waiting.vtt', us]),
  ]);
  const { size } = await stat(join(folder, 'Waiting.vtt'));
  expect(lines.map(({ bytes, frames }) => [bytes === size, frames === 0])).toEqual([
    ...Array.from({ length: 3 }, () => [false, false]),
    ...Array.from({ length: 2 }, () => [true, true]),
  ]);
  expect(new Set(lines.map(({ fileId }) => fileId)).size).toBe(1);
  const numbers = await numbersIn(join(folder, 'Waiting.mp4'));
  const range = (from: number) => Array.from({ length: 25 }, (_, nth) => from + nth);
  expect(numbers.filter((number) => number !== null)).toEqual(
    [0, 25, 25, 50].flatMap((from) => range(from)),
  );
});

test('when the log cannot be written neither the clip nor its captions stay', async () => {
  build({
    log: {
      add() {
        throw new Error('the database is locked');
      },
    },
  });
  const asked = [{ name: 'Clip', caption: 'They wait', startUs: 0, endUs: 1_000_000 }];
  const [job] = await exported({ clips: asked, notes: 'file' });
  expect(job).toMatchObject({ state: 'failed' });
  expect(await readdir(folder)).toEqual([]);
});

test('a stored order is made again with all that was asked of it, and an old one as ever', async () => {
  marked = { masks: [mask(0, 9_000_000, { type: 'picture', look: 'solid' })], drawings: [] };
  const asked = { name: 'Clip', caption: 'They wait', startUs: 0, endUs: 1_000_000 };
  const order = {
    lessonId,
    clips: [{ ...asked, speed: 'half' }],
    folder,
    notes: 'file',
    masked: false,
  };
  await clips.redo(order);
  const [job] = jobs.list();
  await jobs.ended(job?.id ?? '');
  expect((await readdir(folder)).sort()).toEqual(['Clip.mp4', 'Clip.vtt']);
  expect(await numbersIn(join(folder, 'Clip.mp4'))).toEqual(
    Array.from({ length: 25 }, (_, n) => n),
  );
  expect((await probe(tools, join(folder, 'Clip.mp4'))).durationUs).toBeCloseTo(2_000_000, -5);
  const old = { lessonId, clips: [{ name: 'Old', startUs: 0, endUs: 1_000_000 }], folder };
  await expect(clips.redo(old)).rejects.toMatchObject({ code: 'look-first' });
  const { looked } = await clips.unmade(clips.asked(old), new AbortController().signal);
  await clips.redo({ ...old, looked });
  await Promise.all(jobs.list().map(({ id }) => jobs.ended(id)));
  expect((await numbersIn(join(folder, 'Old.mp4'))).every((number) => number === null)).toBe(true);
});

test('sound only is a file of its own kind', async () => {
  const order = {
    ...{ lessonId, folderId: await token(), form: 'sound' as const },
    clips: [{ name: 'What was said', startUs: 0, endUs: 1_000_000 }],
  };
  const { jobIds } = await clips.export(order);
  await jobs.ended(jobIds[0] ?? '');
  expect(await readdir(folder)).toEqual(['What was said.m4a']);
  expect((await probe(tools, join(folder, 'What was said.m4a'))).picture).toBeNull();
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
    // Both together, with a tenth to spare.
    const needBytes = Math.ceil(2 * likelyBytes(probed, 'exact', 1e15) * 1.1);
    await expect(asking).rejects.toMatchObject({ details: { needBytes } });
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
        return { bytes: 4, frames: 1, exact: true, fellBack: false, hevc: null, startsUs: [] };
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

test('what another version asked for is refused plainly, and nothing is begun', async () => {
  for (const request of [{ lessonId, clips: 'all of it', folder }, null, { recipe: 7 }]) {
    await expect(clips.redo(request)).rejects.toMatchObject({ code: 'other-version' });
  }
  expect(jobs.list()).toEqual([]);
});
