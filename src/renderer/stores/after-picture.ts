/** The first picture of a lesson has the machine to itself; what can wait for it does. */
import { useEffect, useState } from 'react';
import { lessonStore, useLesson } from './document';
import { usePlayback } from './playback';

/**
 * Calls once the first picture is on screen, or is long in coming: some have to be prepared, or are
 * gone.
 *
 * @returns how to call it off
 */
export function afterPicture(go: () => void, patienceMs: number): () => void {
  const begin = (): void => {
    stop();
    go();
  };
  const look = (): void => {
    const { painted, trouble } = usePlayback.getState();
    const hasFootage = lessonStore.getState().document?.parts.length !== 0;
    if (painted || trouble || !hasFootage) begin();
  };
  const late = setTimeout(begin, patienceMs);
  const unsubscribe = usePlayback.subscribe(look);
  const stop = (): void => {
    clearTimeout(late);
    unsubscribe();
  };
  look();
  return stop;
}

/** Longest that what stands around the picture waits for it. */
const PATIENCE_MS = 400;

/**
 * True once the first picture is there, or is long in coming. What is not the picture, the timeline or
 * what plays them is drawn then: drawn before, it would take the processor that the picture needs.
 */
export function useWithPicture(): boolean {
  const [isTime, setTime] = useState(false);
  // Patience begins when it is known which picture there will be, or that there will be none.
  const isKnown = useLesson(({ document, openError }) => document !== null || openError !== null);
  useEffect(
    () => (isKnown ? afterPicture(() => setTime(true), PATIENCE_MS) : undefined),
    [isKnown],
  );
  return isTime;
}
