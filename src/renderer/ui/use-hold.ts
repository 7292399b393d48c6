/** A pointer that takes hold of something and moves it, until it is let go or Escape gives it up. */
import { type RefObject, useEffect, useRef } from 'react';

export interface Hold {
  move: (event: PointerEvent) => void;
  end: () => void;
  abandon: () => void;
}

let holding = false;

/** True while something is held: Escape then gives that up and nothing else. */
export function isHolding(): boolean {
  return holding;
}

/** @param begin what the main button takes hold of where it went down; the same function each time. */
export function useHold(
  host: RefObject<HTMLElement | null>,
  begin: (event: PointerEvent, element: Element) => Hold | null,
): void {
  const hold = useRef<Hold | null>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const gone = new AbortController();
    const { signal } = gone;
    const letGo = (how: 'end' | 'abandon') => {
      const held = hold.current;
      hold.current = null;
      holding = false;
      held?.[how]();
    };
    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        element.setPointerCapture(event.pointerId);
        hold.current = begin(event, element);
        holding = hold.current !== null;
      },
      { signal },
    );
    element.addEventListener('pointermove', (event) => hold.current?.move(event), { signal });
    element.addEventListener('pointerup', () => letGo('end'), { signal });
    element.addEventListener('pointercancel', () => letGo('abandon'), { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !hold.current) return;
        event.stopImmediatePropagation();
        event.preventDefault();
        letGo('abandon');
      },
      { capture: true, signal },
    );
    return () => {
      letGo('abandon');
      gone.abort();
    };
  }, [host, begin]);
}
