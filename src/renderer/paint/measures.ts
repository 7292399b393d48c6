/** How large things are in a still, from its size. All in pixels. Pure. */

export interface Measures {
  /** Nothing but cards and drawings comes nearer to the edges: screens and players hide some of them. */
  marginX: number;
  marginY: number;
  title: TextSize;
  detail: TextSize;
  caption: TextSize;
  /** Height of the letters of a quiet line. */
  linePx: number;
}

export interface TextSize {
  largestPx: number;
  /** Text that does not fit is made smaller down to this, and then shortened. */
  smallestPx: number;
}

/** The part of each side that is kept free (EBU R 95: 5 % for graphics). */
const MARGIN = 0.05;

function size(largestPx: number, smallest: number): TextSize {
  const whole = Math.max(4, Math.round(largestPx));
  return { largestPx: whole, smallestPx: Math.max(4, Math.round(whole * smallest)) };
}

/**
 * Letters go by the picture's height, as captions on television do; in a narrow picture by its width,
 * so that a line still holds some words.
 */
export function measuresOf({ width, height }: { width: number; height: number }): Measures {
  const of = (share: number, shareOfWidth: number): number =>
    Math.min(share * height, shareOfWidth * width);
  return {
    marginX: Math.round(width * MARGIN),
    marginY: Math.round(height * MARGIN),
    title: size(of(0.1, 0.085), 0.4),
    detail: size(of(0.036, 0.036), 0.7),
    caption: size(of(0.046, 0.046), 0.7),
    linePx: Math.max(4, Math.round(of(0.03, 0.03))),
  };
}

/**
 * The largest size at which something fits.
 *
 * @param fits asked of whole pixels; what fits at a size fits at every smaller one
 * @returns null when it does not fit even at the smallest
 */
export function fittedPx(
  { largestPx, smallestPx }: TextSize,
  fits: (px: number) => boolean,
): number | null {
  if (fits(largestPx)) return largestPx;
  if (!fits(smallestPx)) return null;
  let [fitting, failing] = [smallestPx, largestPx];
  while (failing - fitting > 1) {
    const middle = (fitting + failing) >> 1;
    if (fits(middle)) fitting = middle;
    else failing = middle;
  }
  return fitting;
}
