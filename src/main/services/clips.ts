/** Clips: ranges of a lesson handed on as files of their own, each written to the export log. */
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import {
  ClipForm,
  ClipMarks,
  ClipNotes,
  ClipRequest,
  ReelRequest,
  safeFileName,
} from '../../shared/domain/clip';
import { Id, newId } from '../../shared/domain/ids';
import { firstAngle, piecesOf } from '../../shared/domain/lesson-time';
import type { Angle, Part } from '../../shared/domain/lesson';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import { type VttCue, writeVtt } from '../../shared/domain/write-captions';
import type { Handlers } from '../../shared/ipc/derive';
import { clipFolders, refuseWithoutRoom, usableFolder } from './clips-folders';
import { itemsOf, type Order, slowsOf, type Stretch } from './clips-items';
import type { ClipItem, ClipResult, ClipsDeps } from './clips-ports';
import { besideOf, folderError, type NoteNaming, publishClip } from './clips-publish';

/** One file as it was asked for, kept until it is made: what it takes to make it again. */
const Stored = z.object({
  lessonId: Id,
  angleId: Id.optional(),
  clips: z.array(ClipRequest).min(1),
  form: ClipForm.optional(),
  reel: ReelRequest.optional(),
  marks: ClipMarks.optional(),
  notes: ClipNotes.optional(),
  masked: z.boolean().optional(),
  folder: z.string(),
});
type Asked = Omit<z.infer<typeof Stored>, 'folder'>;

function lineOf(marks: ClipMarks | undefined): string {
  const purpose = marks?.discussion ? 'For professional discussion' : '';
  return [purpose, marks?.name].filter(Boolean).join(' · ');
}

/** What the check after an export found, behind the file's name. */
function checkedWords({ frames, exact, fellBack }: ClipResult) {
  if (frames === 0) return '';
  const count = `${frames.toLocaleString('en-GB')} frame${frames === 1 ? '' : 's'}`;
  const found = exact ? ', exact' : '; the recording has others that cannot be read';
  const how = fellBack ? ' Copying did not come out right, so all of it was encoded.' : '';
  return `. Checked: ${count}${found}.${how}`;
}

/** Each clip's caption over its own stretch in the file. */
function cuesOf({ stretches }: Order, items: readonly ClipItem[], startsUs: number[]): VttCue[] {
  return stretches.flatMap(({ clip: { caption = '' } }, at) => {
    const own = (item: ClipItem): boolean => 'clip' in item && item.clip === at;
    const [first, last] = [items.findIndex(own), items.findLastIndex(own)];
    const [startUs = 0, endUs = 0] = [startsUs[first], startsUs[last + 1]];
    return caption !== '' && endUs > startUs ? [{ startUs, endUs, text: caption }] : [];
  });
}

export function clipsService(deps: ClipsDeps): Pick<
  Handlers['clips'],
  'chooseFolder' | 'lastFolder' | 'export'
