/** Discussion packs: clips with what there is to talk about, as a folder that any browser opens. */
import { rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Id, newId } from '../../shared/domain/ids';
import { PackRequest } from '../../shared/domain/pack';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { usableFolder } from './clips-folders';
import { type Asked, keptOf, Stored } from './clips-orders';
import { folderError } from './clips-publish';
import { HANDOUT, PAGE, packName } from './pack/layout';
import { makePack, type PackMade, type PackOrder, type PackRun } from './pack/make';
import type { PackDeps } from './pack/ports';
import { bytesOf, filesIn, publishPack } from './pack/publish';
import { writeZip } from './zip';
import { keptOrder } from './kept-order';

/** A pack as it was asked for, kept until it is made: what it takes to make it again. */
const StoredPack = PackRequest.extend({
  ...{ lessonId: Id, angleId: Id.optional(), folder: z.string() },
  ...{ footage: Stored.shape.footage, looked: Stored.shape.looked },
});
type StoredPack = z.infer<typeof StoredPack>;

/** Its clips, as they are ordered by themselves. */
function clipsOf({
  lessonId,
  angleId,
  clips,
  marks,
  footage,
  looked,
  ...asked
}: StoredPack): Asked {
  return {
    ...{ lessonId, angleId, form: asked.form ?? 'sharing', marks, footage, looked },
    clips: clips.map(({ name, momentId, startUs, endUs }) => ({ name, momentId, startUs, endUs })),
  };
}

/** What is said of a pack that is there: its name, and what the check of its clips found. */
function resultWords(path: string, clips: number, { frames, exact }: PackMade): string {
  const many = (count: number, what: string): string =>
    `${count.toLocaleString('en-GB')} ${what}${count === 1 ? '' : 's'}`;
  const found = exact ? 'exact' : 'the recording has others that cannot be read';
  return `${basename(path)}. Checked: ${many(clips, 'clip')}, ${many(frames, 'frame')}, ${found}.`;
}

export function packsService(deps: PackDeps): Handlers['packs'] & {
  /** The clips that a stored order asks for. */
  asked(request: unknown): Asked;
  /** Starts a stored order anew, checked like a new one. @throws AppError */
  redo(request: unknown): Promise<void>;
} {
  const { maker, partials } = deps;

  async function zipOf(folder: string, name: string, zip: string, run: PackRun): Promise<void> {
    const files = [...(await filesIn(folder)).keys()];
    const order = (path: string): number => (path === PAGE ? 0 : path === HANDOUT ? 1 : 2);
    const entries = files
      .toSorted((a, b) => order(a) - order(b) || (a < b ? -1 : 1))
      .map((path) => ({ name: `${name}/${path}`, path: join(folder, ...path.split('/')) }));
    await writeZip(zip, entries, { signal: run.signal, nowMs: deps.nowMs() });
  }

  /** What is not in the log has not left the library. */
  async function note(
    order: PackOrder,
    { folder, zip }: { folder: string; zip: string | null },
    frames: number,
  ): Promise<void> {
    try {
      const files = [{ file: folder, bytes: bytesOf(await filesIn(folder)), frames }];
      if (zip !== null) files.push({ file: zip, bytes: (await stat(zip)).size, frames });
      maker.note(order.orders, files);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      if (zip !== null) await rm(zip, { force: true });
      throw error;
    }
  }

  async function make(
    order: PackOrder,
    into: string,
    run: PackRun,
  ): Promise<{ result: string; showPath: string }> {
    const name = packName(order.title);
    const own = join(into, `${name}.${newId(deps.nowMs()).slice(-8)}`);
    const partial = partials.open(own);
    const zip = order.zip ? partials.open(`${own}.zip`) : null;
    try {
      const made = await makePack(deps, order, partial, run);
      if (zip !== null) await zipOf(partial, name, zip, run);
      run.signal.throwIfAborted();
      const there = await publishPack({ folder: partial, zip }, into, name, partials.naming);
      await note(order, there, made.frames);
      const result = resultWords(there.folder, order.clips.length, made);
      return { result, showPath: join(there.folder, PAGE) };
    } catch (error) {
      throw folderError(error, into);
    } finally {
      await partials.drop(partial);
      if (zip !== null) await partials.drop(zip);
    }
  }

  function planned(asked: StoredPack): PackOrder {
    return { ...asked, orders: maker.plan(clipsOf(asked), asked.folder) };
  }

  async function start(asked: StoredPack): Promise<Id> {
    const { lessonId, title, folder } = asked;
    if (!deps.lesson(lessonId)) {
      throw new AppError('not-found', 'That lesson is no longer in the library.');
    }
    const { orders } = planned(asked);
    await maker.refuseUnseen(orders);
    await maker.refuseWithoutRoom(orders, asked.zip ? 2 : 1);
    const request: StoredPack = { ...asked, ...keptOf(orders) };
    return deps.jobs.start({
      kind: 'pack',
      // One at a time with the clips, whose work it is.
      lane: 'clip',
      title: `Discussion pack “${title}”`,
      ...{ lessonId, request },
      // As the lesson is when its turn has come.
      run: async (signal, report) => make(planned(request), folder, { signal, report }),
    });
  }

  return {
    async make({ folderId, ...asked }) {
      const folder = await maker.usable(folderId);
      return { jobId: await start({ ...asked, folder }) };
    },
    asked: (request) => clipsOf(keptOrder(StoredPack, request)),
    async redo(request) {
      const asked = keptOrder(StoredPack, request);
      await usableFolder(asked.folder);
      await start(asked);
    },
  };
}
