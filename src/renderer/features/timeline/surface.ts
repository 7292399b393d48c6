/**
 * The timeline that is on screen: what it shows, its canvas, and every listener and frame it has.
 * They go when it goes.
 */
import type { Cue } from '../../../shared/domain/captions';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import type { Mask } from '../../../shared/domain/mask';
import type { Moment } from '../../../shared/domain/moment';
import type { Range } from '../../../shared/domain/time';
import { useBoards } from '../../stores/boards';
import { shownTrack, useCaptions } from '../../stores/captions';
import { lessonStore } from '../../stores/document';
import { useMasking } from '../../stores/masking';
import { usePlayable } from '../../stores/playable';
import { transport, usePlayback } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { useSettings } from '../../stores/settings';
import { selectionOf, useView } from '../../stores/view';
import { visibleMoments } from '../../stores/visible-moments';
import { type Stretch, stretchesOf } from './footage';
import {
  centred,
  type Extent,
  fit,
  follow,
  inView,
  limit,
  panBy,
  show,
  type Snap,
  toPx,
  type Viewport,
  zoomAt,
} from '../../ui/time-axis/geometry';
import { Glider } from '../../ui/time-axis/glider';
import { hiddenInTime } from './hidden';
import { type Layout, layoutFor, scrollToRow } from './layout';
import { Painter } from './painter';
import type { Scene } from './scene';
import { RowsInStep } from './rows-in-step';
import type { Row } from './rows';
import { isFolded, useShown } from './shown';
import { rowName } from './rows';
import { edgeBeside, type Snaps, snapsOf, snapTo } from './snapping';

/** How long a view that was moved by hand stays where it is while the lesson plays. */
const HANDS_OFF_MS = 2_500;

export interface SurfaceParts {
  host: HTMLElement;
  canvas: HTMLCanvasElement;
  playhead: HTMLElement;
  /** The playhead on the overview. */
  mark: HTMLElement;
}

const NO_CUES: readonly Cue[] = [];
const NO_MASKS: readonly Mask[] = [];
const NO_MOMENTS: readonly Moment[] = [];
const EMPTY = layoutFor({ widthPx: 1, heightPx: 1 }, []);

export class Surface {
  readonly host: HTMLElement;
  layout: Layout = EMPTY;
  extent: Extent = { endUs: 0, widthPx: 1 };
  view: Viewport = fit(this.extent);
  rows: readonly Row[] = [];
  hoverId: string | null = null;
  lasso: Scene['lasso'] = null;
  /** True while a hand is on the timeline: it then does not move by itself. */
  held = false;
  readonly #parts: SurfaceParts;
  readonly #painter: Painter;
  readonly #glider = new Glider((px) => this.#glideTo(px));
  readonly #inStep = new RowsInStep();
  readonly #stops: (() => void)[] = [];
  footage: readonly Stretch[] = [];
  /** What is said, where the lesson has captions. */
  cues: readonly Cue[] = [];
  /** What is hidden of the lesson, in order of time. */
  hidden: readonly Mask[] = [];
  #masks = NO_MASKS;
  #frame = 0;
  #following = true;
  #movedAtMs = Number.NEGATIVE_INFINITY;
  #atUs = 0;
  #scrollPx = 0;
  #onLayout: (layout: Layout, rows: readonly Row[]) => void;

