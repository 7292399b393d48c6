/** Draws the mend timeline: the voice, the way through the lesson, captions, events, what is chosen. */
import {
  lengthOf,
  type Narration,
  type NarrationCue,
  samplesToUs,
  usToSamples,
} from '../../../../shared/domain/narration';
import type { Happening, PathPiece } from '../../../../shared/domain/narration-path';
import type { Peaks } from '../../../../shared/domain/peaks';
import { type Extent, inView, toUs, type Viewport } from '../../../ui/time-axis/geometry';
import type { Context, Ink } from '../../../ui/time-axis/ink';
import { paintRuler } from '../../../ui/time-axis/ruler';
import type { WaveImage } from '../../../ui/time-axis/wave-image';
import { firstFrom, firstOver, heightOf, type MendLayout, pxOf } from './mend-layout';
import { rateWords } from './event-words';

export interface MendScene {
  layout: MendLayout;
  view: Viewport;
  extent: Extent;
  narration: Pick<Narration, 'row' | 'mends' | 'cues'>;
  path: readonly PathPiece[];
  /** Lesson times between which all of the path lies. */
  reach: { leastUs: number; mostUs: number };
  happenings: readonly Happening[];
  /** Names of the moments that are shown, in order of time. */
  named: readonly { at: number; name: string }[];
  voices: ReadonlyMap<string, Peaks>;
  from: number | null;
  to: number | null;
  event: { takeId: string; place: number } | null;
  cueId: string | null;
  /** Where an event is being dragged to, samples. */
  dragAt: number | null;
}

export function paintMend(context: Context, scene: MendScene, ink: Ink, wave: WaveImage): void {
  const { layout, view, extent } = scene;
  context.clearRect(0, 0, layout.widthPx, layout.heightPx);
  paintVoice(wave, context, scene, ink);
  paintRuler(context, { view, extent, heightPx: layout.ruler.heightPx }, ink);
  if (layout.captions.heightPx > 0) paintCues(context, scene, ink);
  paintPath(context, scene, ink);
  paintNames(context, scene, ink);
  paintEvents(context, scene, ink);
  paintChosen(context, scene, ink);
}

const FULL_SCALE = 32_768;
const MOST_LARGER = 8;

/** One scale for all voices, so that a soft one beside a loud one is seen to be soft. */
function scaleOf({ voices }: MendScene, gainOf: (takeId: string) => number): number {
  let most = 1;
  for (const [takeId, peaks] of voices) {
    const gain = gainOf(takeId);
    peaks.levels.at(-1)?.max.forEach((high) => {
      most = Math.max(most, high * gain);
    });
  }
  return Math.min(MOST_LARGER, (0.95 * FULL_SCALE) / most);
}

function paintVoice(image: WaveImage, context: Context, scene: MendScene, ink: Ink): void {
  const { layout, view, narration, voices } = scene;
  const ratio = context.canvas.width / layout.widthPx;
  const { width } = context.canvas;
  if (!image.begin(width, Math.round(layout.wave.heightPx * ratio), ink)) return;
  const gains = new Map(narration.mends.map(({ takeId, gainDb }) => [takeId, 10 ** (gainDb / 20)]));
  const gainOf = (takeId: string) => gains.get(takeId) ?? 1;
  const scale = scaleOf(scene, gainOf);
  let begins = 0;
  for (const stretch of narration.row) {
    const [first, end] = [begins, begins + lengthOf(stretch)];
    begins = end;
    const peaks = stretch.type === 'told' ? voices.get(stretch.takeId) : undefined;
    const from = Math.max(0, Math.round(pxOf(view, first) * ratio));
    const to = Math.min(width, Math.round(pxOf(view, end) * ratio));
    if (!peaks || to <= from) continue;
    const byUs = samplesToUs(stretch.from - first);
    const shown = {
      startUs: toUs(view, from / ratio) + byUs,
      endUs: toUs(view, to / ratio) + byUs,
      columns: to - from,
    };
    image.draw(from, peaks, shown, scale * gainOf(stretch.takeId), ink);
  }
  image.put(context, Math.round(layout.wave.topPx * ratio));
}

