import { useLesson } from '../../stores/document';
import { shownTrack, useCaptions } from '../../stores/captions';
import styles from './Captions.module.css';
import { useCaptionCommands } from './use-caption-commands';
import { useCueNow } from './use-cue';

/** What is said now, under the picture. It keeps its two lines, so that nothing jumps. */
export function CaptionLine() {
  useCaptionCommands();
  const on = useCaptions((state) => state.on);
  const trackId = useCaptions((state) => state.trackId);
  const track = useLesson((state) => shownTrack(state.document, trackId));
  const at = useCueNow(on ? track : undefined);
  if (!on || !track) return null;
  return (
    <p role="region" aria-label="Captions" className={styles.line} data-selectable>
      <span>{track.cues[at]?.text ?? ''}</span>
    </p>
  );
}
