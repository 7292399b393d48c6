/**
 * What a clip will hold, frame by frame, worked out before anything is made. Pure: the plan is what
 * the finished clip is checked against.
 */
import { AppError } from '../../shared/errors';
import type { ClipForm } from '../../shared/domain/clip';
import { type FrameTimes, frameCount, framesOf } from '../../shared/domain/frames';
import { colourOf, type Colour } from './clip-colour';
import { FORMS, type Size, sizeIn } from './clip-form';
import { AS_SHOWN, type Stored } from './clip-stored';
import { type Dress, type DressedFrames, dressFrames } from './dress/dressing';
import type { Probe } from './probe-schema';

/** A stretch of one part, in part time. */
export interface ClipPiece extends Dress {
  path: string;
  probe: Probe;
  frames: FrameTimes;
  startUs: number;
  endUs: number;
  /** Where the part lies in the lesson, and of which clip of the file it is: kept for who asks. */
  place?: { offsetUs: number; rate: number; clip: number };
  /** A still picture (PNG) shown in place of footage, see {@link stillPiece}. */
  still?: string;
  /** So many times as long as it was; 1 when left out. */
  slow?: 1 | 2 | 4;
}

export interface ClipSegment extends DressedFrames {
  piece: ClipPiece;
  /** Part time at which the first frame begins and the last one ends. */
  startUs: number;
  endUs: number;
  /** Where it begins in the clip. */
  offsetUs: number;
  /**
   * Part time between the frame before the first and the first; between the last and the one after
   * it. Nearer to the later frame, so that the coarsest clock rounds to the right side.
   */
  afterUs: number | null;
  beforeUs: number | null;
  /** Samples of sound, at the clip's rate: whole, and without drift over many segments. */
  samples: number;
  /** Its frames by their numbers in the clip, half open; none when the clip has no picture. */
  at: number;
  to: number;
  /** So many times as long as it was. */
  slow: number;
  /** Which of its part's frames each of its frames is; one after the other when left out. */
  shown?: readonly number[];
}

export interface ClipPlan {
  segments: ClipSegment[];
  /** Null when no piece has a picture. */
  size: Size | null;
  colour: Colour;
  /** 0 when no piece has sound. */
  channels: 0 | 1 | 2;
  /** When each frame of the clip is shown; empty without picture. */
  timesUs: number[];
  durationUs: number;
  /** Ticks a second of the clip's picture: every source time fits it exactly where that can be. */
  timescale: number;
  /** Frames between keyframes. */
  keyEvery: number;
  form: ClipForm;
  /** As shown, unless pictures that are copied lie otherwise. */
  stored: Stored;
}

/** Between stretches of footage: black and silent for so long. */
export function gapPiece(lengthUs: number): ClipPiece {
  const probe: Probe = {
    ...{ container: '', bytes: 0, firstFrameUs: 0, durationUs: lengthUs },
    ...{ picture: null, sound: null, saysLength: true, fragmented: false },
    ...{ recordedAt: null, recordedOn: null, trouble: '' },
  };
  return { path: '', probe, frames: new Float64Array(), startUs: 0, endUs: lengthUs };
}

/** A card between stretches of footage: a picture that stands still and is silent for so long. */
export function stillPiece(still: string, lengthUs: number): ClipPiece {
  return { ...gapPiece(lengthUs), path: still, still };
}

export const CLIP_SAMPLE_RATE = 48_000;
/** Frames a second of the black, or the still, that stands in for a piece without picture. */
export const BLACK_FPS = 25;
/** The clock of MPEG: holds 24, 25, 30 and 50 frames a second and whole milliseconds exactly. */
const USUAL_TIMESCALE = 90_000;

function timescaleOf(pieces: readonly ClipPiece[]): number {
  const footage = pieces.filter(({ path, still }) => still === undefined && path !== '');
  const [only] = footage;
  const base = footage.length === 1 ? only?.probe.picture?.timeBase : undefined;
  if (!base || USUAL_TIMESCALE % base.den === 0) return USUAL_TIMESCALE;
  return base.den >= 10_000 && base.den <= 240_000 ? base.den : USUAL_TIMESCALE;
}

interface Bounds {
  startUs: number;
  endUs: number;
  afterUs: number | null;
  beforeUs: number | null;
  /** From the first frame on. */
  timesUs: number[];
  /** The part's frames, and which of them is the first. */
  frames: FrameTimes;
  first: number;
}

function blackTimes(lengthUs: number): number[] {
  const count = Math.max(1, Math.ceil((lengthUs * BLACK_FPS) / 1_000_000 - 1e-6));
  return Array.from({ length: count }, (_, index) => (index * 1_000_000) / BLACK_FPS);
}

