/** How high things are on the timeline, and what lies under a point of it. Pure. */
import type { Moment } from '../../../shared/domain/moment';
import type { Range } from '../../../shared/domain/time';
import { toPx, type Viewport } from '../../ui/time-axis/geometry';
import type { Level } from './levels';
import type { Row } from './rows';
import { momentsAt } from './spans';

export interface Band {
  topPx: number;
  heightPx: number;
}

/** What a row asks for. */
export interface RowSize {
  levels: number;
  folded: boolean;
  /** As set by hand; null for what it needs. */
  heightPx: number | null;
}

export interface Layout {
  /** Width of the labels at the left; lanes begin after it. */
  labelsPx: number;
  widthPx: number;
  heightPx: number;
  ruler: Band;
  /** The strip of pictures. */
  footage: Band;
  /** The sound. No height in little room. */
  wave: Band;
  /** What is said. No height where there are no captions, or little room. */
  captions: Band;
  /** Where something is hidden. No height where nothing is, or little room. */
  hidden: Band;
  /** Where rows show; what of them lies outside is scrolled away. */
  area: Band;
  rows: readonly Band[];
  /** How far the rows are scrolled, and how far they can be. */
  scrollPx: number;
  mostScrollPx: number;
  overview: Band;
}

/** Moments are never drawn narrower, so that a point can be seen and hit. */
export const LEAST_PX = 6;
/** How near an edge counts as the edge; at most a third of a narrow range. */
const EDGE_PX = 6;
const FOLDED_PX = 15;
/** A row of one level, and what each further level adds. */
const ROW_PX = 21;
const LEVEL_PX = 11;
/** As low as rows are pressed before they scroll, and as high as they are let grow. */
const LOWEST = 0.72;
const HIGHEST = 1.3;
const GAP_PX = 2;
const CAPTIONS_PX = 18;
const HIDDEN_PX = 18;

/** The heights of rows for the room there is: set ones stay, the others share what is left. */
function rowHeights(rows: readonly RowSize[], roomPx: number): number[] {
  const natural = rows.map((row) => {
    if (row.folded) return FOLDED_PX;
    return row.heightPx ?? ROW_PX + Math.max(0, row.levels - 1) * LEVEL_PX;
  });
  const isFree = (row: RowSize) => !row.folded && row.heightPx === null;
  let freePx = 0;
  let setPx = 0;
  rows.forEach((row, at) => {
    if (isFree(row)) freePx += natural[at] ?? 0;
    else setPx += natural[at] ?? 0;
  });
  const share = freePx > 0 ? (roomPx - setPx) / freePx : 1;
  const by = Math.min(HIGHEST, Math.max(LOWEST, share));
  return rows.map((row, at) => (natural[at] ?? ROW_PX) * (isFree(row) ? by : 1));
}

/**
 * The timeline's bands for the room there is. In little room the sound, what is said, what is hidden and
 * the overview go, and the strip is thin.
 * @param has what the lesson has that not every lesson has
 */
export function layoutFor(
  size: { widthPx: number; heightPx: number },
  rows: readonly RowSize[],
  scrollPx = 0,
  has: { captions?: boolean; hidden?: boolean } = {},
): Layout {
  const { widthPx, heightPx } = size;
  const labelsPx = widthPx < 560 ? 0 : 112;
  const small = heightPx < 150;
  const tall = heightPx >= 250;
  const ruler = { topPx: 0, heightPx: small ? 18 : 22 };
  const footage = { topPx: ruler.heightPx, heightPx: tall ? 36 : small ? 16 : 24 };
  const waveTop = footage.topPx + footage.heightPx;
  const wave = { topPx: waveTop, heightPx: tall ? 40 : small ? 0 : 22 };
  const captions = {
    topPx: waveTop + wave.heightPx,
    heightPx: has.captions && !small ? CAPTIONS_PX : 0,
  };
  const hidden = {
    topPx: captions.topPx + captions.heightPx,
    heightPx: has.hidden && !small ? HIDDEN_PX : 0,
  };
  const overviewPx = small ? 0 : 24;
  const areaTop = hidden.topPx + hidden.heightPx + (small ? 2 : 4);
  const areaPx = Math.max(0, heightPx - areaTop - overviewPx - (small ? 2 : 5));
  const heights = rowHeights(rows, areaPx);
  const wholePx = heights.reduce((sum, height) => sum + height, 0);
  const mostScrollPx = Math.max(0, wholePx - areaPx);
  const scrolledPx = Math.min(Math.max(0, scrollPx), mostScrollPx);
  let topPx = areaTop - scrolledPx;
  const bands = heights.map((height) => {
    const band = { topPx, heightPx: height - GAP_PX };
    topPx += height;
    return band;
  });
  return {
    labelsPx,
    widthPx: Math.max(1, widthPx - labelsPx),
    heightPx,
    ruler,
    footage,
    wave,
    captions,
    hidden,
    area: { topPx: areaTop, heightPx: areaPx },
    rows: bands,
    scrollPx: scrolledPx,
    mostScrollPx,
    overview: { topPx: heightPx - overviewPx, heightPx: overviewPx },
  };
}

