import type { ReactNode } from 'react';
import styles from './PageHead.module.css';

/** A page's heading, with what can be done there at its end. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      <span className={styles.grow} />
      {children}
    </header>
  );
}
