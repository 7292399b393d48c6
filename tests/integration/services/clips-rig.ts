/** Exporting out of one lesson of one file, for tests of what happens when things go wrong. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { ClipForm, ClipMarks } from '../../../src/shared/domain/clip';
import { newId } from '../../../src/shared/domain/ids';
import type { JobView } from '../../../src/shared/domain/job';
import type { Drawing } from '../../../src/shared/domain/drawing';
import type { Angle, Part } from '../../../src/shared/domain/lesson';
import type { Mask } from '../../../src/shared/domain/mask';
import { createJobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { probe } from '../../../src/main/media/probe';
import type { Tools } from '../../../src/main/media/tools';
import { clipsService } from '../../../src/main/services/clips';
import type { ClipLogLine } from '../../../src/main/services/clips-ports';
import { clipsFor } from '../../../src/main/wiring/media';
import { bytesOf, numbersIn } from '../../fixtures/look';
import { testTools } from '../../fixtures/make-footage';

export interface Order {
  name?: string;
  caption?: string;
  title?: string;
  fromS?: number;
  toS?: number;
  form?: ClipForm;
  marks?: ClipMarks;
  reel?: boolean;
}

/** What a lesson is: tests change it while an export waits. */
export interface RigLesson {
  notShown: string;
  parts: Part[];
  masks: Mask[];
  drawings: Drawing[];
  moments: Map<string, { lessonId: string; private: boolean }>;
}

/** What may be done to an export on its way. */
export interface Meanwhile {
  /** Once it has begun and nothing is written yet: the room on the disk was looked at before. */
  begun?: () => void;
  /** Once, when some of it is done. */
  onTheWay?: () => void;
}

async function readFacts(source: string) {
  const tools = await testTools();
  const probed = await probe(tools, source);
  const [frames, sourceNumbers] = await Promise.all([
    readFrameTimes(tools, source, probed),
    numbersIn(source),
  ]);
  return { probed, frames, sourceNumbers };
}

/** By what is in the file: tests of a file of tests share their footage, copied or not. */
const facts = new Map<string, ReturnType<typeof readFacts>>();

