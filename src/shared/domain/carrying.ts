/** What lies on the picture goes along with it when an edit moves parts, takes them out or brings them back. Pure. */
import { applyOps, type LessonDocument, type RowOp } from './document';
import type { Drawing } from './drawing';
import type { Part } from './lesson';
import { inOrder, partAt, toLessonUs, toPartUs } from './lesson-time';
import type { Mask } from './mask';
import { carriedMasks } from './mask-carrying';
import type { Adrift } from './moment';

/**
 * The lesson time, on the part where it is now, of what lay on it where it was. Exact where only
 * the place has changed; through part time, rounded once, where the rate has.
 */
function moved(from: Part, to: Part, lessonUs: number): number {
  if (from.rate === to.rate) return lessonUs + to.offsetUs - from.offsetUs;
  return toLessonUs(to, toPartUs(from, lessonUs));
}

/** Anything with a place in the lesson that belongs to the picture there. */
interface Placed {
  startUs: number;
  endUs: number;
  adrift: Adrift | null;
}

/**
 * What begins on a part, where that part is now. Without its part, or wholly before the lesson's beginning, it is
 * adrift, until its file has a place in the lesson again. The same object when nothing has changed.
 * @param before its angle's parts, in order. @param after where it may lie now
 * @param fromUs nothing is placed before this, lesson time
 */
export function carried<T extends Placed>(
  thing: T,
  before: readonly Part[],
  after: readonly Part[],
  fromUs = 0,
): T {
  if (thing.adrift) {
    const { fileId, startUs, endUs } = thing.adrift;
    const home = after.find((part) => part.fileId === fileId);
    if (!home || toLessonUs(home, endUs) < fromUs) return thing;
    return { ...thing, ...within(toLessonUs(home, startUs), toLessonUs(home, endUs), fromUs) };
  }
  // What is in a gap belongs to the part before it; what is before everything to the first part.
  const from =
    partAt(before, thing.startUs) ??
    before.findLast((part) => part.offsetUs <= thing.startUs) ??
    before[0];
  if (!from) return thing;
  // A range is carried by where it starts and keeps its length, even where it crossed a join.
  const to =
    after.find((part) => part.id === from.id) ?? after.find((part) => part.fileId === from.fileId);
  const endUs = to ? moved(from, to, thing.endUs) : fromUs - 1;
  if (!to || endUs < fromUs) {
    const [start, end] = [toPartUs(from, thing.startUs), toPartUs(from, thing.endUs)];
    return { ...thing, adrift: { fileId: from.fileId, startUs: start, endUs: end } };
  }
  const place = within(moved(from, to, thing.startUs), endUs, fromUs);
  const isSame = place.startUs === thing.startUs && place.endUs === thing.endUs;
  return isSame ? thing : { ...thing, ...place };
}

function within(startUs: number, endUs: number, fromUs: number): Placed {
  const from = Math.max(fromUs, startUs);
  return { startUs: from, endUs: Math.max(from, endUs), adrift: null };
}

/** The edit of a list from how it was to how it will be; rows that are the same object stay. */
export function rowChanges<T extends 'drawing' | 'mask'>(
  table: T,
  before: readonly (Drawing | Mask)[],
  after: readonly (Drawing | Mask)[],
  nowIso: string,
): RowOp[] {
  const was = new Map(before.map((row) => [row.id, row]));
  const is = new Set(after.map(({ id }) => id));
  const op = (row: Drawing | Mask | undefined, next: Drawing | Mask | null) =>
    ({ table, id: (row ?? next)?.id, before: row ?? null, after: next }) as RowOp;
  return [
    ...before.filter(({ id }) => !is.has(id)).map((row) => op(row, null)),
    ...after
      .filter((row) => was.get(row.id) !== row)
      .map((row) => op(was.get(row.id), { ...row, changedAt: nowIso })),
  ];
}

/** Drawings and masks once the lesson's parts are others. @param fromUs as for `carried` */
export function carriedMarks(
  document: LessonDocument,
  after: readonly Part[],
  fromUs = 0,
): Pick<LessonDocument, 'drawings' | 'masks'> {
  const drawings = document.drawings.map((drawing) => {
    const own = inOrder(document.parts.filter(({ angleId }) => angleId === drawing.angleId));
    const now = carried(drawing, own, after, fromUs);
    const home = after.find(({ fileId }) => fileId === drawing.adrift?.fileId);
    return home && now.adrift === null ? { ...now, angleId: home.angleId } : now;
  });
  return { drawings, masks: carriedMasks(document, after, fromUs) };
}

/** An edit of parts, and with it that of the drawings and masks that lie on them. */
export function withMarks(
  document: LessonDocument,
  parts: readonly RowOp[],
  nowIso: string,
): RowOp[] {
  const { drawings, masks } = carriedMarks(document, applyOps(document, parts).parts);
  return [
    ...parts,
    ...rowChanges('drawing', document.drawings, drawings, nowIso),
    ...rowChanges('mask', document.masks, masks, nowIso),
  ];
}
