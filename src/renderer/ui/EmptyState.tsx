import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** An empty screen teaches: one sentence and one button. */
export function EmptyState({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.sentence}>{sentence}</p>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
