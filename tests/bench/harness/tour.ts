/**
 * A tour of a timeline: from the whole lesson into ten minutes, along them, into one minute, along
 * it, and back out. The same views at the same times for whoever takes it; who is slow shows fewer
 * of them, and its frames are further apart.
 */
import {
  fit,
  inView,
  panBy,
  type Viewport,
  zoomAt,
} from '../../../src/renderer/ui/time-axis/geometry';
import { US_PER_SECOND } from '../../../src/shared/domain/time';

export const TOUR_PX = 1400;
export const LESSON_S = 3600;

/** What a sixtieth of a second brings: closer by a factor about the middle, or along by pixels. */
export type Step = { zoom: number } | { panPx: number };

const zooming = (ticks: number, by: number): Step[] =>
  Array.from({ length: ticks }, () => ({ zoom: by ** (1 / ticks) }));
const panning = (ticks: number, px: number): Step[] =>
  Array.from({ length: ticks }, () => ({ panPx: px }));

/** Seven and a half seconds. */
export const STEPS: readonly Step[] = [
  ...zooming(60, 6),
  ...panning(120, 14),
  ...zooming(60, 10),
  ...panning(120, 14),
  ...zooming(90, 1 / 60),
];

/** Until the one minute has been gone along: what is in view then is looked at. */
export const TO_MINUTE = 300;

export interface View {
  startS: number;
  endS: number;
}

/** What is in view after each step. */
export function viewsOf(steps: readonly Step[]): View[] {
  const extent = { endUs: LESSON_S * US_PER_SECOND, widthPx: TOUR_PX };
  let view: Viewport = fit(extent);
  return steps.map((step) => {
    view =
      'zoom' in step
        ? zoomAt(view, step.zoom, TOUR_PX / 2, extent)
        : panBy(view, step.panPx, extent);
    const { startUs, endUs } = inView(view, TOUR_PX);
    return { startS: startUs / US_PER_SECOND, endS: endUs / US_PER_SECOND };
  });
}

declare global {
  interface Window {
    /** How a peer shows a stretch of the lesson. */
    benchShow?: (startS: number, endS: number) => void;
    /** A peer's own way to take the lesson's moments. */
    benchTake?: (marks: readonly { kind: string; startUs: number; endUs: number }[]) => unknown;
  }
}

/**
 * In the page: takes the tour and answers how far apart its frames were, in milliseconds. A page
 * that has no timeline stays idle as long; one that is still at it after a minute is stopped.
 */
export function takeTour(asked: { steps: readonly Step[]; views: View[] }): Promise<number[]> {
  const { steps, views } = asked;
  // What takes a minute for a tour of seconds has shown how slow it is.
  const longestMs = 60_000;
  const slider = document.querySelector('[role="slider"][aria-label="Timeline"]');
  const canvas = slider?.querySelector('canvas')?.getBoundingClientRect();
  const middle = canvas ? { x: canvas.left + canvas.width / 2, y: canvas.top + 8 } : { x: 0, y: 0 };
  const wheel = (step: Step): void => {
    const zooms = 'zoom' in step;
    // The wheel's own scale: 250 of it is a factor of e.
    const deltaY = zooms ? -Math.log(step.zoom) * 250 : step.panPx;
    const at = { clientX: middle.x, clientY: middle.y, bubbles: true, cancelable: true };
    slider?.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY, ctrlKey: zooms }));
  };
  const show = (from: number, to: number): void => {
    const view = views[to - 1];
    if (window.benchShow && view) window.benchShow(view.startS, view.endS);
    else if (slider) for (const step of steps.slice(from, to)) wheel(step);
  };
  return new Promise((done) => {
    const apart: number[] = [];
    let [first, last, at] = [0, 0, 0];
    const frame = (now: number): void => {
      if (last > 0) apart.push(now - last);
      else first = now;
      last = now;
      if (at === steps.length || now - first > longestMs) {
        done(apart);
        return;
      }
      const to = Math.min(steps.length, Math.floor(((now - first) * 60) / 1000));
      if (to > at) show(at, to);
      at = Math.max(at, to);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** In Plenary's page: what the timeline looks like, to tell that a tour really went somewhere. */
export function looksLike(): string {
  const canvas = document.querySelector<HTMLCanvasElement>('[aria-label="Timeline"] canvas');
  return canvas?.toDataURL() ?? '';
}