/** How far to scroll so that a row is wholly in view. */
export function scrollToRow(layout: Layout, at: number): number {
  const band = layout.rows[at];
  if (!band) return layout.scrollPx;
  const abovePx = layout.area.topPx - band.topPx;
  const belowPx = band.topPx + band.heightPx - layout.area.topPx - layout.area.heightPx;
  if (abovePx > 0) return layout.scrollPx - abovePx;
  return belowPx > 0 ? layout.scrollPx + Math.ceil(belowPx) : layout.scrollPx;
}

/** A level's share of its row. In a row too low to tell them apart all levels lie in one. */
export function levelBand(row: Band, level: number, levelCount: number): Band {
  const padPx = row.heightPx > 14 ? 2 : 1;
  const room = row.heightPx - 2 * padPx;
  if (room / Math.max(1, levelCount) < 3) return { topPx: row.topPx + padPx, heightPx: room };
  const each = room / Math.max(1, levelCount);
  const gapPx = levelCount > 1 && each > 4 ? 1 : 0;
  return { topPx: row.topPx + padPx + level * each, heightPx: each - gapPx };
}

/** What is hidden of the picture lies above, of the sound below. */
export function hiddenBands({ topPx, heightPx }: Band): { picture: Band; sound: Band } {
  const each = (heightPx - 6) / 2;
  return {
    picture: { topPx: topPx + 2, heightPx: each },
    sound: { topPx: topPx + 4 + each, heightPx: each },
  };
}

export type Hit =
  | { on: 'scrub' }
  | { on: 'lane' }
  | { on: 'overview' }
  | { on: 'captions' }
  | { on: 'hidden'; of: 'picture' | 'sound' }
  | { on: 'moment'; moment: Moment; grip: 'body' | 'start' | 'end'; row: string }
  | { on: 'selection'; edge: 'start' | 'end' };

export const inBand = (band: Band, yPx: number): boolean =>
  yPx >= band.topPx && yPx < band.topPx + band.heightPx;

function gripAt(moment: Moment, view: Viewport, xPx: number): 'body' | 'start' | 'end' {
  if (moment.endUs === moment.startUs) return 'body';
  const fromPx = toPx(view, moment.startUs);
  const endPx = toPx(view, moment.endUs);
  const reachPx = Math.min(EDGE_PX, (endPx - fromPx) / 3);
  if (xPx - fromPx <= reachPx) return 'start';
  return endPx - xPx <= reachPx ? 'end' : 'body';
}

function hitLevel(row: Row, level: Level, view: Viewport, xPx: number): Hit | null {
  const [moment] = momentsAt(level, view, xPx, LEAST_PX);
  if (!moment) return null;
  return { on: 'moment', moment, grip: gripAt(moment, view, xPx), row: row.key };
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
  if (yPx < layout.wave.topPx + layout.wave.heightPx) {
    for (const edge of ['start', 'end'] as const) {
      const us = edge === 'start' ? selection?.startUs : selection?.endUs;
      if (us !== undefined && Math.abs(toPx(view, us) - xPx) <= EDGE_PX) {
        return { on: 'selection', edge };
      }
    }
    return { on: 'scrub' };
  }
  if (inBand(layout.captions, yPx)) return { on: 'captions' };
  if (inBand(layout.hidden, yPx)) {
    const { sound } = hiddenBands(layout.hidden);
    return { on: 'hidden', of: yPx < sound.topPx ? 'picture' : 'sound' };
  }
  if (!inBand(layout.area, yPx)) return { on: 'lane' };
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
    const hit = found ? hitLevel(row, found, view, xPx) : null;
    if (hit) return hit;
  }
  return { on: 'lane' };
}

/** The rows that a stretch of height touches: from, and up to but without. */
export function rowsBetween(
  layout: Layout,
  aPx: number,
  bPx: number,
): { from: number; to: number } {
  const [topPx, bottomPx] = [Math.min(aPx, bPx), Math.max(aPx, bPx)];
  const from = layout.rows.findIndex((band) => band.topPx + band.heightPx > topPx);
  if (from < 0) return { from: 0, to: 0 };
  const past = layout.rows.findIndex((band) => band.topPx >= bottomPx);
  return { from, to: past < 0 ? layout.rows.length : past };
}