  constructor(parts: SurfaceParts, onLayout: (layout: Layout, rows: readonly Row[]) => void) {
    this.#parts = parts;
    this.host = parts.host;
    this.#onLayout = onLayout;
    this.#painter = new Painter(parts.host, parts.canvas);
    const resized = new ResizeObserver(() => this.#measure());
    resized.observe(parts.host);
    this.#stops.push(
      () => resized.disconnect(),
      lessonStore.subscribe((now, before) => now.document !== before.document && this.#read()),
      usePlayable.subscribe(() => this.#readFootage()),
      useBoards.subscribe(() => this.#read()),
      useSettings.subscribe((now, before) => now.boardId !== before.boardId && this.#read()),
      useShown.subscribe(() => this.#read()),
      useCaptions.subscribe(() => this.#read()),
      useMasking.subscribe(() => this.invalidate()),
      useView.subscribe((now, before) => {
        const sieved = now.filter !== before.filter || now.hiddenLayers !== before.hiddenLayers;
        if (sieved) this.#read();
        else this.invalidate();
      }),
      this.#painter.onNews(() => this.invalidate()),
      () => this.#glider.stop(),
      () => cancelAnimationFrame(this.#frame),
    );
    this.#read();
    this.#measure();
    this.#stops.push(watchPlayhead((us) => this.#movePlayhead(us)));
    void document.fonts.ready.then(() => this.invalidate());
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
    this.#painter.dispose();
  }

  invalidate(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  /** The view as a hand put it. */
  setView(view: Viewport): void {
    this.#glider.stop();
    this.#take(view);
  }

  #take(view: Viewport): void {
    this.view = limit(view, this.extent);
    const px = toPx(this.view, this.#atUs);
    this.#following = px >= 0 && px <= this.extent.widthPx;
    this.#movedAtMs = performance.now();
    this.#placePlayhead();
    this.invalidate();
  }

  /** Glides by so many pixels, or goes there at once for who wants no movement. */
  glideBy(px: number): void {
    if (!this.#glider.add(px)) this.setView(panBy(this.view, px, this.extent));
  }

  /** Goes on as it was thrown. @param speed pixels a millisecond. */
  throwBy(speed: number): void {
    this.#glider.throw(speed);
  }

  /** @returns false at the lesson's end: there is nowhere further to glide. */
  #glideTo(px: number): boolean {
    const before = this.view.startUs;
    this.#take(panBy(this.view, px, this.extent));
    return this.view.startUs !== before;
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

  /** Brings a range into view, where it is not, without zooming. */
  reveal(range: Range): void {
    const shown = inView(this.view, this.extent.widthPx);
    if (range.startUs >= shown.startUs && range.startUs < shown.endUs) return;
    this.setView(follow(this.view, range.startUs, this.extent));
  }

  /** Scrolls the rows. */
  scrollRows(byPx: number): void {
    this.#scrollPx = this.layout.scrollPx + byPx;
    this.#layOut();
  }

  revealRow(key: string): void {
    const at = this.rows.findIndex((row) => row.key === key);
    this.#scrollPx = scrollToRow(this.layout, at);
    this.#layOut();
  }

  /** From a pointer's place on the page to the lanes'. */
  local(event: { clientX: number; clientY: number }): { xPx: number; yPx: number } {
    const box = this.host.getBoundingClientRect();
    return { xPx: event.clientX - box.left - this.layout.labelsPx, yPx: event.clientY - box.top };
  }

  selection(): Range | null {
    return selectionOf(useView.getState());
  }

  /** What a drag snaps to, gathered as it begins; but for the moments in `except`. */
  snap(except: ReadonlySet<string>, withSelection = true): (reachPx: number) => Snap {
    const snaps = this.#edges(except, withSelection, [transport().nowUs()]);
    return (reachPx) => {
      const reachUs = reachPx * this.view.usPerPx;
      return (us) => snapTo(us, snaps, reachUs);
    };
  }

  /** The next place that a drag would snap to (1), or the one before (-1): for the playhead. */
  edgeBeside(us: number, by: 1 | -1): number | null {
    return edgeBeside(us, this.#edges(new Set(), true, []), by);
  }

  /** Edges of moments, joins of parts, pauses in the talk, the selection, both ends of the lesson. */
  #edges(except: ReadonlySet<string>, withSelection: boolean, more: readonly number[]): Snaps {
    const { inUs, outUs } = useView.getState();
    const own = withSelection ? [inUs, outUs] : [];
    const places = [...more, ...own, 0, this.extent.endUs];
    const joins = this.footage.flatMap(({ startUs, endUs }) => [startUs, endUs]);
    return snapsOf(
      lessonStore.getState().document?.moments ?? [],
      except,
      [...joins, ...this.#painter.pauseEdges(this.footage)],
      places.filter((us) => us !== null),
    );
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
    this.#layOut();
    this.extent = { ...this.extent, widthPx: this.layout.widthPx };
    this.view = wasFit ? fit(this.extent) : limit(this.view, this.extent);
    this.#painter.size(this.layout);
    this.#placePlayhead();
    this.#paint();
  }

  /** Bands for the rows there are; what stands at the left is told only when something moved. */
  #layOut(): void {
    const { clientWidth, clientHeight } = this.host;
    if (clientWidth === 0 || clientHeight === 0) return;
    const shown = useShown.getState();
    const sizes = this.rows.map((row) => ({
      levels: row.levels.length,
      folded: isFolded(shown, row.key),
      heightPx: shown.heightsPx[rowName(shown.rowsBy, row.key)] ?? null,
    }));
    const size = { widthPx: clientWidth, heightPx: clientHeight };
    const has = { captions: this.cues.length > 0, hidden: this.hidden.length > 0 };
    this.layout = layoutFor(size, sizes, this.#scrollPx, has);
    this.#scrollPx = this.layout.scrollPx;
    this.#onLayout(this.layout, this.rows);
    this.invalidate();
  }

  #read(): void {
    const { document } = lessonStore.getState();
    const wasFit = this.view.usPerPx >= fit(this.extent).usPerPx * 0.999;
    const all = document?.moments ?? NO_MOMENTS;
    const shown = document ? visibleMoments() : NO_MOMENTS;
    this.rows = this.#inStep.read(shown, all, useShown.getState());
    this.cues = shownTrack(document, useCaptions.getState().trackId)?.cues ?? NO_CUES;
    const masks = document?.masks ?? NO_MASKS;
    if (masks !== this.#masks) this.hidden = hiddenInTime(masks);
    this.#masks = masks;
    const endUs = document ? lessonEndUs(document) : 0;
    if (endUs !== this.extent.endUs) {
      this.extent = { ...this.extent, endUs };
      this.view = wasFit ? fit(this.extent) : limit(this.view, this.extent);
    }
    this.#painter.mapIsOld();
    this.#readFootage();
    this.#layOut();
    this.#placePlayhead();
    this.invalidate();
  }

  #readFootage(): void {
    const { document } = lessonStore.getState();
    this.footage = document ? stretchesOf(document, usePlayable.getState().made) : [];
    this.invalidate();
  }

  #movePlayhead(us: number): void {
    const moved = us !== this.#atUs;
    this.#atUs = us;
    if (moved && !this.held && !this.#glider.isGliding) this.#follow(us);
    this.#placePlayhead();
  }

  #follow(us: number): void {
    const mode = useShown.getState().follow;
    if (mode === 'off') return;
    const { playing } = usePlayback.getState();
    if (mode === 'centred' && playing) {
      if (performance.now() - this.#movedAtMs < HANDS_OFF_MS) return;
      this.view = centred(this.view, us, this.extent);
      // At once, so that picture and playhead move in the same frame.
      this.#paint();
      return;
    }
    const px = toPx(this.view, us);
    if (px >= 0 && px <= this.extent.widthPx) this.#following = true;
    else if (this.#following || !playing) {
      this.view = follow(this.view, us, this.extent);
      this.invalidate();
    }
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
    const { layout, extent, view, rows, footage, cues, hidden, hoverId, lasso } = this;
    const { rowKey } = useShown.getState();
    const { inUs, outUs, momentId, momentIds } = useView.getState();
    const { selectedId: maskId } = useMasking.getState();
    const hands = { hoverId, lasso, rowKey, inUs, outUs, momentId, maskId };
    const lesson = { extent, rows, footage, cues, hidden };
    this.#painter.paint({ layout, view, ...lesson, ...hands }, momentIds);
  }
}
