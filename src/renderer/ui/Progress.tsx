import { ProgressBar } from 'react-aria-components/ProgressBar';
import styles from './Progress.module.css';

/** How far something is; `share` is 0 to 1, or null while it cannot be known. */
export function Progress({ label, share }: { label: string; share: number | null }) {
  return (
    <ProgressBar
      aria-label={label}
      value={(share ?? 0) * 100}
      isIndeterminate={share === null}
      className={styles.bar}
    >
      {({ percentage }) => (
        <span
          className={share === null ? styles.unknown : styles.filled}
          style={share === null ? undefined : { transform: `scaleX(${(percentage ?? 0) / 100})` }}
        />
      )}
    </ProgressBar>
  );
}
