/** Which frame is in hand, and playing through at the clip's own speed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../bridge/api';
import { frameShownAt } from './seen';
import type { PreviewState } from './use-preview';

export function useLook(
  { timesUs, endUs }: NonNullable<PreviewState['preview']>,
  { isMade }: PreviewState,
): { at: number; playing: boolean; go: (frame: number) => void; toggle: () => void } {
  const last = timesUs.length - 1;
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const made = useRef(isMade);
  useEffect(() => {
    made.current = isMade;
  }, [isMade]);
  const here = useRef(0);
  const show = useCallback((frame: number) => {
    here.current = frame;
    setAt(frame);
  }, []);

  const go = useCallback(
    (frame: number) => {
      setPlaying(false);
      show(Math.max(0, Math.min(last, frame)));
    },
    [last, show],
  );
  const toggle = useCallback(() => {
    // At the end it begins again.
    if (!playing && here.current === last) show(0);
    setPlaying(!playing);
  }, [playing, last, show]);

  useEffect(() => {
    if (!playing) return;
    let before: number | null = null;
    let us = timesUs[here.current] ?? 0;
    let asked = requestAnimationFrame(function tick(nowMs) {
      us += before === null ? 0 : (nowMs - before) * 1_000;
      before = nowMs;
      const wanted = frameShownAt(timesUs, us);
      // What is not made yet is waited for: none is passed over.
      let frame = here.current;
      while (frame < wanted && made.current(frame + 1)) frame++;
      if (frame < wanted) us = timesUs[frame] ?? us;
      if (frame !== here.current) show(frame);
      if (us >= endUs) setPlaying(false);
      else asked = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(asked);
  }, [playing, timesUs, endUs, show]);

  return { at, playing, go, toggle };
}

/** Main is told of the frame in hand, and once more when it is asked for again. */
export function useAsked(previewId: string | undefined): (frame: number) => void {
  return useCallback(
    (frame) => {
      if (previewId === undefined) return;
      // One that is over meanwhile says so itself.
      call((api) => api.clips.previewAt({ previewId, frame })).catch(() => undefined);
    },
    [previewId],
  );
}
