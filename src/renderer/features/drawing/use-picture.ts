/** Where the picture on screen lies inside an element, kept up as either changes its size. */
import { type RefObject, useEffect, useMemo, useState } from 'react';
import { useLesson } from '../../stores/document';
import { usePlayback } from '../../stores/playback';
import { type Frame, pictureIn } from './place';

export function usePicture(element: RefObject<Element | null>): Frame | null {
  const fileId = usePlayback((state) => state.fileId);
  const picture = useLesson(
    (state) => state.document?.files.find((file) => file.id === fileId)?.picture ?? null,
  );
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const watch = new ResizeObserver(() => {
      const { width, height } = host.getBoundingClientRect();
      setSize({ width, height });
    });
    watch.observe(host);
    return () => watch.disconnect();
  }, [element]);
  // The same object while nothing changes: a hand on the picture holds on to it.
  return useMemo(
    () =>
      picture && size.width > 0 && size.height > 0
        ? pictureIn(size.width, size.height, picture)
        : null,
    [picture, size],
  );
}
