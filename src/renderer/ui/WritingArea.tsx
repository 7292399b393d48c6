import type { ComponentPropsWithRef } from 'react';
import { useLeaving } from './use-leaving';
import styles from './WritingArea.module.css';

type Rest = Omit<
  ComponentPropsWithRef<'textarea'>,
  'aria-label' | 'className' | 'onBlur' | 'onFocus'
>;

/** A few lines to write in, in the place where they will be read. It grows with what is written. */
export function WritingArea({
  label,
  onLeave,
  ...rest
}: Rest & {
  label: string;
  /** The keyboard has gone elsewhere. */
  onLeave: () => void;
}) {
  const { gotKeys, lostKeys } = useLeaving(onLeave);
  return (
    <textarea
      {...rest}
      aria-label={label}
      rows={2}
      maxLength={20_000}
      className={styles.area}
      onFocus={gotKeys}
      onBlur={lostKeys}
    />
  );
}
