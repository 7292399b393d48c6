/**
 * A lesson as it is edited. The document on screen is what main has acknowledged, plus edits on
 * their way, plus the gesture in hand. "Saved" is said only when nothing is on its way.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  applyOps,
  invert,
  LIST_OF,
  type LessonDocument,
  type RowOp,
} from '../../shared/domain/document';
import type { Id } from '../../shared/domain/ids';
import type { FileView } from '../../shared/domain/lesson';
import { indexInTime, inTime } from '../../shared/domain/in-time';
import { AppError, type ErrorView } from '../../shared/errors';
import {
  type Entry,
  type History,
  NO_HISTORY,
  record,
  rowsOf,
  seal,
  stepBack,
  stepForward,
  without,
} from './history';
import { type Edit, Outbox, type SendEdit } from './outbox';

/** Where lessons are kept: main, or a stand-in that holds rows in tests. */
export interface Keeper {
  open: (lessonId: Id) => Promise<LessonDocument>;
  change: SendEdit;
}

/** An edit under the hand: one history entry however often it moves, none when it is abandoned. */
export interface Gesture {
  /** Shows these operations in place of the ones shown before. */
  update: (ops: readonly RowOp[]) => void;
  finish: () => void;
  abandon: () => void;
}

export interface DocumentState {
  lessonId: Id | null;
  document: LessonDocument | null;
  /** Why the lesson could not be opened. */
  openError: ErrorView | null;
  /** Edits not yet on disk. */
  pending: number;
  /** An edit that was refused and taken back, until the person has read it. */
  trouble: { label: string; error: ErrorView } | null;
  /** What undo and redo would do, in words; null when there is nothing. */
  undoLabel: string | null;
  redoLabel: string | null;

  /**
   * The lesson's room is on its way: asks for the lesson before there is a room to show it. Resolves
   * when the answer is there, whatever it is.
   */
  askAhead: (lessonId: Id) => Promise<void>;
  open: (lessonId: Id) => Promise<void>;
  /** Leaves the room. Edits on their way go on; the answer comes when all are on disk. */
  leave: () => Promise<void>;
  commit: (label: string, ops: readonly RowOp[], mergeKey?: string) => void;
  /** Ends a run of merged edits (a note was finished). */
  sealEdits: () => void;
  begin: (label: string) => Gesture;
  undo: () => string | null;
  redo: () => string | null;
  fileChanged: (file: FileView) => void;
  /** Files were registered with the lesson; parts that use them are an edit of their own. */
  filesAdded: (files: readonly FileView[]) => void;
  troubleRead: () => void;
  /** The page is going away: everything that waits is handed over at once. */
  handOver: () => void;
}

export type DocumentStore = StoreApi<DocumentState>;

interface Ahead {
  lessonId: Id;
  answer: Promise<LessonDocument>;
  atMs: number;
  /** Once it has come. */
  document: LessonDocument | null;
}

/** A room that takes longer than this to come asks again: what was asked for may be old by then. */
const FRESH_MS = 5_000;

