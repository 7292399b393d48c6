import { type ComponentPropsWithRef, useEffect, useLayoutEffect, useRef } from 'react';
import styles from './WritingArea.module.css';

/** A few lines to write in, in the place where they will be read. It grows with what is written. */
export function WritingArea({
  label,
  onLeave,
  ...rest
}: Omit<ComponentPropsWithRef<'textarea'>, 'aria-label' | 'className' | 'onBlur' | 'onFocus'> & {
  label: string;
  /**
   * The keyboard has gone elsewhere. Where a press took it, this comes when the press has ended: a
   * field that closes at once moves what is pressed from under the hand.
   */
  onLeave: () => void;
}) {
  const leave = useRef(onLeave);
  const press = useRef<'none' | 'down' | 'left'>('none');
  useLayoutEffect(() => {
    leave.current = onLeave;
  });
  useEffect(() => {
    const gone = new AbortController();
    const options = { capture: true, signal: gone.signal };
    const down = () => {
      press.current = 'down';
    };
    const up = () => {
      // The click that follows is the last of the press.
      if (press.current === 'left') setTimeout(() => leave.current());
      press.current = 'none';
    };
    window.addEventListener('pointerdown', down, options);
    window.addEventListener('pointerup', up, options);
    window.addEventListener('pointercancel', up, options);
    return () => {
      gone.abort();
      if (press.current === 'left') leave.current();
    };
  }, []);
  return (
    <textarea
      {...rest}
      aria-label={label}
      rows={2}
      maxLength={20_000}
      className={styles.area}
      onFocus={() => {
        if (press.current === 'left') press.current = 'down';
      }}
      onBlur={() => {
        if (press.current === 'none') leave.current();
        else press.current = 'left';
      }}
    />
  );
}
