/** Sessions: planned, planned again, taken away. What is said in one and how it runs is beside this. */
import { newId } from '../../shared/domain/ids';
import type { Told } from '../../shared/domain/narration';
import { instant } from '../../shared/domain/row';
import { planAgain, type Session, type SessionCard } from '../../shared/domain/session';
import type { SessionContent } from '../../shared/domain/session';
import { planFrom } from '../../shared/domain/session-starter';
import { AppError } from '../../shared/errors';
import type { Handlers, Send } from '../../shared/ipc/derive';
import type { Store } from '../db/store';
import type { ClipFiles } from './clip-files';
import type { Places } from './places';
import type { Media, Playable } from './ports';
import { checkSession } from './sessions-check';
import { sessionFiles } from './sessions-files';
import { sessionsMark } from './sessions-mark';
import { type SessionRuns, sessionRuns } from './sessions-run';
import { sessionsSaid } from './sessions-said';
import type { SessionOutputHandlers } from './session-outputs';
import { readStarters, starterView } from './sessions-starters';

export interface SessionsService {
  /** The room's screen is joined to it where windows are, and what it leaves where things are exported. */
  handlers: Omit<Handlers['sessions'], 'screens' | 'showRoom' | keyof SessionOutputHandlers>;
  runs: Pick<SessionRuns, 'asleep' | 'awake' | 'stop'>;
  /** Where a session's picture lies, or the PDF that was chosen last; null for none. */
  pathOf(fileId: string): string | null;
  sweep(): Promise<void>;
}

/** What a session has before anyone has planned it. */
const EMPTY: Omit<SessionContent, 'title'> = {
  ...{ intention: '', heldOn: null, slotMinutes: 50, people: [] },
  ...{ groups: ['Group 1', 'Group 2', 'Group 3'], items: [] },
};

