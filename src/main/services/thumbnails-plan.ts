/** Which tiles are made next, and how. Pure. */
import { spacingUs } from '../../shared/domain/thumbs';
import { usToSeconds } from '../../shared/domain/time';

/** Tiles of one part on one level that are still to be made, rising; the most urgent group first. */
export interface Group {
  partId: string;
  level: number;
  tiles: readonly number[];
}

/** Tiles that one run makes: in one pass over a stretch, or one by one. */
export interface Run {
  partId: string;
  tiles: readonly number[];
  by: 'pass' | 'seeks';
}

/** What reading one part takes. */
export interface Pace {
  /** Opening the file and going to a place in it. */
  seekMs: number;
  passMsPerSecond: number;
}

/** Until a part's own is known: 1080p, a keyframe each 8 s, nothing else going on. */
export const USUAL_PACE: Pace = { seekMs: 230, passMsPerSecond: 3 };

/** So many are sought before it is asked again whether a pass is not better. */
const MOST_SEEKS = 8;
/** So few tiles are not shared out again: opening the file for a run takes as long as some of them. */
const FEW = 24;
/** A pass over less says little about how long one takes. */
const LONG_PASS_S = 60;

const secondsBetween = (fromTile: number, toTile: number): number =>
  usToSeconds((toTile - fromTile) * spacingUs(0));

/** Tiles further apart than this are sought one by one. */
function worthPassing(fromTile: number, toTile: number, pace: Pace): boolean {
  return secondsBetween(fromTile, toTile) * pace.passMsPerSecond <= pace.seekMs;
}

/**
 * What a part's pace is after a run. Both halves are taken from the machine as it is: on a busy one a
 * pass is slow, but so is a seek.
 */
export function paceAfter(
  pace: Pace,
  { tiles, by }: Pick<Run, 'tiles' | 'by'>,
  tookMs: number,
): Pace {
  if (by === 'seeks') return { ...pace, seekMs: tookMs / tiles.length };
  const seconds = secondsBetween(tiles[0] ?? 0, tiles.at(-1) ?? 0);
  if (seconds < LONG_PASS_S) return pace;
  // A seek measured on a busier machine may seem to be all of it.
  const passMs = Math.max(tookMs - pace.seekMs, tookMs / 2);
  return { ...pace, passMsPerSecond: passMs / seconds };
}

/**
 * The next run.
 * @param busy tiles that are being made already, by part
 * @param hands how many runs there may be at once, and how many of them may still be started now: what is
 *   most urgent is shared out, so that the last of it is not left to one
 */
export function nextRun(
  groups: readonly Group[],
  busy: (partId: string, tile: number) => boolean,
  hands: { all: number; free: number },
  paceOf: (partId: string) => Pace,
): Run | null {
  for (const { partId, tiles } of groups) {
    const open = tiles.filter((tile) => !busy(partId, tile));
    const [first] = open;
    if (first === undefined) continue;
    const few = Math.min(FEW, Math.ceil(open.length / Math.max(1, hands.free)));
    const share = Math.max(few, Math.ceil(open.length / hands.all));
    const run = [first];
    for (const tile of open.slice(1, share)) {
      if (!worthPassing(run.at(-1) ?? first, tile, paceOf(partId))) break;
      run.push(tile);
    }
    if (run.length > 1) return { partId, tiles: run, by: 'pass' };
    // None near it: as many as come one by one before the next that does have a neighbour.
    const alone = [first];
    for (const tile of open.slice(1, Math.min(share, MOST_SEEKS))) {
      if (worthPassing(alone.at(-1) ?? first, tile, paceOf(partId))) break;
      alone.push(tile);
    }
    return { partId, tiles: alone, by: 'seeks' };
  }
  return null;
}
