/**
 * The mend timeline that is on screen: what it shows, its canvas, and every listener and frame it has.
 * They go when it goes.
 */
import { samplesToUs } from '../../../../shared/domain/narration';
import { lessonStore } from '../../../stores/document';
import { useOpenNarration, watchNarration } from '../../../stores/narration';
import {
  type Extent,
  fit,
  follow,
  limit,
  panBy,
  toPx,
  type Viewport,
  zoomAt,
} from '../../../ui/time-axis/geometry';
import { Glider } from '../../../ui/time-axis/glider';
import { type Context, contextOf, type Ink, inkOf } from '../../../ui/time-axis/ink';
import { WaveImage } from '../../../ui/time-axis/wave-image';
import { momentWords } from './event-words';
import { useLevels, wantLevels } from './levels';
import { type MendLayout, mendLayout } from './mend-layout';
import { type MendScene, paintMend } from './mend-paint';
import { useMendView } from './mend-view';
import { reading } from './reading';

export class MendSurface {
  readonly host: HTMLElement;
  layout: MendLayout = mendLayout(1, 1, false);
  extent: Extent = { endUs: 0, widthPx: 1 };
  view: Viewport = fit(this.extent);
  /** True while a hand is on the timeline: it then does not move by itself. */
  held = false;
  /** Where an event is being dragged to, samples. */
  dragAt: number | null = null;
  readonly #canvas: HTMLCanvasElement;
  readonly #playhead: HTMLElement;
  readonly #context: Context;
  readonly #ink: Ink;
  readonly #wave = new WaveImage();
  readonly #glider = new Glider((px) => this.#glideTo(px));
  readonly #stops: (() => void)[] = [];
  #known: Pick<MendScene, 'narration' | 'path' | 'happenings' | 'reach' | 'named'> | null = null;
  #frame = 0;
  #at = 0;
  #following = true;

  constructor(host: HTMLElement, canvas: HTMLCanvasElement, playhead: HTMLElement) {
    this.host = host;
    this.#canvas = canvas;
    this.#playhead = playhead;
    this.#context = contextOf(canvas);
    this.#ink = inkOf(host);
    const resized = new ResizeObserver(() => this.#measure());
    resized.observe(host);
    this.#stops.push(
      () => resized.disconnect(),
      lessonStore.subscribe((now, before) => now.document !== before.document && this.#read()),
      useOpenNarration.subscribe((now, before) => now.takes !== before.takes && this.#read()),
      useLevels.subscribe(() => this.invalidate()),
      useMendView.subscribe(() => this.invalidate()),
      () => this.#glider.stop(),
      () => cancelAnimationFrame(this.#frame),
    );
    this.#read();
    this.#measure();
    this.#stops.push(watchNarration((t) => this.#moved(t)));
    void document.fonts.ready.then(() => this.invalidate());
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  invalidate(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  /** The view as a hand put it. */
  setView(view: Viewport): void {
    this.#glider.stop();
    this.#take(view);
  }

  zoom(factor: number, anchorPx = this.#anchorPx()): void {
    this.setView(zoomAt(this.view, factor, anchorPx, this.extent));
  }

  fitAll(): void {
    this.setView(fit(this.extent));
  }

  /** Glides by so many pixels, or goes there at once for who wants no movement. */
  glideBy(px: number): void {
    if (!this.#glider.add(px)) this.setView(panBy(this.view, px, this.extent));
  }

  /** From a pointer's place on the page to the canvas's. */
  local(event: { clientX: number; clientY: number }): { xPx: number; yPx: number } {
    const box = this.host.getBoundingClientRect();
    return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
  }

  #glideTo(px: number): boolean {
    const before = this.view.startUs;
    this.#take(panBy(this.view, px, this.extent));
    return this.view.startUs !== before;
  }

  #take(view: Viewport): void {
    this.view = limit(view, this.extent);
    const px = toPx(this.view, samplesToUs(this.#at));
    this.#following = px >= 0 && px <= this.extent.widthPx;
    this.#placePlayhead();
    this.invalidate();
  }

  #anchorPx(): number {
    const px = toPx(this.view, samplesToUs(this.#at));
    return px >= 0 && px <= this.extent.widthPx ? px : this.extent.widthPx / 2;
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.host;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#resize({ ...this.extent, widthPx: clientWidth });
    const ratio = window.devicePixelRatio;
    this.#canvas.width = Math.round(clientWidth * ratio);
    this.#canvas.height = Math.round(clientHeight * ratio);
    this.#canvas.style.width = `${clientWidth}px`;
    this.#canvas.style.height = `${clientHeight}px`;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#layOut();
    this.#paint();
  }

  /** What showed all of it shows all of it still. */
  #resize(extent: Extent): void {
    const wasFit = this.view.usPerPx >= fit(this.extent).usPerPx * 0.999;
    this.extent = extent;
    this.view = wasFit ? fit(extent) : limit(this.view, extent);
    this.#placePlayhead();
  }

  #layOut(): void {
    const hasCues = (this.#known?.narration.cues.length ?? 0) > 0;
    const { clientWidth, clientHeight } = this.host;
    if (clientWidth > 0) this.layout = mendLayout(clientWidth, clientHeight, hasCues);
  }

  #read(): void {
    const read = reading();
    if (!read) {
      this.#known = null;
      this.invalidate();
      return;
    }
    const { narration, path, happenings, takes, end } = read;
    const moments = lessonStore.getState().document?.moments ?? [];
    const same = this.#known?.path === path ? this.#known : null;
    const named = happenings.flatMap(({ event, at }) =>
      event.type === 'moment' && event.momentId !== null
        ? [{ at, name: momentWords(event.momentId, { moments }) }]
        : [],
    );
    let [leastUs, mostUs] = [Number.POSITIVE_INFINITY, 0];
    for (const { startUs, endUs } of same ? [] : path) {
      leastUs = Math.min(leastUs, startUs, endUs);
      mostUs = Math.max(mostUs, startUs, endUs);
    }
    const reach = same?.reach ?? { leastUs: Math.min(leastUs, mostUs), mostUs };
    this.#known = { narration, path, happenings, named, reach };
    void wantLevels(takes.filter(({ voiced }) => voiced).map(({ id }) => id));
    this.#resize({ ...this.extent, endUs: samplesToUs(end) });
    this.#layOut();
    this.invalidate();
  }

  #moved(t: number): void {
    const moved = t !== this.#at;
    this.#at = t;
    if (moved && !this.held) {
      const px = toPx(this.view, samplesToUs(t));
      if (px >= 0 && px <= this.extent.widthPx) this.#following = true;
      else if (this.#following || !useOpenNarration.getState().playing) {
        this.view = follow(this.view, samplesToUs(t), this.extent);
        this.invalidate();
      }
    }
    this.#placePlayhead();
  }

  #placePlayhead(): void {
    const px = toPx(this.view, samplesToUs(this.#at));
    const inside = px >= -1 && px <= this.extent.widthPx + 1;
    this.#playhead.style.visibility = inside ? 'visible' : 'hidden';
    this.#playhead.style.transform = `translateX(${px}px)`;
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { layout, view, extent, dragAt } = this;
    if (!this.#known) {
      this.#context.clearRect(0, 0, layout.widthPx, layout.heightPx);
      return;
    }
    const { from, to, event, cueId } = useMendView.getState();
    const voices = useLevels.getState().takes;
    const hands = { from, to, event, cueId, dragAt };
    const scene = { layout, view, extent, ...this.#known, voices, ...hands };
    paintMend(this.#context, scene, this.#ink, this.#wave);
  }
}
