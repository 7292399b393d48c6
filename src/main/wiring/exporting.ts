/** What leaves the library: clips, reels, packs and narrations, looked through before, and the log of them after. */
import type { JobKind } from '../../shared/domain/job';
import type { Angle, Part } from '../../shared/domain/lesson';
import type { Mask } from '../../shared/domain/mask';
import type { Send } from '../../shared/ipc/derive';
import type { LibraryFile } from '../db/library-file';
import type { Jobs } from '../jobs/jobs';
import type { Partials } from '../jobs/partials';
import { isHevcClip } from '../media/mp4-boxes';
import type { Tools } from '../media/tools';
import type { createLibraryServices, PartFacts } from '../services';
import { clipPreviews } from '../services/clip-preview';
import { clipsService } from '../services/clips';
import { clipFiles } from '../services/clip-files';
import { takeBackUnlogged } from '../services/clips-leftovers';
import { clipsLogService, type ClipsLogDeps } from '../services/clips-log';
import type { ClipsDeps } from '../services/clips-ports';
import { narrationExport } from '../services/narration-export';
import { takeBackPack } from '../services/pack/leftovers';
import type { PackDeps } from '../services/pack/ports';
import { packsService } from '../services/packs';
import { peopleService } from '../services/people';
import { sessionOutputs } from '../services/session-outputs';
import type { places } from '../services/places';
import type { Media } from '../services/ports';
import { filmFor } from './film';
import { clipsFor, type Paint } from './media';

export function exporting(deps: {
  store: LibraryFile['store'];
  services: Pick<
    ReturnType<typeof createLibraryServices>,
    'pathOf' | 'stills' | 'isRemoving' | 'narrations' | 'settings'
  >;
  media: Media;
  tools: () => Promise<Tools>;
  at: ReturnType<typeof places>;
  facts: (partId: string) => PartFacts | undefined;
  partials: Partials;
  jobs: Jobs;
  dialogs: ClipsDeps['dialogs'] & ClipsLogDeps['dialogs'];
  send: Send;
  lesson(
    lessonId: string,
  ): { title: string; notShown: string; angles: Angle[]; parts: Part[]; masks: Mask[] } | undefined;
  isCloudFolder: (path: string) => boolean;
  paint: Paint;
  print: PackDeps['print'];
}) {
  const { store, services, media, tools, at, facts, partials, jobs, dialogs, send } = deps;
  const people = peopleService(store, Date.now);
  const making = clipsFor({
    tools,
    framesOf: (partId) => services.pathOf('frames', partId),
    paint: deps.paint,
    partials,
    stillsFolder: at.derivedFolder,
  });
  const shared = {
    lesson: deps.lesson,
    moment: store.rows.tables.moment.get,
    marked: (lessonId: string) => ({
      masks: store.rows.masksOf(lessonId),
      drawings: store.rows.drawingsOf(lessonId),
    }),
    source: facts,
    ...making,
    jobs,
    partials,
    log: store.exports,
    authorName: () => people.me()?.name ?? '',
    nowMs: Date.now,
  };
  const { redo, asked, unmade, maker, ...clips } = clipsService({
    ...shared,
    kept: store.kept,
    dialogs,
    isCloudFolder: deps.isCloudFolder,
  });
  const narrationKey = (exportId: string): string => `export.narration.${exportId}`;
  const narrated = narrationExport({
    ...shared,
    maker,
    told: services.narrations.told,
    trackOf: services.narrations.trackOf,
    probeOf: media.storedProbe,
    makeFilm: filmFor({ tools, paint: deps.paint, partials, folder: at.derivedFolder }),
    note: (exportId, narrationId) => store.kept.set(narrationKey(exportId), narrationId),
  });
  const packs = packsService({
    maker,
    lesson: store.rows.tables.lesson.get,
    moment: store.rows.tables.moment.get,
    captions: store.rows.tables.captions.get,
    focusText: (focusId) => store.rows.tables.focus.get(focusId)?.text,
    masks: store.rows.masksOf,
    media,
    print: deps.print,
    jobs,
    partials,
    nowMs: Date.now,
  });
  const sessionKey = (exportId: string): string => `export.session.${exportId}`;
  const left = sessionOutputs({
    maker,
    sessions: store.sessions.all,
    session: store.sessions.get,
    runOf: store.sessions.runOf,
    captures: store.sessions.captures.of,
    parked: store.sessions.parked.of,
    steps: store.rows.sessionSteps,
    lesson: store.rows.tables.lesson.get,
    moment: store.rows.tables.moment.get,
    narration: store.rows.tables.narration.get,
    exported: store.exports.get,
    hides: (lessonId) => store.rows.masksOf(lessonId).length > 0,
    isRemoving: services.isRemoving,
    settings: services.settings,
    media,
    print: deps.print,
    jobs,
    partials,
    log: store.exports,
    note: (exportId, sessionId) => store.kept.set(sessionKey(exportId), sessionId),
    authorName: shared.authorName,
    nowMs: Date.now,
  });
  const previews = clipPreviews({
    ...{ look: making.look, partials, send },
    async unmade(order, signal) {
      if ('narrationId' in order) return narrated.unmade(order.narrationId, signal);
      if (!('jobId' in order)) return unmade(order, signal);
      const { kind, request } = jobs.requestOf(order.jobId);
      if (kind === 'narration') return narrated.unmade(narrated.asked(request), signal);
      return unmade(kind === 'pack' ? packs.asked(request) : asked(request), signal);
    },
    folder: at.derivedFolder,
  });
  const clipsLog = clipsLogService({
    log: store.exports,
    files: clipFiles(),
    stills: services.stills,
    stillOf: at.stillOf,
    lesson: deps.lesson,
    hasPicture: (partId) => {
      const known = facts(partId);
      return known !== undefined && media.storedProbe(known.probe).picture !== null;
    },
    narrationOf: (exportId) => {
      const id = store.kept.get(narrationKey(exportId));
      return typeof id === 'string' ? (store.rows.tables.narration.get(id)?.id ?? null) : null;
    },
    sessionOf: (exportId) => {
      const id = store.kept.get(sessionKey(exportId));
      return typeof id === 'string' ? (store.sessions.get(id)?.id ?? null) : null;
    },
    isHevc: isHevcClip,
    isRemoving: services.isRemoving,
    dialogs,
  });
  const logged = (folder: string, fileName: string): boolean =>
    store.exports.all().some((line) => line.folderPath === folder && line.fileName === fileName);
  return {
    ...{ clips, packs, narrated, previews, clipsLog, left },
    /** Only what is exported keeps what it takes to be made again. */
    redo: (kind: JobKind, request: unknown): Promise<void> => {
      if (kind === 'narration') return narrated.redo(request);
      if (kind === 'session') return left.redo(request);
      return kind === 'pack' ? packs.redo(request) : redo(request);
    },
    /** What a kill left of exports is taken back, and every partial is removed. */
    tidy: () =>
      partials.tidy(
        async (partial, naming) =>
          (await takeBackPack(partial, logged, naming)) ??
          takeBackUnlogged(partial, logged, naming),
      ),
  };
}