/** Cues whose place on the canvas is not too narrow to be seen, with it. */
function paintCues(context: Context, scene: MendScene, ink: Ink): void {
  const { layout, view, narration, cueId } = scene;
  const { topPx, heightPx } = layout.captions;
  context.font = `11px ${ink.sans}`;
  context.textBaseline = 'middle';
  let drawnTo = Number.NEGATIVE_INFINITY;
  const draw = (cue: NarrationCue): void => {
    const [x, end] = [pxOf(view, cue.from), pxOf(view, cue.to)];
    if (end < 0 || x > layout.widthPx || end < drawnTo + 1) return;
    drawnTo = end;
    const width = Math.max(1, end - x - 1);
    context.fillStyle = ink.colour(cue.id === cueId ? 'chalk-wash' : 'ink-3');
    context.fillRect(x, topPx + 1, width, heightPx - 2);
    if (width < 24) return;
    context.save();
    context.beginPath();
    context.rect(x, topPx, width - 3, heightPx);
    context.clip();
    context.fillStyle = ink.colour(cue.text.trim() === '' ? 'faint' : 'text');
    const left = Math.max(x, 0) + 4;
    context.fillText(cue.text.trim().replace(/\s+/g, ' ') || '…', left, topPx + heightPx / 2 + 1);
    context.restore();
  };
  const { cues } = narration;
  const { startUs, endUs } = inView(view, layout.widthPx);
  for (let at = firstOver(cues, usToSamples(startUs)); at < cues.length; at++) {
    const cue = cues[at] as NarrationCue;
    if (samplesToUs(cue.from) > endUs) break;
    draw(cue);
  }
}

/** Pieces narrower than a pixel: how far up and down they reach in each column. */
class Crowd {
  readonly #top: Float32Array;
  readonly #bottom: Float32Array;

  constructor(widthPx: number) {
    this.#top = new Float32Array(Math.ceil(widthPx) + 1).fill(Number.NaN);
    this.#bottom = new Float32Array(this.#top.length);
  }

