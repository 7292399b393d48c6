import styles from './NarrateStrip.module.css';
import { useRecorder } from './recorder-state';

/** How loud the voice is now; only this is drawn ten times a second. */
export function Level() {
  const level = useRecorder((state) => state.level);
  const silent = useRecorder((state) => state.silent);
  return (
    <span
      role="meter"
      aria-label="How loud you are"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(level * 100)}
      data-silent={silent || undefined}
      className={styles.level}
    >
      <i style={{ transform: `scaleX(${Math.max(0.02, level)})` }} />
    </span>
  );
}
