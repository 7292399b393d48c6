/**
 * What can be undone, as two stacks of edits. Pure: it knows rows and labels, not where they are
 * kept. Selection, scroll and playhead never come here.
 */
import type { RowOp } from '../../shared/domain/document';

export interface Entry {
  /** What the person did, in words that follow "Undo": `Mark a question`. */
  label: string;
  ops: readonly RowOp[];
  /** Edits with the same key that follow each other are one entry: the typing of one note. */
  mergeKey: string | null;
}

export interface History {
  past: readonly Entry[];
  future: readonly Entry[];
}

export const NO_HISTORY: History = { past: [], future: [] };

/** Entries kept; older ones are forgotten, not undone. */
export const HISTORY_LIMIT = 1000;

const keyOf = (op: RowOp) => `${op.table}:${op.id}`;

/** The rows that an edit touches. */
export function rowsOf(ops: readonly RowOp[]): Set<string> {
  return new Set(ops.map(keyOf));
}

/** One edit that does what two did one after the other: first `before`, last `after`. */
export function compose(first: readonly RowOp[], second: readonly RowOp[]): RowOp[] {
  const whole = new Map<string, RowOp>(first.map((op) => [keyOf(op), op]));
  for (const op of second) {
    const earlier = whole.get(keyOf(op));
    whole.set(keyOf(op), earlier ? ({ ...op, before: earlier.before } as RowOp) : op);
  }
  return [...whole.values()].filter((op) => op.before !== null || op.after !== null);
}

/** After a new edit: what was undone before it can no longer be redone. */
export function record(history: History, entry: Entry): History {
  const last = history.past.at(-1);
  if (last && entry.mergeKey !== null && last.mergeKey === entry.mergeKey) {
    const ops = compose(last.ops, entry.ops);
    const past = history.past.slice(0, -1);
    return { past: ops.length > 0 ? [...past, { ...entry, ops }] : past, future: [] };
  }
  return { past: [...history.past, entry].slice(-HISTORY_LIMIT), future: [] };
}

/** Ends a run of merged edits: the next one is an entry of its own. */
export function seal(history: History): History {
  const last = history.past.at(-1);
  if (!last || last.mergeKey === null) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, mergeKey: null }] };
}

/** Takes the newest edit from the past; null when there is nothing to undo. */
export function stepBack(history: History): { history: History; entry: Entry } | null {
  const entry = history.past.at(-1);
  if (!entry) return null;
  const sealed = { ...entry, mergeKey: null };
  return {
    history: { past: history.past.slice(0, -1), future: [sealed, ...history.future] },
    entry: sealed,
  };
}

/** Takes the next edit from the future; null when there is nothing to redo. */
export function stepForward(history: History): { history: History; entry: Entry } | null {
  const [entry, ...future] = history.future;
  if (!entry) return null;
  return { history: { past: [...history.past, entry], future }, entry };
}

/** What is left once these rows turned out to be different: entries that touch them are dropped. */
export function without(history: History, rows: ReadonlySet<string>): History {
  const clean = (entries: readonly Entry[]) =>
    entries.filter((entry) => entry.ops.every((op) => !rows.has(keyOf(op))));
  return { past: clean(history.past), future: clean(history.future) };
}
