/** Where the cards of a grid lie, in CSS pixels. Pure, so that 10,000 cards cost no more than 20. */

export const GAP = 16;
const NARROWEST = 244;
/** Height of a card's words below its poster. */
const WORDS = 106;
/** Rows kept ready above and below what is seen. */
export const SPARE_ROWS = 2;

export interface Grid {
  columns: number;
  cardWidth: number;
  cardHeight: number;
  posterHeight: number;
  rows: number;
  height: number;
}

export function layGrid(width: number, count: number): Grid {
  const columns = Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP)));
  const cardWidth = Math.floor((Math.max(width, 1) - GAP * (columns - 1)) / columns);
  const posterHeight = Math.round((cardWidth * 9) / 16);
  const cardHeight = posterHeight + WORDS;
  const rows = Math.ceil(count / columns);
  return {
    columns,
    cardWidth,
    cardHeight,
    posterHeight,
    rows,
    height: rows === 0 ? 0 : rows * (cardHeight + GAP) - GAP,
  };
}

/** First card and the one after the last that should be in the page, half-open. */
export function cardsInView(
  grid: Grid,
  count: number,
  scrollTop: number,
  viewHeight: number,
  spareRows = SPARE_ROWS,
): { from: number; to: number } {
  const step = grid.cardHeight + GAP;
  const firstRow = Math.max(0, Math.floor(scrollTop / step) - spareRows);
  const lastRow = Math.min(grid.rows, Math.ceil((scrollTop + viewHeight) / step) + spareRows);
  const from = Math.min(count, firstRow * grid.columns);
  return { from, to: Math.max(from, Math.min(count, lastRow * grid.columns)) };
}

export function placeOf(grid: Grid, index: number): { x: number; y: number } {
  return {
    x: (index % grid.columns) * (grid.cardWidth + GAP),
    y: Math.floor(index / grid.columns) * (grid.cardHeight + GAP),
  };
}

/** The card a key leads to from another, or null for a key that leads nowhere. */
export function steer(key: string, index: number, count: number, columns: number): number | null {
  const step: Record<string, number> = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - columns,
    ArrowDown: index + columns,
    Home: 0,
    End: count - 1,
  };
  const to = step[key];
  if (to === undefined) return null;
  if (to >= 0 && to < count) return to;
  // Down from the last full row lands on the last card; off any other edge nothing moves.
  const belowIsRow = Math.floor(index / columns) < Math.floor((count - 1) / columns);
  return key === 'ArrowDown' && belowIsRow ? count - 1 : null;
}
