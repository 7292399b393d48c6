/** The pictures of an order, asked of main for as long as they are looked through. */
import { useEffect, useMemo, useState } from 'react';
import type { ClipOrder, ClipPreview, ClipPreviewed } from '../../../shared/domain/clip';
import type { Id } from '../../../shared/domain/ids';
import { call, listen } from '../../bridge/api';
import { type Said, sayError, sayThrown } from '../errors';

/** What is to be exported, or what a job was asked for. */
export type LookOrder = ClipOrder | { jobId: Id } | { narrationId: Id };

export interface PreviewState {
  preview: ClipPreview | null;
  /** What keeps it, or some of its pictures, from being shown. */
  said: Said | null;
  isMade: (frame: number) => boolean;
  isMissing: (frame: number) => boolean;
}

export function usePreview(order: LookOrder, attempt: number): PreviewState {
  const [preview, setPreview] = useState<ClipPreview | null>(null);
  const [news, setNews] = useState<ClipPreviewed | null>(null);
  const [refused, setRefused] = useState<Said | null>(null);

  useEffect(() => {
    let here = true;
    setPreview(null);
    setRefused(null);
    // Listening begins first: the first pictures may be there before the answer is.
    const stop = listen((api) => api.clips.onPreviewed(setNews));
    call((api) => api.clips.preview(order)).then(
      (found) => here && setPreview(found),
      (thrown: unknown) => here && setRefused(sayThrown(thrown)),
    );
    return () => {
      here = false;
      stop();
      call((api) => api.clips.previewOver()).catch(() => undefined);
    };
  }, [order, attempt]);

  return useMemo(() => {
    const mine = preview && news?.previewId === preview.previewId ? news : null;
    const missing = new Set(mine?.missing);
    return {
      preview,
      said: refused ?? (mine?.error ? sayError(mine.error) : null),
      isMade: (frame) => mine?.made.some(({ from, to }) => frame >= from && frame < to) ?? false,
      isMissing: (frame) => missing.has(frame),
    };
  }, [preview, news, refused]);
}
