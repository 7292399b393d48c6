/** What is hidden as a lane: where of picture and where of sound, and what lies under a pixel. Pure. */
import type { Mask } from '../../../shared/domain/mask';
import { toPx, toUs, type Viewport } from '../../ui/time-axis/geometry';

/** Never drawn narrower, so that it can be seen and hit. */
const LEAST_PX = 4;

export const isSound = ({ what }: Mask): boolean => what.type === 'sound';

/** Those with a place in the lesson, in order of time. */
export function hiddenInTime(masks: readonly Mask[]): Mask[] {
  return masks
    .filter(({ adrift }) => adrift === null)
    .toSorted((a, b) => a.startUs - b.startUs || b.endUs - a.endUs || (a.id < b.id ? -1 : 1));
}

interface Stretch {
  fromPx: number;
  toPx: number;
}

function stretchOf(mask: Mask, view: Viewport): Stretch {
  const fromPx = toPx(view, mask.startUs);
  return { fromPx, toPx: Math.max(fromPx + LEAST_PX, toPx(view, mask.endUs)) };
}

/**
 * Where anything is hidden, in view: what overlaps or touches is one stretch, so that there are never more than
 * pixels. @param masks in order of time
 */
export function hiddenStretches(
  masks: readonly Mask[],
  view: Viewport,
  widthPx: number,
): Stretch[] {
  const found: Stretch[] = [];
  for (const mask of masks) {
    const next = stretchOf(mask, view);
    if (next.fromPx > widthPx) break;
    if (next.toPx < 0) continue;
    const last = found.at(-1);
    if (last && next.fromPx <= last.toPx + 1) last.toPx = Math.max(last.toPx, next.toPx);
    else found.push(next);
  }
  return found;
}

/**
 * What is hidden under a pixel, of the picture or of the sound, or else of the other. Of several that which lasts
 * shortest: the longer ones are easier to find beside it.
 */
export function hiddenUnder(
  masks: readonly Mask[],
  view: Viewport,
  px: number,
  of: 'picture' | 'sound',
): Mask | null {
  const here = masks.filter((mask) => {
    const { fromPx, toPx: endPx } = stretchOf(mask, view);
    return px >= fromPx && px < endPx;
  });
  const length = ({ startUs, endUs }: Mask) => endUs - startUs;
  const isOther = (mask: Mask) => Number(isSound(mask) !== (of === 'sound'));
  return here.toSorted((a, b) => isOther(a) - isOther(b) || length(a) - length(b))[0] ?? null;
}

/** The time of a mask that a pixel points at: within it, also where it is drawn wider than it lasts. */
export function timeWithin({ startUs, endUs }: Mask, view: Viewport, px: number): number {
  return Math.max(startUs, Math.min(toUs(view, px), endUs - 1));
}

/**
 * The one after another (1) or before it (-1); without one, the next that begins after a time, or the last that began
 * before it. @param masks in order of time
 */
export function neighbourHidden(
  masks: readonly Mask[],
  from: Mask | null,
  us: number,
  by: 1 | -1,
): Mask | null {
  const here = from ? masks.indexOf(from) : -1;
  if (here >= 0) return masks[here + by] ?? null;
  const next =
    by > 0
      ? masks.find(({ startUs }) => startUs > us)
      : masks.findLast(({ startUs }) => startUs < us);
  return next ?? null;
}
