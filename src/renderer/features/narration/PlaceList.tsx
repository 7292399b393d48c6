import { Children, type ReactNode } from 'react';
import { classes } from '../../ui/classes';
import styles from './PlaceList.module.css';

/** Places in a narration, in order. @param none what is said where there are none */
export function PlaceList({
  label,
  none,
  children,
}: {
  label: string;
  none: string;
  children?: ReactNode;
}) {
  if (Children.count(children) === 0) return <p className={styles.none}>{none}</p>;
  return (
    <ol aria-label={label} className={styles.list}>
      {children}
    </ol>
  );
}

/** A place that a press goes to. */
export function Place({
  at,
  words,
  current = false,
  onPress,
}: {
  at: string;
  words: string;
  current?: boolean;
  onPress: () => void;
}) {
  return (
    <li aria-current={current || undefined}>
      <button
        type="button"
        className={classes(styles.place, current && styles.now)}
        onClick={onPress}
      >
        <span className={styles.at}>{at}</span>
        <span className={styles.words}>{words}</span>
      </button>
    </li>
  );
}
