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
