/** J, K, L: which way and how fast, as each key is pressed again. Pure. */

export interface Shuttle {
  playing: boolean;
  /** Times real time; negative backwards. */
  speed: number;
}

const SPEEDS: readonly number[] = [1, 2, 4];

/**
 * After J (-1) or L (1). From standing it begins at the chosen rate (forwards) or at real time
 * (backwards); pressed again the same way it goes on to 2 and 4 times; the other way it turns round.
 */
export function shuttled({ playing, speed }: Shuttle, direction: 1 | -1, rate: number): Shuttle {
  const sameWay = playing && Math.sign(speed) === direction;
  if (!sameWay) return { playing: true, speed: direction === 1 ? rate : -1 };
  const faster = SPEEDS.find((step) => step > Math.abs(speed)) ?? Math.abs(speed);
  return { playing: true, speed: direction * faster };
}

/** Where going backwards stands after so long. */
export function backwardsUs(fromUs: number, elapsedMs: number, speed: number): number {
  return Math.max(0, Math.round(fromUs + elapsedMs * 1000 * speed));
}
