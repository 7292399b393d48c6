/** Clips: ranges of a lesson handed on as files of their own, each written to the export log. */
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type ClipForm,
  type ClipPreview,
  type ClipRequest,
  safeFileName,
} from '../../shared/domain/clip';
import { type Id, newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import { type VttCue, writeVtt } from '../../shared/domain/write-captions';
import type { Handlers } from '../../shared/ipc/derive';
import { clipFolders, usableFolder } from './clips-folders';
import { itemsOf, type Order } from './clips-items';
import { clipsLooked } from './clips-looked';
import { type Asked, clipOrders, type ClipOrders, keptOf, Stored } from './clips-orders';
import type { ClipItem, ClipResult, ClipsDeps } from './clips-ports';
import { besideOf, folderError, type NoteNaming, publishClip } from './clips-publish';
import { keptOrder } from './kept-order';

interface Run {
  signal: AbortSignal;
  report: (share: number | null) => void;
}

/** What left the library: a file, or a folder with all that is in it. */
interface LoggedFile {
  order: Order;
  file: string;
  bytes: number;
  frames: number;
  /** Its captions. */
  beside?: LoggedFile[];
}

/**
 * Clips for something larger that holds them: made where they are told, neither named nor logged, and such
 * that every browser plays them.
 */
export interface ClipMaker extends Pick<ClipOrders, 'plan' | 'refuseWithoutRoom'> {
  /** @throws AppError `look-first` for what was not looked through as it is now */
  refuseUnseen(orders: readonly Order[]): Promise<void>;
  /** The path of a folder that was chosen. @throws AppError like {@link ClipFolders.usable} */
  usable(folderId: Id): Promise<string>;
  /** @throws AppError, and then there is no file */
  write(order: Order, file: string, run: Run): Promise<ClipResult>;
  /** Writes every stretch of these to the export log, as what is in each of these files or folders. */
  note(
    orders: readonly Order[],
    files: readonly Pick<LoggedFile, 'file' | 'bytes' | 'frames'>[],
  ): void;
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

/** What an order would make, to be looked through first. */
export interface Unmade extends Pick<ClipPreview, 'lessonId' | 'notShown' | 'covered' | 'looked'> {
  files: UnmadeFile[];
}

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
  /** What a stored order asks for. @throws AppError `other-version` */
  asked(request: unknown): Asked;
  /** What each file of an order is made of, without making it. @throws AppError */
  unmade(asked: Asked, signal: AbortSignal): Promise<Unmade>;
  maker: ClipMaker;
} {
  const folders = clipFolders(deps);
  const { sourceOf, plan, refuseWithoutRoom } = clipOrders(deps);
  const looking = clipsLooked(deps);

  /** A line for each stretch in each of these: what left the library is told range by range. */
  function note(files: readonly LoggedFile[]): void {
    const nowMs = deps.nowMs();
    const [at, author] = [instant(nowMs), deps.authorName()];
    const linesOf = (fileId: Id, { order, file, bytes, frames }: LoggedFile) =>
      order.stretches.map(({ clip, pieces }) => ({
        ...{ at, author, fileId, bytes, frames },
        ...{ lessonId: order.lessonId, lessonTitle: order.lessonTitle },
        ...{ angleId: pieces[0]?.part.angleId ?? null, startUs: clip.startUs, endUs: clip.endUs },
        ...{ fileName: basename(file), folderPath: order.folder },
      }));
    const lines = files.flatMap((file) => {
      const fileId = newId(nowMs);
      return [file, ...(file.beside ?? [])].flatMap((each) => linesOf(fileId, each));
    });
    // Ids of one moment are in no order: a later one keeps the order of a reel.
    deps.log.add(lines.map((line, n) => ({ id: newId(nowMs + n), ...line })));
  }

  const itemsOfOrder = (order: Order, signal: AbortSignal): Promise<ClipItem[]> =>
    itemsOf(order, deps, sourceOf, signal);

  async function refuseUnseen(orders: readonly Order[]): Promise<void> {
    const { signal } = new AbortController();
    for (const order of orders)
      await looking.refuseUnseen(order, () => itemsOfOrder(order, signal));
  }

  /** @param anywhere it must play in every browser */
  async function written(order: Order, file: string, run: Run, anywhere: boolean) {
    const items = await itemsOfOrder(order, run.signal);
    // Of these very items: what changes from now on is not in the file.
    await looking.refuseUnseen(order, () => Promise.resolve(items));
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
      const vtt = writeVtt(cues);
      if (cues.length > 0) {
        words = deps.partials.open(`${near}.vtt`);
        await writeFile(words, vtt, { flush: true }).catch((error: unknown) => {
          throw folderError(error, folder);
        });
      }
      const naming: NoteNaming = (whole, size, from) => deps.partials.naming(from, whole, size);
      const file = await publishClip(partial, folder, name, ending, naming, words);
      try {
        const { bytes, frames } = made;
        const stretches = order.stretches.filter(({ clip }) => clip.caption);
        const captions: LoggedFile = {
          ...{ order: { ...order, stretches }, file: besideOf(file) },
          ...{ bytes: Buffer.byteLength(vtt), frames: 0 },
        };
        note([{ order, file, bytes, frames, beside: words === null ? [] : [captions] }]);
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

  /** One file, as the lesson is when its turn has come. */
  async function makeStored({ folder, ...asked }: Stored, run: Run) {
    const [order] = plan(asked, folder);
    if (!order) throw new AppError('nothing-there', 'There is nothing to make.');
    return make(order, run);
  }

  async function startAll(asked: Asked, folder: string): Promise<Id[]> {
    const { lessonId, reel } = asked;
    const orders = plan(asked, folder);
    await refuseUnseen(orders);
    await refuseWithoutRoom(orders, 1);
    return orders.map((order) => {
      const clips = order.stretches.map(({ clip }) => clip);
      const request: Stored = { ...asked, clips, folder, ...keptOf([order]) };
      return deps.jobs.start({
        kind: 'clip',
        ...{ lessonId, request },
        title: `${reel ? 'Reel' : 'Clip'} “${order.name}”`,
        run: (signal, report) => makeStored(request, { signal, report }),
      });
    });
  }

  const stored = (request: unknown): Stored => keptOrder(Stored, request);

  return {
    chooseFolder: folders.choose,
    lastFolder: folders.last,
    async export(asked) {
      const { folderId, ...order } = asked;
      const folder = await folders.usable(folderId);
      return { jobIds: await startAll(order, folder) };
    },
    async unmade(asked, signal) {
      const orders = plan(asked, '');
      const made = orders.map(async (order) => {
        const clips = order.stretches.map(({ clip }) => clip);
        const items = await itemsOfOrder(order, signal);
        return { looked: looking.signOf(order, items), file: { form: order.form, clips, items } };
      });
      const all = await Promise.all(made);
      const { lessonId } = asked;
      return {
        ...{ lessonId, notShown: deps.lesson(lessonId)?.notShown.trim() ?? '' },
        ...{ covered: looking.covered(orders), looked: all.map(({ looked }) => looked) },
        files: all.map(({ file }) => file),
      };
    },
    asked(request) {
      const { folder: _, ...asked } = stored(request);
      return asked;
    },
    async redo(request) {
      const { folder, ...asked } = stored(request);
      await usableFolder(folder);
      await startAll(asked, folder);
    },
    maker: {
      usable: folders.usable,
      ...{ plan, refuseUnseen, refuseWithoutRoom },
      write: async (order, file, run) => (await written(order, file, run, true)).made,
      note(orders, files) {
        const [first] = orders;
        const stretches = orders.flatMap((order) => order.stretches);
        if (first) note(files.map((file) => ({ ...file, order: { ...first, stretches } })));
      },
    },
  };
}
