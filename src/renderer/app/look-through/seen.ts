/** Which pictures someone has had before their eyes. Pure. */

export interface Seen {
  readonly total: number;
  readonly count: number;
  has(frame: number): boolean;
  /** False when it was seen before, or is none. */
  mark(frame: number): boolean;
  /** The next one from here on that was not seen, from the beginning again at the end; null when all were. */
  next(frame: number): number | null;
}

export function createSeen(total: number): Seen {
  const seen = new Uint8Array(total);
  let count = 0;
  const next = (frame: number): number | null => {
    if (count === total) return null;
    const after = seen.indexOf(0, frame);
    const found = after >= 0 ? after : seen.indexOf(0);
    return found >= 0 ? found : null;
  };
  return {
    total,
    get count() {
      return count;
    },
    has: (frame) => seen[frame] === 1,
    mark(frame) {
      if (seen[frame] !== 0) return false;
      seen[frame] = 1;
      count++;
      return true;
    },
    next,
  };
}

/** The frame that is shown at a time. @param timesUs rising */
export function frameShownAt(timesUs: readonly number[], us: number): number {
  let low = 0;
  let high = timesUs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((timesUs[middle] ?? 0) <= us) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Which frames stand in a strip of so many places, the one in hand in the middle where that can be. */
export function stripAround(at: number, places: number, total: number): number[] {
  const count = Math.min(places, total);
  const first = Math.max(0, Math.min(at - Math.floor(count / 2), total - count));
  return Array.from({ length: count }, (_, n) => first + n);
}

/** The clip that a frame is of: its number from 0. */
export function clipAt(clips: readonly { from: number }[], frame: number): number {
  let at = 0;
  for (const [index, { from }] of clips.entries()) if (from <= frame) at = index;
  return at;
}

/** `1,200 of 1,500 pictures looked at`. */
export function seenWords(count: number, total: number): string {
  const all = total.toLocaleString('en-GB');
  if (count === total) return total === 1 ? 'Looked at' : `All ${all} pictures looked at`;
  return `${count.toLocaleString('en-GB')} of ${all} pictures looked at`;
}
