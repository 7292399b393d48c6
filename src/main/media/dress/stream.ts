/**
 * All that is laid over and covers a clip's pictures, as one stream for ffmpeg's standard input: a
 * track of masks, and one for each row of stills. A picture is written when what is shown changes, at
 * a time between two frames, and every second once more, so that ffmpeg need not read far ahead.
 */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { placeIn } from '../clip-form';
import { between, type ClipPlan, type ClipSegment } from '../clip-plan';
import type { MaskLook } from '../../../shared/domain/mask';
import { type Frames, merged, rowKey, type StillFile } from './dressing';
import { type Area, areaOf, drawMask, maskSize, placesOf } from './mask-frames';
import { matroskaHead, matroskaPicture, type PictureTrack } from './matroska';

const AGAIN_US = 1_000_000;
/** The order in which they are laid on: what is plain hides most. */
const LOOKS: readonly MaskLook[] = ['blur', 'pixelate', 'solid'];

/** Stills of one size and kind at one place, one after the other. */
export interface StillRow {
  still: Omit<StillFile, 'path'>;
  x: number;
  y: number;
  stills: (Frames & { path: string })[];
}

export interface Rows {
  /** Looks of the masks there are; each has its own part of a mask's picture. */
  looks: MaskLook[];
  stills: StillRow[];
}

/** What a clip has on it; null for nothing. */
export function rowsOf({ segments }: Pick<ClipPlan, 'segments'>): Rows | null {
  const used = new Set(segments.flatMap(({ covers }) => covers.map(({ cover }) => cover.look)));
  const rows = new Map<string, StillRow>();
  for (const { over, at, to } of segments.flatMap(({ overs }) => overs)) {
    const { still, x, y } = over;
    const row = rows.get(rowKey(over)) ?? { still, x, y, stills: [] };
    rows.set(rowKey(over), row);
    row.stills.push({ at, to, path: still.path });
  }
  for (const { stills } of rows.values()) stills.sort((a, b) => a.at - b.at);
  if (used.size === 0 && rows.size === 0) return null;
  return { looks: LOOKS.filter((look) => used.has(look)), stills: [...rows.values()] };
}

/** A time between a frame and the one before it, nearer to the later; 0 for the first. */
export function beforeFrame({ timesUs, durationUs }: ClipPlan, frame: number): number {
  if (frame <= 0) return 0;
  return Math.round(between(timesUs[frame - 1] ?? 0, timesUs[frame] ?? durationUs));
}

/** Stretches in which a row has a still, in clip time. */
export function shownUs(plan: ClipPlan, { stills }: StillRow): { fromUs: number; toUs: number }[] {
  return merged(stills).map(({ at, to }) => ({
    fromUs: beforeFrame(plan, at),
    toUs: to >= plan.timesUs.length ? plan.durationUs + AGAIN_US : beforeFrame(plan, to),
  }));
}

interface Shown {
  track: number;
  us: number;
  picture: () => Promise<Uint8Array> | Uint8Array;
}

function* stillsIn(plan: ClipPlan, row: StillRow, track: number): Generator<Shown> {
  for (const [nth, { at, path }] of row.stills.entries()) {
    // The first is there from the beginning on, and shown only from its own frame on.
    yield { track, us: nth === 0 ? 0 : beforeFrame(plan, at), picture: () => readFile(path) };
  }
}

/** What is covered in one frame: all of it that is seen from the frame before to the one after. */
function areasAt(plan: ClipPlan, segment: ClipSegment, frame: number): Area[] {
  const { covers, piece, slow, offsetUs, startUs, at, to } = segment;
  const partUs = (number: number): number => {
    const us = number >= to ? undefined : plan.timesUs[Math.max(at, number)];
    return us === undefined ? segment.endUs : startUs + (us - offsetUs) / slow;
  };
  const seen = segment.shown?.[frame - at];
  const [fromUs, toUs] =
    seen === undefined
      ? [partUs(frame - 1), partUs(frame + 2)]
      : [piece.frames[Math.max(0, seen - 1)] ?? 0, piece.frames[seen + 2] ?? segment.endUs];
  const { picture } = piece.probe;
  if (!plan.size || covers.length === 0) return [];
  const within = picture ? placeIn(picture, plan.size) : { x: 0, y: 0, ...plan.size };
  return covers
    .filter((cover) => frame >= cover.at && frame < cover.to)
    .flatMap(({ cover }) => {
      const none = { x: 0, y: 0, width: 0, height: 0 };
      if (cover.form === 'all') return [areaOf(cover, none, within)];
      const places = placesOf(cover, fromUs, toUs);
      return places.map((box) => areaOf(cover, box, within));
    });
}

function* masksIn(plan: ClipPlan, looks: readonly MaskLook[], track: number): Generator<Shown> {
  const { size } = plan;
  if (!size) return;
  let before: string | null = null;
  for (const segment of plan.segments) {
    for (let frame = segment.at; frame < segment.to; frame++) {
      const areas = areasAt(plan, segment, frame);
      const now = JSON.stringify(areas);
      if (now === before) continue;
      before = now;
      yield { track, us: beforeFrame(plan, frame), picture: () => drawMask(areas, looks, size) };
    }
  }
}

/** What is laid on one picture. */
export interface Laid {
  plan: ClipPlan;
  rows: Rows;
}

/** How many tracks it takes. */
export function tracksOf({ looks, stills }: Rows): number {
  return stills.length + (looks.length > 0 ? 1 : 0);
}

/** In order of time; each track's once more every second. @param laid all as long as each other */
async function* chunksOf(laid: readonly Laid[]): AsyncGenerator<Buffer> {
  const tracks: PictureTrack[] = [];
  const all: Generator<Shown>[] = [];
  for (const { plan, rows } of laid) {
    const { looks, stills } = rows;
    if (looks.length > 0 && plan.size) {
      const { width, height } = maskSize(plan.size);
      all.push(masksIn(plan, looks, tracks.length));
      tracks.push({ width, height: height * looks.length, codec: 'yuv420p' });
    }
    for (const row of stills) {
      const { width, height } = row.still;
      all.push(stillsIn(plan, row, tracks.length));
      tracks.push({ width, height, codec: 'png' });
    }
  }
  const lastsUs = Math.max(0, ...laid.map(({ plan }) => plan.durationUs));
  yield matroskaHead(tracks);
  const waiting = all.map((shown) => shown.next());
  const last = new Map<number, Uint8Array>();
  let againUs = AGAIN_US;
  for (;;) {
    let soonest: Shown | null = null;
    for (const next of waiting) {
      if (!next.done && (!soonest || next.value.us < soonest.us)) soonest = next.value;
    }
    const untilUs = soonest?.us ?? lastsUs;
    for (; againUs < untilUs; againUs += AGAIN_US) {
      for (const [track, picture] of last) yield matroskaPicture(track, againUs, picture);
    }
    if (!soonest) return;
    const { track, us, picture } = soonest;
    const bytes = await picture();
    last.set(track, bytes);
    yield matroskaPicture(track, us, bytes);
    const generator = all[track];
    if (generator) waiting[track] = generator.next();
  }
}

/** Of one picture, or of several that become one. @returns a stream that is made as it is read */
export function dressedStream(...laid: Laid[]): Readable {
  return Readable.from(chunksOf(laid), { objectMode: false });
}
