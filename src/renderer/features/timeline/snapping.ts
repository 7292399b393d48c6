/** What a drag snaps to, found by halving: made once when a drag begins. */
import type { Id } from '../../../shared/domain/ids';
import type { Moment } from '../../../shared/domain/moment';

export interface Snaps {
  /** Edges of moments, pauses and parts, in rising order. */
  edges: Float64Array;
  /** What matters most: of two that are equally near, one of these. */
  places: readonly number[];
}

/** @param except moments that move themselves. */
export function snapsOf(
  moments: readonly Moment[],
  except: ReadonlySet<Id>,
  others: readonly number[],
  places: readonly number[],
): Snaps {
  const edges = new Float64Array(2 * moments.length + others.length);
  let count = 0;
  for (const moment of moments) {
    if (moment.adrift || except.has(moment.id)) continue;
    edges[count++] = moment.startUs;
    edges[count++] = moment.endUs;
  }
  for (const us of others) edges[count++] = us;
  return { edges: edges.subarray(0, count).sort(), places };
}

/** The place of `us` in a rising list: how many come before it. */
function countBefore(edges: Float64Array, us: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) < us) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nearest place within reach, or null. A reach of 0 snaps to nothing. */
export function snapTo(us: number, { edges, places }: Snaps, reachUs: number): number | null {
  if (reachUs <= 0) return null;
  let best: number | null = null;
  const offer = (target: number | undefined) => {
    if (target === undefined) return;
    const distance = Math.abs(target - us);
    if (distance <= reachUs && (best === null || distance < Math.abs(best - us))) best = target;
  };
  for (const place of places) offer(place);
  const at = countBefore(edges, us);
  offer(edges[at - 1]);
  offer(edges[at]);
  return best;
}

/** The nearest place after a time (1) or before it (-1); null beyond the last. */
export function edgeBeside(us: number, { edges, places }: Snaps, by: 1 | -1): number | null {
  const at = by > 0 ? countBefore(edges, Math.floor(us) + 1) : countBefore(edges, us) - 1;
  const beyond = [edges[at] ?? us, ...places].filter((edge) => (edge - us) * by > 0);
  return beyond.length === 0 ? null : by > 0 ? Math.min(...beyond) : Math.max(...beyond);
}
