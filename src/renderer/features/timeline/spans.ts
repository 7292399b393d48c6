/**
 * What of a level is to be drawn, hit and heard. Spans that would share pixels are drawn as one and
 * found by leaps, so that a hundred thousand moments cost no more than the pixels they cover.
 */
import { byTime, type Moment } from '../../../shared/domain/moment';
import type { Viewport } from '../../ui/time-axis/geometry';
import type { Level } from './levels';
import type { Row } from './rows';

/** A stretch of pixels to draw: one moment, or several that cannot be told apart. */
export interface Span {
  fromPx: number;
  toPx: number;
  /** The moment, when it is one. */
  moment: Moment | null;
  /** The first of them. */
  first: Moment;
}

/**
 * The spans of a level in view. A moment narrower than `leastPx` is drawn that wide from its start;
 * spans that touch or overlap are one.
 */
export function spansOf(level: Level, view: Viewport, widthPx: number, leastPx: number): Span[] {
  const { startsUs, endsUs, reachUs, moments } = level;
  const { startUs: viewUs, usPerPx } = view;
  const viewEndUs = viewUs + widthPx * usPerPx;
  const spans: Span[] = [];
  let at = level.firstReaching(viewUs - leastPx * usPerPx);
  while (at < moments.length) {
    const startUs = startsUs[at] ?? 0;
    const first = moments[at];
    if (startUs > viewEndUs || !first) break;
    const fromPx = (startUs - viewUs) / usPerPx;
    let toPx = Math.max(((endsUs[at] ?? 0) - viewUs) / usPerPx, fromPx + leastPx);
    let last = at;
    for (;;) {
      const next = level.countStarted(viewUs + (toPx - 0.5) * usPerPx, last) - 1;
      if (next <= last) break;
      last = next;
      const reachPx = ((reachUs[last] ?? 0) - viewUs) / usPerPx;
      toPx = Math.max(toPx, reachPx, ((startsUs[last] ?? 0) - viewUs) / usPerPx + leastPx);
      if (toPx > widthPx) break;
    }
    if (toPx >= 0) spans.push({ fromPx, toPx, moment: last === at ? first : null, first });
    // Whatever else begins in view lies under this one.
    if (toPx > widthPx) break;
    at = last + 1;
  }
  return spans;
}

/** The moments of a level under a pixel, the shortest first: the one that is hardest to hit. */
export function momentsAt(level: Level, view: Viewport, px: number, leastPx: number): Moment[] {
  const us = view.startUs + px * view.usPerPx;
  const leastUs = leastPx * view.usPerPx;
  const found: Moment[] = [];
  for (let at = level.firstReaching(us - leastUs); at < level.length; at++) {
    const startUs = level.startsUs[at] ?? 0;
    if (startUs > us) break;
    const endUs = Math.max(level.endsUs[at] ?? 0, startUs + leastUs);
    const moment = level.moments[at];
    if (moment && us <= endUs) found.push(moment);
  }
  return found.sort((a, b) => a.endUs - a.startUs - (b.endUs - b.startUs));
}

/** The moments of a row that touch a stretch of time, in order. */
export function momentsWithin(row: Row, startUs: number, endUs: number): Moment[] {
  const found: Moment[] = [];
  for (const level of row.levels) {
    for (let at = level.firstReaching(startUs); at < level.length; at++) {
      if ((level.startsUs[at] ?? 0) > endUs) break;
      const moment = level.moments[at];
      if (moment && moment.endUs >= startUs) found.push(moment);
    }
  }
  return found.sort(byTime);
}

/** The moment of a row that comes next after another, or before it; from a time when it is null. */
export function neighbourIn(row: Row, from: Moment | null, us: number, by: 1 | -1): Moment | null {
  const found = row.levels.flatMap((level) => {
    if (by > 0) {
      const at = from ? level.placeOf(from) : level.countStarted(us - 1);
      return level.moments[level.moments[at]?.id === from?.id ? at + 1 : at] ?? [];
    }
    const at = from ? level.placeOf(from) : level.countStarted(us);
    return level.moments[at - 1] ?? [];
  });
  found.sort(byTime);
  return (by > 0 ? found[0] : found.at(-1)) ?? null;
}
