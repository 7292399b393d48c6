/** The library's services on a folder of their own, with real SQLite, files, jobs and ffmpeg. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { LibraryFile } from '../../../src/main/db/library-file';
import { openLibrary } from '../../../src/main/db/library-file';
import { createJobs, type Jobs } from '../../../src/main/jobs/jobs';
import { openJournal } from '../../../src/main/jobs/journal';
import { copyVerified, fingerprint } from '../../../src/main/media/fingerprint';
import { playsAt } from '../../../src/main/media/first-frames';
import { readFrameTimes } from '../../../src/main/media/frame-times';
import { handlingOf } from '../../../src/main/media/handling';
import { measureLoudness } from '../../../src/main/media/loudness';
import { makePoster } from '../../../src/main/media/poster';
import { probe } from '../../../src/main/media/probe';
import { Probe } from '../../../src/main/media/probe-schema';
import { finishVoice } from '../../../src/main/media/voice';
import { voiceLevels } from '../../../src/main/media/voice-levels';
import { createLibraryServices, type LibraryServices } from '../../../src/main/services';
import { cloudFolders } from '../../../src/main/services/cloud-folders';
import type { Media } from '../../../src/main/services/ports';
import { VOICE_RATE } from '../../../src/shared/domain/narration';
import type { Person } from '../../../src/shared/domain/row';
import { isOver } from '../../../src/shared/domain/job';
import { testTools } from '../../fixtures/make-footage';
import { tempFolder } from '../db/temp-library';

async function media(): Promise<Media> {
  const tools = await testTools();
  return {
    probe: (path, signal) => probe(tools, path, signal),
    handlingOf: (read: Probe) => handlingOf(read),
    storedProbe: (json) => Probe.parse(json),
    fingerprint,
    readFrameTimes: (path, read: Probe, signal) => readFrameTimes(tools, path, read, signal),
    makePoster: (path, read: Probe, out, signal, side) =>
      makePoster(tools, path, read, out, signal, side),
    playsAt: (path, read: Probe, atUs, signal) => playsAt(tools, path, read, atUs, signal),
    finishVoice: (from, to) => finishVoice(tools, from, to),
    voiceLevels: (path, samples) => voiceLevels(path, { rate: VOICE_RATE, samples }),
    measureLoudness: (voice, signal) => measureLoudness(tools, voice, signal),
    copyVerified,
  };
}

export interface Rig {
  folder: string;
  library: LibraryFile;
  services: LibraryServices;
  jobs: Jobs;
  me: Person;
  /** Events sent to the page, in order. */
  events: { name: string; payload: unknown }[];
  /** What the dialogs answer next. */
  answers: { files: string[] | null; located: string | null; saved: string | null };
  /** Waits until no job is queued or running. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export interface RigOptions {
  folder?: string;
  nowMs?: () => number;
  /** Who is introduced; null for nobody yet. */
  name?: string | null;
  media?: Partial<Media>;
}

export async function rig(options: RigOptions = {}): Promise<Rig> {
  const { folder = join(tempFolder(), 'library'), nowMs = Date.now, name = 'RK' } = options;
  const library = await openLibrary(folder, { nowMs });
  const jobs = createJobs({ journal: openJournal(join(folder, 'under-way.json')) });
  const events: Rig['events'] = [];
  const answers: Rig['answers'] = { files: null, located: null, saved: null };
  const services = createLibraryServices({
    folder,
    library,
    media: { ...(await media()), ...options.media },
    jobs,
    dialogs: {
      chooseFiles: () => Promise.resolve(answers.files),
      locateFile: () => Promise.resolve(answers.located),
      chooseBoard: () => Promise.resolve(answers.located),
      choosePicture: () => Promise.resolve(answers.located),
      chooseSave: () => Promise.resolve(answers.saved),
    },
    send: (noun, event, payload) => {
      events.push({ name: `${noun}.${String(event)}`, payload });
    },
    playable: { share: () => 0, forget: () => undefined },
    madeLessonFolder: join(import.meta.dirname, '../../../resources/made-lesson'),
    boardsFolder: join(import.meta.dirname, '../../../resources/boards'),
    sessionsFolder: join(import.meta.dirname, '../../../resources/sessions'),
    isCloudFolder: cloudFolders({ platform: process.platform, home: '/nowhere', env: {} })
      .isCloudFolder,
    nowMs,
  });
  await services.settle();
  await services.sweep();
  const me = name === null ? null : await services.handlers.people.introduce({ name });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await jobs.stopAll();
    await services.stop();
    await library.close();
  };
  onTestFinished(close);
  const quiet = async () => {
    for (;;) {
      const [job] = jobs.list().filter((each) => !isOver(each.state));
      if (!job) return;
      await jobs.ended(job.id);
    }
  };
  const nobody = { id: '', name: '', createdAt: '', changedAt: '' };
  return { folder, library, services, jobs, me: me ?? nobody, events, answers, quiet, close };
}

const made = mkdtempSync(join(tmpdir(), 'plenary-footage-'));
// Not at the worker's exit, which need not come: a test beside it would find this footage.
afterAll(() => rmSync(made, { recursive: true, force: true }));

export interface FootageOptions {
  seconds?: number;
  /** Makes the content differ. */
  tone?: number;
  /** ISO time that the file says it was recorded at. */
  recordedAt?: string;
  /** ffmpeg's arguments for the codecs. */
  codecs?: readonly string[];
  ending?: string;
}

/** For tests of something else than what is made of footage: no posters, and frame lists of one. */
export const NOTHING_MADE: Partial<Media> = {
  makePoster: () => Promise.resolve(false),
  readFrameTimes: () => Promise.resolve(Float64Array.of(0, 2_000_000)),
};

/** A small real recording, made by ffmpeg once a kind and copied by the test. */
export function footage(options: FootageOptions = {}): string {
  const { seconds = 2, tone = 440, recordedAt, ending = '.mp4' } = options;
  const codecs = options.codecs ?? [
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25'],
    ...['-c:a', 'aac'],
  ];
  const path = join(
    made,
    `${seconds}-${tone}-${recordedAt?.replace(/\W/g, '') ?? ''}-${codecs.join('').replace(/\W/g, '')}${ending}`,
  );
  if (existsSync(path)) return path;
  mkdirSync(made, { recursive: true });
  execFileSync('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-y'],
    ...['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=25:duration=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=${tone}:duration=${seconds}`],
    ...codecs,
    ...(recordedAt ? ['-metadata', `creation_time=${recordedAt}`] : []),
    path,
  ]);
  return path;
}
