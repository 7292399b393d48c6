/** The canvas of the timeline at the screen's own resolution, and what is kept between paints. */
import type { Id } from '../../../shared/domain/ids';
import { toLessonUs } from '../../../shared/domain/lesson-time';
import { usePeaks, wantPeaks } from '../../stores/peaks';
import { afterPicture } from '../../stores/after-picture';
import { strip } from '../../stores/strip';
import { chosenSet } from '../../stores/view';
import type { Stretch } from './footage';
import type { Layout } from './layout';
import { paint } from './paint';
import { paintMap, paintShown } from './paint-rows';
import { wantTiles } from './paint-strip';
import { WaveImage } from '../../ui/time-axis/wave-image';
import { type Context, contextOf, type Ink, inkOf } from '../../ui/time-axis/ink';
import type { Scene } from './scene';

/** What changes all the time, a drag say, is drawn on the overview this often. */
const MAP_REST_MS = 120;
/** How long the strip and the sound wait for the picture. */
const PATIENCE_MS = 1_500;

export class Painter {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: Context;
  readonly #ink: Ink;
  readonly #wave = new WaveImage();
  /** The overview's moments, drawn once and shown at every paint. */
  readonly #map = document.createElement('canvas');
  readonly #mapContext = contextOf(this.#map);
  /** `fresh`, or drawn before what it shows changed, or never drawn at this size. */
  #mapIs: 'fresh' | 'old' | 'blank' = 'blank';
  #redraw: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  /** What is fetched beside the picture would make its first frame late. */
  #mayFetch = false;

  constructor(host: HTMLElement, canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = contextOf(canvas);
    this.#ink = inkOf(host);
  }

  /** Told when something came that is to be painted. Answers how to stop. */
  onNews(listener: () => void): () => void {
    this.#listeners.add(listener);
    const begin = (): void => {
      this.#mayFetch = true;
      listener();
    };
    const stops = [
      strip.onChanged(listener),
      usePeaks.subscribe(listener),
      afterPicture(begin, PATIENCE_MS),
    ];
    return () => {
      for (const stop of stops) stop();
      this.#listeners.delete(listener);
      clearTimeout(this.#redraw);
    };
  }

  /** Gives the pixels back at once; they would stay until rubbish is taken out. */
  dispose(): void {
    for (const canvas of [this.#canvas, this.#map]) canvas.width = canvas.height = 0;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Asks for the pictures in view, and for the sound of what is there; once each. */
  #want(scene: Scene): void {
    if (!this.#mayFetch) return;
    wantTiles(scene);
    const { footage } = scene;
    wantPeaks(footage.filter(({ hasSound }) => hasSound).map(({ part }) => part.id));
  }

  /** Where pauses in the talk begin and end, in lesson time. */
  pauseEdges(footage: readonly Stretch[]): number[] {
    const { parts } = usePeaks.getState();
    return footage.flatMap(({ part }) =>
      (parts.get(part.id)?.pauses ?? []).flatMap(({ startUs, endUs }) => [
        toLessonUs(part, startUs),
        toLessonUs(part, endUs),
      ]),
    );
  }

  /** The canvas for a layout. */
  size({ widthPx, heightPx, labelsPx, overview }: Layout): void {
    const ratio = devicePixelRatio;
    const canvas = this.#canvas;
    canvas.width = Math.round(widthPx * ratio);
    canvas.height = Math.round(heightPx * ratio);
    canvas.style.left = `${labelsPx}px`;
    canvas.style.width = `${widthPx}px`;
    canvas.style.height = `${heightPx}px`;
    this.#map.width = canvas.width;
    this.#map.height = Math.max(1, Math.round(overview.heightPx * ratio));
    this.#mapIs = 'blank';
  }

  /** Moments or rows changed: the overview is drawn anew in a moment, once for a burst of edits. */
  mapIsOld(): void {
    if (this.#mapIs === 'fresh') this.#mapIs = 'old';
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      if (this.#mapIs === 'old') this.#mapIs = 'blank';
      this.#tell();
    }, MAP_REST_MS);
  }

  paint(scene: Omit<Scene, 'chosen'>, chosen: readonly Id[]): void {
    const { layout } = scene;
    const ratio = this.#canvas.width / layout.widthPx;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const whole = { ...scene, chosen: chosenSet(chosen) };
    this.#want(whole);
    paint(this.#context, whole, this.#ink, this.#wave);
    if (layout.overview.heightPx === 0) return;
    if (this.#mapIs === 'blank') {
      this.#mapContext.setTransform(ratio, 0, 0, ratio, 0, 0);
      paintMap(this.#mapContext, scene, this.#ink);
      this.#mapIs = 'fresh';
    }
    const { topPx, heightPx } = layout.overview;
    this.#context.drawImage(this.#map, 0, topPx, layout.widthPx, heightPx);
    paintShown(this.#context, scene, this.#ink);
  }
}
