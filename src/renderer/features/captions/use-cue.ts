/** The cue at the playhead: a change of state only when another one is said. */
import { useEffect, useState } from 'react';
import { type CaptionTrack, cueAt } from '../../../shared/domain/captions';
import { watchPlayhead } from '../../stores/playhead';

/** @returns its index, or -1 where nobody speaks. */
export function useCueNow(track: CaptionTrack | undefined): number {
  const [at, setAt] = useState(-1);
  useEffect(() => {
    if (!track) return;
    const stop = watchPlayhead((us) => setAt(cueAt(track.cues, us)));
    return () => {
      stop();
    };
  }, [track]);
  return track ? at : -1;
}
