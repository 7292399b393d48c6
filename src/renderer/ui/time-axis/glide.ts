/** A view that glides on after the hand has let go. Pure: times in milliseconds. */

/** How soon a glide dies away: after this long it has a third of its speed. */
const FADE_MS = 260;
/** Slower than this, in pixels a millisecond, a glide is over. */
const STILL = 0.02;
/** A hand that rested for so long before it let go throws nothing. */
const RESTED_MS = 60;

export interface Glide {
  /** Pixels a millisecond at the beginning. */
  speed: number;
}

/** How far a glide has come after a time, in pixels. */
export function glidedPx({ speed }: Glide, ms: number): number {
  return speed * FADE_MS * (1 - Math.exp(-Math.max(0, ms) / FADE_MS));
}

export function isStill({ speed }: Glide, ms: number): boolean {
  return Math.abs(speed) * Math.exp(-ms / FADE_MS) < STILL;
}

export interface HandAt {
  px: number;
  ms: number;
}

/** The glide of a hand that let go at `ms`, from where it was last seen; null when it had stopped. */
export function glideOf(seen: readonly HandAt[], ms: number): Glide | null {
  const recent = seen.filter((at) => ms - at.ms <= 100);
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last || ms - last.ms > RESTED_MS || last.ms - first.ms < 8) return null;
  const speed = (last.px - first.px) / (last.ms - first.ms);
  return Math.abs(speed) < STILL * 4 ? null : { speed };
}

/** The glide that comes to rest after so many pixels. */
export function glideOver(px: number): Glide {
  return { speed: px / FADE_MS };
}
