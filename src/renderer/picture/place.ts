/** Where in which part a lesson time lies, and stepping frame by frame across joins. Pure. */
import {
  frameAt,
  frameCount,
  frameEndUs,
  frameStartUs,
  type FrameTimes,
} from '../../shared/domain/frames';
import type { Part } from '../../shared/domain/lesson';
import { partAt, toLessonUs, toPartUs } from '../../shared/domain/lesson-time';
import { clampUs, type Range, US_PER_SECOND } from '../../shared/domain/time';

export interface Place {
  part: Part;
  partUs: number;
}

/**
 * The picture for a lesson time. Gaps have none: the next part's beginning stands for them; after
 * the end it is the end of the last part.
 * @param parts in order.
 */
export function placeAt(parts: readonly Part[], lessonUs: number): Place | null {
  const here = partAt(parts, lessonUs);
  if (here) return { part: here, partUs: clampUs(toPartUs(here, lessonUs), 0, here.durationUs) };
  const next = parts.find((part) => part.offsetUs > lessonUs);
  if (next) return { part: next, partUs: 0 };
  const last = parts.at(-1);
  return last ? { part: last, partUs: last.durationUs } : null;
}

export function neighbour(parts: readonly Part[], part: Part, by: 1 | -1): Part | undefined {
  const at = parts.findIndex((other) => other.id === part.id);
  return at < 0 ? undefined : parts[at + by];
}

/** How far inside a frame a seek aims, so that rounding never shows its neighbour. */
const INSIDE_US = 1_000;
/** Asked-for times are whole microseconds; the list's need not be. */
const ROUNDED_US = 0.5;
/** How far a time told by the picture may fall short of the list's. */
const SHORT_US = 500;

/** The frame that holds a time that was asked for: everybody has to choose the same one. */
export function frameOf(times: FrameTimes, partUs: number): number {
  return frameAt(times, partUs + ROUNDED_US);
}

/** The frame that the picture says it shows. */
export function frameTold(times: FrameTimes, paintedUs: number): number {
  return frameAt(times, paintedUs + SHORT_US);
}

/** The time to seek to so that the frame holding `partUs` shows; as near to it as is safe. */
export function seekableUs(times: FrameTimes | undefined, partUs: number): number {
  if (!times || frameCount(times) === 0) return partUs;
  const index = frameOf(times, partUs);
  const startUs = frameStartUs(times, index);
  const endUs = frameEndUs(times, index);
  const marginUs = Math.min(INSIDE_US, (endUs - startUs) / 3);
  return clampUs(partUs, startUs + marginUs, endUs - marginUs);
}

/** A frame in part time, from its start to its end; an average one where no list is known yet. */
export function frameHolding(times: FrameTimes | undefined, partUs: number, fps: number): Range {
  if (times && frameCount(times) > 0) {
    const index = frameOf(times, partUs);
    return { startUs: frameStartUs(times, index), endUs: frameEndUs(times, index) };
  }
  const lengthUs = US_PER_SECOND / fps;
  const index = Math.floor((partUs + 1) / lengthUs);
  return { startUs: Math.round(index * lengthUs), endUs: Math.round((index + 1) * lengthUs) };
}

/** A frame's range in lesson time. */
export function toLessonRange(part: Part, range: Range): Range {
  return { startUs: toLessonUs(part, range.startUs), endUs: toLessonUs(part, range.endUs) };
}

/**
 * The frame so many on from the one that holds a place, going over into neighbouring parts.
 * @param framesOf a part's frame list, where it is known.
 * @param fpsOf a part's average rate, for stepping without a list.
 * @returns the start of that frame; the first or last frame of all at the ends.
 */
export function stepped(
  parts: readonly Part[],
  from: Place,
  frames: number,
  framesOf: (part: Part) => FrameTimes | undefined,
  fpsOf: (part: Part) => number,
): Place {
  const times = framesOf(from.part);
  if (!times || frameCount(times) === 0) return steppedByAverage(parts, from, frames, fpsOf);
  const wanted = frameOf(times, from.partUs) + frames;
  if (wanted >= 0 && wanted < frameCount(times)) {
    return { part: from.part, partUs: frameStartUs(times, wanted) };
  }
  const by = wanted < 0 ? -1 : 1;
  const next = neighbour(parts, from.part, by);
  if (!next) {
    const end = by < 0 ? 0 : frameCount(times) - 1;
    return { part: from.part, partUs: frameStartUs(times, end) };
  }
  const over = by < 0 ? wanted + 1 : wanted - frameCount(times);
  return stepped(
    parts,
    { part: next, partUs: edgeOf(next, by, framesOf, fpsOf) },
    over,
    framesOf,
    fpsOf,
  );
}

/** The first frame of a part when coming from before it, its last when coming from behind. */
function edgeOf(
  part: Part,
  by: 1 | -1,
  framesOf: (part: Part) => FrameTimes | undefined,
  fpsOf: (part: Part) => number,
): number {
  if (by > 0) return 0;
  const times = framesOf(part);
  if (times && frameCount(times) > 0) return frameStartUs(times, frameCount(times) - 1);
  return Math.max(0, Math.round(part.durationUs - US_PER_SECOND / fpsOf(part)));
}

function steppedByAverage(
  parts: readonly Part[],
  from: Place,
  frames: number,
  fpsOf: (part: Part) => number,
): Place {
  const lengthUs = US_PER_SECOND / fpsOf(from.part);
  const index = Math.floor((from.partUs + 1) / lengthUs) + frames;
  const partUs = Math.round(index * lengthUs);
  if (partUs >= 0 && partUs < from.part.durationUs - 1) return { part: from.part, partUs };
  const by = partUs < 0 ? -1 : 1;
  const next = neighbour(parts, from.part, by);
  if (next) return { part: next, partUs: edgeOf(next, by, () => undefined, fpsOf) };
  const lastUs = Math.round((Math.ceil(from.part.durationUs / lengthUs) - 1) * lengthUs);
  return { part: from.part, partUs: by < 0 ? 0 : Math.max(0, lastUs) };
}
