/**
 * The timeline that is on screen: what it shows, its canvas, and every listener and frame it has.
 * They go when it goes.
 */
import { byTime } from '../../../shared/domain/moment';
import { KINDS } from '../../../shared/domain/kinds';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Range } from '../../../shared/domain/time';
import { lessonStore } from '../../stores/document';
import { usePlayable } from '../../stores/playable';
import { transport, usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { selectionOf, useView } from '../../stores/view';
import { type Stretch, stretchesOf } from './footage';
import { type Extent, fit, follow, limit, show, toPx, type Viewport, zoomAt } from './geometry';
import { type Row, rowsOf } from './lanes';
import { type Layout, layoutFor } from './layout';
import { type Ink, inkOf, paint } from './paint';

const KIND_IDS = KINDS.map((kind) => kind.id);

export interface SurfaceParts {
  host: HTMLElement;
  canvas: HTMLCanvasElement;
  playhead: HTMLElement;
  /** The playhead on the overview. */
  mark: HTMLElement;
}

export class Surface {
  readonly host: HTMLElement;
  layout: Layout = layoutFor(1, 1, KINDS.length);
  extent: Extent = { endUs: 0, widthPx: 1 };
  view: Viewport = fit(this.extent);
  rows: readonly Row[] = rowsOf([], KIND_IDS);
  hoverId: string | null = null;
  /** True while a hand is on the timeline: it then does not move by itself. */
  held = false;
  readonly #parts: SurfaceParts;
  readonly #context: CanvasRenderingContext2D;
  readonly #ink: Ink;
  readonly #stops: (() => void)[] = [];
  #footage: readonly Stretch[] = [];
  #frame = 0;
  #following = true;
  #atUs = 0;
  #onLayout: (layout: Layout) => void;

  constructor(parts: SurfaceParts, onLayout: (layout: Layout) => void) {
    this.#parts = parts;
    this.host = parts.host;
    this.#onLayout = onLayout;
    const context = parts.canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    this.#context = context;
    this.#ink = inkOf(parts.host);
    const resized = new ResizeObserver(() => this.#measure());
    resized.observe(parts.host);
    this.#stops.push(
      () => resized.disconnect(),
      lessonStore.subscribe((now, before) => now.document !== before.document && this.#read()),
      usePlayable.subscribe(() => this.#read()),
      useView.subscribe(() => this.invalidate()),
      () => cancelAnimationFrame(this.#frame),
    );
    this.#measure();
    this.#read();
    this.#stops.push(watchPlayhead((us) => this.#movePlayhead(us)));
    void document.fonts.ready.then(() => this.invalidate());
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  invalidate(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  setView(view: Viewport): void {
    this.view = limit(view, this.extent);
    const px = toPx(this.view, this.#atUs);
    this.#following = px >= 0 && px <= this.extent.widthPx;
    this.#placePlayhead();
    this.invalidate();
  }

  zoom(factor: number, anchorPx = this.#anchorPx()): void {
    this.setView(zoomAt(this.view, factor, anchorPx, this.extent));
  }

  fitLesson(): void {
    this.setView(fit(this.extent));
  }

  showRange(range: Range): void {
    this.setView(show(range, this.extent));
  }

  /** From a pointer's place on the page to the lanes'. */
  local(event: { clientX: number; clientY: number }): { xPx: number; yPx: number } {
    const box = this.host.getBoundingClientRect();
    return { xPx: event.clientX - box.left - this.layout.labelsPx, yPx: event.clientY - box.top };
  }

  selection(): Range | null {
    return selectionOf(useView.getState());
  }

  /** Zooming by key or button keeps the playhead where it is when it is in view. */
  #anchorPx(): number {
    const px = toPx(this.view, this.#atUs);
    return px >= 0 && px <= this.extent.widthPx ? px : this.extent.widthPx / 2;
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.host;
    if (clientWidth === 0 || clientHeight === 0) return;
    const wasFit = this.view.usPerPx >= fit(this.extent).usPerPx * 0.999;
    this.layout = layoutFor(clientWidth, clientHeight, this.rows.length);
    this.extent = { ...this.extent, widthPx: this.layout.widthPx };
    this.view = wasFit ? fit(this.extent) : limit(this.view, this.extent);
    const { canvas } = this.#parts;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(this.layout.widthPx * ratio);
    canvas.height = Math.round(clientHeight * ratio);
    canvas.style.left = `${this.layout.labelsPx}px`;
    canvas.style.width = `${this.layout.widthPx}px`;
    canvas.style.height = `${clientHeight}px`;
    this.#onLayout(this.layout);
    this.#placePlayhead();
    this.#paint();
  }

  #read(): void {
    const { document } = lessonStore.getState();
    const rowCount = this.rows.length;
    const wasFit = this.view.usPerPx >= fit(this.extent).usPerPx * 0.999;
    this.rows = rowsOf([...(document?.moments ?? [])].sort(byTime), KIND_IDS);
    this.#footage = document ? stretchesOf(document, usePlayable.getState().made) : [];
    const endUs = document ? lessonEndUs(document) : 0;
    if (endUs !== this.extent.endUs) {
      this.extent = { ...this.extent, endUs };
      this.view = wasFit ? fit(this.extent) : limit(this.view, this.extent);
    }
    if (rowCount !== this.rows.length) this.#measure();
    this.#placePlayhead();
    this.invalidate();
  }

  #movePlayhead(us: number): void {
    const moved = us !== this.#atUs;
    this.#atUs = us;
    if (moved && !this.held) {
      const { playing } = usePlayback.getState();
      const px = toPx(this.view, us);
      if (px >= 0 && px <= this.extent.widthPx) this.#following = true;
      else if (this.#following || !playing) {
        this.view = follow(this.view, us, this.extent);
        this.invalidate();
      }
    }
    this.#placePlayhead();
  }

  #placePlayhead(): void {
    const { playhead, mark } = this.#parts;
    const px = toPx(this.view, this.#atUs);
    const inside = px >= -1 && px <= this.extent.widthPx + 1;
    playhead.style.visibility = inside ? 'visible' : 'hidden';
    playhead.style.transform = `translateX(${this.layout.labelsPx + px}px)`;
    mark.style.transform = `translateX(${this.layout.labelsPx + toPx(fit(this.extent), this.#atUs)}px)`;
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const ratio = this.#parts.canvas.width / this.layout.widthPx;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { inUs, outUs, momentId } = useView.getState();
    const { layout, extent, view, rows, hoverId } = this;
    const footage = this.#footage;
    paint(
      this.#context,
      { layout, extent, view, rows, footage, inUs, outUs, momentId, hoverId },
      this.#ink,
    );
  }

  /** What a drag snaps to besides moments: playhead, selection, both ends of the lesson. */
  places(): number[] {
    const { inUs, outUs } = useView.getState();
    return [transport().nowUs(), inUs, outUs, 0, this.extent.endUs].filter((us) => us !== null);
  }
}
