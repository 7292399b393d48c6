/** The picture that hands work on: which camera's, since when it stands, and where it lies on screen. */
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { LessonDocument } from '../../shared/domain/document';
import type { Id } from '../../shared/domain/ids';
import { firstAngle, partAt, partsOf } from '../../shared/domain/lesson-time';
import { lessonStore, useLesson } from './document';
import { watchedAngleId, useAngles } from './angles';
import { transport, usePlayback } from './playback';
import { watchPlayhead } from './playhead';
import { type Frame, pictureIn } from '../picture/picture-place';

/** The file that a camera other than the first shows at a time; null where it was not on. */
export function fileAt(document: LessonDocument, angleId: Id, us: number): Id | null {
  return partAt(partsOf(document, angleId), us)?.fileId ?? null;
}

/** The file whose picture a camera shows now: of the first, the player knows it best. */
function useFile(angleId: Id): Id | null {
  const played = usePlayback((state) => state.fileId);
  const isFirst = useLesson(({ document }) => !document || firstAngle(document)?.id === angleId);
  const [followed, setFollowed] = useState<Id | null>(null);
  useEffect(() => {
    if (isFirst) return undefined;
    return watchPlayhead((us) => {
      const { document } = lessonStore.getState();
      setFollowed(document && fileAt(document, angleId, us));
    });
  }, [isFirst, angleId]);
  return isFirst ? played : followed;
}

/** Since when the picture on screen stands. A hair before a frame begins it is on screen already. */
export function hereUs(): number {
  return Math.min(transport().frameOnScreen().startUs, Math.floor(transport().nowUs()));
}

/** The camera that hands work on, the one watched large; null where it shows no picture now. */
export function workedAngleId(document: LessonDocument): Id | null {
  const angleId = watchedAngleId(document, useAngles.getState());
  if (angleId === undefined || angleId === firstAngle(document)?.id) return angleId ?? null;
  const fileId = fileAt(document, angleId, transport().nowUs());
  return document.files.some(({ id, picture }) => id === fileId && picture) ? angleId : null;
}

/** True for the camera that is watched large. */
export function useIsWatched(angleId: Id): boolean {
  const largeId = useAngles((state) => state.largeId);
  return useLesson(
    ({ document }) => document !== null && watchedAngleId(document, { largeId }) === angleId,
  );
}

/** Where a camera's picture lies inside an element, kept up as either changes its size. */
export function usePicture(element: RefObject<Element | null>, angleId: Id): Frame | null {
  const fileId = useFile(angleId);
  const picture = useLesson(
    (state) => state.document?.files.find((file) => file.id === fileId)?.picture ?? null,
  );
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    // As it is laid out: while the picture is zoomed, what it takes up on screen is more.
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
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
