/** How high things are on the timeline, and what lies under a point of it. Pure. */
import type { Moment } from '../../../shared/domain/moment';
import { type Range } from '../../../shared/domain/time';
import { toPx, type Viewport } from './geometry';
import { type Level, momentsAt, type Row } from './lanes';

export interface Band {
  topPx: number;
  heightPx: number;
}

export interface Layout {
  /** Width of the labels at the left; lanes begin after it. */
  labelsPx: number;
  widthPx: number;
  heightPx: number;
  ruler: Band;
  footage: Band;
  rows: readonly Band[];
  overview: Band;
}

/** Moments are never drawn narrower, so that a point can be seen and hit. */
export const LEAST_PX = 6;
/** How near an edge counts as the edge; at most a third of a narrow range. */
const EDGE_PX = 6;

/**
 * The timeline's bands for the room there is: rows between 12 and 26 px, and in little room the
 * overview goes first.
 */
export function layoutFor(widthPx: number, heightPx: number, rowCount: number): Layout {
  const labelsPx = widthPx < 560 ? 0 : 92;
  const small = heightPx < 170;
  const ruler = { topPx: 0, heightPx: small ? 18 : 24 };
  const footage = { topPx: ruler.heightPx, heightPx: small ? 10 : 16 };
  const overviewPx = small ? 0 : 26;
  const rowsTop = footage.topPx + footage.heightPx + (small ? 2 : 5);
  const room = heightPx - rowsTop - overviewPx - (small ? 2 : 6);
  const each = Math.min(26, Math.max(8, room / Math.max(1, rowCount)));
  const rows = Array.from({ length: rowCount }, (_, at) => ({
    topPx: rowsTop + at * each,
    heightPx: each - (each > 14 ? 2 : 1),
  }));
  return {
    labelsPx,
    widthPx: Math.max(1, widthPx - labelsPx),
    heightPx,
    ruler,
    footage,
    rows,
    overview: { topPx: heightPx - overviewPx, heightPx: overviewPx },
  };
}

/** A level's share of its row. */
export function levelBand(row: Band, level: number, levelCount: number): Band {
  const padPx = row.heightPx > 14 ? 2 : 1;
  const each = (row.heightPx - 2 * padPx) / Math.max(1, levelCount);
  const gapPx = levelCount > 1 && each > 4 ? 1 : 0;
  return { topPx: row.topPx + padPx + level * each, heightPx: each - gapPx };
}

export type Hit =
  | { on: 'scrub' }
  | { on: 'lane' }
  | { on: 'overview' }
  | { on: 'moment'; moment: Moment; grip: 'body' | 'start' | 'end' }
  | { on: 'selection'; edge: 'start' | 'end' };

const inBand = (band: Band, yPx: number) => yPx >= band.topPx && yPx < band.topPx + band.heightPx;

function gripAt(moment: Moment, view: Viewport, xPx: number): 'body' | 'start' | 'end' {
  if (moment.endUs === moment.startUs) return 'body';
  const fromPx = toPx(view, moment.startUs);
  const endPx = toPx(view, moment.endUs);
  const reachPx = Math.min(EDGE_PX, (endPx - fromPx) / 3);
  if (xPx - fromPx <= reachPx) return 'start';
  return endPx - xPx <= reachPx ? 'end' : 'body';
}

function hitLevel(level: Level, view: Viewport, xPx: number): Hit | null {
  const [moment] = momentsAt(level, view, xPx, LEAST_PX);
  return moment ? { on: 'moment', moment, grip: gripAt(moment, view, xPx) } : null;
}

/**
 * What lies under a point.
 * @param xPx from the left end of the lanes. @param yPx from the top.
 */
export function hitTest(
  layout: Layout,
  rows: readonly Row[],
  view: Viewport,
  selection: Range | null,
  xPx: number,
  yPx: number,
): Hit {
  if (inBand(layout.overview, yPx)) return { on: 'overview' };
  if (yPx < layout.footage.topPx + layout.footage.heightPx) {
    for (const edge of ['start', 'end'] as const) {
      const us = edge === 'start' ? selection?.startUs : selection?.endUs;
      if (us !== undefined && Math.abs(toPx(view, us) - xPx) <= EDGE_PX) {
        return { on: 'selection', edge };
      }
    }
    return { on: 'scrub' };
  }
  const at = layout.rows.findIndex((band) => inBand(band, yPx));
  const band = layout.rows[at];
  const row = rows[at];
  if (!band || !row) return { on: 'lane' };
  const here = row.levels.findIndex((_, level) =>
    inBand(levelBand(band, level, row.levels.length), yPx),
  );
  // Levels are thin: one that is empty here gives way to the others.
  const order = row.levels
    .map((_, level) => level)
    .sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
  for (const level of order) {
    const found = row.levels[level];
    const hit = found ? hitLevel(found, view, xPx) : null;
    if (hit) return hit;
  }
  return { on: 'lane' };
}
