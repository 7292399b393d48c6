import styles from './Mark.module.css';

/** The app's name with its mark: half a disc, a lesson half told. */
export function Mark() {
  return (
    <span className={styles.mark}>
      <svg aria-hidden viewBox="0 0 16 16" width="16" height="16">
        <path d="M5 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
      </svg>
      <span className={styles.name}>Plenary</span>
    </span>
  );
}