export function sessionsService(deps: {
  store: Pick<Store, 'sessions' | 'rows' | 'files' | 'exports' | 'tombstones' | 'transaction'>;
  places: Pick<Places, 'sessionsFolder' | 'sessionFileOf' | 'footageOf'>;
  clipFiles: ClipFiles;
  media: Pick<Media, 'probe' | 'storedProbe' | 'playsAt'>;
  /** What a narration is told by; undefined for none. */
  toldOf: (narrationId: string) => Told | undefined;
  playable: Pick<Playable, 'share'>;
  isRemoving: (lessonId: string) => boolean;
  dialogs: { choosePicture(): Promise<string | null> };
  authorId: () => string;
  send: Send;
  /** A lesson's card looks different now. */
  tellLesson: (lessonId: string) => void;
  /** Folder of the starting points that come with Plenary. */
  starterFolder: string;
  nowMs: () => number;
  monoMs?: () => number;
  trouble: (thrown: unknown) => void;
}): SessionsService {
  const { store, authorId, dialogs, send, nowMs } = deps;
  const files = sessionFiles(deps);
  const check = checkSession(deps);

  const sessionOf = (sessionId: string): Session => {
    const session = store.sessions.get(sessionId);
    if (!session) throw new AppError('not-found', 'That session is no longer here.');
    return session;
  };

  const cardOf = (session: Session): SessionCard => {
    const { id, title, intention, heldOn, slotMinutes, createdAt, changedAt } = session;
    const { phase } = store.sessions.runOf(id);
    return {
      ...{ id, title, intention, heldOn, slotMinutes, createdAt, changedAt, phase },
      ...{ items: session.items.length, people: session.people.length },
      cutOff: phase === 'running' && !runs.isLive(id),
    };
  };
  const tellCard = (sessionId: string): void => {
    const session = store.sessions.get(sessionId);
    if (session) send('sessions', 'changed', cardOf(session));
  };
  const runs = sessionRuns({
    ...{ store, sessionOf, send, tellCard, nowMs },
    monoMs: deps.monoMs ?? (() => performance.now()),
    trouble: deps.trouble,
  });

  const marks = sessionsMark({ ...deps, sessionOf });

  const row = (content: SessionContent): Session => {
    const now = instant(nowMs());
    return {
      ...{ id: newId(nowMs()), authorId: authorId(), createdAt: now, changedAt: now },
      ...content,
    };
  };
  const insert = (session: Session): Session => {
    store.transaction(() => store.sessions.insert(session));
    tellCard(session.id);
    return session;
  };

  async function create(what: Parameters<Handlers['sessions']['create']>[0]): Promise<Session> {
    if (what.from === 'empty') return insert(row({ ...EMPTY, title: what.title }));
    if (what.from === 'starter') {
      const starters = await readStarters(deps.starterFolder);
      const starter = starters.find(({ id }) => id === what.starterId);
      if (!starter) throw new AppError('not-found', 'That starting point is no longer here.');
      return insert(row(planFrom(starter, what.title, () => newId(nowMs()))));
    }
    const past = sessionOf(what.sessionId);
    const { title, intention, heldOn, slotMinutes, people, groups, items } = past;
    const again = row({ title, intention, heldOn, slotMinutes, people, groups, items });
    const copies = await files.copyAll(past.id, again.id);
    const idOf = new Map(copies.map(({ file, of }) => [of, file.id]));
    const content = planAgain(
      { ...again, title: what.title },
      () => newId(nowMs()),
      (fileId) => idOf.get(fileId) ?? null,
    );
    const session = { ...again, ...content };
    store.transaction(() => {
      store.sessions.insert(session);
      for (const { file } of copies) store.sessions.files.insert(file);
    });
    tellCard(session.id);
    return session;
  }

  const handlers: SessionsService['handlers'] = {
    ...sessionsSaid({ store, sessionOf, authorId, nowMs }),
    list: () => store.sessions.all().map(cardOf),
    starters: async () => (await readStarters(deps.starterFolder)).map(starterView),
    create,
    open: ({ sessionId }) => {
      const me = authorId();
      return {
        session: sessionOf(sessionId),
        captures: store.sessions.captures.of(sessionId),
        parked: store.sessions.parked.of(sessionId),
        nextSteps: store.rows.sessionSteps(sessionId),
        reflections: store.sessions.reflections
          .of(sessionId)
          .filter((reflection) => reflection.authorId === me),
        files: store.sessions.files.of(sessionId),
        run: runs.viewOf(sessionId),
      };
    },
    change: ({ sessionId, content }) => {
      const session = { ...sessionOf(sessionId), ...content, changedAt: instant(nowMs()) };
      store.transaction(() => store.sessions.update(session));
      runs.planned(session);
      send('sessions', 'planned', session);
      tellCard(sessionId);
      return session;
    },
    remove: async ({ sessionId }) => {
      sessionOf(sessionId);
      runs.forget(sessionId);
      const now = instant(nowMs());
      store.transaction(() => {
        for (const step of store.rows.sessionSteps(sessionId)) {
          store.rows.tables.nextStep.remove(step.id);
          store.tombstones.add(step.id, 'nextStep', now);
        }
        store.sessions.remove(sessionId);
        store.tombstones.add(sessionId, 'session', now);
      });
      await files.forget(sessionId);
      send('sessions', 'removed', { sessionId });
    },
    addFile: async ({ sessionId }) => {
      sessionOf(sessionId);
      const path = await dialogs.choosePicture();
      return path === null ? null : files.add(sessionId, path);
    },
    keepPicture: ({ sessionId, name, bytes }) => {
      sessionOf(sessionId);
      return files.keep(sessionId, name, bytes);
    },
    check: ({ sessionId }) => check(sessionOf(sessionId)),
    present: ({ sessionId, fromItemId }) => runs.present(sessionId, fromItemId),
    leave: ({ sessionId, as }) => runs.leave(sessionId, as),
    command: ({ sessionId, command }) => runs.command(sessionId, command),
    report: ({ sessionId, ...what }) => runs.report(sessionId, what),
    running: () => runs.running(),
    mark: marks.mark,
    filmLength: marks.filmLength,
  };

  return {
    handlers,
    runs,
    pathOf: files.pathOf,
    sweep: files.sweep,
  };
}
