/**
 * Moments in order of time, as a lesson's document keeps them: changed and compared without being
 * gone through row by row, since a lesson may hold a hundred thousand.
 */
import type { Id } from './ids';
import { byTime, type Moment } from './moment';

/** One moment made (`before` null), changed, or taken away (`after` null). */
export interface MomentChange {
  id: Id;
  before: Moment | null;
  after: Moment | null;
}

/** More changes than this at once are merged in one pass instead of one by one. */
const FEW = 32;

/** The rows in order of time; the same list when it is already so. */
export function inTime(rows: readonly Moment[]): Moment[] {
  const isSorted = rows.every((row, at) => at === 0 || byTime(rows[at - 1] ?? row, row) <= 0);
  return isSorted ? (rows as Moment[]) : [...rows].sort(byTime);
}

/** The first place whose moment does not come before `row`. @param rows in order of time. */
export function placeInTime(rows: readonly Moment[], row: Moment): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = rows[middle];
    if (at && at.id !== row.id && byTime(at, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the moment stands that was last seen as `seen`; -1 when it is not there. */
export function indexInTime(rows: readonly Moment[], seen: Moment): number {
  const at = placeInTime(rows, seen);
  return rows[at]?.id === seen.id ? at : rows.findIndex((row) => row.id === seen.id);
}

/** One change a moment: from how it first was to how it last is. */
function folded(changes: readonly MomentChange[]): MomentChange[] {
  if (changes.length === 1) return [...changes];
  const byId = new Map<Id, MomentChange>();
  for (const change of changes) {
    const before = byId.get(change.id)?.before ?? (byId.has(change.id) ? null : change.before);
    byId.set(change.id, { id: change.id, before, after: change.after });
  }
  return [...byId.values()];
}

function mergeAll(rows: readonly Moment[], changes: readonly MomentChange[]): Moment[] {
  const touched = new Set(changes.map(({ id }) => id));
  const made = changes.flatMap(({ after }) => after ?? []).sort(byTime);
  const next: Moment[] = [];
  let at = 0;
  for (const row of rows) {
    if (touched.has(row.id)) continue;
    for (let add = made[at]; add && byTime(add, row) < 0; add = made[++at]) next.push(add);
    next.push(row);
  }
  return [...next, ...made.slice(at)];
}

/** The list after its changes, still in order of time. @param rows in order of time. */
export function changedInTime(rows: readonly Moment[], changes: readonly MomentChange[]): Moment[] {
  const each = folded(changes);
  if (each.length > FEW) return mergeAll(rows, each);
  const next = rows.slice();
  for (const { before, after } of each) {
    const at = before ? indexInTime(next, before) : -1;
    const stays = after !== null && at >= 0 && next[at] && byTimeOnly(next[at], after) === 0;
    if (stays) {
      next[at] = after;
      continue;
    }
    if (at >= 0) next.splice(at, 1);
    if (after) next.splice(placeInTime(next, after), 0, after);
  }
  return next;
}

function byTimeOnly(a: Moment, b: Moment): number {
  return a.startUs - b.startUs || b.endUs - a.endUs;
}

export interface Difference {
  /** As they were, in order of time. */
  removed: readonly Moment[];
  /** As they are now, in order of time: a changed moment is in both. */
  added: readonly Moment[];
}

const SAME: Difference = { removed: [], added: [] };

/**
 * What came and went between two lists in order of time that share most of their rows. Rows are
 * told apart by identity, so a changed one is in both lists of the answer.
 */
export function difference(before: readonly Moment[], after: readonly Moment[]): Difference {
  if (before === after) return SAME;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail];
  const removed: Moment[] = [];
  const added: Moment[] = [];
  let [was, is] = [head, head];
  while (was < oldEnd || is < newEnd) {
    const old = was < oldEnd ? before[was] : undefined;
    const now = is < newEnd ? after[is] : undefined;
    if (old && old === now) {
      was++;
      is++;
    } else if (old && (!now || byTime(old, now) <= 0)) {
      removed.push(old);
      was++;
    } else if (now) {
      added.push(now);
      is++;
    }
  }
  return { removed, added };
}
