/**
 * Playing, as the room sees it. The position is not in the store: whoever needs it asks the
 * transport, or watches the playhead once a frame.
 */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import type { Range } from '../../shared/domain/time';
import type { OnScreen } from './screen';

/** What keeps the picture away; each has a sentence and a next step. */
export interface PlaybackTrouble {
  fileId: Id;
  reason: 'missing' | 'unreadable' | 'unplayable';
}

interface Playback {
  /** `empty` until a lesson is there, `loading` until its first picture is. */
  phase: 'empty' | 'loading' | 'ready';
  /** A picture of the lesson has been on screen: more than being known to be there. */
  painted: boolean;
  /** The person's wish: it stays true while the picture waits for footage. */
  playing: boolean;
  /** Times real time, negative backwards: what the shuttle is doing. */
  speed: number;
  /** The rate that Play plays at. */
  rate: number;
  volume: number;
  muted: boolean;
  /** What is let through of the lesson's sound while somebody talks over it, 0 to 1. */
  ducked: number;
  looping: boolean;
  /** The picture waits: the file is slow, or this stretch of the playable copy is being made. */
  waiting: boolean;
  trouble: PlaybackTrouble | null;
  /** The file on screen. */
  fileId: Id | null;
}

export const usePlayback = create<Playback>(() => ({
  phase: 'empty',
  painted: false,
  playing: false,
  speed: 1,
  rate: 1,
  volume: 1,
  muted: false,
  ducked: 1,
  looping: false,
  waiting: false,
  trouble: null,
  fileId: null,
}));

/** True when the lesson's sound is to be louder or softer than it was. */
export function isHeardOtherwise(now: Playback, before: Playback): boolean {
  return now.volume !== before.volume || now.muted !== before.muted || now.ducked !== before.ducked;
}

/** What can be done with playback. Times are lesson time in microseconds. */
export interface Transport {
  nowUs: () => number;
  play: () => void;
  pause: () => void;
  toggle: () => void;
  seek: (us: number) => void;
  /** So many frames on, or back when negative; pauses. */
  step: (frames: number) => void;
  /** The key of a step came up: steps that it would still have made are not wanted. */
  stepEnd: () => void;
  /** The pointer drags the playhead here; `slackUs` is what it cannot tell apart. */
  scrub: (us: number, slackUs: number) => void;
  scrubEnd: () => void;
  /** J (-1) and L (1): plays that way, faster each time it is asked again. */
  shuttle: (direction: 1 | -1) => void;
  setRate: (rate: number) => void;
  /** The frame on screen, from its start to where the next begins. */
  frameOnScreen: () => Range;
  /** What the screen really shows, which lags behind what was asked for; null before anything does. */
  onScreen: () => OnScreen | null;
}

const nothing = () => undefined;
const IDLE: Transport = {
  nowUs: () => 0,
  play: nothing,
  pause: nothing,
  toggle: nothing,
  seek: nothing,
  step: nothing,
  stepEnd: nothing,
  scrub: nothing,
  scrubEnd: nothing,
  shuttle: nothing,
  setRate: nothing,
  frameOnScreen: () => ({ startUs: 0, endUs: 0 }),
  onScreen: () => null,
};

let current = IDLE;

/** The player that is there; one that does nothing while there is none. */
export function transport(): Transport {
  return current;
}

export function attachTransport(made: Transport): () => void {
  current = made;
  return () => {
    if (current === made) current = IDLE;
  };
}
