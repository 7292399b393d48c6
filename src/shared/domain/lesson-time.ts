/**
 * Between lesson time and the time of one part. Lesson time is the first angle's presented time:
 * its parts end to end, gaps kept where they are known.
 */
import type { LessonDocument } from './document';
import type { Angle, Part } from './lesson';
import { type Range, US_PER_MS, US_PER_SECOND } from './time';

export function toPartUs(part: Pick<Part, 'offsetUs' | 'rate'>, lessonUs: number): number {
  return Math.round((lessonUs - part.offsetUs) / part.rate);
}

export function toLessonUs(part: Pick<Part, 'offsetUs' | 'rate'>, partUs: number): number {
  return Math.round(part.offsetUs + partUs * part.rate);
}

/** Lesson time at which a part's picture ends. */
export function partEndUs(part: Part): number {
  return toLessonUs(part, part.durationUs);
}

export function inOrder<T extends { position: number }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => a.position - b.position);
}

/** The angle whose clock is the lesson's, or undefined while the lesson has none. */
export function firstAngle(document: Pick<LessonDocument, 'angles'>): Angle | undefined {
  return inOrder(document.angles)[0];
}

/** The parts of an angle (the first unless said), in order. */
export function partsOf(document: LessonDocument, angleId = firstAngle(document)?.id): Part[] {
  return inOrder(document.parts.filter((part) => part.angleId === angleId));
}

/** A lesson that is noticed live has room for an hour from the start, and then for more. */
const LIVE_ROOM_US = 3600 * US_PER_SECOND;
const MORE_ROOM_US = 600 * US_PER_SECOND;

/** Length of a lesson that has no footage: as long as was noticed, with room while it goes on. */
function liveEndUs({ lesson, moments }: LessonDocument): number {
  const { liveStartedAt, liveEndedAt } = lesson;
  if (liveStartedAt === null) return 0;
  const markedUs = moments.reduce((end, moment) => Math.max(end, moment.endUs), 0);
  if (liveEndedAt !== null) {
    const heldUs = (Date.parse(liveEndedAt) - Date.parse(liveStartedAt)) * US_PER_MS;
    return Math.max(markedUs, heldUs);
  }
  return Math.max(LIVE_ROOM_US, Math.ceil((markedUs + 1) / MORE_ROOM_US + 1) * MORE_ROOM_US);
}

/** True while a lesson is being noticed live: its clock runs and there is no footage. */
export function isLive({ lesson, parts }: Pick<LessonDocument, 'lesson' | 'parts'>): boolean {
  return parts.length === 0 && lesson.liveStartedAt !== null && lesson.liveEndedAt === null;
}

/** Length of the lesson: where the last part of any angle ends. */
export function lessonEndUs(document: LessonDocument): number {
  if (document.parts.length === 0) return liveEndUs(document);
  return document.parts.reduce((end, part) => Math.max(end, partEndUs(part)), 0);
}

/** The part of `parts` on screen at a lesson time: the one that holds it, else undefined (a gap). */
export function partAt(parts: readonly Part[], lessonUs: number): Part | undefined {
  return parts.find((part) => lessonUs >= part.offsetUs && lessonUs < partEndUs(part));
}

/** The pieces of a lesson range that lie on each part, in order, in that part's own time. */
export function piecesOf(parts: readonly Part[], range: Range): { part: Part; partRange: Range }[] {
  return inOrder(parts)
    .filter((part) => part.offsetUs < range.endUs && partEndUs(part) > range.startUs)
    .map((part) => ({
      part,
      partRange: {
        startUs: Math.max(0, toPartUs(part, range.startUs)),
        endUs: Math.min(part.durationUs, toPartUs(part, range.endUs)),
      },
    }))
    .filter(({ partRange }) => partRange.endUs > partRange.startUs);
}
