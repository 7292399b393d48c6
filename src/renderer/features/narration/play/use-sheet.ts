/** Where a picture lies in its frame, and what a zoom does to it. */
import { type CSSProperties, type RefObject, useEffect, useMemo, useState } from 'react';
import type { Box } from '../../../../shared/domain/drawing';
import { type Frame, pictureIn } from '../../../picture/picture-place';

interface Sheet {
  /** The picture in its own sheet; null while there is none. */
  picture: Frame | null;
  /** Nothing is shown outside of where the whole picture lies. */
  clip: CSSProperties;
  sheet: CSSProperties;
}

const ALL: CSSProperties = { inset: 0 };

/** The box fills the picture, whole and in the middle. @param size of the picture on screen */
export function zoomed(box: Box, { width, height }: { width: number; height: number }): string {
  const scale = Math.min(1 / Math.max(box.width, 0.02), 1 / Math.max(box.height, 0.02));
  const x = width / 2 - (box.x + box.width / 2) * width * scale;
  const y = height / 2 - (box.y + box.height / 2) * height * scale;
  return `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px) scale(${scale.toFixed(5)})`;
}

/** @param size of the footage, in pixels */
export function useSheet(
  element: RefObject<Element | null>,
  size: { width: number; height: number } | null,
  zoom: Box | null,
): Sheet {
  const [frame, setFrame] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setFrame({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(host);
    return () => watch.disconnect();
  }, [element]);
  return useMemo(() => {
    if (!size || frame.width === 0 || frame.height === 0) {
      return { picture: null, clip: ALL, sheet: ALL };
    }
    const { x, y, width, height } = pictureIn(frame.width, frame.height, size);
    return {
      picture: { x: 0, y: 0, width, height },
      clip: { left: x, top: y, width, height },
      sheet: { width, height, transform: zoom ? zoomed(zoom, { width, height }) : undefined },
    };
  }, [frame, size, zoom]);
}
