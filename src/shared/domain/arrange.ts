/**
 * Changing which parts a lesson has, their order, or when an angle begins. One undoable edit that
 * carries everything timed with its picture: what lay on a part stays on that part. A moment whose
 * picture is removed is kept, marked adrift, and comes back with its file.
 */
import type { Cue } from './captions';
import { carried, withMarks } from './carrying';
import type { LessonDocument, RowOp } from './document';
import type { FileView, Part } from './lesson';
import { firstAngle, inOrder, partEndUs } from './lesson-time';
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

const byStart = (a: Cue, b: Cue) => a.startUs - b.startUs || a.endUs - b.endUs;

/**
 * The edit that gives an angle these parts, in this order (new ones included, missing ones
 * removed), with the gaps of their new neighbours. Drawings and masks go along on any angle; only the
 * first angle's parts carry moments and captions: lesson time is its time.
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
  const edit = withMarks(document, ops, nowIso);
  if (angleId !== firstAngle(document)?.id) return edit;
  for (const moment of document.moments) {
    const now = carried(moment, before, after);
    if (now === moment) continue;
    const row = { ...now, changedAt: nowIso };
    edit.push({ table: 'moment', id: moment.id, before: moment, after: row });
  }
  for (const track of document.captions) {
    const cues = track.cues.map((cue) => carried(cue, before, after));
    if (cues.every((cue, at) => cue === track.cues[at])) continue;
    const row = { ...track, cues: cues.sort(byStart), changedAt: nowIso };
    edit.push({ table: 'captions', id: track.id, before: track, after: row });
  }
  return edit;
}