export function createDocumentStore(keeper: Keeper): DocumentStore {
  /** The document without the gesture in hand. */
  let base: LessonDocument | null = null;
  let preview: readonly RowOp[] = [];
  let gesture: Gesture | null = null;
  let opening = 0;
  /** What was asked for ahead; the next opening takes it, whichever lesson that is of. */
  let ahead: Ahead | null = null;
  /** Operations made since a reload was asked for: the answer may not hold them yet. */
  let sinceReload: RowOp[] = [];
  let reloading = false;
  let reload = 0;
  /** Files that changed while the lesson was asked for: the answer may not know of it yet. */
  const changedFiles = new Map<Id, FileView>();
  const histories = new Map<Id, History>();
  const outboxes = new Map<Id, Outbox>();

  return createStore<DocumentState>((set, get) => {
    const isOpen = (lessonId: Id) => get().lessonId === lessonId;
    const historyOf = (lessonId: Id) => histories.get(lessonId) ?? NO_HISTORY;

    function keepHistory(lessonId: Id, history: History): void {
      histories.set(lessonId, history);
      if (!isOpen(lessonId)) return;
      const [next] = history.future;
      set({ undoLabel: history.past.at(-1)?.label ?? null, redoLabel: next?.label ?? null });
    }

    function show(): void {
      set({ document: base && preview.length > 0 ? applyOps(base, preview) : base });
    }

    async function takenBack(lessonId: Id, error: ErrorView, lost: readonly Edit[]): Promise<void> {
      const rows = rowsOf(lost.flatMap((edit) => edit.ops));
      keepHistory(lessonId, without(historyOf(lessonId), rows));
      // Also when the room has been left by now: what was lost is said wherever the person is.
      set({ trouble: { label: lost[0]?.label ?? '', error } });
      if (!isOpen(lessonId) || !base) return;
      for (const edit of [...lost].reverse()) base = applyOps(base, invert(edit.ops));
      show();
      // What is on disk is the truth: rows may have changed underneath the refused edit.
      const mine = ++reload;
      const opened = opening;
      sinceReload = outboxes.get(lessonId)?.pending.flatMap((edit) => edit.ops) ?? [];
      reloading = true;
      const fresh = await keeper.open(lessonId).catch(() => null);
      if (mine === reload) reloading = false;
      if (!fresh || mine !== reload || opened !== opening) return;
      base = applyOps({ ...fresh, moments: inTime(fresh.moments) }, sinceReload);
      show();
    }

    function outboxOf(lessonId: Id): Outbox {
      const known = outboxes.get(lessonId);
      if (known) return known;
      const made = new Outbox(lessonId, keeper.change, {
        pending: (pending) => isOpen(lessonId) && set({ pending }),
        refused: (error, lost) => void takenBack(lessonId, error, lost),
      });
      outboxes.set(lessonId, made);
      return made;
    }

    /** Applies, shows and sends, without a word to history. */
    function apply(label: string, ops: readonly RowOp[]): void {
      const { lessonId } = get();
      if (!base || !lessonId || ops.length === 0) return;
      base = applyOps(base, ops);
      if (reloading) sinceReload.push(...ops);
      show();
      outboxOf(lessonId).push({ label, ops });
    }

    function commit(label: string, ops: readonly RowOp[], mergeKey?: string): void {
      const { lessonId } = get();
      if (!base || !lessonId || ops.length === 0) return;
      const entry: Entry = { label, ops, mergeKey: mergeKey ?? null };
      keepHistory(lessonId, record(historyOf(lessonId), entry));
      apply(label, ops);
    }

    function travel(step: typeof stepBack, back: boolean): string | null {
      gesture?.abandon();
      const { lessonId } = get();
      if (!lessonId) return null;
      const taken = step(historyOf(lessonId));
      if (!taken) return null;
      const { entry, history } = taken;
      keepHistory(lessonId, history);
      const label = `${back ? 'Undo' : 'Redo'}: ${entry.label}`;
      apply(label, back ? invert(entry.ops) : entry.ops);
      return label;
    }

    function begin(label: string): Gesture {
      gesture?.abandon();
      const end = () => {
        preview = [];
        gesture = null;
      };
      const mine: Gesture = {
        update(ops) {
          if (gesture !== mine) return;
          preview = ops;
          show();
        },
        finish() {
          if (gesture !== mine) return;
          const ops = preview.filter((op) => isCurrent(op));
          end();
          if (ops.length > 0) commit(label, ops);
          show();
        },
        abandon() {
          if (gesture !== mine) return;
          end();
          show();
        },
      };
      gesture = mine;
      return mine;
    }

    /** False when the row changed or went while the gesture was under way. */
    function isCurrent(op: RowOp): boolean {
      if (!base || op.before === op.after) return false;
      if (op.table === 'lesson') return base.lesson === op.before;
      if (op.table === 'moment' && op.before) {
        return base.moments[indexInTime(base.moments, op.before)] === op.before;
      }
      const rows: readonly { id: Id }[] = base[LIST_OF[op.table]];
      return (rows.find((row) => row.id === op.id) ?? null) === op.before;
    }

    async function ask(lessonId: Id): Promise<LessonDocument> {
      changedFiles.clear();
      await outboxes.get(lessonId)?.idle();
      return keeper.open(lessonId);
    }

    function askAhead(lessonId: Id): Promise<void> {
      const answer = ask(lessonId);
      const mine: Ahead = { lessonId, answer, atMs: performance.now(), document: null };
      ahead = mine;
      return answer.then(
        (document) => {
          mine.document = document;
        },
        // Whoever opens the lesson is told.
        () => undefined,
      );
    }

    function put(document: LessonDocument): void {
      const files = document.files.map((file) => changedFiles.get(file.id) ?? file);
      base = { ...document, files, moments: inTime(document.moments) };
      show();
    }

    async function open(lessonId: Id): Promise<void> {
      const mine = ++opening;
      const fresh = ahead !== null && performance.now() - ahead.atMs < FRESH_MS;
      const asked = fresh && ahead?.lessonId === lessonId ? ahead : null;
      ahead = null;
      gesture?.abandon();
      base = null;
      set({ lessonId, document: null, openError: null, trouble: null, pending: 0 });
      keepHistory(lessonId, historyOf(lessonId));
      try {
        // At once where it is there: the room is drawn with it.
        const document = asked?.document ?? (await (asked?.answer ?? ask(lessonId)));
        if (mine === opening) put(document);
      } catch (thrown) {
        if (mine === opening) set({ openError: AppError.from(thrown).view() });
      }
    }

    async function leave(): Promise<void> {
      const { lessonId } = get();
      opening++;
      gesture?.abandon();
      if (!lessonId) return;
      // What was asked before is not what the lesson will be when it is opened again.
      if (ahead?.lessonId === lessonId) ahead = null;
      keepHistory(lessonId, seal(historyOf(lessonId)));
      base = null;
      set({ lessonId: null, document: null, openError: null, undoLabel: null, redoLabel: null });
      await outboxes.get(lessonId)?.idle();
    }

    return {
      lessonId: null,
      document: null,
      openError: null,
      pending: 0,
      trouble: null,
      undoLabel: null,
      redoLabel: null,
      askAhead,
      open,
      leave,
      commit,
      sealEdits() {
        const { lessonId } = get();
        if (lessonId) keepHistory(lessonId, seal(historyOf(lessonId)));
      },
      begin,
      undo: () => travel(stepBack, true),
      redo: () => travel(stepForward, false),
      fileChanged(file) {
        if (!base) changedFiles.set(file.id, file);
        if (!base?.files.some((known) => known.id === file.id)) return;
        base = { ...base, files: base.files.map((known) => (known.id === file.id ? file : known)) };
        show();
      },
      filesAdded(files) {
        if (!base) return;
        const known = new Set(base.files.map((file) => file.id));
        base = { ...base, files: [...base.files, ...files.filter((file) => !known.has(file.id))] };
        show();
      },
      troubleRead: () => set({ trouble: null }),
      handOver() {
        for (const outbox of outboxes.values()) outbox.sendAllNow();
      },
    };
  });
}
