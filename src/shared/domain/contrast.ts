/** How well two colours can be told apart (WCAG 2.2, relative luminance and contrast ratio). Pure. */

/** Letters of any size can be read from here on (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

/** @param colour `#rrggbb` @returns 0 for black, 1 for white */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @returns 1 for the same colour, 21 for black on white. Colours are `#rrggbb`. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * The colour for letters on a background: the one wished for where it can be read, else the
 * one of `others` that is read best.
 */
export function inkOn(
  background: string,
  wished: string | null,
  others: readonly string[],
): string {
  if (wished !== null && contrastOf(background, wished) >= READABLE) return wished;
  const [best = '#000000'] = [...others].sort(
    (a, b) => contrastOf(background, b) - contrastOf(background, a),
  );
  return best;
}
