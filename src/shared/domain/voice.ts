/** A voice note: something said about a moment, kept as sound in the library's folder. */
import { z } from 'zod';
import { Id } from './ids';
import { LessonUs, US_PER_SECOND } from './time';

/** How many bars a voice note's waveform is drawn with at most. */
export const MOST_LEVELS_OF_VOICE = 120;

/** How long one may be. */
export const LONGEST_VOICE_US = 10 * 60 * US_PER_SECOND;

/** Bytes of one recording at most: ten minutes at the highest rate a browser records speech at. */
export const MOST_VOICE_BYTES = 40_000_000;

/** Bytes of one message of a recording at most. */
export const MOST_CHUNK_BYTES = 1_000_000;

export const VoiceNote = z.object({
  /** The recording's own id: `voices/<lesson>/<id>.webm` in the library. */
  id: Id,
  durationUs: LessonUs,
  /** Loudness along it, each 0 to 1. */
  levels: z.array(z.number().min(0).max(1)).max(MOST_LEVELS_OF_VOICE),
});
export type VoiceNote = z.infer<typeof VoiceNote>;
