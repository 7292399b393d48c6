/** Builds every room but electron, and joins them. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Pick as PickView } from '../../shared/domain/library';
import type { StillAsked } from '../../shared/domain/still';
import { AppError } from '../../shared/errors';
import type { Handlers, Send } from '../../shared/ipc/derive';
import { openLibrary } from '../db/library-file';
import { createFootageAnswers } from '../footage/answer-footage';
import { createJobs } from '../jobs/jobs';
import { openJournal } from '../jobs/journal';
import { staysAwake } from '../jobs/awake';
import { createPartials } from '../jobs/partials';
import { asJob, holdJobs } from '../media/children';
import { createLibraryServices } from '../services';
import { anglesService } from '../services/angles';
import { captionsService } from '../services/captions';
import { cloudFolders } from '../services/cloud-folders';
import { givenFiles } from '../services/given';
import type { Printed } from '../services/pack/ports';
import { places } from '../services/places';
import type { Dialogs } from '../services/ports';
import type { VoiceTrack } from '../services/voice-track';
import { after, once } from './after';
import { exporting } from './exporting';
import { presented, type Room } from './presenting';
import { alignFor, mediaFor, toolFinder } from './media';
import { watching } from './watching';

/** Draws titles, captions and drawings for clips: see `Painter` in electron. */
interface StillPainter {
  paint(still: StillAsked, signal: AbortSignal): Promise<Buffer>;
  close(): void;
}

/** Sets a page as PDF: see `Printer` in electron. */
interface PagePrinter {
  print(page: Printed, signal: AbortSignal): Promise<Buffer>;
  close(): void;
}

/** What electron gives: see `Ports` there. */
export interface FromElectron {
  library: string;
  version: string;
  resources: string;
  programs: string;
  dialogs: Dialogs & {
    chooseFolder(): Promise<string | null>;
    chooseCaptions(): Promise<string | null>;
    showInFolder(path: string): void;
  };
  painter: StillPainter;
  printer: PagePrinter;
  room: Room;
  onSleep(asleep: () => void, awake: () => void): void;
  send: Send;
  /** Keeps the machine from going to sleep, or no longer. */
  keepAwake(awake: boolean): void;
  /** One line, and of an error its kind and place. */
  log(line: string, thrown?: unknown): void;
}

/** After the first screen. */
const BEGIN_MS = 500;

/** Work that may use much of the machine, by kind: how many at once. */
const LANES = { prepare: 1, 'copy-in': 1, clip: 1, align: 1 };

/**
 * @throws AppError when the library cannot be opened, or lies where it must not
 */
