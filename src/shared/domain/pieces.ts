/**
 * A playable copy is made and watched in pieces of two seconds. Piece n holds part time from
 * n * PIECE_US up to the next piece, and can be played by itself.
 */
import { US_PER_SECOND } from './time';

export const PIECE_US = 2 * US_PER_SECOND;

/** How many pieces a part of this length has; the last may be shorter. */
export function pieceCount(durationUs: number): number {
  return Math.ceil(Math.max(0, durationUs) / PIECE_US);
}

/** The piece that holds a part time, kept within the part. */
export function pieceAt(partUs: number, durationUs: number): number {
  return Math.min(
    Math.max(0, Math.floor(partUs / PIECE_US)),
    Math.max(0, pieceCount(durationUs) - 1),
  );
}
