/** Which pieces of a playable copy are made next, and when a run must give way. Pure. */
import { PIECE_US } from '../../shared/domain/pieces';
import type { Range } from '../../shared/domain/time';

export interface Stretch {
  first: number;
  /** The piece after the last one. */
  end: number;
}

/** A piece that the run under way makes within this many is waited for. */
const SOON = 3;
/** So far ahead of the playhead that nobody waits for it: 30 s. */
const WELL_AHEAD = 15;

/**
 * The next stretch without pieces: from the playhead forward, then from the beginning.
 * @param end the number after the last piece
 */
export function nextStretch(
  made: ReadonlySet<number>,
  end: number,
  playhead: number,
): Stretch | null {
  const hole = (from: number, to: number): number | null => {
    for (let piece = from; piece < to; piece++) if (!made.has(piece)) return piece;
    return null;
  };
  const start = Math.min(Math.max(0, playhead), end);
  const first = hole(start, end) ?? hole(0, start);
  if (first === null) return null;
  let last = first + 1;
  while (last < end && !made.has(last)) last++;
  return { first, end: last };
}

/** A review copy's runs are this long at most, 60 s: what is near the playhead goes before the rest. */
const OUTWARD = 30;
/** Behind the playhead a hole counts as so much further: lessons are mostly watched forwards. */
const BACKWARD = 2;

/** The next stretch without pieces, outward from the playhead both ways. */
export function outwardStretch(
  made: ReadonlySet<number>,
  end: number,
  playhead: number,
): Stretch | null {
  const start = Math.min(Math.max(0, playhead), Math.max(0, end - 1));
  let ahead = start;
  while (ahead < end && made.has(ahead)) ahead++;
  let behind = start - 1;
  while (behind >= 0 && made.has(behind)) behind--;
  if (ahead >= end && behind < 0) return null;
  if (ahead < end && (behind < 0 || ahead - start <= (start - behind) * BACKWARD)) {
    let last = ahead + 1;
    while (last < end && last - ahead < OUTWARD && !made.has(last)) last++;
    return { first: ahead, end: last };
  }
  let first = behind;
  while (first > 0 && behind - first + 1 < OUTWARD && !made.has(first - 1)) first--;
  return { first, end: behind + 1 };
}

/** True when a run makes, now or soon, what should be made next. */
export function isNear(run: { next: number }, stretch: Stretch): boolean {
  return Math.abs(run.next - stretch.first) <= WELL_AHEAD;
}

/** True when a run that makes `next` now, up to `end`, will soon have made this piece. */
export function comesSoon(piece: number, run: { next: number; end: number }): boolean {
  return piece >= run.next && piece < run.end && piece <= run.next + SOON;
}

/** True when the run is so far ahead of the playhead that everything else may go first. */
export function isWellAhead(next: number, playhead: number): boolean {
  return next < playhead || next > playhead + WELL_AHEAD;
}

/** The stretches that are made, in part time, joined where they touch. */
export function madeRanges(made: ReadonlySet<number>, durationUs: number): Range[] {
  const ranges: Range[] = [];
  for (const piece of [...made].sort((a, b) => a - b)) {
    const startUs = piece * PIECE_US;
    const endUs = Math.min(startUs + PIECE_US, durationUs);
    const last = ranges.at(-1);
    if (last && last.endUs === startUs) last.endUs = endUs;
    else ranges.push({ startUs, endUs });
  }
  return ranges;
}
