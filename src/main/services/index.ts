/** The library's services, built and wired to each other. See README.md for how to wire them. */
import { existsSync } from 'node:fs';
import type { LessonCard, Pick as PickView } from '../../shared/domain/library';
import { toldBy } from '../../shared/domain/narration';
import type { Handling, Part } from '../../shared/domain/lesson';
import type { Board } from '../../shared/domain/board';
import type { Person } from '../../shared/domain/row';
import type { SavedView } from '../../shared/domain/saved-view';
import type { Settings } from '../../shared/domain/settings';
import { AppError } from '../../shared/errors';
import type { Notice } from '../../shared/ipc/contract';
import type { Handlers } from '../../shared/ipc/derive';
import { addFootage } from './add-footage';
import { boardsService } from './boards';
import { clipFiles } from './clip-files';
import { type ClipStills, clipStills } from './clip-stills';
import { filesService } from './files';
import { lessonsService } from './lessons';
import { libraryService } from './library';
import { liveLessons } from './live-lessons';
import { madeLessonService } from './made-lesson';
import { narrationSound } from './narration-sound';
import { type Narrations, narrationsService } from './narrations';
import { peopleService } from './people';
import { picks } from './picks';
import { places } from './places';
import { savedViewsService } from './saved-views';
import type { Deps } from './ports';
import { prepareService } from './prepare';
import { removalService } from './removal';
import { type SessionsService, sessionsService } from './sessions';
import { settingsService } from './settings';
import { upkeep } from './upkeep';
import { voicesService } from './voices';

/** What playable copies and clips need to know of a part. For main only. */
export interface PartFacts {
  lessonId: string;
  /** Where its bytes are now. */
  path: string;
  /** The probe as media stored it. */
  probe: unknown;
  handling: Handling;
  present: boolean;
}

export interface LibraryServices {
  handlers: {
    app: Pick<Handlers['app'], 'noticeRead'>;
    people: Handlers['people'];
    boards: Handlers['boards'];
    views: Handlers['views'];
    settings: Handlers['settings'];
    /** Tiles and copies with many keyframes are joined to it where they are made. */
    footage: Omit<Handlers['footage'], 'wantTiles' | 'frequent' | 'made' | 'left'>;
    lessons: Handlers['lessons'];
    search: Handlers['search'];
    voices: Handlers['voices'];
    narrations: Omit<Handlers['narrations'], 'export'>;
    sessions: SessionsService['handlers'];
  };
  /** The library's share of the first screen. */
  snapshot(): {
    me: Person | null;
    settings: Settings;
    people: Person[];
    boards: Board[];
    views: SavedView[];
    lessons: LessonCard[];
    notices: Notice[];
  };
  /** Holds files that were dropped or given from outside. */
  hold(paths: readonly string[]): Promise<PickView>;
  /** Resolves when there is someone to add footage for. */
  introduced(): Promise<Person>;
  /** For footage://; null when there is none. Waits for a frame list that is being made. */
  pathOf(
    kind: 'part' | 'poster' | 'frames' | 'voice' | 'picture' | 'pdf',
    id: string,
  ): Promise<string | null>;
  partFacts(partId: string): PartFacts | undefined;
  /** What was recorded for narrations. */
  narrations: Omit<Narrations, 'handlers'>;
  /** The clock of the session that is presented. */
  sessions: SessionsService['runs'];
  /** Pictures of exported clips. */
  stills: ClipStills;
  /** True while a lesson is being removed: nothing of it is shown or made any more. */
  isRemoving(lessonId: string): boolean;
  settings(): Settings;
  /** Tells the page how a lesson's card looks now: after more of its playable copy is made. */
  tellCard(lessonId: string): void;
  /** Before the first snapshot: finishes removals. */
  settle(): Promise<void>;
  /** Before any work begins: takes away what the last run left half written. */
  sweep(): Promise<void>;
  /** After the first screen: work that was cut off begins again, backups and checks are planned. */
  begin(): void;
  /** Before the library is closed. */
  stop(): Promise<void>;
}