> & {
  /** Starts a stored order anew, checked like a new one. @throws AppError */
  redo(request: unknown): Promise<void>;
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

  /** A line for each stretch: what left the library is told range by range. */
  function note(order: Order, file: string, made: { bytes: number; frames: number }): void {
    const { folder, lessonId, lessonTitle, angleId, stretches } = order;
    const at = instant(deps.nowMs());
    const fileId = newId(deps.nowMs());
    const same = {
      ...{ at, author: deps.authorName(), lessonId, lessonTitle, angleId, fileId },
      ...made,
    };
    for (const { clip } of stretches) {
      const { startUs, endUs } = clip;
      const id = newId(deps.nowMs());
      deps.log.add({ id, ...same, startUs, endUs, fileName: basename(file), folderPath: folder });
    }
  }

  async function make(
    order: Order,
    signal: AbortSignal,
    report: (share: number | null) => void,
  ): Promise<{ result: string; showPath: string }> {
    const { name, folder, form } = order;
    const ending = form === 'sound' ? 'm4a' : 'mp4';
    const id = newId(deps.nowMs());
    // The clip is found a name when it is whole. Until then its name is its own by its id.
    const near = join(folder, `${safeFileName(name)}.${id.slice(-8)}`);
    const partial = deps.partials.open(near);
    let words: string | null = null;
    try {
      const items = await itemsOf(order, deps, sourceOf, signal);
      const made = await deps.makeClip(items, partial, { signal, report, form });
      const cues = order.beside ? cuesOf(order, items, made.startsUs) : [];
      if (cues.length > 0) {
        words = deps.partials.open(`${near}.vtt`);
        await writeFile(words, writeVtt(cues), { flush: true }).catch((error: unknown) => {
          throw folderError(error, folder);
        });
      }
      const naming: NoteNaming = (whole, size, from) => deps.partials.naming(from, whole, size);
      const file = await publishClip(partial, folder, name, ending, naming, words);
      try {
        note(order, file, { bytes: made.bytes, frames: made.frames });
      } catch (error) {
        // What is not in the log has not left the library.
        await rm(file, { force: true });
        if (words !== null) await rm(besideOf(file), { force: true });
        throw error;
      }
      return { result: `${basename(file)}${checkedWords(made)}`, showPath: file };
    } finally {
      await deps.partials.drop(partial);
      if (words !== null) await deps.partials.drop(words);
    }
  }

  /** The camera that was asked for, or the first one. */
  function cameraOf(lesson: { angles: Angle[] }, asked?: Id): Id {
    const angle = asked ?? firstAngle(lesson)?.id;
    if (angle === undefined || !lesson.angles.some(({ id }) => id === angle)) {
      throw new AppError('not-found', 'That camera is no longer in the lesson.');
    }
    return angle;
  }

  /** A file for each clip, or one of all of them. */
  function plan(
    { lessonId, angleId: asked, clips, form, reel, marks, notes, masked }: Asked,
    folder: string,
  ): Order[] {
    const lesson = deps.lesson(lessonId);
    if (!lesson) throw new AppError('not-found', 'That lesson is no longer in the library.');
    const angleId = cameraOf(lesson, asked);
    const parts = lesson.parts.filter((part) => part.angleId === angleId);
    const stretches = clips.map((clip): Stretch => {
      const pieces = piecesOf(parts, clip);
      if (pieces.length === 0) {
        const { name } = clip;
        throw new AppError('nothing-there', `There is no footage in ${name}.`, { name });
      }
      for (const { part } of pieces) sourceOf(part);
      return { clip, pieces };
    });
    const line = lineOf(marks);
    const same = {
      ...{ lessonId, lessonTitle: lesson.title, angleId },
      ...{ form: form ?? 'exact', line, folder },
      ...{ drawings: marks?.drawings === true, timer: marks?.timer === true },
      ...{ beside: notes === 'file', masked: masked !== false },
    };
    if (reel) return [{ ...same, name: reel.name, reel, stretches }];
    return stretches.map((one) => ({
      ...same,
      name: one.clip.name,
      reel: null,
      stretches: [one],
    }));
  }

  async function startAll(asked: Asked, folder: string): Promise<Id[]> {
    const { lessonId, reel } = asked;
    const orders = plan(asked, folder);
    const stretches = orders
      .flatMap((order) => order.stretches)
      .flatMap(({ clip, pieces }) => {
        const times = slowsOf(clip).reduce((sum: number, slow) => sum + slow, 0);
        return pieces.map(({ part, partRange }) => ({
          probe: sourceOf(part).probe,
          lengthUs: (partRange.endUs - partRange.startUs) * times,
        }));
      });
    await refuseWithoutRoom(folder, asked.form ?? 'exact', stretches);
    return orders.map((order) =>
      deps.jobs.start({
        kind: 'clip',
        title: `${reel ? 'Reel' : 'Clip'} “${order.name}”`,
        lessonId,
        request: { ...asked, clips: order.stretches.map(({ clip }) => clip), folder },
        run: (signal, report) => make(order, signal, report),
      }),
    );
  }

  return {
    chooseFolder: folders.choose,
    lastFolder: folders.last,
    async export(asked) {
      const { folderId, ...order } = asked;
      const folder = await folders.usable(folderId);
      return { jobIds: await startAll(order, folder) };
    },
    async redo(request) {
      const { folder, ...order } = Stored.parse(request);
      await usableFolder(folder);
      await startAll(order, folder);
    },
  };
}
