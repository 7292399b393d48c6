/**
 * What the room sees and hears at any time of a narration. Pure and total: every number is a time, and
 * every log has an answer. Playing, looking ahead, rendering and tests ask nothing else.
 */
import type { Box } from './drawing';
import {
  type EventOf,
  lengthOf,
  type NarrationEvent,
  type NarrationLayout,
  samplesToUs,
  type Told,
} from './narration';

export type Drawn = Omit<EventOf<'drawn'>, 'type' | 'at'>;

export interface NarrationState extends NarrationLayout {
  /** The lesson's time on screen, microseconds. */
  lessonUs: number;
  /** The picture stands. */
  held: boolean;
  /** Lesson time a second of voice, while it is not held. */
  rate: number;
  /** Oldest first. */
  drawn: readonly Drawn[];
  momentId: string | null;
  /** The part of the picture that fills it. */
  zoom: Box | null;
  /** Of the lesson's sound, 0 to 1. */
  volume: number;
}

/** Where nothing was ever shown: the beginning of the lesson stands. */
export const NOTHING_YET: NarrationState = {
  ...{ lessonUs: 0, held: true, rate: 1, largeId: null, alone: false },
  ...{ drawn: [], momentId: null, zoom: null, volume: 1 },
};

/** How many of the events have happened at a time. @param events in order of time */
export function happenedBy(events: readonly NarrationEvent[], t: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

function after(state: NarrationState, event: NarrationEvent): NarrationState {
  switch (event.type) {
    case 'shown':
      return { ...state, lessonUs: event.lessonUs, held: event.held, rate: event.rate };
    case 'layout':
      return { ...state, largeId: event.largeId, alone: event.alone };
    case 'drawn': {
      const { id, shape, colour, size } = event;
      const drawn = state.drawn.filter((one) => one.id !== id);
      return { ...state, drawn: [...drawn, { id, shape, colour, size }] };
    }
    case 'wiped':
      return { ...state, drawn: state.drawn.filter(({ id }) => id !== event.id) };
    case 'cleared':
      return { ...state, drawn: [] };
    case 'moment':
      return { ...state, momentId: event.momentId };
    case 'zoom':
      return { ...state, zoom: event.box };
    case 'volume':
      return { ...state, volume: event.volume };
    case 'meant':
      return state;
  }
}

/**
 * The states of a take one after the other: who asks for many of them goes through its events once.
 * @param events in order of time
 * @returns the state at a time, see {@link stateAt}; no time may be before the one that was asked last
 */
export function walkOf(events: readonly NarrationEvent[]): (t: number) => NarrationState {
  const shown = events.find((event) => event.type === 'shown');
  let state = shown ? { ...after(NOTHING_YET, shown), held: true } : NOTHING_YET;
  let since = 0;
  let next = 0;
  return (t) => {
    for (let event = events[next]; event && event.at <= t; event = events[++next]) {
      state = after(state, event);
      if (event.type === 'shown') since = event.at;
    }
    if (state.held) return state;
    const lessonUs = Math.max(0, state.lessonUs + samplesToUs(t - since) * state.rate);
    return { ...state, lessonUs };
  };
}

/**
 * The state at a sample of a take.
 * @param events in order of time
 * @param t samples since the take began; before its first event what that shows stands still
 */
export function stateAt(events: readonly NarrationEvent[], t: number): NarrationState {
  return walkOf(events)(Number.isFinite(t) ? t : 0);
}

/** Where a time of a narration is in its row; the end of the last stretch for a time after it. */
export function placeIn({ row }: Pick<Told, 'row'>, t: number): { index: number; into: number } {
  let left = Number.isFinite(t) ? Math.max(0, t) : 0;
  for (const [index, stretch] of row.entries()) {
    const length = lengthOf(stretch);
    if (left < length || index === row.length - 1) return { index, into: Math.min(left, length) };
    left -= length;
  }
  return { index: -1, into: 0 };
}

/**
 * The state at a time of a narration.
 * @param t samples since it began; before that it is as at its beginning, after its end as at its end
 */
export function narrationAt(told: Told, t: number): NarrationState {
  const { index, into } = placeIn(told, t);
  const stretch = told.row[index];
  const take = told.takes.find(({ id }) => id === stretch?.takeId);
  if (!stretch || !take) return NOTHING_YET;
  if (stretch.type === 'hold') return { ...stateAt(take.events, stretch.from), held: true };
  return stateAt(take.events, stretch.from + into);
}
