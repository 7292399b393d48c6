import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { classes } from './classes';

/** A short fact beside something else. Colour comes with words, never alone. */
export function Chip({
  children,
  dot,
  strong = false,
}: {
  children: ReactNode;
  /** A colour token's name: `sky` for `var(--sky)`. */
  dot?: string;
  strong?: boolean;
}) {
  return (
    <span className={classes(styles.chip, strong && styles.strong)}>
      {dot && <Dot colour={dot} />}
      {children}
    </span>
  );
}

/** The coloured mark of a kind. Always beside its name. */
export function Dot({ colour }: { colour: string }) {
  return <i aria-hidden className={styles.dot} style={{ background: `var(--${colour})` }} />;
}