export async function wire(from: FromElectron): Promise<{
  handlers: Handlers;
  answerFootage: ReturnType<typeof createFootageAnswers>;
  voiceOf(narrationId: string): VoiceTrack | null;
  pickDropped(paths: string[]): Promise<PickView | null>;
  filesGiven(paths: string[]): Promise<void>;
  stop(): Promise<void>;
}> {
  const { library: folder, send, log, dialogs } = from;
  const cloud = cloudFolders({ platform: process.platform, home: homedir(), env: process.env });
  const problem = cloud.libraryFolderProblem(folder);
  if (problem) throw new AppError('not-allowed', problem);

  const library = await openLibrary(folder);
  const journal = openJournal(join(folder, 'under-way.json'));
  const partials = createPartials(journal);
  const jobs = createJobs({
    journal,
    lanes: LANES,
    within: asJob,
    hold: holdJobs,
    again: (kind, request) => redo(kind, request),
  });
  const awake = staysAwake(jobs, from.keepAwake);
  jobs.onPaused((paused) => send('jobs', 'paused', { paused }));
  jobs.onOrdered((jobIds) => send('jobs', 'ordered', { jobIds }));
  jobs.onChanged((job) => send('jobs', 'changed', job));
  jobs.onCleared((jobIds) => send('jobs', 'cleared', { jobIds }));

  const tools = toolFinder(from.resources, library.store.kept, log);
  const at = places(folder);
  const facts = (partId: string) => services.partFacts(partId);
  const isCopied = (partId: string) => facts(partId)?.handling === 'copy';
  const { playable, review, thumbnails, peaks } = watching({
    ...{ library, tools, at, facts, isCopied, jobs, send, log },
    peaksWorker: join(from.programs, 'peaks-worker.js'),
    tellCard: (lessonId) => services.tellCard(lessonId),
    reviewBudgetBytes: () => services.settings().reviewBudgetBytes,
  });
  const media = mediaFor(tools);
  const services = createLibraryServices({
    folder,
    library,
    media,
    jobs,
    dialogs,
    send,
    playable: {
      share: (partId) => playable.share(partId),
      forget: async (partIds) => {
        const makers = [playable, review, thumbnails, peaks];
        await Promise.all([...makers.map((maker) => maker.forget(partIds)), previews.stop()]);
      },
    },
    madeLessonFolder: join(from.resources, 'made-lesson'),
    boardsFolder: join(from.resources, 'boards'),
    sessionsFolder: join(from.resources, 'sessions'),
    isCloudFolder: cloud.isCloudFolder,
    nowMs: Date.now,
    trouble: (error) => log('upkeep', error),
  });
  const { handlers } = services;
  const given = givenFiles({
    hold: services.hold,
    introduced: services.introduced,
    add: handlers.footage.add,
    send,
  });
  const { store } = library;
  const lessonWithAngles = (lessonId: string) => {
    const lesson = store.rows.tables.lesson.get(lessonId);
    if (!lesson) return undefined;
    const parts = store.rows.partsOf(lessonId);
    const { title, notShown } = lesson;
    const [angles, masks] = [store.rows.anglesOf(lessonId), store.rows.masksOf(lessonId)];
    return { title, notShown, angles, parts, masks };
  };
  const { clips, packs, narrated, previews, clipsLog, left, redo, tidy } = exporting({
    ...{ store, services, media, tools, at, facts, partials, jobs, dialogs, send },
    lesson: lessonWithAngles,
    isCloudFolder: cloud.isCloudFolder,
    paint: from.painter.paint,
    print: from.printer.print,
  });
  const angles = anglesService({
    lesson: lessonWithAngles,
    source: facts,
    ...alignFor(tools, join(from.programs, 'align-worker.js')),
    jobs,
  });
  from.onSleep(services.sessions.asleep, services.sessions.awake);
  from.room.onChanged((screens) => send('sessions', 'screensChanged', screens));
  await services.settle();
  const swept = once(async () => {
    await services.sweep();
    await tidy().catch((thrown: unknown) => log('what was left of clips', thrown));
  });

  let begun = false;
  const snapshot: Handlers['app']['snapshot'] = () => {
    // What the library does for itself begins once the first screen has what it needs.
    if (!begun) setTimeout(() => void swept().then(services.begin), BEGIN_MS);
    begun = true;
    const [library, outside] = [services.snapshot(), given.snapshot()];
    return {
      ...library,
      ...outside,
      notices: [...library.notices, ...outside.notices],
      version: from.version,
      jobs: jobs.list(),
      jobsPaused: jobs.paused(),
      libraryFolder: folder,
    };
  };
  const calls = after(swept, {
    ...handlers,
    app: { ...handlers.app, snapshot },
    settings: {
      change: async (change) => {
        const settings = await handlers.settings.change(change);
        if (change.reviewBudgetBytes !== undefined) {
          review.fit().catch((thrown: unknown) => log(`review copies: ${String(thrown)}`));
        }
        return settings;
      },
    },
    footage: {
      ...handlers.footage,
      frequent: async ({ partId, partUs }) =>
        isCopied(partId) ? playable.made(partId) : review.lookAt(partId, partUs),
      made: ({ partId }) => (isCopied(partId) ? playable : review).made(partId),
      left: () => review.rest(),
      add: async (what) => {
        const added = await handlers.footage.add(what);
        given.settled(what.pickId);
        return added;
      },
      letGo: ({ pickId }) => {
        given.settled(pickId);
        return handlers.footage.letGo({ pickId });
      },
      wantTiles: async ({ wants }) => ({ made: await thumbnails.want(wants) }),
    },
    lessons: {
      ...handlers.lessons,
      open: async (which) => {
        const document = await handlers.lessons.open(which);
        const copied = new Set(
          document.files.filter((file) => file.handling === 'copy').map((file) => file.id),
        );
        for (const part of document.parts) if (copied.has(part.fileId)) playable.watch(part.id);
        return document;
      },
    },
    angles,
    captions: captionsService({ dialogs }),
    clips: { ...clips, ...previews.handlers, ...clipsLog.handlers },
    narrations: { ...handlers.narrations, export: narrated.export },
    packs: { make: packs.make },
    sessions: presented(
      { ...handlers.sessions, ...left.handlers },
      { get: services.settings, change: handlers.settings.change },
      from.room,
    ),
    jobs: {
      cancel: ({ jobId }) => jobs.cancel(jobId),
      clear: () => void jobs.clear(),
      discard: ({ jobId }) => jobs.discard(jobId),
      move: ({ jobId, where }) => jobs.move(jobId, where),
      pause: ({ paused }) => jobs.pause(paused),
      retry: ({ jobId, ...more }) => jobs.retry(jobId, more),
      showInFolder: ({ jobId }) => {
        const path = jobs.showPath(jobId);
        if (path === null) throw new AppError('not-found', 'There is nothing to show.');
        dialogs.showInFolder(path);
      },
    },
  });
  return {
    // The first screen alone needs nothing swept: it is not to wait for two folders a lesson.
    handlers: { ...calls, app: { ...calls.app, snapshot } },
    answerFootage: createFootageAnswers({
      pathOf: (kind, id, n) => {
        if (kind === 'piece') return playable.piecePath(id, n ?? 0);
        if (kind === 'review') return review.piecePath(id, n ?? 0);
        if (kind === 'preview') return previews.pathOf(id, n ?? 0);
        if (kind === 'clip' || kind === 'still') return clipsLog.pathOf(kind, id);
        if (kind === 'thumb') return thumbnails.pathOf(id, n ?? 0);
        return kind === 'peaks' ? peaks.pathOf(id) : services.pathOf(kind, id);
      },
    }),
    voiceOf: services.narrations.trackOf,
    pickDropped: async (paths) => (paths.length === 0 ? null : services.hold(paths)),
    filesGiven: async (paths) => {
      await swept();
      await given.give(paths);
    },
    async stop() {
      // Whatever does not stop as it should, the library is closed.
      try {
        const makers = [playable, review, thumbnails, peaks, previews];
        await Promise.all([jobs.stopAll(), ...makers.map((maker) => maker.stop())]);
      } finally {
        from.painter.close();
        from.printer.close();
        awake.end();
        try {
          await services.stop();
        } finally {
          await library.close();
        }
      }
    },
  };
}
