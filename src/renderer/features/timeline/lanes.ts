/**
 * Where moments lie in their rows. Moments of one kind that overlap are stacked; where there are
 * more than fit, spans that would share pixels are drawn as one, so that a hundred thousand cost
 * no more than the pixels they cover.
 */
import type { Moment } from '../../../shared/domain/moment';
import type { Range } from '../../../shared/domain/time';
import type { Viewport } from './geometry';

/** Stacks deeper than this share the last level. */
export const MOST_LEVELS = 3;

/** Moments of one kind at one level, in order of time, as plain arrays for speed. */
export interface Level {
  moments: readonly Moment[];
  startsUs: Float64Array;
  endsUs: Float64Array;
  /** The latest end of any moment up to here: lets a search stop early where levels are shared. */
  reachUs: Float64Array;
}

export interface Row {
  kind: string;
  levels: readonly Level[];
}

function levelOf(moments: readonly Moment[]): Level {
  const startsUs = Float64Array.from(moments, (moment) => moment.startUs);
  const endsUs = Float64Array.from(moments, (moment) => moment.endUs);
  let reach = 0;
  const reachUs = endsUs.map((end) => {
    reach = Math.max(reach, end);
    return reach;
  });
  return { moments, startsUs, endsUs, reachUs };
}

/**
 * One row a kind, in the order of `kinds`, kinds that are not on the board after them.
 * @param moments sorted by time. Those without picture are left out: they have no place.
 */
export function rowsOf(moments: readonly Moment[], kinds: readonly string[]): Row[] {
  const byKind = new Map<string, Moment[]>(kinds.map((kind) => [kind, []]));
  for (const moment of moments) {
    if (moment.adrift) continue;
    const list = byKind.get(moment.kind);
    if (list) list.push(moment);
    else byKind.set(moment.kind, [moment]);
  }
  return [...byKind].map(([kind, list]) => ({ kind, levels: stack(list).map(levelOf) }));
}

/** Greedy stacking: each moment goes to the first level that is free where it starts. */
function stack(moments: readonly Moment[]): Moment[][] {
  const levels: Moment[][] = [];
  const freeFrom: number[] = [];
  for (const moment of moments) {
    let level = freeFrom.findIndex((us) => us <= moment.startUs);
    if (level < 0) level = Math.min(levels.length, MOST_LEVELS - 1);
    const list = levels[level];
    if (list) list.push(moment);
    else levels[level] = [moment];
    // A point takes a little room, so that two at the same place are both to be seen.
    const until = Math.max(moment.endUs, moment.startUs + 1);
    freeFrom[level] = Math.max(freeFrom[level] ?? 0, until);
  }
  return levels;
}

/** A stretch of pixels to draw: one moment, or several that cannot be told apart. */
export interface Span {
  fromPx: number;
  toPx: number;
  /** The moment, when it is one. */
  moment: Moment | null;
}

/** First index whose moment may still reach into view. */
function firstInView(level: Level, startUs: number): number {
  let low = 0;
  let high = level.reachUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((level.reachUs[middle] ?? 0) < startUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The spans of a level in view. A moment narrower than `leastPx` is drawn that wide from its start;
 * spans that touch or overlap are one.
 */
export function spansOf(level: Level, view: Viewport, widthPx: number, leastPx: number): Span[] {
  const { startsUs, endsUs, moments } = level;
  const viewEndUs = view.startUs + widthPx * view.usPerPx;
  const marginUs = leastPx * view.usPerPx;
  const spans: Span[] = [];
  let open: Span | null = null;
  for (let at = firstInView(level, view.startUs - marginUs); at < startsUs.length; at++) {
    const startUs = startsUs[at] ?? 0;
    if (startUs > viewEndUs) break;
    const endUs = endsUs[at] ?? 0;
    const fromPx = (startUs - view.startUs) / view.usPerPx;
    const toPx = Math.max((endUs - view.startUs) / view.usPerPx, fromPx + leastPx);
    if (toPx < 0) continue;
    if (open && fromPx <= open.toPx - 0.5) {
      open.toPx = Math.max(open.toPx, toPx);
      open.moment = null;
    } else {
      if (open) spans.push(open);
      open = { fromPx, toPx, moment: moments[at] ?? null };
    }
  }
  if (open) spans.push(open);
  return spans;
}

/** The moments of a level under a pixel, the shortest first: the one that is hardest to hit. */
export function momentsAt(level: Level, view: Viewport, px: number, leastPx: number): Moment[] {
  const us = view.startUs + px * view.usPerPx;
  const leastUs = leastPx * view.usPerPx;
  const found: Moment[] = [];
  for (let at = firstInView(level, us - leastUs); at < level.startsUs.length; at++) {
    const startUs = level.startsUs[at] ?? 0;
    if (startUs > us) break;
    const endUs = Math.max(level.endsUs[at] ?? 0, startUs + leastUs);
    const moment = level.moments[at];
    if (moment && us <= endUs) found.push(moment);
  }
  return found.sort((a, b) => a.endUs - a.startUs - (b.endUs - b.startUs));
}

/** Every edge of every moment in a range but one's own: what a drag snaps to. */
export function edgesIn(rows: readonly Row[], range: Range, exceptId: string): number[] {
  const edges = new Set<number>();
  for (const { levels } of rows) {
    for (const level of levels) {
      for (let at = firstInView(level, range.startUs); at < level.startsUs.length; at++) {
        const startUs = level.startsUs[at] ?? 0;
        const endUs = level.endsUs[at] ?? 0;
        if (startUs > range.endUs) break;
        if (level.moments[at]?.id === exceptId) continue;
        if (startUs >= range.startUs) edges.add(startUs);
        if (endUs >= range.startUs && endUs <= range.endUs) edges.add(endUs);
      }
    }
  }
  return [...edges];
}
