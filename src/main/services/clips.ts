/** Clips: ranges of a lesson handed on as files of their own, each written to the export log. */
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ClipForm, type ClipRequest, safeFileName } from '../../shared/domain/clip';
import { type Id, newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import { type VttCue, writeVtt } from '../../shared/domain/write-captions';
import type { Handlers } from '../../shared/ipc/derive';
import { clipFolders, usableFolder } from './clips-folders';
import { itemsOf, type Order } from './clips-items';
import { type Asked, clipOrders, type ClipOrders, Stored } from './clips-orders';
import type { ClipItem, ClipResult, ClipsDeps } from './clips-ports';
import { besideOf, folderError, type NoteNaming, publishClip } from './clips-publish';

interface Run {
  signal: AbortSignal;
  report: (share: number | null) => void;
}

/**
 * Clips for something larger that holds them: made where they are told, neither named nor logged, and such
 * that every browser plays them.
 */
export interface ClipMaker extends Pick<ClipOrders, 'plan' | 'refuseWithoutRoom'> {
  /** The path of a folder that was chosen. @throws AppError like {@link ClipFolders.usable} */
  usable(folderId: Id): Promise<string>;
  /** @throws AppError, and then there is no file */
  write(order: Order, file: string, run: Run): Promise<ClipResult>;
  /** Writes every stretch of these to the export log as what is in one file or folder. */
  note(orders: readonly Order[], file: string, made: { bytes: number; frames: number }): void;
}

/** A file as it would be made. */
export interface UnmadeFile {
  form: ClipForm;
  /** In order; an item says by its place which of them it is of. */
  clips: ClipRequest[];
  items: ClipItem[];
}

const HEVC_WORDS = {
  kept: ' Kept as HEVC: it may not play in PowerPoint or older browsers.',
  encoded: ' It was filmed in HEVC and is now H.264, which plays everywhere.',
} as const;

/** What the check after an export found, behind the file's name. */
function checkedWords({ frames, exact, fellBack, hevc }: ClipResult) {
  if (frames === 0) return '';
  const count = `${frames.toLocaleString('en-GB')} frame${frames === 1 ? '' : 's'}`;
  const found = exact ? ', exact' : '; the recording has others that cannot be read';
  const how = fellBack ? ' Copying did not come out right, so all of it was encoded.' : '';
  return `. Checked: ${count}${found}.${how}${hevc === null ? '' : HEVC_WORDS[hevc]}`;
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
  /**
   * Starts a stored order anew, checked like a new one.
   * @throws AppError, `other-version` for one that cannot be read
   */
  redo(request: unknown): Promise<void>;
  /** What each file of an order is made of, without making it. @throws AppError */
  unmade(asked: Asked, signal: AbortSignal): Promise<UnmadeFile[]>;
  maker: ClipMaker;
} {
  const folders = clipFolders(deps);
  const { sourceOf, plan, refuseWithoutRoom } = clipOrders(deps);

  /** A line for each stretch: what left the library is told range by range. */
  function note(order: Order, file: string, made: { bytes: number; frames: number }): void {
    const { folder, lessonId, lessonTitle, angleId, stretches } = order;
    const at = instant(deps.nowMs());
    const fileId = newId(deps.nowMs());
    const { bytes, frames } = made;
    const same = {
      ...{ at, author: deps.authorName(), lessonId, lessonTitle, angleId, fileId },
      ...{ bytes, frames },
    };
    const nowMs = deps.nowMs();
    for (const [n, { clip }] of stretches.entries()) {
      const { startUs, endUs } = clip;
      // Ids of one moment are in no order: a later one keeps the order of a reel.
      const id = newId(nowMs + n);
      deps.log.add({ id, ...same, startUs, endUs, fileName: basename(file), folderPath: folder });
    }
  }

  /** @param anywhere it must play in every browser */
  async function written(order: Order, file: string, run: Run, anywhere: boolean) {
    const items = await itemsOf(order, deps, sourceOf, run.signal);
    const made = await deps.makeClip(items, file, { ...run, form: order.form, anywhere });
    return { items, made };
  }

  async function make(order: Order, run: Run): Promise<{ result: string; showPath: string }> {
    const { name, folder, form } = order;
    const ending = form === 'sound' ? 'm4a' : 'mp4';
    const id = newId(deps.nowMs());
    // The clip is found a name when it is whole. Until then its name is its own by its id.
    const near = join(folder, `${safeFileName(name)}.${id.slice(-8)}`);
    const partial = deps.partials.open(near);
    let words: string | null = null;
    try {
      const { items, made } = await written(order, partial, run, false);
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
        note(order, file, made);
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

  async function startAll(asked: Asked, folder: string): Promise<Id[]> {
    const { lessonId, reel } = asked;
    const orders = plan(asked, folder);
    await refuseWithoutRoom(orders, 1);
    return orders.map((order) =>
      deps.jobs.start({
        kind: 'clip',
        title: `${reel ? 'Reel' : 'Clip'} “${order.name}”`,
        lessonId,
        request: { ...asked, clips: order.stretches.map(({ clip }) => clip), folder },
        run: (signal, report) => make(order, { signal, report }),
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
          items: await itemsOf(order, deps, sourceOf, signal),
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
    maker: {
      usable: folders.usable,
      plan,
      refuseWithoutRoom,
      write: async (order, file, run) => (await written(order, file, run, true)).made,
      note(orders, file, made) {
        const [first] = orders;
        const stretches = orders.flatMap((order) => order.stretches);
        if (first) note({ ...first, stretches }, file, made);
      },
    },
  };
}
