/** Where everything lies on the mend timeline, and what is under a pointer. Pure; CSS pixels. */
import { samplesToUs, usToSamples } from '../../../../shared/domain/narration';
import { toPx, toUs, type Viewport } from '../../../ui/time-axis/geometry';

export interface Band {
  topPx: number;
  heightPx: number;
}

export interface MendLayout {
  widthPx: number;
  heightPx: number;
  ruler: Band;
  captions: Band;
  wave: Band;
  path: Band;
  events: Band;
}

const RULER_PX = 20;
const CAPTIONS_PX = 16;
const EVENTS_PX = 12;
/** Less than this and the captions make room. */
const LEAST_FOR_CAPTIONS_PX = 96;

export function mendLayout(widthPx: number, heightPx: number, hasCues: boolean): MendLayout {
  const captionsPx = hasCues && heightPx >= LEAST_FOR_CAPTIONS_PX ? CAPTIONS_PX : 0;
  const left = Math.max(0, heightPx - RULER_PX - captionsPx - EVENTS_PX);
  const wavePx = Math.round(left * 0.45);
  const captionsTop = RULER_PX;
  const waveTop = captionsTop + captionsPx;
  const pathTop = waveTop + wavePx;
  return {
    ...{ widthPx, heightPx },
    ruler: { topPx: 0, heightPx: RULER_PX },
    captions: { topPx: captionsTop, heightPx: captionsPx },
    wave: { topPx: waveTop, heightPx: wavePx },
    path: { topPx: pathTop, heightPx: left - wavePx },
    events: { topPx: heightPx - EVENTS_PX, heightPx: EVENTS_PX },
  };
}

/** A time of the narration on the canvas. @param t samples */
export function pxOf(view: Viewport, t: number): number {
  return toPx(view, samplesToUs(t));
}

/** @returns samples of the narration, which may lie outside of it */
export function timeOf(view: Viewport, px: number): number {
  return usToSamples(toUs(view, px));
}

export type MendHit =
  | { on: 'ruler' | 'captions' | 'lane' }
  | { on: 'edge'; edge: 'from' | 'to' }
  | { on: 'event'; index: number };

const REACH_PX = 5;

/**
 * @param times of the events, samples, in order
 * @param stretch what is chosen, samples
 */
export function mendHit(
  layout: MendLayout,
  view: Viewport,
  { xPx, yPx }: { xPx: number; yPx: number },
  times: readonly { at: number }[],
  stretch: { from: number | null; to: number | null },
): MendHit {
  if (yPx >= layout.events.topPx - 2) {
    const index = nearest(times, timeOf(view, xPx));
    const found = times[index];
    if (found && Math.abs(pxOf(view, found.at) - xPx) <= REACH_PX) return { on: 'event', index };
  }
  for (const edge of ['from', 'to'] as const) {
    const t = stretch[edge];
    if (t !== null && Math.abs(pxOf(view, t) - xPx) <= REACH_PX) return { on: 'edge', edge };
  }
  if (yPx < layout.ruler.heightPx) return { on: 'ruler' };
  const { topPx, heightPx } = layout.captions;
  if (yPx >= topPx && yPx < topPx + heightPx) return { on: 'captions' };
  return { on: 'lane' };
}

/** The index of what is nearest to a time; -1 for none. */
export function nearest(times: readonly { at: number }[], t: number): number {
  const after = firstFrom(times, t);
  const before = after - 1;
  if (after >= times.length) return before;
  if (before < 0) return after;
  return (times[after]?.at ?? 0) - t < t - (times[before]?.at ?? 0) ? after : before;
}

/** The index of the first at or after a time. */
export function firstFrom(times: readonly { at: number }[], t: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle]?.at ?? t) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the first piece that is not over at a time. @param pieces in order, without gaps */
export function firstOver(pieces: readonly { to: number }[], t: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.to ?? t) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lesson time down a band: the earliest that is shown at its foot. */
export function heightOf(
  { topPx, heightPx }: Band,
  { leastUs, mostUs }: { leastUs: number; mostUs: number },
): (us: number) => number {
  const padPx = Math.min(8, heightPx / 5);
  const scale = (heightPx - 2 * padPx) / Math.max(1, mostUs - leastUs);
  const flat = mostUs - leastUs < 1;
  return (us) => (flat ? topPx + heightPx / 2 : topPx + heightPx - padPx - (us - leastUs) * scale);
}
