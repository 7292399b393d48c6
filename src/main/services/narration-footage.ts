/** The footage of a narration's lesson, as its film needs it. */
import { basename } from 'node:path';
import type { Id } from '../../shared/domain/ids';
import { inOrder } from '../../shared/domain/lesson-time';
import type { Narration } from '../../shared/domain/narration';
import { AppError } from '../../shared/errors';
import { coversOn, hushesOn } from './clips-dressing';
import type { ClipsDeps } from './clips-ports';
import type { FilmSource } from './narration-export-ports';
import type { Marked } from './narration-look';
import type { FilmCamera } from './narration-sections';

export interface NarrationFootageDeps extends Pick<ClipsDeps, 'lesson' | 'source' | 'frames'> {
  probeOf(stored: unknown): { picture: unknown; sound: unknown };
}

export function narrationFootage(deps: NarrationFootageDeps) {
  function sourceOf(partId: Id) {
    const source = deps.source(partId);
    if (!source) throw new AppError('not-found', 'That part is no longer in the library.');
    if (!source.present) {
      const name = basename(source.path);
      throw new AppError('file-missing', `${name} is not where it was.`, { name });
    }
    return source;
  }

  function lessonOf(narration: Narration) {
    const lesson = deps.lesson(narration.lessonId);
    if (!lesson) throw new AppError('not-found', 'That lesson is no longer in the library.');
    return lesson;
  }

  /** The lesson as it is now: what was hidden while this waited its turn is hidden too. */
  async function camerasOf(
    narration: Narration,
    { masks }: Marked,
    signal: AbortSignal,
  ): Promise<FilmCamera<FilmSource>[]> {
    const { angles, parts } = lessonOf(narration);
    const cameras: FilmCamera<FilmSource>[] = [];
    for (const { id } of inOrder(angles)) {
      const own: FilmSource[] = [];
      for (const part of inOrder(parts.filter(({ angleId }) => angleId === id))) {
        const { path, probe } = sourceOf(part.id);
        const { picture, sound } = deps.probeOf(probe);
        own.push({
          ...{ part, path, probe, hasSound: sound !== null },
          frames: picture ? await deps.frames(part.id, signal) : new Float64Array(),
          covers: coversOn(masks, id, part),
          hushes: hushesOn(masks, part),
        });
      }
      cameras.push({ id, parts: own });
    }
    return cameras;
  }

  return { sourceOf, lessonOf, camerasOf };
}
