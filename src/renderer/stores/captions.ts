/** Which captions are shown, and whether they stand under the picture. */
import { create } from 'zustand';
import type { CaptionTrack } from '../../shared/domain/captions';
import type { LessonDocument } from '../../shared/domain/document';
import type { Id } from '../../shared/domain/ids';

interface Captions {
  on: boolean;
  /** Null is the first. */
  trackId: Id | null;
}

export const useCaptions = create<Captions>(() => ({ on: true, trackId: null }));

/** The captions in hand: the ones chosen, else the first. */
export function shownTrack(
  document: Pick<LessonDocument, 'captions'> | null,
  trackId: Id | null,
): CaptionTrack | undefined {
  return document?.captions.find((track) => track.id === trackId) ?? document?.captions[0];
}
