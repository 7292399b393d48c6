/**
 * The session that is open. Its plan is changed here first and then on the disk; "Saved" is said only
 * once the disk has all of it. What is said in it is kept beside it, one field after the other.
 */
import { create } from 'zustand';
import { newId, type Id } from '../../shared/domain/ids';
import type { SessionContent, SessionItem } from '../../shared/domain/session';
import type { SessionDocument } from '../../shared/ipc/contract';
import { AppError } from '../../shared/errors';
import { call } from '../bridge/api';

interface OpenSession {
  document: SessionDocument | null;
  error: AppError | null;
  /** Changes that are not on the disk yet. */
  pending: number;
  /** What could not be saved, until it has been said. */
  trouble: AppError | null;
  past: readonly SessionContent[];
  future: readonly SessionContent[];
}

const CLOSED: OpenSession = {
  ...{ document: null, error: null, pending: 0, trouble: null },
  ...{ past: [], future: [] },
};

export const useSession = create<OpenSession>(() => CLOSED);

/** How far back a plan can be taken. */
const DEEPEST = 100;
/** Changes of one field that follow so soon are one step of undo. */
const ONE_GO_MS = 1_500;

export function contentOf(session: SessionDocument['session']): SessionContent {
  const { title, intention, heldOn, slotMinutes, people, groups, items } = session;
  return { title, intention, heldOn, slotMinutes, people, groups, items };
}

let opening = 0;
let merge: { key: string; atMs: number } | null = null;

/** Opens a session; what goes wrong is in the store. */
export async function openSession(sessionId: Id): Promise<void> {
  const mine = ++opening;
  if (useSession.getState().document?.session.id !== sessionId) useSession.setState(CLOSED);
  try {
    const document = await call((api) => api.sessions.open({ sessionId }));
    if (mine === opening) useSession.setState({ document, error: null });
  } catch (thrown) {
    if (mine === opening) useSession.setState({ error: AppError.from(thrown) });
  }
}

/** Work for the disk, one after the other; the newest of the same kind takes the place of the older. */
const waiting = new Map<string, () => Promise<void>>();
let working = false;

async function work(): Promise<void> {
  if (working) return;
  working = true;
  for (;;) {
    const [next] = waiting;
    if (!next) break;
    const [key, save] = next;
    waiting.delete(key);
    try {
      await save();
    } catch (thrown) {
      useSession.setState({ trouble: AppError.from(thrown) });
    }
    useSession.setState({ pending: waiting.size });
  }
  working = false;
}

function later(key: string, save: () => Promise<void>): void {
  waiting.set(key, save);
  useSession.setState({ pending: waiting.size + (working ? 1 : 0) });
  void work();
}

function put(content: SessionContent): void {
  const { document } = useSession.getState();
  if (!document) return;
  const session = { ...document.session, ...content };
  useSession.setState({ document: { ...document, session } });
  later(`plan:${session.id}`, async () => {
    await call((api) => api.sessions.change({ sessionId: session.id, content }));
  });
}

/**
 * Changes the plan.
 * @param key changes that follow under the same one are one step of undo: a title that is typed
 */
export function changePlan(
  change: (content: SessionContent) => Partial<SessionContent>,
  key = '',
): void {
  const { document, past } = useSession.getState();
  if (!document) return;
  const before = contentOf(document.session);
  const nowMs = performance.now();
  const isOne = key !== '' && merge?.key === key && nowMs - merge.atMs < ONE_GO_MS;
  merge = { key, atMs: nowMs };
  if (!isOne) useSession.setState({ past: [...past, before].slice(-DEEPEST), future: [] });
  put({ ...before, ...change(before) });
}

export function changeItem(itemId: Id, change: Partial<SessionItem>, key = ''): void {
  changePlan(
    ({ items }) => ({
      items: items.map((item) =>
        item.id === itemId ? ({ ...item, ...change } as SessionItem) : item,
      ),
    }),
    key && `${itemId}:${key}`,
  );
}

function travel(from: 'past' | 'future', to: 'past' | 'future'): void {
  const state = useSession.getState();
  const content = state[from].at(-1);
  if (!state.document || !content) return;
  merge = null;
  useSession.setState({
    [from]: state[from].slice(0, -1),
    [to]: [...state[to], contentOf(state.document.session)],
  });
  put(content);
}

export const undoPlan = (): void => travel('past', 'future');
export const redoPlan = (): void => travel('future', 'past');

type ListOf = 'captures' | 'parked' | 'nextSteps' | 'reflections';

function putRow<L extends ListOf>(list: L, row: SessionDocument[L][number]): void {
  const { document } = useSession.getState();
  if (!document) return;
  const rows = document[list] as { id: Id }[];
  const known = rows.some(({ id }) => id === row.id);
  const next = known ? rows.map((each) => (each.id === row.id ? row : each)) : [...rows, row];
  useSession.setState({ document: { ...document, [list]: next } });
}

/** What a row has that main will give it: shown until then. */
const made = (id: Id | null) => {
  const now = new Date().toISOString();
  return { id: id ?? newId(), authorId: newId(), createdAt: now, changedAt: now };
};

type CaptureInput = Omit<
  SessionDocument['captures'][number],
  'id' | 'authorId' | 'createdAt' | 'changedAt'
>;

/** What the room said, as it is typed. @returns the id it is kept under */
export function keepCapture(id: Id | null, fields: CaptureInput): Id {
  const row = { ...made(id), ...fields };
  putRow('captures', row);
  later(`capture:${row.id}`, async () => {
    await call((api) => api.sessions.capture({ id: row.id, ...fields }));
  });
  return row.id;
}

type ParkedInput = Omit<
  SessionDocument['parked'][number],
  'id' | 'authorId' | 'createdAt' | 'changedAt'
>;

export function keepParked(id: Id | null, fields: ParkedInput): Id {
  const row = { ...made(id), ...fields };
  putRow('parked', row);
  later(`parked:${row.id}`, async () => {
    await call((api) => api.sessions.park({ id: row.id, ...fields }));
  });
  return row.id;
}

export interface StepFields {
  sessionId: Id;
  who: string;
  text: string;
  className: string;
  lookAgainOn: string | null;
  doneOn: string | null;
}

export function keepStep(id: Id | null, fields: StepFields): Id {
  const row = {
    ...{ ...made(id), lessonId: null, momentId: null, focusId: null },
    ...fields,
  };
  putRow('nextSteps', row);
  later(`step:${row.id}`, async () => {
    await call((api) => api.sessions.step({ id: row.id, ...fields }));
  });
  return row.id;
}

export function keepReflection(sessionId: Id, itemId: Id, text: string): void {
  const { document } = useSession.getState();
  const old = document?.reflections.find((each) => each.itemId === itemId);
  putRow('reflections', { ...made(old?.id ?? null), sessionId, itemId, text });
  later(`reflection:${itemId}`, async () => {
    await call((api) => api.sessions.reflect({ sessionId, itemId, text }));
  });
}

/** A picture that was kept for this session. */
export function fileAdded(file: SessionDocument['files'][number]): void {
  const { document } = useSession.getState();
  if (document?.session.id !== file.sessionId) return;
  useSession.setState({ document: { ...document, files: [...document.files, file] } });
}
