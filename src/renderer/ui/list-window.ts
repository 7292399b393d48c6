/**
 * Which rows of a long list are drawn. Heights are known once a row was drawn and estimated before.
 * Pure.
 */

export interface ListWindow {
  first: number;
  /** One after the last. */
  end: number;
}

/** Where each row begins; one more value for where the list ends. */
export function offsetsOf(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1);
  heights.forEach((height, at) => {
    offsets[at + 1] = (offsets[at] ?? 0) + height;
  });
  return offsets;
}

function rowAt(offsets: Float64Array, px: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= px) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows in view and a few around them, so that scrolling and Tab find the next one drawn. */
export function windowOf(
  offsets: Float64Array,
  scrollPx: number,
  heightPx: number,
  around = 4,
): ListWindow {
  const count = offsets.length - 1;
  if (count <= 0) return { first: 0, end: 0 };
  const first = rowAt(offsets, scrollPx);
  const last = rowAt(offsets, scrollPx + heightPx);
  return { first: Math.max(0, first - around), end: Math.min(count, last + 1 + around) };
}

/** Where to scroll so that a row is in view; the same place when it is already. */
export function scrollTo(
  offsets: Float64Array,
  index: number,
  scrollPx: number,
  heightPx: number,
): number {
  const top = offsets[index] ?? 0;
  const bottom = offsets[index + 1] ?? top;
  if (top < scrollPx) return top;
  if (bottom > scrollPx + heightPx) return Math.min(top, bottom - heightPx);
  return scrollPx;
}
