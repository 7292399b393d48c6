/** How a second picture is kept in step with the lesson's clock. Pure. */

/** Further off than this it is led to its place at once, µs. */
const JUMP_US = 80_000;
/** From here on its speed is changed a little until it is nearer than `NEAR_US`. */
const FAR_US = 15_000;
const NEAR_US = 4_000;
/** What it is off by is made good within so long, µs, at most this much faster or slower. */
const LOOSELY = { overUs: 500_000, most: 0.08, jumpUs: JUMP_US };
/** Where a jump would be seen to take longer than catching up does. */
export const CLOSELY = { overUs: 250_000, most: 0.3, jumpUs: 250_000 };

export interface Step {
  /** Led to its place; speed is what it plays at anyhow. */
  jump: boolean;
  rate: number;
  /** It is being corrected: handed back in with the next question. */
  correcting: boolean;
}

/**
 * @param offUs how far it is ahead of where it should be, in its own time.
 * @param speed at which the lesson plays; 2 is double.
 * @param clock the part's rate: lesson time for a second of its own.
 * @param how loosely or closely it is kept.
 */
export function keptInStep(
  offUs: number,
  { speed, clock, correcting }: { speed: number; clock: number; correcting: boolean },
  { overUs, most, jumpUs } = LOOSELY,
): Step {
  const rate = speed / clock;
  const off = Math.abs(offUs);
  if (off > jumpUs * Math.max(1, speed)) return { jump: true, rate, correcting: false };
  if (off <= NEAR_US || (off < FAR_US && !correcting)) {
    return { jump: false, rate, correcting: false };
  }
  const change = Math.max(-most, Math.min(most, offUs / overUs));
  return { jump: false, rate: rate * (1 - change), correcting: true };
}
