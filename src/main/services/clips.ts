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
interface Order {
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
type Asked = Omit<z.infer<typeof Stored>, 'folder'>;

/** A file as it would be made. */
export interface UnmadeFile {
  form: ClipForm;
  /** In order; an item says by its place which of them it is of. */
  clips: ClipRequest[];
  items: ClipItem[];
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
  /**
   * Starts a stored order anew, checked like a new one.
   * @throws AppError, `other-version` for one that cannot be read
   */
  redo(request: unknown): Promise<void>;
  /** What each file of an order is made of, without making it. @throws AppError */
  unmade(asked: Asked, signal: AbortSignal): Promise<UnmadeFile[]>;
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
        const place = { offsetUs: part.offsetUs, rate: part.rate, clip: at };
        items.push({ path, probe, frames, ...partRange, place, ...wordsOn(order, clip, at) });
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
    const nowMs = deps.nowMs();
    for (const [n, { clip }] of stretches.entries()) {
      const { startUs, endUs } = clip;
      // Ids of one moment are in no order: a later one keeps the order of a reel.
      const id = newId(nowMs + n);
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
    const partial = deps.partials.open(join(folder, `${safeFileName(name)}.${id.slice(-8)}`));
    try {
      const items = await itemsOf(order, signal);
      const made = await deps.makeClip(items, partial, { signal, report, form });
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

  async function startAll(asked: Asked, folder: string): Promise<Id[]> {
    const { lessonId, reel } = asked;
    const orders = plan(asked, folder);
    const stretches = orders
      .flatMap((order) => order.stretches.flatMap(({ pieces }) => pieces))
      .map(({ part, partRange }) => ({
        probe: sourceOf(part).probe,
        lengthUs: partRange.endUs - partRange.startUs,
      }));
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
    unmade: (asked, signal) =>
      Promise.all(
        plan(asked, '').map(async (order) => ({
          form: order.form,
          clips: order.stretches.map(({ clip }) => clip),
          items: await itemsOf(order, signal),
        })),
      ),
    async redo(request) {
      const stored = Stored.safeParse(request);
      if (!stored.success) {
        const said = 'What was asked for was kept by another version.';
        throw new AppError('other-version', said, {}, stored.error);
      }
      const { folder, ...order } = stored.data;
      await usableFolder(folder);
      await startAll(order, folder);
    },
  };
}
