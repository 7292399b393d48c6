/**
 * What is put onto a clip: stills over stretches of its pictures, areas that are covered, sound that
 * is silenced. A piece says it in part time; here it becomes frames. Only frames that have something
 * on them are encoded for it. Pure.
 */
import { type FrameTimes, frameAt, frameCount } from '../../../shared/domain/frames';
import type { MaskKey, MaskLook } from '../../../shared/domain/mask';

/** A PNG, and what ffmpeg must know of it beforehand: pictures that follow each other are of one kind. */
export interface StillFile {
  path: string;
  width: number;
  height: number;
  /** Its colour type and depth (PNG, 11.2.2): with alpha or without. */
  kind: number;
}

/** A still that lies over a stretch of a piece, in part time. Of those at one place no two at a time. */
export interface Over {
  still: StillFile;
  /** Pixels of the clip. */
  x: number;
  y: number;
  startUs: number;
  endUs: number;
}

/** An area of a piece that nobody may see, in part time. */
export interface Cover {
  startUs: number;
  endUs: number;
  look: MaskLook;
  /** `all` is the whole picture. */
  form: 'box' | 'ellipse' | 'all';
  /** Where it lies in shares of the upright picture; `afterUs` is part time. */
  keys: readonly MaskKey[];
}

/** What of a piece's sound nobody may hear, in part time. */
export interface Hush {
  startUs: number;
  endUs: number;
  tone: boolean;
}

/** What a piece brings along. */
export interface Dress {
  overs?: readonly Over[];
  covers?: readonly Cover[];
  hushes?: readonly Hush[];
}

/** By numbers of frames in the clip, half open. */
export interface Frames {
  at: number;
  to: number;
}

export interface DressedFrames {
  overs: (Frames & { over: Over })[];
  covers: (Frames & { cover: Cover })[];
}

/** The frames of a segment: which of its part's they are, and the number of the first in the clip. */
export interface Numbered {
  times: FrameTimes;
  first: number;
  at: number;
  to: number;
}

/**
 * From the frame on screen when it begins to the frame on screen just before its end, and so many
 * frames more on both sides.
 * @returns null when none of them is in the segment
 */
function framesIn(
  { times, first, at, to }: Numbered,
  { startUs, endUs }: { startUs: number; endUs: number },
  more: number,
): Frames | null {
  const count = frameCount(times);
  if (count === 0) return null;
  const beginsUs = times[0] ?? 0;
  const overUs = times[count] ?? 0;
  const lastUs = Math.max(startUs, endUs - 1);
  // Beside the part altogether; what begins just as it ends is still one frame away.
  const from = startUs >= overUs ? count : frameAt(times, startUs);
  const until = lastUs < beginsUs ? 0 : frameAt(times, lastUs) + 1;
  const slackUs = more * (overUs - beginsUs) * (1 / count);
  if (startUs > overUs + slackUs || lastUs < beginsUs - slackUs) return null;
  const place = at - first;
  const range = {
    at: Math.max(at, from - more + place),
    to: Math.min(to, until + more + place),
  };
  return range.to > range.at ? range : null;
}

/** Frames before and after a cover that are covered too: hands are not exact. */
const COVERED_MORE = 1;

/** What lies at one place, of one size and kind, is one row of stills. */
export const rowKey = ({ still, x, y }: Over): string =>
  [still.width, still.height, still.kind, x, y].join(' ');

export function dressFrames({ overs = [], covers = [] }: Dress, frames: Numbered): DressedFrames {
  const laid: DressedFrames['overs'] = [];
  for (const over of overs) {
    const range = framesIn(frames, over, 0);
    if (!range) continue;
    // A frame that is on screen at the end of one and the beginning of the next shows the next.
    const before = laid.findLast((one) => rowKey(one.over) === rowKey(over));
    if (before) before.to = Math.min(before.to, range.at);
    laid.push({ over, ...range });
  }
  return {
    overs: laid.filter(({ at, to }) => to > at),
    covers: covers.flatMap((cover) => {
      const range = framesIn(frames, cover, COVERED_MORE);
      return range ? [{ cover, ...range }] : [];
    }),
  };
}

/** Ranges that touch become one. */
export function merged(ranges: readonly Frames[]): Frames[] {
  const all: Frames[] = [];
  for (const { at, to } of [...ranges].sort((a, b) => a.at - b.at)) {
    const last = all.at(-1);
    if (last && at <= last.to) last.to = Math.max(last.to, to);
    else all.push({ at, to });
  }
  return all;
}

/** A range in order, as stretches that have something on them and stretches that have not. */
export function splitByDress(
  { at, to }: Frames,
  { overs, covers }: DressedFrames,
): (Frames & { dressed: boolean })[] {
  const row: (Frames & { dressed: boolean })[] = [];
  let next = at;
  for (const range of merged([...overs, ...covers])) {
    if (range.at > next) row.push({ at: next, to: range.at, dressed: false });
    row.push({ ...range, dressed: true });
    next = range.to;
  }
  if (next < to) row.push({ at: next, to, dressed: false });
  return row;
}

/** What ffmpeg must know of a PNG beforehand. @throws Error for what is none */
export function stillFile(path: string, png: Uint8Array): StillFile {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.length < 26 || view.getUint32(0) !== 0x89504e47) throw new Error('not a PNG');
  return { path, width: view.getUint32(16), height: view.getUint32(20), kind: view.getUint16(24) };
}
