/** Clips: ranges of a lesson handed on as files of their own, each written to the export log. */
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import {
  ClipForm,
  ClipMarks,
  ClipRequest,
  ReelRequest,
  safeFileName,
} from '../../shared/domain/clip';
import { Id, newId } from '../../shared/domain/ids';
import { firstAngle, piecesOf } from '../../shared/domain/lesson-time';
import type { Angle, Part } from '../../shared/domain/lesson';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { clipFolders, refuseWithoutRoom, usableFolder } from './clips-folders';
import type { ClipItem, ClipsDeps, ClipWords } from './clips-ports';
import { publishClip } from './clips-publish';

interface Stretch {
  clip: ClipRequest;
  pieces: ReturnType<typeof piecesOf>;
}

/** One file, worked out: which stretches of which parts, one after the other. */
export interface Order {
  lessonId: Id;
  angleId: Id;
  lessonTitle: string;
  name: string;
  stretches: Stretch[];
  titles: boolean;
  form: ClipForm;
  /** What is written in a corner of its pictures; empty for nothing. */
  line: string;
  folder: string;
}

/** One file as it was asked for, kept until it is made: what it takes to make it again. */
const Stored = z.object({
  lessonId: Id,
  angleId: Id.optional(),
  clips: z.array(ClipRequest).min(1),
  form: ClipForm.optional(),
  reel: ReelRequest.optional(),
  marks: ClipMarks.optional(),
  folder: z.string(),
});
export type Asked = Omit<z.infer<typeof Stored>, 'folder'>;

type Made = Awaited<ReturnType<ClipsDeps['makeClip']>>;

/** Clips for something larger that holds them: made where they are told, neither named nor logged. */
export interface ClipMaker {
  /** The path of a folder that was chosen. @throws AppError like {@link ClipFolders.usable} */
  usable(folderId: Id): Promise<string>;
  /** Worked out and checked against the lesson as it is now, a file for each clip. @throws AppError */
  plan(asked: Asked, folder: string): Order[];
  /** @param times how often all of them will lie on the disk. @throws AppError `disk-full` */
  refuseWithoutRoom(orders: readonly Order[], times: number): Promise<void>;
  /** @throws AppError, and then there is no file */
  write(
    order: Order,
    file: string,
    run: { signal: AbortSignal; report: (share: number | null) => void },
  ): Promise<Made>;
  /** Writes every stretch of these to the export log as what is in one file or folder. */
  note(orders: readonly Order[], file: string, made: { bytes: number; frames: number }): void;
}

function lineOf(marks: ClipMarks | undefined): string {
  const purpose = marks?.discussion ? 'For professional discussion' : '';
  return [purpose, marks?.name].filter(Boolean).join(' · ');
}

/** What lies over a clip's pictures; undefined for nothing, so that they can be copied as they are. */
function wordsOn(
  { line, stretches }: Order,
  { caption = '' }: ClipRequest,
  at: number,
): { words?: ClipWords } {
  if (line === '' && caption === '') return {};
  const number = stretches.length > 1 && caption !== '' ? at + 1 : null;
  return { words: { caption, number, line } };
}

/** What the check after an export found, behind the file's name. */
function checkedWords({ frames, exact, fellBack }: Awaited<ReturnType<ClipsDeps['makeClip']>>) {
  if (frames === 0) return '';
  const count = `${frames.toLocaleString('en-GB')} frame${frames === 1 ? '' : 's'}`;
  const found = exact ? ', exact' : '; the recording has others that cannot be read';
  const how = fellBack ? ' Copying did not come out right, so all of it was encoded.' : '';
  return `. Checked: ${count}${found}.${how}`;
}

export function clipsService(deps: ClipsDeps): Pick<
  Handlers['clips'],
  'chooseFolder' | 'lastFolder' | 'export'
> & {
  /** Starts a stored order anew, checked like a new one. @throws AppError */
  redo(request: unknown): Promise<void>;
  maker: ClipMaker;
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

  async function itemsOf(order: Order, signal: AbortSignal): Promise<ClipItem[]> {
    const items: ClipItem[] = [];
    for (const [at, { clip, pieces }] of order.stretches.entries()) {
      if (order.titles) {
        const small = `${at + 1} of ${order.stretches.length}`;
        items.push({ card: { title: clip.title || clip.name, small } });
      }
      for (const { part, partRange } of pieces) {
        const { path, probe } = sourceOf(part);
        const frames = await deps.frames(part.id, signal);
        items.push({ path, probe, frames, ...partRange, ...wordsOn(order, clip, at) });
      }
    }
    return items;
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

  const write: ClipMaker['write'] = async (order, file, run) => {
    const items = await itemsOf(order, run.signal);
    return deps.makeClip(items, file, { ...run, form: order.form });
  };

  async function make(
    order: Order,
    signal: AbortSignal,
    report: (share: number | null) => void,
  ): Promise<{ result: string; showPath: string }> {
    const { name, folder, form } = order;
    const ending = form === 'sound' ? 'm4a' : 'mp4';
    const id = newId(deps.nowMs());
    // The clip is found a name when it is whole. Until then its name is its own by its id.
    const partial = deps.partials.open(join(folder, `${safeFileName(name)}.${id.slice(-8)}`));
    try {
      const made = await write(order, partial, { signal, report });
      const file = await publishClip(partial, folder, name, ending, (whole, size) =>
        deps.partials.naming(partial, whole, size),
      );
      try {
        note(order, file, { bytes: made.bytes, frames: made.frames });
      } catch (error) {
        // What is not in the log has not left the library.
        await rm(file, { force: true });
        throw error;
      }
      return { result: `${basename(file)}${checkedWords(made)}`, showPath: file };
    } finally {
      await deps.partials.drop(partial);
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
    { lessonId, angleId: asked, clips, form, reel, marks }: Asked,
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
    };
    if (reel) return [{ ...same, name: reel.name, titles: reel.titles, stretches }];
    return stretches.map((one) => ({
      ...same,
      name: one.clip.name,
      titles: false,
      stretches: [one],
    }));
  }

  async function refuse(orders: readonly Order[], times: number): Promise<void> {
    const [first] = orders;
    if (!first) return;
    const stretches = orders
      .flatMap((order) => order.stretches.flatMap(({ pieces }) => pieces))
      .map(({ part, partRange }) => ({
        probe: sourceOf(part).probe,
        lengthUs: (partRange.endUs - partRange.startUs) * times,
      }));
    await refuseWithoutRoom(first.folder, first.form, stretches);
  }

  async function startAll(asked: Asked, folder: string): Promise<Id[]> {
    const { lessonId, reel } = asked;
    const orders = plan(asked, folder);
    await refuse(orders, 1);
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
    maker: {
      usable: folders.usable,
      plan,
      refuseWithoutRoom: refuse,
      write,
      note(orders, file, made) {
        const [first] = orders;
        const stretches = orders.flatMap((order) => order.stretches);
        if (first) note({ ...first, stretches }, file, made);
      },
    },
  };
}
