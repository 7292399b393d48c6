/** Text that is kept while it is typed: soon after each key, and at once when the field is left. */
import { useEffect, useRef, useState } from 'react';

/** Half of what may be lost to a kill; several keys of someone who types fast. */
const SOON_MS = 150;

/**
 * @param id what the text belongs to; another one is another field
 * @param kept as it is kept; shown while nobody types here
 */
export function useText(
  id: string,
  kept: string,
  keep: (text: string) => void,
): { text: string; type: (text: string) => void; leave: () => void } {
  const [typed, setTyped] = useState<{ id: string; text: string } | null>(null);
  const waiting = useRef<{ text: string; keep: (text: string) => void } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const flush = useRef(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    const last = waiting.current;
    waiting.current = null;
    last?.keep(last.text);
  });
  useEffect(() => {
    const now = flush.current;
    window.addEventListener('pagehide', now, { capture: true });
    return () => {
      window.removeEventListener('pagehide', now, { capture: true });
      now();
    };
  }, [id]);
  return {
    text: typed?.id === id ? typed.text : kept,
    type: (text) => {
      setTyped({ id, text });
      waiting.current = { text, keep };
      timer.current ??= setTimeout(flush.current, SOON_MS);
    },
    leave: () => {
      flush.current();
      setTyped(null);
    },
  };
}