/** @param source footage with a number in each frame; @param folder where clips go */
export async function clipsRig(source: string, folder: string) {
  const tools = await testTools();
  const sourceBytes = await readFile(source);
  const key = createHash('sha256').update(sourceBytes).digest('hex');
  if (!facts.has(key)) facts.set(key, readFacts(source));
  const { probed, frames, sourceNumbers } = await (facts.get(key) ?? readFacts(source));
  const data = mkdtempSync(join(tmpdir(), 'plenary-faults-'));
  await mkdir(folder, { recursive: true });

  const lessonId = newId();
  const at = '2026-01-05T10:00:00.000Z';
  const row = () => ({ id: newId(), authorId: newId(), createdAt: at, changedAt: at, lessonId });
  const angle: Angle = { ...row(), name: 'Front', position: 0 };
  const part: Part = {
    ...row(),
    ...{ angleId: angle.id, fileId: newId(), position: 0, offsetUs: 0, rate: 1, gapBeforeUs: 0 },
    durationUs: probed.durationUs,
  };
  const journal = openJournal(join(data, 'under-way.json'));
  const jobs = createJobs({ journal, again: (_kind, request) => clips.redo(request) });
  const partials = createPartials(journal);
  const log: ClipLogLine[] = [];
  const kept = new Map<string, unknown>();
  const painted: unknown[][] = [];
  const lesson: RigLesson = {
    ...{ notShown: '', parts: [part], masks: [], drawings: [], moments: new Map() },
  };
  let using: Tools = tools;
  let meanwhile: Meanwhile = {};
  onTestFinished(async () => {
    await jobs.stopAll();
    rmSync(data, { recursive: true, force: true });
  });

  const clips = clipsService({
    lesson: () => ({ title: 'Area of triangles', angles: [angle], ...lesson }),
    moment: (id) => lesson.moments.get(id),
    marked: () => lesson,
    source: () => ({ path: source, probe: JSON.parse(JSON.stringify(probed)), present: true }),
    ...clipsFor({
      tools: () => Promise.resolve(using),
      framesOf: () => Promise.reject(new Error('not asked')),
      // Chromium paints them in the app (tests/e2e/painter.spec.ts); here a bare picture stands in.
      paint: ({ width, height, layers }) => {
        painted.push(layers.flatMap((layer): unknown[] => Object.values(layer)));
        const plain = `color=c=black@0:s=${width}x${height}:d=1,format=rgba`;
        const png = ['-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', '-'];
        return bytesOf(tools.ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', plain, ...png]);
      },
      partials,
      stillsFolder: data,
    }),
    frames: () => {
      meanwhile.begun?.();
      return Promise.resolve(frames);
    },
    jobs,
    partials,
    log: { add: (lines) => void log.push(...lines) },
    kept: { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) },
    dialogs: { chooseFolder: () => Promise.resolve(folder) },
    isCloudFolder: () => false,
    authorName: () => 'JB',
    nowMs: Date.now,
  });

  async function start({ fromS = 0.3, toS = 5.7, reel, form, marks, ...clip }: Order) {
    const { folderId = '' } = (await clips.chooseFolder()) ?? {};
    const name = clip.name ?? 'Clip';
    const asked = { ...clip, name, startUs: fromS * 1e6, endUs: toS * 1e6 };
    const order = { lessonId, folderId, clips: [asked], form, marks };
    const { jobIds } = await clips.export(
      reel ? { ...order, reel: { name, titles: true } } : order,
    );
    return jobIds[0] ?? '';
  }

  /** Exports one clip and waits until that has ended, well or not. */
  async function exported(order: Order = {}, then: Meanwhile = {}): Promise<JobView> {
    meanwhile = then;
    const id = await start(order);
    let done = false;
    const watching = jobs.onChanged((job) => {
      if (job.id !== id || done || (job.progress ?? 0) <= 0) return;
      done = true;
      then.onTheWay?.();
    });
    const ended = await jobs.ended(id);
    watching();
    meanwhile = {};
    return ended;
  }

  const numbersOf = (fromS: number, toS: number) => {
    const us = (time: number) => frames.findLastIndex((frame) => frame <= time);
    return sourceNumbers.slice(us(fromS * 1e6), us(toS * 1e6 - 1) + 1);
  };

  return {
    ...{ exported, log, clips, jobs, lesson, lessonId, angle, part, row },
    /** What was to be painted, still by still. */
    painted,
    /** Uses another ffmpeg, or the own one again. */
    useTools: (change: Partial<Tools>) => {
      using = { ...tools, ...change };
    },
    /** Nothing was left behind, nothing is in the log, and the footage is what it was. */
    async expectNothing(files: readonly string[] = []): Promise<void> {
      expect(readdirSync(folder).sort()).toEqual([...files].sort());
      expect(readdirSync(data).filter((name) => name.endsWith('.partial'))).toEqual([]);
      expect(openJournal(join(data, 'under-way.json')).leftovers).toMatchObject({
        ...{ partials: [], jobs: [] },
      });
      expect(log).toEqual([]);
      expect(sourceBytes.equals(await readFile(source))).toBe(true);
    },
    /** The next export works, to the frame. */
    async expectNext(order: Order = {}): Promise<void> {
      const job = await exported({ name: 'Next', ...order });
      expect(job).toMatchObject({ state: 'done' });
      const file = jobs.showPath(job.id) ?? '';
      expect(await numbersIn(file)).toEqual(numbersOf(order.fromS ?? 0.3, order.toS ?? 5.7));
      expect(log).toMatchObject([{ bytes: (await stat(file)).size }]);
    },
    pathOf: (job: JobView) => jobs.showPath(job.id) ?? '',
    numbersOf,
  };
}
