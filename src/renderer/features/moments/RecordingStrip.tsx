import { useEffect, useState } from 'react';
import { formatClock } from '../../../shared/domain/time';
import { Button } from '../../ui/Button';
import styles from './RecordingStrip.module.css';
import { cancelRecording, finishRecording, useRecorder } from './voice-recorder';

const TICK_MS = 250;

/** A voice note is being recorded: for how long, whether it is heard, and how to end it. */
export function RecordingStrip() {
  const { momentId, phase, startedAtMs, silent } = useRecorder();
  const [nowMs, setNowMs] = useState(0);
  useEffect(() => {
    if (phase !== 'recording') return;
    setNowMs(performance.now());
    const timer = setInterval(() => setNowMs(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [phase]);
  if (momentId === null) return null;
  const took = formatClock(Math.max(0, nowMs - startedAtMs) * 1_000);
  return (
    <section aria-label="Voice note" className={styles.strip}>
      <div className={styles.line}>
        <Level />
        <span className={styles.words}>
          {phase === 'asking' && 'Waiting for the microphone'}
          {phase === 'recording' && `Recording ${took}`}
          {phase === 'saving' && 'Keeping the voice note'}
        </span>
        {phase === 'recording' && (
          <>
            <Button size="s" variant="quiet" onPress={() => void cancelRecording()}>
              Discard
            </Button>
            <Button size="s" variant="record" onPress={() => void finishRecording()}>
              Finish
            </Button>
          </>
        )}
      </div>
      <p role="status" className={styles.hint}>
        {phase === 'recording' && silent
          ? 'We cannot hear you. Is the right microphone on, and not muted?'
          : ''}
      </p>
    </section>
  );
}

/** How loud it is now; only this is drawn ten times a second. */
function Level() {
  const level = useRecorder((state) => state.level);
  return (
    <span aria-hidden className={styles.level}>
      <i style={{ transform: `scaleY(${Math.max(0.08, level)})` }} />
    </span>
  );
}
