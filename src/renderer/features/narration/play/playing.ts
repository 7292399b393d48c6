/** What the player of a narration shows besides the picture. Neither saved nor undone. */
import { create } from 'zustand';
import type { Id } from '../../../../shared/domain/ids';
import type { Chapter } from './chapters';
import { NOTHING_YET, type NarrationState } from '../../../../shared/domain/narration-state';

/** Why there is no picture, or no voice. */
export type Trouble =
  | { what: 'picture'; fileId: Id; reason: 'missing' | 'unreadable' | 'unplayable' }
  | { what: 'voice' }
  | { what: 'gone'; sentence: string };

interface Playing {
  /** What is on screen now; its `lessonUs` is where that began. */
  state: NarrationState;
  /** Picture or voice are waited for. */
  waiting: boolean;
  trouble: Trouble | null;
  /** Captions are shown; null is as the narration says. */
  captions: boolean | null;
  /** The chapter that begins again at its end. */
  repeated: Chapter | null;
  muted: boolean;
}

export const FRESH: Playing = {
  ...{ state: NOTHING_YET, waiting: false, trouble: null },
  ...{ captions: null, repeated: null, muted: false },
};

export const usePlaying = create<Playing>(() => FRESH);
