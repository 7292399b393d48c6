/**
 * The way a narration takes through its lesson, piece by piece, and what happens on it: what mending
 * draws and lists. Both walk each take's events once. Times are samples of the narration.
 */
import {
  type EventOf,
  lengthOf,
  type Narration,
  type NarrationEvent,
  samplesToUs,
  type Take,
  type Told,
} from './narration';
import { happenedBy, placeIn } from './narration-state';

/** From here to here the picture stands, or runs at one rate. */
export interface PathPiece {
  from: number;
  to: number;
  /** Lesson time at its beginning and at its end; the same where the picture stands. */
  startUs: number;
  endUs: number;
  rate: number;
}

type ShownEvent = EventOf<'shown'>;

const isShown = (event: NarrationEvent): event is ShownEvent => event.type === 'shown';

/** Pieces of a stretch of a take. @param by what makes the take's time the narration's */
function piecesOf(shown: readonly ShownEvent[], from: number, to: number, by: number): PathPiece[] {
  const pieces: PathPiece[] = [];
  const add = (event: ShownEvent | undefined, first: number, last: number, runs: boolean): void => {
    if (last <= first) return;
    const rate = event && runs && !event.held ? event.rate : 0;
    const usAt = (t: number) => {
      const passed = samplesToUs(t - (event?.at ?? 0)) * rate;
      return Math.max(0, (event?.lessonUs ?? 0) + passed);
    };
    const [startUs, endUs] = [usAt(first), usAt(last)];
    pieces.push({ from: first + by, to: last + by, startUs, endUs, rate });
  };
  const begun = happenedBy(shown, from);
  const current = shown[Math.max(0, begun - 1)];
  add(current, from, Math.min(to, shown[begun]?.at ?? to), begun > 0);
  for (let at = begun; at < shown.length && (shown[at]?.at ?? to) < to; at++) {
    const event = shown[at] as ShownEvent;
    add(event, event.at, Math.min(to, shown[at + 1]?.at ?? to), true);
  }
  return pieces;
}

/** All of a narration's pieces, in order and without gaps; the picture is as `narrationAt` says. */
export function pathOf({ row, takes }: Told): PathPiece[] {
  const shownOf = new Map(takes.map(({ id, events }) => [id, events.filter(isShown)]));
  const path: PathPiece[] = [];
  let begins = 0;
  for (const stretch of row) {
    const length = lengthOf(stretch);
    const shown = shownOf.get(stretch.takeId) ?? [];
    if (stretch.type === 'told') {
      for (const piece of piecesOf(shown, stretch.from, stretch.to, begins - stretch.from)) {
        path.push(piece);
      }
    } else if (length > 0) {
      const [now] = piecesOf(shown, stretch.from, stretch.from + 1, 0);
      const startUs = now?.startUs ?? 0;
      path.push({ from: begins, to: begins + length, startUs, endUs: startUs, rate: 0 });
    }
    begins += length;
  }
  return path;
}

/** An event where it happens in the narration. */
export interface Happening {
  takeId: string;
  /** Its place in the take's list, as it was recorded. */
  place: number;
  event: NarrationEvent;
  at: number;
}

/** The first that is at or after a time. */
function firstAt(all: readonly Happening[], t: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.at ?? t) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * What happens in a narration, in order of time: events as they were moved, those that were taken out
 * left out. An event of a stretch that is used twice happens twice.
 */
export function happeningsOf(
  { row, mends }: Pick<Told, 'row'> & Pick<Narration, 'mends'>,
  takes: readonly Pick<Take, 'id' | 'samples' | 'events'>[],
): Happening[] {
  const movesOf = new Map(mends.map(({ takeId, moved }) => [takeId, moved]));
  const ofTake = new Map(
    takes.map(({ id, samples, events }) => {
      const moved = new Map(movesOf.get(id)?.map(({ event, at }) => [event, at]));
      const all = events.flatMap((event, place): Happening[] => {
        const at = moved.get(place);
        if (at === null) return [];
        const time = Math.min(at ?? event.at, samples);
        return [{ takeId: id, place, event, at: time }];
      });
      return [id, moved.size > 0 ? all.sort((a, b) => a.at - b.at) : all];
    }),
  );
  const happenings: Happening[] = [];
  let begins = 0;
  for (const [index, stretch] of row.entries()) {
    if (stretch.type === 'told') {
      const next = row[index + 1];
      // At its very end only where the take does not go on in the next stretch.
      const goesOn = next?.takeId === stretch.takeId && next.from === stretch.to;
      const all = ofTake.get(stretch.takeId) ?? [];
      for (let n = firstAt(all, stretch.from); n < all.length; n++) {
        const happening = all[n] as Happening;
        const { at } = happening;
        if (at > stretch.to || (at === stretch.to && goesOn)) break;
        happenings.push({ ...happening, at: begins + at - stretch.from });
      }
    }
    begins += lengthOf(stretch);
  }
  return happenings;
}

/**
 * A time of the narration as one of a take.
 * @returns null where something else is told there: an event cannot be moved into another recording.
 */
export function takeTime({ row }: Pick<Told, 'row'>, takeId: string, t: number): number | null {
  const { index, into } = placeIn({ row }, t);
  const stretch = row[index];
  if (stretch?.takeId !== takeId) return null;
  return stretch.type === 'told' ? stretch.from + Math.round(into) : stretch.from;
}
