import type { ComponentPropsWithRef } from 'react';
import styles from './WritingArea.module.css';

/** A few lines to write in, in the place where they will be read. It grows with what is written. */
export function WritingArea({
  label,
  ...rest
}: { label: string } & Omit<ComponentPropsWithRef<'textarea'>, 'aria-label' | 'className'>) {
  return (
    <textarea {...rest} aria-label={label} rows={2} maxLength={20_000} className={styles.area} />
  );
}