/** Nearer to the second: see {@link ClipSegment.afterUs}. */
export const between = (fromUs: number, toUs: number) => fromUs + (toUs - fromUs) * 0.75;

function boundsOf({ frames, probe, startUs, endUs }: ClipPiece): Bounds | null {
  if (endUs <= startUs) return null;
  if (!probe.picture) {
    const from = Math.max(0, startUs);
    const to = Math.min(probe.durationUs, endUs);
    if (to <= from) return null;
    const timesUs = blackTimes(to - from);
    const black = Float64Array.from([...timesUs.map((us) => from + us), to]);
    return {
      startUs: from,
      endUs: to,
      afterUs: from,
      beforeUs: to,
      timesUs,
      frames: black,
      first: 0,
    };
  }
  const count = frameCount(frames);
  if (count === 0 || startUs >= (frames[count] ?? 0) || endUs <= 0) return null;
  const { first, last } = framesOf(frames, startUs, endUs);
  const times = Array.from(frames.subarray(first, last + 2));
  const [fromUs = 0] = times;
  const toUs = times.at(-1) ?? fromUs;
  const previousUs = frames[first - 1];
  return {
    startUs: fromUs,
    endUs: toUs,
    afterUs: previousUs === undefined ? null : between(previousUs, fromUs),
    beforeUs: last + 1 < count ? between(times.at(-2) ?? fromUs, toUs) : null,
    timesUs: times.slice(0, -1).map((time) => time - fromUs),
    frames,
    first,
  };
}

/** A hair before a keyframe is not the frame before it: times that were worked out as seconds are near. */
const inWholeUs = (piece: ClipPiece): ClipPiece => {
  const [startUs, endUs] = [Math.round(piece.startUs), Math.round(piece.endUs)];
  const isWhole = startUs === piece.startUs && endUs === piece.endUs;
  return isWhole ? piece : { ...piece, startUs, endUs };
};

/**
 * @param pieces in the order in which they are to follow each other
 * @param form in which they are handed on; as they are unless said
 * @throws AppError `nothing-there` when they hold neither a frame nor a sound
 */
export function planClip(pieces: readonly ClipPiece[], form: ClipForm = 'exact'): ClipPlan {
  const segments: ClipSegment[] = [];
  const timesUs: number[] = [];
  const hasPicture = FORMS[form].picture && pieces.some(({ probe }) => probe.picture);
  let offsetUs = 0;
  let samples = 0;
  for (const piece of pieces.map(inWholeUs)) {
    const bounds = boundsOf(piece);
    if (!bounds) continue;
    const { startUs, endUs, afterUs, beforeUs } = bounds;
    const { slow = 1 } = piece;
    const lengthUs = (endUs - startUs) * slow;
    const endSample = Math.round(((offsetUs + lengthUs) * CLIP_SAMPLE_RATE) / 1_000_000);
    const at = timesUs.length;
    for (const time of hasPicture ? bounds.timesUs : []) timesUs.push(offsetUs + time * slow);
    const numbered = { times: bounds.frames, first: bounds.first, at, to: timesUs.length };
    segments.push({
      piece,
      startUs,
      endUs,
      offsetUs,
      afterUs,
      beforeUs,
      samples: endSample - samples,
      at,
      to: timesUs.length,
      slow,
      ...dressFrames(piece, numbered),
    });
    offsetUs += lengthUs;
    samples = endSample;
  }
  if (segments.length === 0) throw new AppError('nothing-there', 'There is no footage there.');
  const used = segments.map((segment) => segment.piece);
  const picture = hasPicture
    ? (used.find(({ probe }) => probe.picture)?.probe.picture ?? null)
    : null;
  const loudest = Math.max(0, ...used.map(({ probe }) => probe.sound?.channels ?? 0));
  const fps = Math.max(1, (timesUs.length * 1_000_000) / Math.max(1, offsetUs));
  return {
    segments,
    size: picture && sizeIn(FORMS[form], picture),
    colour: colourOf(picture),
    channels: loudest === 0 ? 0 : loudest === 1 ? 1 : 2,
    timesUs,
    durationUs: offsetUs,
    timescale: timescaleOf(used),
    keyEvery: Math.round(Math.min(250, Math.max(1, fps * 2))),
    form,
    stored: AS_SHOWN,
  };
}

/**
 * Where each piece begins in the clip, and at last where the clip ends, in microseconds. What holds
 * nothing begins where the next does.
 */
export function startsIn(plan: ClipPlan, pieces: readonly ClipPiece[]): number[] {
  const startsUs = [plan.durationUs];
  for (const piece of [...pieces].reverse()) {
    const segment = plan.segments.find((one) => one.piece === piece);
    startsUs.unshift(segment?.offsetUs ?? startsUs[0] ?? 0);
  }
  return startsUs;
}
