/** Narrations of one lesson of one file handed on, with real ffmpeg, jobs and partials. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { createJobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { Probe } from '../../../src/main/media/probe-schema';
import type { ClipLogLine } from '../../../src/main/services/clips-ports';
import { narrationExport } from '../../../src/main/services/narration-export';
import { filmFor } from '../../../src/main/wiring/film';
import { newId } from '../../../src/shared/domain/ids';
import type { JobView } from '../../../src/shared/domain/job';
import type { Angle } from '../../../src/shared/domain/lesson';
import type { Mask } from '../../../src/shared/domain/mask';
import type { Narration, Take, Told } from '../../../src/shared/domain/narration';
import { painted, sourceOf, voiceOf } from '../../fixtures/filming';
import { type Footage, testTools } from '../../fixtures/make-footage';
import { me, NOW } from '../../unit/shared/rows';

interface Handed {
  footage: Footage;
  told: Told;
  /** Samples of the voice. */
  voice?: (n: number) => number;
  narration?: Partial<Narration>;
}

type Request = Omit<Parameters<ReturnType<typeof narrationExport>['export']>[0], 'narrationId'>;

/** @param folder where the files go */
export async function narrationRig(folder: string, { footage, told, voice, narration }: Handed) {
  await mkdir(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'plenary-handed-'));
  const source = await sourceOf(footage);
  const { part } = source;
  const { lessonId, angleId } = part;
  const row = { authorId: me.id, createdAt: NOW, changedAt: NOW, lessonId };
  const angle: Angle = { ...row, id: angleId, name: 'Front', position: 0 };
  const id = newId();
  const own: Narration = {
    ...{ ...row, id, title: 'Wait time', private: false, row: [...told.row], mends: [], cues: [] },
    ...{ captionsShown: true, draft: false, ...narration },
  };
  const takes: Take[] = told.takes.map((take) => {
    return { ...take, events: [...take.events], narrationId: id };
  });
  const lesson: { notShown: string; masks: Mask[] } = { notShown: '', masks: [] };
  const journal = openJournal(join(data, 'under-way.json'));
  const jobs = createJobs({ journal, again: (_kind, request) => narrated.redo(request) });
  const partials = createPartials(journal);
  const log: ClipLogLine[] = [];
  const notes: string[] = [];
  let begun: () => void = () => undefined;
  onTestFinished(async () => {
    await jobs.stopAll();
    rmSync(data, { recursive: true, force: true });
  });
  const narrated = narrationExport({
    lesson: () => ({ title: 'Circuits', angles: [angle], parts: [part], ...lesson }),
    marked: () => ({ masks: lesson.masks, drawings: [] }),
    source: () => ({ path: source.path, probe: source.probe, present: true }),
    frames: () => {
      begun();
      return Promise.resolve(source.frames);
    },
    ...{ jobs, partials },
    log: { add: (lines) => void log.push(...lines) },
    authorName: () => 'JB',
    nowMs: Date.now,
    maker: { usable: () => Promise.resolve(folder) },
    told: () => ({ narration: own, takes }),
    trackOf: () => voiceOf(told, voice),
    moment: () => undefined,
    probeOf: (stored) => Probe.parse(stored),
    makeFilm: filmFor({ tools: testTools, paint: painted, partials, folder: data }),
    note: (_exportId, narrationId) => void notes.push(narrationId),
  });

  return {
    ...{ narrated, narration: own, lesson, log, notes, jobs, part, angle, source },
    /** Hands it on and waits until that has ended. @param then once it has begun */
    async exported(request: Partial<Request> = {}, then = (): void => undefined): Promise<JobView> {
      const asked = {
        name: 'Film',
        file: 'exact' as const,
        words: 'none' as const,
        knowingly: true,
      };
      const all = { ...asked, ...request, narrationId: id, folderId: newId() };
      const { jobId } = await narrated.export(all);
      begun = then;
      const ended = await jobs.ended(jobId);
      begun = () => undefined;
      return ended;
    },
    pathOf: (job: JobView): string => jobs.showPath(job.id) ?? '',
    /** Nothing was left behind, and nothing is in the log. */
    expectNothing(): void {
      expect(readdirSync(folder).filter((name) => name !== 'filler')).toEqual([]);
      expect(readdirSync(data).filter((name) => name.endsWith('.partial'))).toEqual([]);
      expect(openJournal(join(data, 'under-way.json')).leftovers.partials).toEqual([]);
      expect(log).toEqual([]);
    },
  };
}
