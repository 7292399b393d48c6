/**
 * The timeline as numbers: lesson time to pixels and back, zoom, pan and ticks. No DOM. Pixels are
 * CSS pixels from the left end of the lanes (the labels to the left are not counted).
 */
import { clampUs, type Range, US_PER_MS, US_PER_SECOND } from '../../../shared/domain/time';

/** What the lanes show: from `startUs`, so many microseconds a pixel. */
export interface Viewport {
  startUs: number;
  usPerPx: number;
}

/** The lesson and the lanes it is drawn in. */
export interface Extent {
  endUs: number;
  widthPx: number;
}

/** As close as zooming goes: one frame at 25 a second is 40 px wide. */
export const CLOSEST_US_PER_PX = 1_000;

export function toPx(view: Viewport, us: number): number {
  return (us - view.startUs) / view.usPerPx;
}

export function toUs(view: Viewport, px: number): number {
  return Math.round(view.startUs + px * view.usPerPx);
}

/** Microseconds a pixel when the whole lesson is in view. */
export function fitUsPerPx({ endUs, widthPx }: Extent): number {
  return Math.max(endUs, 1) / Math.max(widthPx, 1);
}

export function fit(extent: Extent): Viewport {
  return { startUs: 0, usPerPx: fitUsPerPx(extent) };
}

/** The view kept inside the lesson: no closer than a frame, no wider than the lesson. */
export function limit(view: Viewport, extent: Extent): Viewport {
  const widest = fitUsPerPx(extent);
  const usPerPx = Math.min(Math.max(view.usPerPx, Math.min(CLOSEST_US_PER_PX, widest)), widest);
  const lastUs = Math.max(0, extent.endUs - extent.widthPx * usPerPx);
  return { startUs: Math.min(Math.max(view.startUs, 0), lastUs), usPerPx };
}

/** Zooms by a factor (2 shows half as much) so that what is under `anchorPx` stays there. */
export function zoomAt(view: Viewport, factor: number, anchorPx: number, extent: Extent): Viewport {
  const widest = fitUsPerPx(extent);
  const closest = Math.min(CLOSEST_US_PER_PX, widest);
  const usPerPx = Math.min(Math.max(view.usPerPx / factor, closest), widest);
  const anchorUs = view.startUs + anchorPx * view.usPerPx;
  return limit({ startUs: anchorUs - anchorPx * usPerPx, usPerPx }, extent);
}

export function panBy(view: Viewport, px: number, extent: Extent): Viewport {
  return limit({ ...view, startUs: view.startUs + px * view.usPerPx }, extent);
}

/** The range in view. */
export function inView(view: Viewport, widthPx: number): Range {
  return { startUs: view.startUs, endUs: view.startUs + widthPx * view.usPerPx };
}

/** Shows a range with a little room on both sides. */
export function show(range: Range, extent: Extent): Viewport {
  const lengthUs = Math.max(range.endUs - range.startUs, CLOSEST_US_PER_PX);
  const usPerPx = (lengthUs * 1.2) / Math.max(extent.widthPx, 1);
  return limit({ startUs: range.startUs - lengthUs * 0.1, usPerPx }, extent);
}

/** The view with `us` in its middle, as far as the lesson's ends allow. */
export function centred(view: Viewport, us: number, extent: Extent): Viewport {
  return limit({ ...view, startUs: us - (extent.widthPx / 2) * view.usPerPx }, extent);
}

/**
 * The view that has `us` in it: unchanged while it is in view, otherwise turned like a page so that
 * it stands a tenth from the left.
 */
export function follow(view: Viewport, us: number, extent: Extent): Viewport {
  const px = toPx(view, us);
  if (px >= 0 && px <= extent.widthPx) return view;
  return limit({ ...view, startUs: us - extent.widthPx * 0.1 * view.usPerPx }, extent);
}

/** Steps between labelled ticks that people read easily. */
const STEPS_US: readonly number[] = [
  10 * US_PER_MS,
  20 * US_PER_MS,
  50 * US_PER_MS,
  100 * US_PER_MS,
  200 * US_PER_MS,
  500 * US_PER_MS,
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400].map(
    (seconds) => seconds * US_PER_SECOND,
  ),
];

export interface Tick {
  us: number;
  px: number;
  /** Empty for the short ticks between. */
  label: string;
}

function tickLabel(us: number, stepUs: number): string {
  const seconds = Math.floor(us / US_PER_SECOND);
  const h = Math.floor(seconds / 3600);
  const m = Math.floor(seconds / 60) % 60;
  const s = seconds % 60;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  if (stepUs >= US_PER_SECOND) return clock;
  const digits = stepUs >= 100 * US_PER_MS ? 1 : 2;
  const part = Math.floor((us % US_PER_SECOND) / (digits === 1 ? 100 : 10) / US_PER_MS);
  return `${clock}.${String(part).padStart(digits, '0')}`;
}

/** Ticks in view: labelled ones at least `apartPx` from each other, with short ones between. */
export function ticks(view: Viewport, extent: Extent, apartPx = 84): Tick[] {
  const wantedUs = apartPx * view.usPerPx;
  const stepUs = STEPS_US.find((step) => step >= wantedUs) ?? STEPS_US.at(-1) ?? US_PER_SECOND;
  const shortUs = stepUs / (stepUs % 3 === 0 && stepUs >= 15 * US_PER_SECOND ? 3 : 5);
  const endUs = Math.min(extent.endUs, view.startUs + extent.widthPx * view.usPerPx);
  const found: Tick[] = [];
  for (let n = Math.max(0, Math.ceil(view.startUs / shortUs - 1e-9)); n * shortUs <= endUs; n++) {
    const us = Math.round(n * shortUs);
    const whole = Math.round(us / stepUs) * stepUs === us;
    found.push({ us, px: toPx(view, us), label: whole ? tickLabel(us, stepUs) : '' });
  }
  return found;
}

/** Where a place is pulled to; null when nothing is near. */
export type Snap = (us: number) => number | null;

/**
 * How far a range moves that was dragged by `byUs`: either end snaps (the nearer wins), and
 * everything that moves with it, from `all.startUs` to `all.endUs`, stays inside the lesson.
 */
export function movedBy(range: Range, byUs: number, all: Range, snap: Snap, endUs: number): number {
  const lengthUs = range.endUs - range.startUs;
  const wantedUs = range.startUs + byUs;
  const atStart = snap(wantedUs);
  const atEnd = lengthUs > 0 ? snap(wantedUs + lengthUs) : null;
  let startUs = wantedUs;
  if (atStart !== null) startUs = atStart;
  if (atEnd !== null) {
    const nearer =
      atStart === null || Math.abs(atEnd - lengthUs - wantedUs) < Math.abs(atStart - wantedUs);
    if (nearer) startUs = atEnd - lengthUs;
  }
  return clampUs(Math.round(startUs - range.startUs), -all.startUs, endUs - all.endUs);
}

/** Moves one end of a range; it stops at the other end. */
export function trimmed(
  range: Range,
  edge: 'start' | 'end',
  toUs: number,
  snap: Snap,
  endUs: number,
): Range {
  const us = Math.round(snap(toUs) ?? toUs);
  return edge === 'start'
    ? { ...range, startUs: clampUs(us, 0, range.endUs) }
    : { ...range, endUs: clampUs(us, range.startUs, endUs) };
}
