import { useEffect, useState } from 'react';
import { useOpenRow, watchNarration } from '../../../stores/narration';
import styles from './NarrationStage.module.css';
import { usePlaying } from './playing';

/** True where captions are shown: as the narration says, unless who watches said otherwise. */
export function useCaptionsShown(): boolean {
  const said = usePlaying((state) => state.captions);
  const shown = useOpenRow()?.captionsShown ?? false;
  return said ?? shown;
}

/** What is said now, under the picture. It keeps its two lines, so that nothing jumps. */
export function CaptionWords() {
  const narration = useOpenRow();
  const shown = useCaptionsShown();
  const cues = narration?.cues;
  const [text, setText] = useState('');
  useEffect(
    () =>
      watchNarration((t) => setText(cues?.find(({ from, to }) => t >= from && t < to)?.text ?? '')),
    [cues],
  );
  if (!shown || !cues || cues.length === 0) return null;
  return (
    <p role="region" aria-label="Words" className={styles.words} data-selectable>
      <span>{text}</span>
    </p>
  );
}
