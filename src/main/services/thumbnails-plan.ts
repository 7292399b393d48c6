/** Which tiles are made next, and how. Pure. */
import { spacingUs } from '../../shared/domain/thumbs';

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

/** Opening a file and going to a place in it takes about this long. */
export const SEEK_MS = 230;
/** A pass over a second of footage, until a part's own is known: 1080p, a keyframe each 8 s. */
export const PASS_MS_PER_SECOND = 3;

/** Tiles further apart than this are sought one by one. */
function worthPassing(fromTile: number, toTile: number, passMsPerSecond: number): boolean {
  const seconds = ((toTile - fromTile) * spacingUs(0)) / 1_000_000;
  return seconds * passMsPerSecond <= SEEK_MS;
}

/**
 * The next run.
 * @param busy tiles that are being made already, by part
 * @param hands how many runs may still be started now: what is most urgent is shared out among them
 */
export function nextRun(
  groups: readonly Group[],
  busy: (partId: string, tile: number) => boolean,
  hands: number,
  passMsPerSecond: (partId: string) => number,
): Run | null {
  for (const { partId, tiles } of groups) {
    const open = tiles.filter((tile) => !busy(partId, tile));
    const [first] = open;
    if (first === undefined) continue;
    const share = Math.ceil(open.length / Math.max(1, hands));
    const run = [first];
    for (const tile of open.slice(1, share)) {
      if (!worthPassing(run.at(-1) ?? first, tile, passMsPerSecond(partId))) break;
      run.push(tile);
    }
    if (run.length > 1) return { partId, tiles: run, by: 'pass' };
    // None near it: as many as come one by one before the next that does have a neighbour.
    const alone = [first];
    for (const tile of open.slice(1, share)) {
      if (worthPassing(alone.at(-1) ?? first, tile, passMsPerSecond(partId))) break;
      alone.push(tile);
    }
    return { partId, tiles: alone, by: 'seeks' };
  }
  return null;
}
