/** What is said between main and the thread that aligns. */
import type { Placed } from './solve';

export type ToAligner =
  /** A sound is to come, at most so many samples. */
  | { type: 'listen'; sound: number; samples: number }
  /** Its next samples, 16 bits each; the memory changes hands. */
  | { type: 'pcm'; sound: number; pcm: ArrayBuffer }
  | { type: 'heard'; sound: number }
  /** All are heard: where do these lie in the lesson? */
  | {
      type: 'place';
      lesson: { sound: number; offsetUs: number; rate: number }[];
      sounds: number[];
    };

export type FromAligner =
  | { type: 'share'; share: number }
  | { type: 'placed'; placed: (Placed | null)[] };
