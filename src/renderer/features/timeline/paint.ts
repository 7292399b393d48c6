/** Draws the timeline on a canvas. Everything but the playhead, which moves without a repaint. */
import type { Id } from '../../../shared/domain/ids';
import { kindOf } from '../../stores/boards';
import type { Range } from '../../../shared/domain/time';
import type { Stretch } from './footage';
import { type Extent, fit, inView, ticks, toPx, type Viewport } from './geometry';
import { type Row, type Span, spansOf } from './lanes';
import { type Layout, LEAST_PX, levelBand } from './layout';

export interface Scene {
  layout: Layout;
  extent: Extent;
  view: Viewport;
  rows: readonly Row[];
  footage: readonly Stretch[];
  /** Selection in and out; either may stand alone. */
  inUs: number | null;
  outUs: number | null;
  momentId: Id | null;
  hoverId: Id | null;
}

/** Colours and fonts of the design tokens, read once. */
export interface Ink {
  colour: (token: string) => string;
  mono: string;
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return {
    colour(token) {
      const value = known.get(token) ?? style.getPropertyValue(`--${token}`).trim();
      known.set(token, value);
      return value;
    },
    mono: style.getPropertyValue('--mono'),
  };
}

type Context = CanvasRenderingContext2D;

/** Paints the scene; the context's units are CSS pixels from the lanes' left end. */
export function paint(context: Context, scene: Scene, ink: Ink): void {
  const { layout } = scene;
  context.clearRect(0, 0, layout.widthPx, layout.heightPx);
  paintRuler(context, scene, ink);
  paintFootage(context, scene, ink);
  paintRows(context, scene, ink);
  paintSelection(context, scene, ink);
  if (layout.overview.heightPx > 0) paintOverview(context, scene, ink);
}

function paintRuler(context: Context, { layout, view, extent }: Scene, ink: Ink): void {
  const { heightPx } = layout.ruler;
  context.font = `11px ${ink.mono}`;
  context.textBaseline = 'middle';
  for (const tick of ticks(view, extent)) {
    const x = Math.round(tick.px);
    context.fillStyle = ink.colour(tick.label ? 'edge' : 'line');
    const length = tick.label ? heightPx - 6 : 5;
    context.fillRect(x, heightPx - length, 1, length);
    if (!tick.label) continue;
    context.fillStyle = ink.colour('muted');
    context.fillText(tick.label, x + 5, heightPx / 2 - 1);
  }
}

/** Slanted lines: there is no picture here, said without colour. */
function hatch(context: Context, x: number, y: number, width: number, height: number): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let at = x - (x % 7) - height; at < x + width; at += 7) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

function paintFootage(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, footage } = scene;
  const { topPx, heightPx } = layout.footage;
  context.fillStyle = ink.colour('ink-0');
  context.fillRect(0, topPx, layout.widthPx, heightPx);
  for (const stretch of footage) {
    const from = Math.max(-2, toPx(view, stretch.startUs));
    const to = Math.min(layout.widthPx + 2, toPx(view, stretch.endUs));
    if (to < 0 || from > layout.widthPx) continue;
    context.fillStyle = ink.colour(stretch.state === 'whole' ? 'ink-4' : 'ink-2');
    context.fillRect(from, topPx, to - from, heightPx - 1);
    if (stretch.state === 'missing') {
      context.strokeStyle = ink.colour('edge');
      hatch(context, from, topPx, to - from, heightPx - 1);
    }
    context.fillStyle = ink.colour('ink-4');
    for (const made of stretch.made) {
      const start = Math.max(from, toPx(view, made.startUs));
      const end = Math.min(to, toPx(view, made.endUs));
      if (stretch.state === 'copy' && end > start) {
        context.fillRect(start, topPx, end - start, heightPx - 1);
      }
    }
    // A join: a clear line at the beginning of every part but one that starts the lesson.
    if (stretch.startUs > 0) {
      context.fillStyle = ink.colour('ink-0');
      context.fillRect(Math.round(from) - 1, topPx, 2, heightPx);
    }
    if (footage.length > 1 && heightPx >= 14 && to - from > 90) {
      context.save();
      context.beginPath();
      context.rect(from, topPx, to - from - 6, heightPx);
      context.clip();
      context.fillStyle = ink.colour('muted');
      context.font = `10px ${ink.mono}`;
      context.fillText(stretch.name, Math.max(from, 0) + 6, topPx + heightPx / 2);
      context.restore();
    }
  }
}

