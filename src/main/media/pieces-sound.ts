/** The sound of a stretch, made beside the picture in short runs that stay a little ahead of it. */
import { PIECE_US } from '../../shared/domain/pieces';
import { AppError } from '../../shared/errors';
import type { FfmpegJob } from './ffmpeg';
import {
  type PieceSource,
  type PieceStretch,
  SOUND_BLOCK_US,
  silenceJob,
  soundJob,
  stretchLengthUs,
} from './pieces-plan';

/** The first run is short, so that the picture that someone waits for has the machine to itself. */
const FIRST_PIECES = 5;
const PIECES = 30;
/** How near the picture may come to the end of the sound before more is made. */
const LEAD_PIECES = 8;

export interface SoundFeed {
  /** Runs a job whose time 0 is `zeroUs` of part time, and answers how many blocks came of it. */
  run(job: FfmpegJob, zeroUs: number): Promise<number>;
  /** Resolves once the picture has reached this piece, or when there is nothing to wait for. */
  pictureNear(piece: number): Promise<void>;
  signal: AbortSignal;
}

/**
 * Makes all sound of a stretch. Where the file has none, or what it has cannot be decoded while
 * there is a picture to watch, there is silence.
 */
export async function makeSound(
  source: PieceSource & { sound: NonNullable<PieceSource['sound']> },
  stretch: PieceStretch,
  feed: SoundFeed,
): Promise<void> {
  let first = stretch.first;
  let silent = false;
  while (first < stretch.end && !feed.signal.aborted) {
    const count = first === stretch.first ? FIRST_PIECES : PIECES;
    const part = { first, end: Math.min(first + count, stretch.end) };
    const startUs = first * PIECE_US;
    const lengthUs = stretchLengthUs(source, part);
    let madeUs = 0;
    if (!silent) {
      try {
        madeUs = (await feed.run(soundJob(source, part), startUs)) * SOUND_BLOCK_US;
      } catch (error) {
        if (!source.picture || AppError.from(error).code !== 'ffmpeg-failed') throw error;
      }
      // A run that finds no sound has read to the end of the file: there is none later either.
      silent = madeUs === 0;
    }
    if (madeUs < lengthUs) {
      await feed.run(silenceJob(source, lengthUs - madeUs), startUs + madeUs);
    }
    first = part.end;
    await feed.pictureNear(first - LEAD_PIECES);
  }
}
