/** Sessions with what was said in them and how they went. */
import {
  type Capture,
  type Parked,
  type Reflection,
  type Session,
  type SessionFile,
  type SessionItem,
  withoutLesson,
} from '../../../shared/domain/session';
import { NEW_RUN, type RunState } from '../../../shared/domain/session-run';
import type { Db } from '../open';
import type { Listed } from './boards';
import { type Fields, type Table, table } from './table';

const ROW = { id: 'plain', authorId: 'plain', createdAt: 'plain', changedAt: 'plain' } as const;

const SESSION: Fields<Session> = {
  ...ROW,
  title: 'plain',
  intention: 'plain',
  heldOn: 'plain',
  slotMinutes: 'plain',
  people: 'json',
  groups: 'json',
  items: 'json',
};

const CAPTURE: Fields<Capture> = {
  ...ROW,
  sessionId: 'plain',
  itemId: 'plain',
  groupName: 'plain',
  text: 'plain',
  watched: 'json',
};

const PARKED: Fields<Parked> = {
  ...ROW,
  sessionId: 'plain',
  itemId: 'plain',
  text: 'plain',
  done: 'bool',
};

const REFLECTION: Fields<Reflection> = {
  ...ROW,
  sessionId: 'plain',
  itemId: 'plain',
  text: 'plain',
};

const FILE: Fields<SessionFile> = {
  id: 'plain',
  sessionId: 'plain',
  name: 'plain',
  type: 'plain',
  bytes: 'plain',
  addedAt: 'plain',
};

/** Rows of one session, oldest first. */
export interface OfSession<R extends { id: string }> extends Table<R> {
  of(sessionId: string): R[];
}

export interface Sessions extends Listed<Session> {
  captures: OfSession<Capture>;
  parked: OfSession<Parked>;
  reflections: OfSession<Reflection>;
  files: OfSession<SessionFile>;
  /** How it went so far; that of one which was never presented is new. */
  runOf(sessionId: string): RunState;
  putRun(sessionId: string, state: RunState): void;
}

export function sessions(db: Db): Sessions {
  const of = <R extends { id: string }>(rows: Table<R>): OfSession<R> => ({
    ...rows,
    of: rows.where('session_id = ?'),
  });
  const rows = table<Session>(db, 'session', SESSION);
  const run = db
    .prepare<[string], string>('SELECT state FROM session_run WHERE session_id = ?')
    .pluck();
  const putRun = db.prepare<[string, string]>(
    `INSERT INTO session_run (session_id, state) VALUES (?, ?)
     ON CONFLICT (session_id) DO UPDATE SET state = excluded.state`,
  );
  return {
    ...rows,
    all: rows.where('true', 'held_on IS NULL DESC, held_on DESC, id DESC'),
    captures: of(table<Capture>(db, 'session_capture', CAPTURE)),
    parked: of(table<Parked>(db, 'session_parked', PARKED)),
    reflections: of(table<Reflection>(db, 'session_reflection', REFLECTION)),
    files: of(table<SessionFile>(db, 'session_file', FILE)),
    runOf: (sessionId) => {
      const state = run.get(sessionId);
      return state === undefined ? NEW_RUN : { ...NEW_RUN, ...(JSON.parse(state) as RunState) };
    },
    putRun: (sessionId, state) => void putRun.run(sessionId, JSON.stringify(state)),
  };
}

/**
 * Takes a lesson out of every plan and every link; what the room said stays the room's. Inside the
 * transaction of a removal.
 */
export function forgetInSessions(db: Db, lessonId: string): void {
  const all = db
    .prepare<[string], { id: string; items: string }>(
      'SELECT id, items FROM session WHERE instr(items, ?) > 0',
    )
    .all(lessonId);
  const update = db.prepare<[string, string]>('UPDATE session SET items = ? WHERE id = ?');
  for (const { id, items } of all) {
    const left = withoutLesson(JSON.parse(items) as SessionItem[], lessonId);
    update.run(JSON.stringify(left), id);
  }
  db.prepare<[string]>(
    `UPDATE session_capture SET watched = NULL WHERE watched ->> 'lessonId' = ?`,
  ).run(lessonId);
}
