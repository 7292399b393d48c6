/**
 * Changing which parts a lesson has, their order, or when an angle begins. One undoable edit that
 * carries everything timed with its picture: what lay on a part stays on that part. A moment whose
 * picture is removed is kept, marked adrift, and comes back with its file.
 */
import type { Cue } from './captions';
import type { LessonDocument, RowOp } from './document';
import type { FileView, Part } from './lesson';
import { firstAngle, inOrder, partAt, partEndUs, toLessonUs, toPartUs } from './lesson-time';
import type { Adrift } from './moment';
import { gapUs } from './recorded-gap';

/**
 * Parts in a new order, each with the gap to the part before it as it is now. A known gap belongs
 * to two neighbours: between others it is what their recording times say, and none where they do
 * not say. The first part has none.
 * @param before the parts in the order they were in; parts that are new are not among them.
 */
export function withGaps(
  parts: readonly Part[],
  before: readonly Part[],
  files: readonly Pick<FileView, 'id' | 'recordedAt'>[],
): Part[] {
  const recordings = new Map(files.map((file) => [file.id, file.recordedAt]));
  return parts.map((part, at) => {
    const neighbour = parts[at - 1];
    const was = before.findIndex((row) => row.id === part.id);
    if (was >= 0 && before[was - 1]?.id === neighbour?.id) return part;
    const gapBeforeUs = neighbour
      ? gapUs(
          { at: recordings.get(neighbour.fileId), durationUs: neighbour.durationUs },
          { at: recordings.get(part.fileId) },
        )
      : 0;
    return gapBeforeUs === part.gapBeforeUs ? part : { ...part, gapBeforeUs };
  });
}

/** Parts laid end to end from `startUs`, each after its known gap, positions renumbered. */
export function layOut(parts: readonly Part[], startUs = 0): Part[] {
  let atUs = startUs;
  return parts.map((part, position) => {
    const offsetUs = atUs + (position === 0 ? 0 : part.gapBeforeUs);
    const placed = { ...part, position, offsetUs };
    atUs = partEndUs(placed);
    return placed;
  });
}

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

/** Carries what lies on the picture from the old parts of an angle to the new ones. */
function carry<T extends Placed>(moment: T, before: readonly Part[], after: readonly Part[]): T {
  if (moment.adrift) {
    const home = after.find((part) => part.fileId === moment.adrift?.fileId);
    if (!home || before.some((part) => part.fileId === home.fileId)) return moment;
    const startUs = Math.max(0, toLessonUs(home, moment.adrift.startUs));
    const endUs = Math.max(startUs, toLessonUs(home, moment.adrift.endUs));
    return { ...moment, startUs, endUs, adrift: null };
  }
  // A moment in a gap belongs to the part before it; one before everything to the first part.
  const from =
    partAt(before, moment.startUs) ??
    [...before].reverse().find((part) => part.offsetUs <= moment.startUs) ??
    before[0];
  if (!from) return moment;
  // A range is carried by where it starts and keeps its length, even where it crossed a join.
  const to = after.find((part) => part.id === from.id);
  if (!to) {
    const startUs = toPartUs(from, moment.startUs);
    const endUs = toPartUs(from, moment.endUs);
    return { ...moment, adrift: { fileId: from.fileId, startUs, endUs } };
  }
  const startUs = Math.max(0, moved(from, to, moment.startUs));
  return { ...moment, startUs, endUs: Math.max(startUs, moved(from, to, moment.endUs)) };
}

function isSamePlace(a: Placed, b: Placed): boolean {
  return a.startUs === b.startUs && a.endUs === b.endUs && a.adrift === b.adrift;
}

const byStart = (a: Cue, b: Cue) => a.startUs - b.startUs || a.endUs - b.endUs;

/**
 * The edit that gives an angle these parts, in this order (new ones included, missing ones
 * removed), with the gaps of their new neighbours. Only the first angle's parts carry moments:
 * lesson time is its time.
 * @param startUs lesson time at which the angle begins; 0 for the first angle.
 * @param nowIso the change's time.
 */
export function arrangeParts(
  document: LessonDocument,
  angleId: string,
  parts: readonly Part[],
  nowIso: string,
  startUs = 0,
): RowOp[] {
  const before = inOrder(document.parts.filter((part) => part.angleId === angleId));
  const after = layOut(withGaps(parts, before, document.files), startUs);
  const ops: RowOp[] = [];
  for (const part of before) {
    if (!after.some((kept) => kept.id === part.id)) {
      ops.push({ table: 'part', id: part.id, before: part, after: null });
    }
  }
  for (const part of after) {
    const old = before.find((row) => row.id === part.id) ?? null;
    const same = old && old.offsetUs === part.offsetUs && old.position === part.position;
    if (same && old.rate === part.rate && old.gapBeforeUs === part.gapBeforeUs) continue;
    ops.push({ table: 'part', id: part.id, before: old, after: { ...part, changedAt: nowIso } });
  }
  if (angleId !== firstAngle(document)?.id) return ops;
  const carried = <T extends Placed>(thing: T): T | null => {
    const now = carry(thing, before, after);
    return isSamePlace(now, thing) ? null : now;
  };
  for (const moment of document.moments) {
    const now = carried(moment);
    if (!now) continue;
    const row = { ...now, changedAt: nowIso };
    ops.push({ table: 'moment', id: moment.id, before: moment, after: row });
  }
  for (const drawing of document.drawings) {
    const now = carried(drawing);
    if (!now) continue;
    const row = { ...now, changedAt: nowIso };
    ops.push({ table: 'drawing', id: drawing.id, before: drawing, after: row });
  }
  for (const mask of document.masks) {
    const now = carried(mask);
    if (!now) continue;
    const row = { ...now, changedAt: nowIso };
    ops.push({ table: 'mask', id: mask.id, before: mask, after: row });
  }
  for (const track of document.captions) {
    const cues = track.cues.map((cue) => carried(cue) ?? cue);
    if (cues.every((cue, at) => cue === track.cues[at])) continue;
    const row = { ...track, cues: cues.sort(byStart), changedAt: nowIso };
    ops.push({ table: 'captions', id: track.id, before: track, after: row });
  }
  return ops;
}
