/** Clips: ranges of a lesson handed on as files of their own, each written to the export log. */
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ClipRequest, safeFileName } from '../../shared/domain/clip';
import { type Id, newId } from '../../shared/domain/ids';
import { firstAngle, piecesOf } from '../../shared/domain/lesson-time';
import type { Angle, Part } from '../../shared/domain/lesson';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { clipFolders, refuseWithoutRoom } from './clips-folders';
import type { ClipPart, ClipsDeps } from './clips-ports';
import { publishClip } from './clips-publish';

/** One clip, worked out: which stretches of which parts. */
interface Order {
  lessonId: Id;
  lessonTitle: string;
  clip: ClipRequest;
  pieces: ReturnType<typeof piecesOf>;
  folder: string;
}

interface Asked {
  lessonId: Id;
  angleId?: Id | undefined;
  clips: readonly ClipRequest[];
}

/** What the check after an export found, behind the file's name. */
function checkedWords(frames: number, exact: boolean): string {
  if (frames === 0) return '';
  const count = `${frames.toLocaleString('en-GB')} frame${frames === 1 ? '' : 's'}`;
  return `. Checked: ${count}${exact ? ', exact' : '; the recording has others that cannot be read'}.`;
}

export function clipsService(
  deps: ClipsDeps,
): Pick<Handlers['clips'], 'chooseFolder' | 'lastFolder' | 'export'> {
  const folders = clipFolders(deps);

  function sourceOf(part: Part): { path: string; probe: unknown } {
    const source = deps.source(part.id);
    if (!source) throw new AppError('not-found', 'That part is no longer in the library.');
    if (!source.present) {
      const name = basename(source.path);
      throw new AppError('file-missing', `${name} is not where it was.`, { name });
    }
    return source;
  }

  async function partsOf({ pieces }: Order, signal: AbortSignal): Promise<ClipPart[]> {
    const parts: ClipPart[] = [];
    for (const { part, partRange } of pieces) {
      const { path, probe } = sourceOf(part);
      parts.push({ path, probe, frames: await deps.frames(part.id, signal), ...partRange });
    }
    return parts;
  }

  async function make(
    order: Order,
    signal: AbortSignal,
    report: (share: number | null) => void,
  ): Promise<{ result: string; showPath: string }> {
    const { clip, folder, lessonId, lessonTitle } = order;
    const id = newId(deps.nowMs());
    // The clip is found a name when it is whole. Until then its name is its own by its id.
    const partial = deps.partials.open(join(folder, `${safeFileName(clip.name)}.${id.slice(-8)}`));
    try {
      const parts = await partsOf(order, signal);
      const { bytes, frames, exact } = await deps.makeClip(parts, partial, { signal, report });
      const file = await publishClip(partial, folder, clip.name, (name, size) =>
        deps.partials.naming(partial, name, size),
      );
      const fileName = basename(file);
      try {
        deps.log.add({
          ...{ id, at: instant(deps.nowMs()), author: deps.authorName(), lessonId, lessonTitle },
          ...{ startUs: clip.startUs, endUs: clip.endUs, fileName, folderPath: folder },
          ...{ bytes, frames },
        });
      } catch (error) {
        // What is not in the log has not left the library.
        await rm(file, { force: true });
        throw error;
      }
      return { result: `${fileName}${checkedWords(frames, exact)}`, showPath: file };
    } finally {
      await deps.partials.drop(partial);
    }
  }

  /** The parts of the camera that was asked for, or of the first one. */
  function partsToCut(lesson: { angles: Angle[]; parts: Part[] }, asked?: Id): Part[] {
    const angle = asked ?? firstAngle(lesson)?.id;
    if (!lesson.angles.some(({ id }) => id === angle)) {
      throw new AppError('not-found', 'That camera is no longer in the lesson.');
    }
    return lesson.parts.filter(({ angleId }) => angleId === angle);
  }

  function plan({ lessonId, angleId, clips }: Asked, folder: string): Order[] {
    const lesson = deps.lesson(lessonId);
    if (!lesson) throw new AppError('not-found', 'That lesson is no longer in the library.');
    const parts = partsToCut(lesson, angleId);
    return clips.map((clip) => {
      const pieces = piecesOf(parts, clip);
      if (pieces.length === 0) {
        const { name } = clip;
        throw new AppError('nothing-there', `There is no footage in ${name}.`, { name });
      }
      for (const { part } of pieces) sourceOf(part);
      return { lessonId, lessonTitle: lesson.title, clip, pieces, folder };
    });
  }

  return {
    chooseFolder: folders.choose,
    lastFolder: folders.last,
    async export(asked) {
      const { lessonId, folderId } = asked;
      const folder = await folders.usable(folderId);
      const orders = plan(asked, folder);
      const lengthUs = orders
        .flatMap((order) => order.pieces)
        .reduce((sum, { partRange }) => sum + partRange.endUs - partRange.startUs, 0);
      await refuseWithoutRoom(folder, lengthUs);
      const jobIds = orders.map((order) =>
        deps.jobs.start({
          kind: 'clip',
          title: `Clip “${order.clip.name}”`,
          lessonId,
          run: (signal, report) => make(order, signal, report),
        }),
      );
      return { jobIds };
    },
  };
}
