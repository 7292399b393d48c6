/** What the player and its decoding worker say to each other. Times are part time. */
import type { FrameTimes } from '../../../../shared/domain/frames';
import type { Id } from '../../../../shared/domain/ids';
import type { Range } from '../../../../shared/domain/time';
import type { Pixels } from './pixels';

/** What a part is read from. */
export interface PartToOpen {
  partId: Id;
  /** `original`: the file itself, and its review copy where that is made. `copy`: pieces alone. */
  from: 'original' | 'copy';
  durationUs: number;
  /** What the file's own clock says at part time 0. */
  firstFrameUs: number;
  times: FrameTimes;
}

/**
 * The frame that is wanted now; only the newest wish counts.
 * - `step`: exactly this frame; then those that follow it the same way are decoded ahead.
 * - `drag`: any frame within `slackUs` of it will do for now, a keyframe before nothing.
 */
export interface Wish {
  partId: Id;
  index: number;
  /** Grows with each wish; comes back with each frame. */
  turn: number;
  kind: 'step' | 'drag';
  /** Which way the wishes go: 0 when it is not known. */
  way: 1 | -1 | 0;
  slackUs: number;
  /** Decoded and kept, not sent: for what is likely to be wished next. */
  quiet: boolean;
}

export type ToWorker =
  | { type: 'open'; part: PartToOpen }
  | { type: 'close'; partId: Id }
  | { type: 'wish'; wish: Wish }
  /** Pieces that are made: of a review copy, or of a playable copy. */
  | { type: 'made'; partId: Id; made: Range[] }
  /** Nothing is wished; what is kept stays. */
  | { type: 'idle' }
  /** Frees every frame and decoder; files stay open. */
  | { type: 'rest' };

export type FromWorker =
  /** Whether frames of it can be decoded here, and whether a copy with many keyframes would help. */
  | { type: 'opened'; partId: Id; able: boolean; wantsCopy: boolean }
  | {
      type: 'frame';
      partId: Id;
      index: number;
      turn: number;
      /** False for a frame of a file whose picture must still be turned. */
      upright: boolean;
      pixels: Pixels;
    }
  /** Others were opened since, and it is closed. */
  | { type: 'closed'; partId: Id }
  /** This wish cannot be met. */
  | { type: 'unable'; partId: Id; turn: number };
