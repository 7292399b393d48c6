/** Which pieces of a playable copy the player should hold. Pure. */
import { PIECE_US, pieceAt, pieceCount } from '../../shared/domain/pieces';
import { US_PER_SECOND } from '../../shared/domain/time';

/** A stretch that the player holds, in seconds, as `TimeRanges` has them. */
export interface Held {
  start: number;
  end: number;
}

const AHEAD_US = 20 * US_PER_SECOND;
const BEHIND_US = 10 * US_PER_SECOND;
/** Coded sound and picture need not end on the same tick. */
const SLACK_S = 0.1;

export interface Playhead {
  partUs: number;
  durationUs: number;
  /** Where the copy ends; `pieceCount` unless the file turned out to end earlier. */
  end: number;
  /** Playback rate; footage that runs faster is needed sooner. */
  rate: number;
}

export function isHeld(held: readonly Held[], piece: number, durationUs: number): boolean {
  const start = (piece * PIECE_US) / US_PER_SECOND;
  const end = Math.min((piece + 1) * PIECE_US, durationUs) / US_PER_SECOND;
  const slack = Math.min(SLACK_S, (end - start) / 4);
  return held.some((range) => range.start <= start + slack && range.end >= end - slack);
}

/**
 * The pieces wanted, most urgent first: the one under the playhead and those after it.
 * @param share 1 for all that is usually kept ahead, less where the browser has no room for it.
 */
export function wantedPieces({ partUs, durationUs, end, rate }: Playhead, share: number): number[] {
  const first = pieceAt(partUs, durationUs);
  const aheadUs = Math.max(PIECE_US, AHEAD_US * Math.max(1, rate) * share);
  const last = Math.min(pieceCount(durationUs), end, pieceAt(partUs + aheadUs, durationUs) + 1);
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
}

/** The stretches to let go of: what is far behind the playhead, or far ahead of what is wanted. */
export function surplus(
  held: readonly Held[],
  { partUs, durationUs, rate }: Playhead,
  keep: { behindUs: number; share: number } = { behindUs: BEHIND_US, share: 1 },
): Held[] {
  const aheadUs = AHEAD_US * Math.max(1, rate) * keep.share + 2 * PIECE_US;
  // Cut where pieces join: half a piece is no use.
  const from = (pieceAt(partUs - keep.behindUs, durationUs) * PIECE_US) / US_PER_SECOND;
  const to = ((pieceAt(partUs + aheadUs, durationUs) + 1) * PIECE_US) / US_PER_SECOND;
  return held.flatMap(({ start, end }) => [
    ...(start < from - SLACK_S ? [{ start, end: Math.min(end, from) }] : []),
    ...(end > to + SLACK_S ? [{ start: Math.max(start, to), end }] : []),
  ]);
}