  add(column: number, top: number, bottom: number): void {
    if (column < 0 || column >= this.#top.length) return;
    const known = this.#top[column] as number;
    const empty = Number.isNaN(known);
    this.#top[column] = empty ? top : Math.min(known, top);
    this.#bottom[column] = empty ? bottom : Math.max(this.#bottom[column] as number, bottom);
  }

  paint(context: Context, colour: string): void {
    context.fillStyle = colour;
    this.#top.forEach((top, column) => {
      if (Number.isNaN(top)) return;
      context.fillRect(column, top - 1, 1, (this.#bottom[column] as number) - top + 2);
    });
  }
}

/**
 * The way through the lesson: earlier below, later above. A picture that stands is a thick flat line, a
 * jump a dotted step, another speed a dashed slope with its name. What is narrower than a pixel is a bar.
 */
function paintPath(context: Context, scene: MendScene, ink: Ink): void {
  const { layout, view, path } = scene;
  const yOf = heightOf(layout.path, scene.reach);
  const runs = {
    usual: new Path2D(),
    other: new Path2D(),
    held: new Path2D(),
    jumps: new Path2D(),
  };
  const crowd = new Crowd(layout.widthPx);
  const labels: { x: number; y: number; text: string }[] = [];
  const { startUs, endUs } = inView(view, layout.widthPx);
  let labelledTo = 0;
  let before: { x: number; y: number } | null = null;
  // Of a long narration only what is in view is gone through.
  for (let at = firstOver(path, usToSamples(startUs)); at < path.length; at++) {
    const piece = path[at] as PathPiece;
    if (samplesToUs(piece.from) > endUs) break;
    const [x, end] = [pxOf(view, piece.from), pxOf(view, piece.to)];
    const [y, endY] = [yOf(piece.startUs), yOf(piece.endUs)];
    if (end - x < 1) {
      crowd.add(Math.floor(x), Math.min(y, endY), Math.max(y, endY));
      before = null;
      continue;
    }
    if (before && Math.abs(before.y - y) > 2) {
      runs.jumps.moveTo(before.x, before.y);
      runs.jumps.lineTo(x, y);
    }
    const run = piece.rate === 0 ? runs.held : piece.rate === 1 ? runs.usual : runs.other;
    run.moveTo(x, y);
    run.lineTo(end, endY);
    const words = piece.rate === 0 ? '' : rateWords(piece.rate);
    if (words && end - x > 56 && x > labelledTo) {
      labels.push({ x: Math.max(x, 0) + 4, y: Math.min(y, endY), text: words });
      labelledTo = x + 56;
    }
    before = { x: end, y: endY };
  }
  context.lineCap = 'butt';
  const stroke = (run: Path2D, token: string, width: number, dash: number[]): void => {
    context.strokeStyle = ink.colour(token);
    context.lineWidth = width;
    context.setLineDash(dash);
    context.stroke(run);
  };
  crowd.paint(context, ink.colour('edge'));
  stroke(runs.jumps, 'edge', 1, [2, 3]);
  stroke(runs.usual, 'sky', 2, []);
  stroke(runs.other, 'iris', 2, [6, 3]);
  stroke(runs.held, 'sand', 4, []);
  context.setLineDash([]);
  context.lineWidth = 1;
  context.font = `11px ${ink.sans}`;
  context.textBaseline = 'bottom';
  context.fillStyle = ink.colour('muted');
  for (const { x, y, text } of labels) {
    context.fillText(text, x, Math.max(y - 3, layout.path.topPx + 12));
  }
}

const NAME_PX = 130;

/** The moments that are shown, named where there is room. */
function paintNames(context: Context, { layout, view, named }: MendScene, ink: Ink): void {
  const { topPx, heightPx } = layout.path;
  context.font = `11px ${ink.sans}`;
  context.textBaseline = 'top';
  let free = Number.NEGATIVE_INFINITY;
  for (const { at, name } of named) {
    const x = Math.round(pxOf(view, at));
    if (x < -NAME_PX || x > layout.widthPx) continue;
    context.fillStyle = ink.colour('line');
    context.fillRect(x, topPx, 1, heightPx);
    if (x < free) continue;
    free = x + NAME_PX;
    context.save();
    context.beginPath();
    context.rect(x, topPx, NAME_PX - 6, 16);
    context.clip();
    context.fillStyle = ink.colour('pencil');
    context.fillText(name, x + 5, topPx + 2);
    context.restore();
  }
}

/** A mark an event, one a pixel; the one in hand is larger and stands up. */
function paintEvents(context: Context, scene: MendScene, ink: Ink): void {
  const { layout, view, happenings, event, dragAt } = scene;
  const { topPx, heightPx } = layout.events;
  const { startUs, endUs } = inView(view, layout.widthPx);
  context.fillStyle = ink.colour('line');
  context.fillRect(0, topPx, layout.widthPx, 1);
  context.fillStyle = ink.colour('muted');
  let last = Number.NaN;
  const first = firstFrom(happenings, usToSamples(startUs));
  for (let at = first; at < happenings.length; at++) {
    const happening = happenings[at] as Happening;
    if (samplesToUs(happening.at) > endUs) break;
    const x = Math.round(pxOf(view, happening.at));
    if (x === last) continue;
    last = x;
    context.fillRect(x - 1, topPx + 3, 2, heightPx - 5);
  }
  const chosen =
    event &&
    happenings.find(({ takeId, place }) => takeId === event.takeId && place === event.place);
  if (!chosen) return;
  const x = Math.round(pxOf(view, dragAt ?? chosen.at));
  context.fillStyle = ink.colour('chalk');
  context.fillRect(x - 1, layout.ruler.heightPx, 2, layout.heightPx - layout.ruler.heightPx);
  context.fillRect(x - 3, topPx + 1, 6, heightPx - 2);
}

function paintChosen(context: Context, { layout, view, from, to }: MendScene, ink: Ink): void {
  if (from !== null && to !== null) {
    const [x, end] = [Math.max(0, pxOf(view, from)), Math.min(layout.widthPx, pxOf(view, to))];
    context.fillStyle = ink.colour('chalk-wash');
    if (end > x) context.fillRect(x, 0, end - x, layout.heightPx);
  }
  context.fillStyle = ink.colour('chalk');
  for (const [t, side] of [
    [from, 1],
    [to, -1],
  ] as const) {
    if (t === null) continue;
    const x = Math.round(pxOf(view, t));
    // Brackets, as on the buttons: [ and ].
    context.fillRect(side === 1 ? x : x - 1, 3, 1, layout.heightPx - 3);
    context.fillRect(side === 1 ? x : x - 6, 3, 6, 2);
    context.fillRect(side === 1 ? x : x - 6, layout.heightPx - 3, 6, 2);
  }
}
