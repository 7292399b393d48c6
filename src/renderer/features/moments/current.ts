/** Which moment playback is at, and the order of the list. Pure. */
import type { Moment } from '../../../shared/domain/moment';
import { US_PER_SECOND } from '../../../shared/domain/time';

/** A point counts as current for this long after its place. */
const POINT_US = 4 * US_PER_SECOND;
/** How many earlier moments are asked whether they still go on. */
const LOOK_BACK = 200;

/**
 * In the order they are seen; those without picture apart, after the others.
 * @param moments in order of time, as a document has them.
 * @param anyAdrift false when none is without picture: then they are not gone through.
 */
export function inListOrder(
  moments: readonly Moment[],
  anyAdrift: boolean,
): { placed: readonly Moment[]; adrift: readonly Moment[] } {
  if (!anyAdrift) return { placed: moments, adrift: [] };
  return {
    placed: moments.filter((moment) => !moment.adrift),
    adrift: moments.filter((moment) => moment.adrift),
  };
}

/** Index of the last moment that begins at or before a time; -1 before the first. */
export function lastStarted(placed: readonly Moment[], us: number): number {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle]?.startUs ?? 0) <= us) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The moment to highlight: of those that go on at this time the one that began last. Null between
 * moments.
 */
export function currentAt(placed: readonly Moment[], us: number): Moment | null {
  const from = lastStarted(placed, us);
  for (let at = from; at >= 0 && at > from - LOOK_BACK; at--) {
    const moment = placed[at];
    if (moment && us < Math.max(moment.endUs, moment.startUs + POINT_US)) return moment;
  }
  return null;
}
