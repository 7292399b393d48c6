/**
 * Which rows of a long list are drawn. Heights are known once a row was drawn and estimated before.
 * Pure.
 */

export interface ListWindow {
  first: number;
  /** One after the last. */
  end: number;
}

/** A list of any length, without a copy of it. */
export interface LongList {
  count: number;
  idAt: (index: number) => string;
  /** -1 for an id that is not in it. */
  indexOf: (id: string) => number;
}

export function listOf(ids: readonly string[]): LongList {
  let places: Map<string, number> | null = null;
  return {
    count: ids.length,
    idAt: (index) => ids[index] ?? '',
    indexOf(id) {
      places ??= new Map(ids.map((each, at) => [each, at]));
      return places.get(id) ?? -1;
    },
  };
}

/** Where each row begins. Costs as much as there are heights known, not rows. */
export class Offsets {
  readonly count: number;
  readonly #estimatePx: number;
  /** Rows whose height is known, in order, and how much they are higher so far than estimated. */
  readonly #known: Float64Array;
  readonly #morePx: Float64Array;

  /** @param known index and height of each row that was drawn, in any order. */
  constructor(count: number, estimatePx: number, known: Iterable<readonly [number, number]>) {
    this.count = count;
    this.#estimatePx = estimatePx;
    const inOrder = [...known].sort((a, b) => a[0] - b[0]);
    this.#known = Float64Array.from(inOrder, ([index]) => index);
    let morePx = 0;
    this.#morePx = Float64Array.from(inOrder, ([, height]) => (morePx += height - estimatePx));
  }

  /** Where a row begins; for the count of rows, where the list ends. */
  at(index: number): number {
    let low = 0;
    let high = this.#known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#known[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return index * this.#estimatePx + (low > 0 ? (this.#morePx[low - 1] ?? 0) : 0);
  }

  /** The row at a height: the last that begins at or above it. */
  rowAt(px: number): number {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.at(middle) <= px) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The rows in view and a few around them, so that scrolling and Tab find the next one drawn. */
export function windowOf(
  offsets: Offsets,
  scrollPx: number,
  heightPx: number,
  around = 4,
): ListWindow {
  const { count } = offsets;
  if (count <= 0) return { first: 0, end: 0 };
  const first = offsets.rowAt(scrollPx);
  const last = offsets.rowAt(scrollPx + heightPx);
  return { first: Math.max(0, first - around), end: Math.min(count, last + 1 + around) };
}

/** Where to scroll so that a row is in view; the same place when it is already. */
export function scrollTo(
  offsets: Offsets,
  index: number,
  scrollPx: number,
  heightPx: number,
): number {
  const top = offsets.at(index);
  const bottom = offsets.at(index + 1);
  if (top < scrollPx) return top;
  if (bottom > scrollPx + heightPx) return Math.min(top, bottom - heightPx);
  return scrollPx;
}