function paintRows(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, rows } = scene;
  rows.forEach((row, at) => {
    const band = layout.rows[at];
    if (!band) return;
    context.fillStyle = ink.colour('ink-2');
    context.fillRect(0, band.topPx, layout.widthPx, band.heightPx);
    row.levels.forEach((level, index) => {
      const { topPx, heightPx } = levelBand(band, index, row.levels.length);
      for (const span of spansOf(level, view, layout.widthPx, LEAST_PX)) {
        paintSpan(context, scene, ink, span, kindOf(row.kind).colour, topPx, heightPx);
      }
    });
  });
}

function paintSpan(
  context: Context,
  scene: Scene,
  ink: Ink,
  { fromPx, toPx: endPx, moment }: Span,
  colour: string,
  topPx: number,
  heightPx: number,
): void {
  const from = Math.max(fromPx, -8);
  const width = Math.min(endPx, scene.layout.widthPx + 8) - from;
  const isPoint = moment !== null && moment.startUs === moment.endUs;
  const chosen = moment !== null && moment.id === scene.momentId;
  const hovered = moment !== null && moment.id === scene.hoverId;
  context.fillStyle = ink.colour(colour);
  context.globalAlpha = chosen || hovered ? 1 : 0.8;
  context.beginPath();
  // A point stands on its place like a pin; a range lies along it.
  if (isPoint) context.roundRect(from, topPx, LEAST_PX, heightPx, [0, 3, 3, 0]);
  else context.roundRect(from, topPx, Math.max(1, width - 1), heightPx, 3);
  context.fill();
  context.globalAlpha = 1;
  if (chosen) {
    context.strokeStyle = ink.colour('text');
    context.lineWidth = 2;
    context.stroke();
    context.lineWidth = 1;
  }
}

function paintSelection(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, inUs, outUs } = scene;
  const last = layout.rows.at(-1);
  const bottom = last ? last.topPx + last.heightPx : layout.footage.topPx + layout.footage.heightPx;
  const top = layout.ruler.heightPx;
  if (inUs !== null && outUs !== null) {
    const from = Math.max(0, toPx(view, inUs));
    const to = Math.min(layout.widthPx, toPx(view, outUs));
    context.fillStyle = ink.colour('chalk-wash');
    if (to > from) context.fillRect(from, 0, to - from, bottom);
  }
  context.fillStyle = ink.colour('chalk');
  for (const [us, side] of [
    [inUs, 1],
    [outUs, -1],
  ] as const) {
    if (us === null) continue;
    const x = Math.round(toPx(view, us));
    if (x < -8 || x > layout.widthPx + 8) continue;
    // Brackets, as on the buttons: [ and ].
    context.fillRect(side === 1 ? x : x - 1, 3, 1, bottom - 3);
    context.fillRect(side === 1 ? x : x - 6, 3, 6, 2);
    context.fillRect(side === 1 ? x : x - 6, top - 2, 6, 2);
  }
}

function paintOverview(context: Context, scene: Scene, ink: Ink): void {
  const { layout, extent, rows, view } = scene;
  const { topPx, heightPx } = layout.overview;
  context.fillStyle = ink.colour('ink-2');
  context.fillRect(0, topPx, layout.widthPx, heightPx);
  const whole = fit(extent);
  const each = (heightPx - 6) / Math.max(1, rows.length);
  rows.forEach((row, at) => {
    context.fillStyle = ink.colour(kindOf(row.kind).colour);
    for (const level of row.levels) {
      for (const { fromPx, toPx: endPx } of spansOf(level, whole, layout.widthPx, 2)) {
        context.fillRect(fromPx, topPx + 3 + at * each, endPx - fromPx, Math.max(2, each - 1));
      }
    }
  });
  const shown: Range = inView(view, layout.widthPx);
  const from = toPx(whole, shown.startUs);
  const width = Math.max(6, toPx(whole, shown.endUs) - from);
  context.fillStyle = 'rgb(0 0 0 / 35%)';
  context.fillRect(0, topPx, from, heightPx);
  context.fillRect(from + width, topPx, layout.widthPx - from - width, heightPx);
  context.strokeStyle = ink.colour('chalk');
  context.strokeRect(
    from + 0.5,
    topPx + 0.5,
    Math.min(width, layout.widthPx - from) - 1,
    heightPx - 1,
  );
}
