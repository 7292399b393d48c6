/** Packs made by the real services and ffmpeg, in folders of their own; only the printing is stood in for. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createJobs, type Jobs } from '../../../src/main/jobs/jobs';
import { type Journal, openJournal } from '../../../src/main/jobs/journal';
import { createPartials, type Partials } from '../../../src/main/jobs/partials';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { makePoster } from '../../../src/main/media/poster';
import { probe } from '../../../src/main/media/probe';
import { Probe } from '../../../src/main/media/probe-schema';
import { clipsService } from '../../../src/main/services/clips';
import type { ClipLogLine } from '../../../src/main/services/clips-ports';
import type { PackDeps } from '../../../src/main/services/pack/ports';
import { packsService } from '../../../src/main/services/packs';
import { clipsFor } from '../../../src/main/wiring/media';
import type { CaptionTrack } from '../../../src/shared/domain/captions';
import type { JobView } from '../../../src/shared/domain/job';
import type { Mask } from '../../../src/shared/domain/mask';
import type { Moment } from '../../../src/shared/domain/moment';
import type { PackClip, PackRequest } from '../../../src/shared/domain/pack';
import { testTools } from '../../fixtures/make-footage';
import { angleRow, lessonRow, momentRow, partRow } from '../../unit/shared/rows';

type Asking = Partial<PackRequest> & { looked?: string[] };

export interface PackRig {
  /** Where packs go. */
  folder: string;
  lessonId: string;
  lines: ClipLogLine[];
  moments: Map<string, Moment>;
  captions: Map<string, CaptionTrack>;
  masks: Mask[];
  printed: string[];
  jobs: Jobs;
  journal: Journal;
  partials: Partials;
  packs: ReturnType<typeof packsService>;
  /** As what its clips are looked through now. */
  look(): Promise<string[]>;
  moment(change: Partial<Moment>): string;
  ask(change?: Asking): Promise<string>;
  make(change?: Asking): Promise<JobView>;
}

/** A second each, of which every frame has its number. */
export const CLIPS: readonly PackClip[] = [1, 3, 5].map((second, at) => ({
  name: `Clip ${at + 1}`,
  question: `What would you ask at ${second}?`,
  noteIds: [],
  startUs: second * 1_000_000,
  endUs: (second + 1) * 1_000_000,
}));

export async function packRig(
  footage: string,
  change: Partial<PackDeps> = {},
  at: { into?: string; durationUs?: number } = {},
): Promise<PackRig> {
  const tools = await testTools();
  const probed = await probe(tools, footage);
  const root = mkdtempSync(join(tmpdir(), 'plenary-pack-'));
  const data = join(root, 'data');
  const folder = at.into ?? join(root, 'out');
  for (const path of [data, folder]) mkdirSync(path, { recursive: true });
  const lesson = lessonRow({ keepUntil: '2026-12-31' });
  const lessonId = lesson.id;
  const angle = angleRow(lessonId);
  const part = partRow(angle, { durationUs: at.durationUs ?? probed.durationUs });
  const lines: ClipLogLine[] = [];
  const masks: Mask[] = [];
  const moments = new Map<string, Moment>();
  const journal = openJournal(join(data, 'under-way.json'));
  const jobs = createJobs({ journal });
  const partials = createPartials(journal);
  onTestFinished(async () => {
    await jobs.stopAll();
    rmSync(root, { recursive: true, force: true });
  });
  const { maker, unmade, chooseFolder } = clipsService({
    lesson: (id) =>
      id === lessonId
        ? { title: lesson.title, notShown: lesson.notShown, angles: [angle], parts: [part] }
        : undefined,
    moment: (id) => moments.get(id),
    source: () => ({ path: footage, probe: probed, present: true }),
    marked: () => ({ masks, drawings: [] }),
    ...clipsFor({
      tools: () => Promise.resolve(tools),
      framesOf: () => Promise.reject(new Error('not asked')),
      paint: () => Promise.reject(new Error('not asked')),
      partials,
      stillsFolder: data,
    }),
    frames: (_, signal) => readFrameTimes(tools, footage, probed, signal),
    jobs,
    partials,
    log: { add: (added) => void lines.push(...added) },
    kept: { get: () => undefined, set: () => undefined },
    dialogs: { chooseFolder: () => Promise.resolve(folder) },
    isCloudFolder: () => false,
    authorName: () => 'JB',
    nowMs: Date.now,
  });
  const captions = new Map<string, CaptionTrack>();
  const printed: string[] = [];
  const packs = packsService({
    maker,
    lesson: (id) => (id === lessonId ? lesson : undefined),
    moment: (id) => moments.get(id),
    captions: (id) => captions.get(id),
    focusText: () => undefined,
    masks: () => masks,
    media: {
      probe: (path, signal) => probe(tools, path, signal),
      makePoster: (path, read, out, signal, side) =>
        makePoster(tools, path, Probe.parse(read), out, signal, side),
    },
    // Chromium prints in the app (tests/e2e).
    print: ({ html }) => {
      printed.push(html);
      return Promise.resolve(Buffer.from('%PDF-'));
    },
    jobs,
    partials,
    nowMs: Date.now,
    ...change,
  });
  const rig: PackRig = {
    ...{ folder, lessonId, lines, moments, captions, masks, printed },
    ...{ jobs, journal, partials, packs },
    moment(over) {
      const row = momentRow(lessonId, { private: false, ...over });
      moments.set(row.id, row);
      return row.id;
    },
    async look() {
      const clips = CLIPS.map(({ name, startUs, endUs }) => ({ name, startUs, endUs }));
      return (await unmade({ lessonId, clips }, new AbortController().signal)).looked;
    },
    async ask(over = {}) {
      const view = await chooseFolder();
      const { jobId } = await packs.make({
        ...{ lessonId, folderId: view?.folderId ?? '', title: 'Wait time' },
        ...{ introduction: '', clips: [...CLIPS], captionsId: null },
        ...{ taughtOn: false, focus: false, zip: false, handout: false },
        ...over,
      });
      return jobId;
    },
    make: async (over) => jobs.ended(await rig.ask(over)),
  };
  return rig;
}
