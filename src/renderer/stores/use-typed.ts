/** Text of the lesson's document while it is typed: kept when typing rests, and as one step of undo. */
import { useEffect, useRef, useState } from 'react';
import { lessonStore } from './document';

/** Typing is saved when it rests for so long, and at once when the field is left. */
const REST_MS = 400;

/**
 * @param id what the text belongs to; a field that changes to another one is another field (`key`)
 * @param save keeps the text, under one merge key, so that all of it is one step of undo
 * @returns what was typed here, null until something was: then what is kept is shown, which may come
 *   late when the room changes its shape around the field
 */
export function useTyped(
  id: string,
  save: (text: string) => void,
): { typed: string | null; type: (text: string) => void } {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef<string | null>(null);
  const saving = useRef(save);
  useEffect(() => {
    saving.current = save;
  });
  useEffect(() => {
    if (typed === null) return;
    const rest = setTimeout(() => saving.current(typed), REST_MS);
    return () => clearTimeout(rest);
  }, [typed]);
  useEffect(() => {
    const keep = () => {
      if (latest.current !== null) saving.current(latest.current);
    };
    // Before the store hands over what waits, whatever else is listening.
    window.addEventListener('pagehide', keep, { capture: true });
    return () => {
      window.removeEventListener('pagehide', keep, { capture: true });
      keep();
      lessonStore.getState().sealEdits();
    };
  }, [id]);
  return {
    typed,
    type: (text) => {
      latest.current = text;
      setTyped(text);
    },
  };
}
