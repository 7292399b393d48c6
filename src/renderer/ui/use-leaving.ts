import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';

/**
 * For a field that closes when it is left: what to call as it gets and loses the keyboard. Where a
 * press took the keyboard away, `onLeave` is called when the press has ended: a field that closes at
 * once moves what is pressed from under the hand.
 */
export function useLeaving(onLeave: () => void): { gotKeys: () => void; lostKeys: () => void } {
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
  return useMemo(
    () => ({
      gotKeys() {
        if (press.current === 'left') press.current = 'down';
      },
      lostKeys() {
        if (press.current === 'none') leave.current();
        else press.current = 'left';
      },
    }),
    [],
  );
}
