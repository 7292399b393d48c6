/**
 * Cameras and recorders of a lesson: where each lies on the lesson's clock, in which order they
 * stand, and which of them is the clock. Every change is one undoable edit, and what is drawn on a
 * camera's picture, and hidden of it, goes along.
 */
import { z } from 'zod';
import { layOut } from './arrange';
import { carriedMarks, rowChanges, withMarks } from './carrying';
import { applyOps, type LessonDocument, type RowOp } from './document';
import { Id } from './ids';
import type { Angle, Part } from './lesson';
import { firstAngle, inOrder, partEndUs, partsOf, toLessonUs, toPartUs } from './lesson-time';
import { Us } from './time';

/** Where a part lies and how its clock runs: lesson time = offsetUs + part time * rate. */
export const PartPlace = z.object({ partId: Id, offsetUs: Us, rate: z.number().min(0.5).max(2) });
export type PartPlace = z.infer<typeof PartPlace>;

/** What lining up by sound answers. */
export const Alignment = z.object({
  /** `too-little`: they do not share enough sound to be sure. `no-sound`: one of them has none. */
  outcome: z.enum(['found', 'too-little', 'no-sound']),
  /** The parts whose place is sure. */
  places: z.array(PartPlace),
});
export type Alignment = z.infer<typeof Alignment>;

/** A clock that is off by more than this is no clock: 10 s in an hour and three quarters. */
export const MOST_PPM = 2_000;

/** How much faster than the lesson's a part's clock has to be played, in parts per million. */
export function ppmOf(rate: number): number {
  return Math.round((rate - 1) * 1e8) / 100;
}

export function rateOf(ppm: number): number {
  return 1 + Math.min(MOST_PPM, Math.max(-MOST_PPM, ppm)) / 1e6;
}

function changed(part: Part, place: Omit<PartPlace, 'partId'>, nowIso: string): RowOp[] {
  const { offsetUs, rate } = place;
  if (part.offsetUs === offsetUs && part.rate === rate) return [];
  const after = { ...part, offsetUs, rate, changedAt: nowIso };
  return [{ table: 'part', id: part.id, before: part, after }];
}

/**
 * The edit that puts parts where they were found to be. Parts of the angle that were not found keep
 * their distance to the nearest one before them that was, else to the nearest after them.
 */
export function placeParts(
  document: LessonDocument,
  angleId: string,
  places: readonly PartPlace[],
  nowIso: string,
): RowOp[] {
  const parts = partsOf(document, angleId);
  const placeOf = (part: Part) => places.find(({ partId }) => partId === part.id);
  const ops = parts.flatMap((part, at) => {
    const found = placeOf(part);
    if (found) return changed(part, found, nowIso);
    const beside =
      [...parts.slice(0, at)].reverse().find(placeOf) ?? parts.slice(at + 1).find(placeOf);
    const known = beside && placeOf(beside);
    if (!beside || !known) return [];
    const stretch = known.rate / beside.rate;
    const offsetUs = Math.round(known.offsetUs + (part.offsetUs - beside.offsetUs) * stretch);
    return changed(part, { offsetUs, rate: part.rate * stretch }, nowIso);
  });
  return withMarks(document, ops, nowIso);
}

/** The edit that moves all of an angle by so much. */
export function shiftAngle(
  document: LessonDocument,
  angleId: string,
  byUs: number,
  nowIso: string,
): RowOp[] {
  const ops = partsOf(document, angleId).flatMap((part) =>
    changed(part, { offsetUs: part.offsetUs + byUs, rate: part.rate }, nowIso),
  );
  return withMarks(document, ops, nowIso);
}

/** The edit that gives an angle's clock another rate: its beginning stays where it is. */
export function setRate(
  document: LessonDocument,
  angleId: string,
  rate: number,
  nowIso: string,
): RowOp[] {
  const parts = partsOf(document, angleId);
  const [first] = parts;
  if (!first) return [];
  const ops = parts.flatMap((part) => {
    const stretch = rate / first.rate;
    const offsetUs = Math.round(first.offsetUs + (part.offsetUs - first.offsetUs) * stretch);
    return changed(part, { offsetUs, rate: part.rate * stretch }, nowIso);
  });
  return withMarks(document, ops, nowIso);
}

function positioned(angles: readonly Angle[], nowIso: string): RowOp[] {
  return angles.flatMap((angle, position): RowOp[] => {
    if (angle.position === position) return [];
    const after = { ...angle, position, changedAt: nowIso };
    return [{ table: 'angle', id: angle.id, before: angle, after }];
  });
}

interface Placed {
  startUs: number;
  endUs: number;
}

const differs = (a: Placed, b: Placed) => a.startUs !== b.startUs || a.endUs !== b.endUs;

/** When the first of what is drawn and hidden begins, once the lesson's parts are others. */
function firstMarkUs(document: LessonDocument, after: readonly Part[]): number {
  const drawings = document.drawings.filter(({ adrift }) => adrift === null);
  const masks = document.masks.filter(({ adrift }) => adrift === null);
  const marks = carriedMarks({ ...document, drawings, masks }, after, -Infinity);
  return [...marks.drawings, ...marks.masks].reduce(
    (least, { startUs }) => Math.min(least, startUs),
    Infinity,
  );
}

