/** The rows of moments, and all of them small on the overview. */
import { kindOf } from '../../stores/boards';
import type { Range } from '../../../shared/domain/time';
import { along } from './footage';
import { type Extent, fit, inView, toPx, type Viewport } from '../../ui/time-axis/geometry';
import { LEAST_PX, type Layout, levelBand } from './layout';
import type { Context, Ink } from '../../ui/time-axis/ink';
import type { Scene } from './scene';
import { type Span, spansOf } from './spans';

/** More spans than this in a level are drawn square: nobody sees the corners then. */
const ROUND_UP_TO = 120;
/** Narrower than this a note would be a letter or two. */
const NOTE_PX = 44;
/** Lower than this a note cannot be read. */
const NOTE_HIGH_PX = 13;

export function paintRows(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, rows } = scene;
  const { area } = layout;
  context.save();
  context.beginPath();
  context.rect(0, area.topPx, layout.widthPx, area.heightPx);
  context.clip();
  rows.forEach((row, at) => {
    const band = layout.rows[at];
    if (!band || band.topPx > area.topPx + area.heightPx) return;
    if (band.topPx + band.heightPx < area.topPx) return;
    context.fillStyle = ink.colour(row.key === scene.rowKey ? 'ink-3' : 'ink-2');
    context.fillRect(0, band.topPx, layout.widthPx, band.heightPx);
    row.levels.forEach((level, index) => {
      const { topPx, heightPx } = levelBand(band, index, row.levels.length);
      const spans = spansOf(level, view, layout.widthPx, LEAST_PX);
      const round = spans.length <= ROUND_UP_TO ? Math.min(3, heightPx / 3) : 0;
      for (const span of spans) paintSpan(context, scene, ink, span, topPx, heightPx, round);
    });
  });
  context.restore();
}

function paintSpan(
  context: Context,
  scene: Scene,
  ink: Ink,
  span: Span,
  topPx: number,
  heightPx: number,
  round: number,
): void {
  const { moment } = span;
  const from = Math.max(span.fromPx, -8);
  const width = Math.min(span.toPx, scene.layout.widthPx + 8) - from;
  const isPoint = moment !== null && moment.startUs === moment.endUs;
  const chosen = moment !== null && scene.chosen.has(moment.id);
  const lit = chosen || (moment !== null && moment.id === scene.hoverId);
  context.fillStyle = ink.colour(kindOf(span.first.kind).colour);
  context.globalAlpha = lit ? 1 : 0.8;
  const wide = isPoint ? LEAST_PX : Math.max(1, width - 1);
  if (round === 0 && !chosen) context.fillRect(from, topPx, wide, heightPx);
  else {
    context.beginPath();
    // A point stands on its place like a pin; a range lies along it.
    context.roundRect(from, topPx, wide, heightPx, isPoint ? [0, round, round, 0] : round);
    context.fill();
  }
  context.globalAlpha = 1;
  if (chosen) {
    const front = moment.id === scene.momentId;
    context.strokeStyle = ink.colour('text');
    context.lineWidth = front ? 2 : 1.25;
    context.stroke();
    context.lineWidth = 1;
  }
  if (moment && moment.note !== '' && !isPoint && wide > NOTE_PX && heightPx >= NOTE_HIGH_PX) {
    paintNote(context, ink, moment.note, Math.max(from, 0), from + wide, topPx, heightPx);
  }
}

function paintNote(
  context: Context,
  ink: Ink,
  note: string,
  from: number,
  to: number,
  topPx: number,
  heightPx: number,
): void {
  const room = to - from - 10;
  if (room < NOTE_PX - 10) return;
  context.save();
  context.beginPath();
  context.rect(from, topPx, room + 6, heightPx);
  context.clip();
  context.fillStyle = ink.colour('ink-0');
  context.font = `11px ${ink.sans}`;
  context.textBaseline = 'middle';
  // A line is enough: more than fits is cut where the span ends.
  const line = note.slice(0, Math.ceil(room / 3)).replace(/\s+/g, ' ');
  context.fillText(line, from + 5, topPx + heightPx / 2 + 0.5);
  context.restore();
}

/** Everything that was marked, and where parts and gaps begin, small. Drawn anew only on a change. */
export function paintMap(
  context: Context,
  { layout, extent, rows, footage }: Pick<Scene, 'layout' | 'extent' | 'rows' | 'footage'>,
  ink: Ink,
): void {
  const { heightPx } = layout.overview;
  context.fillStyle = ink.colour('ink-2');
  context.fillRect(0, 0, layout.widthPx, heightPx);
  const whole = fit(extent);
  context.fillStyle = ink.colour('edge');
  for (const { startUs } of along(footage)) {
    if (startUs > 0) context.fillRect(Math.round(toPx(whole, startUs)), 0, 1, heightPx);
  }
  const each = (heightPx - 6) / Math.max(1, rows.length);
  rows.forEach((row, at) => {
    for (const level of row.levels) {
      for (const { fromPx, toPx: endPx, first } of spansOf(level, whole, layout.widthPx, 2)) {
        context.fillStyle = ink.colour(kindOf(first.kind).colour);
        context.fillRect(fromPx, 3 + at * each, endPx - fromPx, Math.max(1.5, each - 1));
      }
    }
  });
}

/** What the lanes show, on the overview. */
export function paintShown(
  context: Context,
  { layout, extent, view }: { layout: Layout; extent: Extent; view: Viewport },
  ink: Ink,
): void {
  const { topPx, heightPx } = layout.overview;
  const whole = fit(extent);
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
