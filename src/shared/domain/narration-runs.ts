/**
 * A narration as runs: stretches of time in which nothing changes but the lesson's time, which stands
 * or goes on evenly. Who needs every frame of a long narration asks its runs, of which there are as
 * many as events; what they say is what `narrationAt` says.
 */
import { lengthOf, type Told, VOICE_RATE } from './narration';
import { happenedBy, narrationAt, type NarrationState, walkOf } from './narration-state';
import type { Box } from './drawing';
import { US_PER_SECOND } from './time';

export interface NarrationRun {
  /** Samples of the narration, half open. */
  from: number;
  to: number;
  /** At `from`. */
  state: NarrationState;
}

/** Lesson time at a time of a run, microseconds. @param t samples of the narration */
export function lessonUsIn({ from, state }: NarrationRun, t: number): number {
  if (state.held) return state.lessonUs;
  return Math.max(0, state.lessonUs + (((t - from) * US_PER_SECOND) / VOICE_RATE) * state.rate);
}

/** In order, without gaps; none for a narration of no length. */
export function runsOf(told: Told): NarrationRun[] {
  const takes = new Map(told.takes.map((take) => [take.id, take]));
  const runs: NarrationRun[] = [];
  let begins = 0;
  for (const stretch of told.row) {
    const length = lengthOf(stretch);
    const events = stretch.type === 'told' ? (takes.get(stretch.takeId)?.events ?? []) : [];
    const times = new Set([begins]);
    for (let n = happenedBy(events, stretch.from); n < events.length; n++) {
      const at = (events[n]?.at ?? 0) - stretch.from;
      if (at >= length) break;
      times.add(begins + at);
    }
    const starts = length > 0 ? [...times] : [];
    const walk = walkOf(events);
    for (const [nth, from] of starts.entries()) {
      const to = starts[nth + 1] ?? begins + length;
      const state =
        stretch.type === 'told' ? walk(stretch.from + from - begins) : narrationAt(told, from);
      runs.push({ from, to, state });
    }
    begins += length;
  }
  return runs;
}

/**
 * What of the picture is seen when a box of it is to fill it: the smallest part of the picture's own
 * shape that holds the box, kept within the picture.
 */
export function seenThrough(box: Box): Box {
  const side = Math.min(1, Math.max(0.02, Math.abs(box.width), Math.abs(box.height)));
  const within = (from: number, length: number): number =>
    Math.min(1 - side, Math.max(0, from + length / 2 - side / 2));
  return { x: within(box.x, box.width), y: within(box.y, box.height), width: side, height: side };
}
