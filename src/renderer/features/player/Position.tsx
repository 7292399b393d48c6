import { useEffect, useRef } from 'react';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { formatClock, formatPosition } from '../../../shared/domain/time';
import { useLesson } from '../../stores/document';
import { watchPlayhead } from '../../stores/playhead';
import styles from './TransportBar.module.css';

/** Where the playhead is, written straight into the page each frame: no state, no announcement. */
export function Position() {
  const timer = useRef<HTMLSpanElement>(null);
  const endUs = useLesson((state) => (state.document ? lessonEndUs(state.document) : 0));
  useEffect(
    () =>
      watchPlayhead((us) => {
        const text = formatPosition(us);
        if (timer.current && timer.current.textContent !== text) timer.current.textContent = text;
      }),
    [],
  );
  return (
    <span className={styles.clock}>
      <span ref={timer} role="timer" aria-label="Position" aria-live="off" className={styles.now} />
      <span className={styles.length}>/ {formatClock(endUs)}</span>
    </span>
  );
}
