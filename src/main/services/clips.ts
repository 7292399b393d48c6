/** Clips: ranges of a lesson handed on as files of their own, each written to the export log. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { ClipRequest, safeFileName } from '../../shared/domain/clip';
import { Id, newId } from '../../shared/domain/ids';
import { firstAngle, piecesOf } from '../../shared/domain/lesson-time';
import type { Angle, Part } from '../../shared/domain/lesson';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { clipFolders, refuseWithoutRoom, usableFolder } from './clips-folders';
import type { ClipLogLine, ClipPart, ClipsDeps } from './clips-ports';
import { publishClip } from './clips-publish';

/** One clip, worked out: which stretches of which parts. */
interface Order {
  lessonId: Id;
  lessonTitle: string;
  clip: ClipRequest;
  pieces: ReturnType<typeof piecesOf>;
  folder: string;
}

/** One clip as it was asked for, kept until it is made: what it takes to make it again. */
const Stored = z.object({
  lessonId: Id,
  angleId: Id.optional(),
  clip: ClipRequest,
  folder: z.string(),
});

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

export function clipsService(deps: ClipsDeps): Handlers['clips'] & {
  /** Starts a stored order anew, checked like a new one. @throws AppError */
  again(request: unknown): Promise<void>;
} {
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

  async function startAll(asked: Asked, folder: string): Promise<Id[]> {
    const { lessonId, angleId } = asked;
    const orders = plan(asked, folder);
    await refuseWithoutRoom(
      folder,
      orders.flatMap(({ pieces }) =>
        pieces.map(({ part, partRange }) => ({
          path: sourceOf(part).path,
          partUs: part.durationUs,
          lengthUs: partRange.endUs - partRange.startUs,
        })),
      ),
    );
    return orders.map((order) =>
      deps.jobs.start({
        kind: 'clip',
        title: `Clip “${order.clip.name}”`,
        lessonId,
        request: { lessonId, angleId, clip: order.clip, folder },
        run: (signal, report) => make(order, signal, report),
      }),
    );
  }

  const fileOf = (line: ClipLogLine) => join(line.folderPath, line.fileName);

  return {
    chooseFolder: folders.choose,
    lastFolder: folders.last,
    async export(asked) {
      const folder = await folders.usable(asked.folderId);
      return { jobIds: await startAll(asked, folder) };
    },
    async again(request) {
      const { clip, folder, ...of } = Stored.parse(request);
      await usableFolder(folder);
      await startAll({ ...of, clips: [clip] }, folder);
    },
    log: () =>
      deps.log.all().map(({ folderPath, ...line }) => ({
        ...line,
        folderName: basename(folderPath),
        present: existsSync(join(folderPath, line.fileName)),
      })),
    showInFolder({ exportId }) {
      const line = deps.log.get(exportId);
      if (!line) throw new AppError('not-found', 'That export is no longer in the log.');
      const file = fileOf(line);
      if (!existsSync(file)) {
        const name = line.fileName;
        throw new AppError('file-missing', `${name} is not where it was put.`, { name });
      }
      deps.dialogs.showInFolder(file);
    },
  };
}
