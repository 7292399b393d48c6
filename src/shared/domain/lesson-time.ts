/**
 * Between lesson time and the time of one part. Lesson time is the first angle's presented time:
 * its parts end to end, gaps kept where they are known.
 */
import type { LessonDocument } from './document';
import type { Angle, Part } from './lesson';
import type { Range } from './time';

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

/** Length of the lesson: where the last part of any angle ends. */
export function lessonEndUs(document: LessonDocument): number {
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
