/** How long a job still has to go, judged from how fast it has gone lately. */

/** Weight of the past halves in this many milliseconds: long enough to be calm, short enough to follow. */
const HALF_LIFE_MS = 8_000;
/** Nothing is said before this much has been seen: the first moments of a job tell little. */
const SETTLE_MS = 1_500;

export interface Pace {
  /** Notes that `share` (0 to 1) of the work is done at `nowMs`. */
  note(share: number, nowMs: number): void;
  /** Nothing was done for this long, on purpose: it counts neither for nor against the rate. */
  rested(ms: number): void;
  /** Seconds still to go, or null while it cannot be known. */
  secondsLeft(nowMs: number): number | null;
}

/**
 * An exponentially weighted mean of the rate, weighted by time and not by the number of reports,
 * so that a job that reports often is judged like one that reports rarely.
 * @param startMs when the work began, on the same clock as later calls
 */
export function createPace(startMs: number): Pace {
  let beganMs = startMs;
  let lastMs = startMs;
  let lastShare = 0;
  let weighted = 0;
  let weight = 0;
  return {
    note(share, nowMs) {
      const elapsed = nowMs - lastMs;
      if (elapsed <= 0 || share < lastShare) {
        // Clock or work went back: begin again from here.
        if (share < lastShare) {
          weighted = 0;
          weight = 0;
          lastShare = share;
          lastMs = nowMs;
        }
        return;
      }
      const keep = 0.5 ** (elapsed / HALF_LIFE_MS);
      const rate = (share - lastShare) / elapsed;
      weighted = weighted * keep + rate * (1 - keep);
      weight = weight * keep + (1 - keep);
      lastShare = share;
      lastMs = nowMs;
    },
    rested(ms) {
      beganMs += ms;
      lastMs += ms;
    },
    secondsLeft(nowMs) {
      if (nowMs - beganMs < SETTLE_MS || weight === 0 || weighted <= 0) return null;
      const leftMs = (1 - lastShare) / (weighted / weight) - (nowMs - lastMs);
      return Math.max(0, leftMs / 1000);
    },
  };
}