export function createLibraryServices(
  deps: Deps & { trouble?: (error: AppError) => void },
): LibraryServices {
  const { library, media, jobs, dialogs, send, playable, isCloudFolder, nowMs } = deps;
  const { store } = library;
  const at = places(deps.folder);
  const people = peopleService(store, nowMs);
  const settings = settingsService(store);
  const cards = libraryService({ store, playable, send });
  const held = picks({ media, isCloudFolder });
  const authorId = () => people.author().id;
  const trouble = deps.trouble ?? (() => undefined);
  const tellTrouble = (thrown: unknown): void => trouble(AppError.from(thrown));

  const files = filesService({
    store,
    places: at,
    media,
    dialogs,
    isCloudFolder,
    changed: (file) => {
      send('footage', 'fileChanged', files.view(file));
      cards.tell(file.lessonId);
      if (file.present && !removal.isRemoving(file.lessonId)) prepare.retry(file.lessonId);
    },
  });
  const prepare = prepareService({
    store,
    places: at,
    media,
    jobs,
    made: (lessonId, file) => {
      cards.tell(lessonId);
      send('footage', 'fileChanged', files.view(file));
    },
    nowMs,
  });
  const added = (lessonId: string): void => {
    cards.tell(lessonId);
    prepare.ensure(lessonId);
  };
  const footage = addFootage({
    store,
    picks: held,
    media,
    settings: settings.get,
    authorId,
    viewFile: files.view,
    givenAgain: files.givenAgain,
    added,
    nowMs,
  });
  const lessons = lessonsService({
    store,
    viewFiles: files.viewOf,
    changed: (lessonId, ops) => {
      // Counting a hundred thousand moments takes longer than marking one more.
      keeping.edited();
      if (ops.every((op) => op.table === 'moment')) cards.tellSoon(lessonId);
      else cards.tell(lessonId);
      const parts = ops.some((op) => op.table === 'part');
      if (parts && !removal.isRemoving(lessonId)) prepare.ensure(lessonId);
    },
    nowMs,
  });
  const voices = voicesService({
    store,
    places: at,
    media,
    isRemoving: (lessonId) => removal.isRemoving(lessonId),
    nowMs,
  });
  const narrations = narrationsService({
    store,
    places: at,
    isRemoving: (lessonId) => removal.isRemoving(lessonId),
    nowMs,
  });
  const sound = narrationSound({ store, places: at, media, narrations });
  const stills = clipStills({
    places: at,
    media,
    lineOf: store.exports.get,
    isRemoving: (lessonId) => removal.isRemoving(lessonId),
    made: (exportId) => send('clips', 'pictured', { exportId }),
  });
  const clips = clipFiles();
  const removal = removalService({
    recordings: [voices, narrations],
    stills,
    clipFiles: clips,
    library,
    places: at,
    jobs,
    playable,
    media,
    dialogs,
    send,
    authorName: () => people.me()?.name ?? '',
    nowMs,
  });
  const made = madeLessonService({
    store,
    folder: deps.madeLessonFolder,
    places: at,
    media,
    settings: settings.get,
    authorId,
    added,
    nowMs,
  });
  const boards = boardsService({
    store,
    authorId,
    dialogs,
    starterFolder: deps.boardsFolder,
    nowMs,
  });
  const sessions = sessionsService({
    store,
    places: at,
    clipFiles: clips,
    media,
    toldOf: (narrationId) => {
      const found = narrations.told(narrationId);
      return found && toldBy(found.narration, found.takes);
    },
    playable,
    isRemoving: (lessonId) => removal.isRemoving(lessonId),
    dialogs,
    authorId,
    send,
    tellLesson: cards.tell,
    starterFolder: deps.sessionsFolder,
    nowMs,
    trouble: tellTrouble,
  });
  const live = liveLessons({ store, settings: settings.get, authorId, added, nowMs });
  const views = savedViewsService({ store, authorId, nowMs });
  const keeping = upkeep({
    library,
    places: at,
    send,
    checkFiles: files.checkAll,
    trouble,
  });

  /** Nothing is read or made of a lesson that is being removed: what is made now would stay. */
  const partOf = (partId: string): Part | undefined => {
    const part = store.rows.tables.part.get(partId);
    return part && !removal.isRemoving(part.lessonId) ? part : undefined;
  };

  const partFacts = (partId: string): PartFacts | undefined => {
    const part = partOf(partId);
    const file = part && store.files.get(part.fileId);
    if (!part || !file) return undefined;
    const { probe, handling, present } = file;
    return { lessonId: part.lessonId, path: at.footageOf(file), probe, handling, present };
  };

  const posterOf = (lessonId: string): string | null => {
    const part = store.cards.one(lessonId)?.parts.find((row) => row.posterVersion !== null);
    const path = part && at.posterOf(part.id);
    return path && existsSync(path) ? path : null;
  };

  /** @param swept how many recordings the last run was cut off in */
  async function tellCutOff(swept: Promise<number>, words: string): Promise<void> {
    const count = await swept.catch((thrown: unknown) => {
      tellTrouble(thrown);
      return 0;
    });
    if (count > 0) keeping.notice(words);
  }

  return {
    handlers: {
      app: { noticeRead: ({ id }) => store.notices.remove(id) },
      people: {
        introduce: ({ name }) => people.introduce(name),
        add: ({ name }) => people.add(name),
      },
      boards,
      views,
      settings: { change: (change) => settings.change(change) },
      footage: {
        choose: async () => {
          const paths = await dialogs.chooseFiles();
          return paths === null || paths.length === 0 ? null : held.hold(paths);
        },
        add: footage.add,
        letGo: ({ pickId }) => held.letGo(pickId),
        register: footage.register,
        locate: ({ fileId }) => files.locate(fileId),
        notPlayable: ({ fileId, reason }) => files.notPlayable(fileId, reason),
      },
      lessons: {
        open: async ({ lessonId }) => {
          const document = await lessons.open(lessonId);
          if (!removal.isRemoving(lessonId)) prepare.ensure(lessonId);
          return document;
        },
        change: lessons.change,
        beginLive: live.begin,
        addMade: made.add,
        removal: ({ lessonId }) => removal.preview(lessonId),
        remove: removal.remove,
      },
      search: { find: (query) => store.search.find(query) },
      voices: voices.handlers,
      narrations: { ...narrations.handlers, ...sound.handlers },
      sessions: sessions.handlers,
    },
    snapshot: () => ({
      me: people.me(),
      settings: settings.get(),
      people: store.people.all(),
      boards: store.boards.all(),
      views: store.savedViews.all(),
      lessons: cards.cards(),
      notices: store.notices.all(),
    }),
    hold: held.hold,
    introduced: people.introduced,
    pathOf: async (kind, id) => {
      if (kind === 'frames') return partOf(id) ? prepare.frames(id) : null;
      if (kind === 'poster') return posterOf(id);
      if (kind === 'voice') return voices.pathOf(id);
      if (kind === 'picture' || kind === 'pdf') return sessions.pathOf(id);
      return partFacts(id)?.path ?? null;
    },
    partFacts,
    narrations,
    sessions: sessions.runs,
    stills,
    isRemoving: removal.isRemoving,
    settings: settings.get,
    tellCard: cards.tell,
    // A removal that cannot be finished now must not keep the library from opening.
    settle: () => removal.settle().catch(tellTrouble),
    sweep: async () => {
      await keeping.sweepPartials().catch(tellTrouble);
      await removal.sweep().catch(tellTrouble);
      await sessions.sweep().catch(tellTrouble);
      await tellCutOff(
        voices.sweep(),
        'A voice note was being recorded when Plenary was stopped, so it was not kept. Everything else is here.',
      );
      await tellCutOff(
        narrations.sweep(),
        'A narration was being recorded when Plenary was stopped. What was said until then is kept, as a draft.',
      );
    },
    begin: () => {
      prepare.ensureAll();
      keeping.begin();
    },
    stop: async () => {
      sessions.runs.stop();
      cards.stop();
      await stills.stop();
      await voices.stop();
      sound.stop();
      await narrations.stop();
      await keeping.stop();
    },
  };
}
