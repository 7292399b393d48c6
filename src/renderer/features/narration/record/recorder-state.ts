/** What the strip shows of recording: whether somebody is heard, how far it is, what is wrong. */
import { create } from 'zustand';
import type { Said } from '../../../app/errors';
import type { Microphone } from './microphone';

interface Recorder {
  /** What is wrong, and what to do about it. */
  trouble: Said | null;
  /** Some of what was said could not be written yet. */
  stuck: boolean;
  microphones: readonly Microphone[];
  /** A microphone is listened to. */
  listening: boolean;
  /** How loud the voice is now, 0 to 1. */
  level: number;
  /** Nothing was heard for a while. */
  silent: boolean;
  /** What 3-2-1 is at; 0 while it does not count. */
  count: number;
  /** Recorded so far, in samples. */
  samples: number;
}

export const IDLE: Recorder = {
  ...{ trouble: null, stuck: false, microphones: [], listening: false },
  ...{ level: 0, silent: false, count: 0, samples: 0 },
};

export const useRecorder = create<Recorder>(() => IDLE);