/**
 * The edit after which another angle is the lesson's clock. Its parts lie end to end with their
 * gaps, at their own rate; everything else keeps its place beside that picture: other angles,
 * moments, drawings, masks, captions. Where something was marked before that camera was on, the camera
 * begins that much later in the lesson, so that nothing comes before the beginning.
 */
function takeClock(document: LessonDocument, angleId: string, nowIso: string): RowOp[] {
  const before = partsOf(document, angleId);
  const [first] = before;
  if (!first) return [];
  const loose = before.map((part, at) => {
    const last = before[at - 1];
    const gap = last ? Math.max(0, part.offsetUs - partEndUs(last)) / part.rate : 0;
    return { ...part, rate: 1, gapBeforeUs: Math.round(gap) };
  });
  const lead = layOut(loose);
  const move = (lessonUs: number): number => {
    const from = [...before].reverse().find((part) => part.offsetUs <= lessonUs) ?? first;
    const to = lead.find((part) => part.id === from.id) ?? from;
    return toLessonUs(to, toPartUs(from, lessonUs));
  };
  const after = document.parts.map((part) => {
    const own = lead.find((row) => row.id === part.id);
    return own ?? { ...part, offsetUs: move(part.offsetUs), rate: part.rate / first.rate };
  });
  const onClock: readonly Placed[] = [
    ...document.moments,
    ...document.captions.flatMap((track) => track.cues),
  ];
  const earliest = onClock.reduce(
    (least, { startUs }) => Math.min(least, move(startUs)),
    Math.min(0, firstMarkUs(document, after)),
  );
  const at = (lessonUs: number): number => Math.max(0, move(lessonUs) - earliest);
  const parts = document.parts.flatMap((part, n): RowOp[] => {
    const { offsetUs, rate, gapBeforeUs } = after[n] ?? part;
    const place = { offsetUs: offsetUs - earliest, rate, gapBeforeUs };
    const same = place.offsetUs === part.offsetUs && rate === part.rate;
    if (same && gapBeforeUs === part.gapBeforeUs) return [];
    const row = { ...part, ...place, changedAt: nowIso };
    return [{ table: 'part', id: part.id, before: part, after: row }];
  });
  const ops = withMarks(document, parts, nowIso);
  const moved = <T extends Placed>(thing: T): T => {
    const startUs = at(thing.startUs);
    return { ...thing, startUs, endUs: Math.max(startUs, at(thing.endUs)) };
  };
  for (const moment of document.moments) {
    const row = { ...moved(moment), changedAt: nowIso };
    if (differs(moment, row))
      ops.push({ table: 'moment', id: moment.id, before: moment, after: row });
  }
  for (const track of document.captions) {
    const cues = track.cues.map(moved);
    if (!cues.some((cue, n) => differs(cue, track.cues[n] ?? cue))) continue;
    const row = { ...track, cues, changedAt: nowIso };
    ops.push({ table: 'captions', id: track.id, before: track, after: row });
  }
  return ops;
}

/** The edit that gives the angles this order; another first angle becomes the lesson's clock. */
export function orderAngles(
  document: LessonDocument,
  angleIds: readonly string[],
  nowIso: string,
): RowOp[] {
  const angles = angleIds.flatMap((id) => document.angles.find((angle) => angle.id === id) ?? []);
  const [first] = angles;
  const clock =
    first && first.id !== firstAngle(document)?.id ? takeClock(document, first.id, nowIso) : [];
  return [...clock, ...positioned(angles, nowIso)];
}

/**
 * The edit that takes an angle out, with what was drawn on its picture. What is hidden of it stays with the
 * next angle, adrift, so that it is hidden again should its file come back. Moments stay: they lie on
 * the lesson's clock, which passes to the next angle when it was the first. A lesson's only angle
 * stays.
 */
export function removeAngle(document: LessonDocument, angleId: string, nowIso: string): RowOp[] {
  const angles = inOrder(document.angles);
  const rest = angles.filter((angle) => angle.id !== angleId);
  const [next] = rest;
  if (!next || rest.length === angles.length) return [];
  const order = orderAngles(document, [...rest.map((angle) => angle.id), angleId], nowIso);
  const after = applyOps(document, order);
  const kept = after.parts.filter((part) => part.angleId !== angleId);
  const masks = carriedMarks(after, kept).masks.map((mask) =>
    mask.angleId === angleId ? { ...mask, angleId: next.id } : mask,
  );
  const gone = (rows: readonly { id: string; angleId: string }[]) =>
    rows.filter((row) => row.angleId === angleId);
  return [
    ...order,
    ...gone(after.drawings).map(
      (row) => ({ table: 'drawing', id: row.id, before: row, after: null }) as RowOp,
    ),
    ...rowChanges('mask', after.masks, masks, nowIso),
    ...gone(after.parts).map(
      (row) => ({ table: 'part', id: row.id, before: row, after: null }) as RowOp,
    ),
    ...after.angles
      .filter((angle) => angle.id === angleId)
      .map((angle): RowOp => ({ table: 'angle', id: angle.id, before: angle, after: null })),
  ];
}

/** A name no other angle of the lesson has: `Camera 2`, `Sound 1`. */
export function freeAngleName(angles: readonly Pick<Angle, 'name'>[], word: string): string {
  const taken = new Set(angles.map(({ name }) => name));
  let number = word === 'Camera' ? angles.length + 1 : 1;
  while (taken.has(`${word} ${number}`)) number++;
  return `${word} ${number}`;
}
