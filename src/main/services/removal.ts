/**
 * Removing a lesson for good: the originals if asked, every derivative, its voice notes, the library's own copies,
 * the database with its text index and WAL, every backup, and damaged databases that were set
 * aside. What was begun is finished at the next start.
 */
import { existsSync } from 'node:fs';
import { readdir, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isId } from '../../shared/domain/ids';
import type { Lesson } from '../../shared/domain/lesson';
import type { RemovalPreview } from '../../shared/domain/library';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Send } from '../../shared/ipc/derive';
import type { LibraryFile } from '../db/library-file';
import type { StoredFile } from '../db/repositories/files';
import type { ClipFiles } from './clip-files';
import type { ClipStills } from './clip-stills';
import type { Places } from './places';
import type { Dialogs, JobStarter, Media, Playable } from './ports';
import { receiptText } from './receipt';
import { type RemovalRecord, removalRecords } from './removal-records';

export interface Removal {
  /** Exactly what would go. @throws AppError `not-found`. */
  preview(lessonId: string): Promise<RemovalPreview>;
  /**
   * Not undoable.
   * @returns names of what could not be removed; what is ours is tried again at the next start.
   * @throws AppError `not-found`, `title-mismatch`, `cancelled` (the receipt's dialog was closed).
   */
  remove(wanted: {
    lessonId: string;
    title: string;
    originalsToo: boolean;
    receipt: boolean;
  }): Promise<{ receiptKept: boolean; leftovers: string[] }>;
  /** True while a lesson is being removed: nothing new is to be made of it. */
  isRemoving(lessonId: string): boolean;
  /**
   * Finishes what was cut off, and sends away what a recovery has brought back. At start.
   * @throws AppError the first of what failed, once all has been tried; the rest waits for the next
   *   start.
   */
  settle(): Promise<void>;
  /** Removes what was made of parts that are there no more. */
  sweep(): Promise<void>;
}

async function bytesIn(path: string): Promise<number> {
  const facts = await stat(path).catch(() => null);
  if (!facts) return 0;
  if (!facts.isDirectory()) return facts.size;
  const names = await readdir(path).catch(() => []);
  let sum = 0;
  for (const name of names) sum += await bytesIn(join(path, name));
  return sum;
}

async function gone(path: string): Promise<boolean> {
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(
    () => null,
  );
  return !existsSync(path);
}

export function removalService(deps: {
  library: LibraryFile;
  places: Places;
  jobs: Pick<JobStarter, 'cancelOf'>;
  playable: Pick<Playable, 'forget'>;
  media: Pick<Media, 'fingerprint'>;
  /** What records for a lesson. */
  recordings: readonly { forget(lessonId: string): Promise<void> }[];
  stills: Pick<ClipStills, 'forget' | 'sweep'>;
  clipFiles: ClipFiles;
  dialogs: Pick<Dialogs, 'chooseSave'>;
  send: Send;
  authorName: () => string;
  nowMs: () => number;
}): Removal {
  const { library, places, jobs, playable, media, recordings, stills, dialogs, send, nowMs } = deps;
  const { store } = library;
  const records = removalRecords(places.removalsFolder, () => instant(nowMs()));

  const removing = new Set<string>();

  const lessonOf = (lessonId: string): Lesson => {
    const lesson = store.rows.tables.lesson.get(lessonId);
    if (!lesson) throw new AppError('not-found', 'That lesson is no longer here.');
    return lesson;
  };

  /**
   * The files a person brought that the lesson shows; the made lesson's is ours. One that was looked
   * at and not taken in, or has left the lesson, is nobody's to remove.
   */
  const originalsOf = (lesson: Lesson): StoredFile[] => {
    const shown = new Set(store.rows.partsOf(lesson.id).map((part) => part.fileId));
    return lesson.made ? [] : store.files.of(lesson.id).filter((file) => shown.has(file.id));
  };

  /** False too for another recording: cameras give the same names again. */
  const isOriginal = async (file: StoredFile): Promise<boolean> =>
    existsSync(file.path) &&
    (await media.fingerprint(file.path).catch(() => '')) === file.fingerprint;

  async function preview(lessonId: string): Promise<RemovalPreview> {
    const lesson = lessonOf(lessonId);
    const parts = store.rows.partsOf(lessonId);
    const files = store.files.of(lessonId);
    let derivedBytes = 0;
    for (const part of parts) derivedBytes += await bytesIn(places.derivedOf(part.id));
    for (const line of store.exports.of(lessonId)) {
      derivedBytes += await bytesIn(places.stillOf(line.id));
    }
    let copiedBytes = 0;
    for (const { copyName } of files) {
      if (copyName !== null) copiedBytes += await bytesIn(places.copyOf(copyName));
    }
    return {
      title: lesson.title,
      moments: store.rows.momentsOf(lessonId).length,
      parts: parts.length,
      nextSteps: store.rows.nextStepsOf(lessonId).length,
      voices: store.voices.of(lessonId).size,
      voiceBytes: await bytesIn(places.voicesOf(lessonId)),
      narrations: store.rows.narrationsOf(lessonId).length,
      narrationBytes: await bytesIn(places.narrationsOf(lessonId)),
      derivedBytes,
      copiedBytes,
      backups: library.backups.count(),
      originals: await Promise.all(
        originalsOf(lesson).map(async (file) => ({
          name: file.name,
          present: await isOriginal(file),
        })),
      ),
      exports: store.exports.countOf(lessonId),
    };
  }

  function recordOf(lessonId: string, originalsToo: boolean): RemovalRecord {
    return {
      lessonId,
      at: instant(nowMs()),
      originalsToo,
      partIds: store.rows.partsOf(lessonId).map((part) => part.id),
      copyNames: store.files.of(lessonId).flatMap((file) => file.copyName ?? []),
    };
  }

  /** Only what no other lesson shows. */
  async function removeOriginals(lessonId: string): Promise<string[]> {
    const lesson = store.rows.tables.lesson.get(lessonId);
    const left: string[] = [];
    for (const file of lesson ? originalsOf(lesson) : []) {
      if (store.files.othersAt(file.path, lessonId) > 0 || !(await isOriginal(file))) continue;
      await unlink(file.path).catch(() => left.push(basename(file.path)));
    }
    return left;
  }

  /** Everything in derived/ that belongs to no part, this lesson's and what edits left behind. */
  async function sweepDerived(): Promise<void> {
    for (const name of await readdir(places.derivedFolder).catch(() => [])) {
      if (isId(name) && !store.rows.tables.part.get(name)) await gone(places.derivedOf(name));
    }
  }

  /** Can be run again at any point. @returns what of ours is still there. */
  async function finish(record: RemovalRecord): Promise<string[]> {
    const { lessonId, at } = record;
    const left: string[] = [];
    for (const partId of record.partIds) {
      if (!(await gone(places.derivedOf(partId)))) left.push('pictures made from the footage');
    }
    for (const name of record.copyNames) {
      const path = places.copyOf(name);
      await gone(`${path}.partial`);
      if (!(await gone(path))) left.push('the library’s copy of the footage');
    }
    if (!(await gone(places.voicesOf(lessonId)))) left.push('voice notes');
    if (!(await gone(places.narrationsOf(lessonId)))) left.push('narrations');
    store.purgeLesson(lessonId, at);
    await sweepDerived();
    if ((await stills.sweep()) > 0) left.push('pictures of exported clips');
    const backups = await library.backups.purge(lessonId, at);
    left.push(...backups.map(() => 'a backup of the library'));
    library.removeSetAside();
    if (left.length === 0) records.done(lessonId);
    return left;
  }

  async function removeNow(
    lesson: Lesson,
    originalsToo: boolean,
    receiptPath: string | null,
  ): Promise<{ receiptKept: boolean; leftovers: string[] }> {
    const lessonId = lesson.id;
    await jobs.cancelOf(lessonId);
    const what = await preview(lessonId);
    const lines = store.exports.of(lessonId);
    const found = await deps.clipFiles.look(lines);
    const exports = lines.map((line) => ({ ...line, file: found.get(line.id) ?? 'away' }));
    const record = recordOf(lessonId, originalsToo);
    await playable.forget(record.partIds);
    for (const made of recordings) await made.forget(lessonId);
    await stills.forget(lessonId);
    records.begin(record);
    const leftovers = originalsToo ? await removeOriginals(lessonId) : [];
    try {
      leftovers.push(...(await finish(record)));
    } finally {
      if (!store.rows.tables.lesson.get(lessonId)) send('lessons', 'removed', { lessonId });
    }
    const byName = deps.authorName();
    const facts = { lesson, preview: what, exports, originalsToo, byName, leftovers };
    const receiptKept =
      receiptPath !== null &&
      (await writeFile(receiptPath, receiptText({ ...facts, atMs: nowMs() })).then(
        () => true,
        () => false,
      ));
    return { receiptKept, leftovers: [...new Set(leftovers)] };
  }

  return {
    preview,
    isRemoving: (lessonId) => removing.has(lessonId),
    remove: async ({ lessonId, title, originalsToo, receipt }) => {
      const lesson = lessonOf(lessonId);
      if (!lesson.made && title.trim() !== lesson.title) {
        throw new AppError('title-mismatch', 'That is not the lesson’s title.');
      }
      // Asked before anything goes: closing the dialog calls the removal off.
      const receiptPath = receipt
        ? await dialogs.chooseSave(
            `Receipt ${lesson.title}.txt`.replace(/[\\/:*?"<>|]/g, ' '),
            'Keep the receipt',
          )
        : null;
      if (receipt && receiptPath === null) {
        throw new AppError('cancelled', 'The lesson was not removed.');
      }
      removing.add(lessonId);
      try {
        return await removeNow(lesson, originalsToo, receiptPath);
      } finally {
        removing.delete(lessonId);
      }
    },
    sweep: async () => {
      await sweepDerived();
      await stills.sweep();
    },
    settle: async () => {
      const failed: unknown[] = [];
      const attempt = (work: () => Promise<unknown>) =>
        work().catch((thrown: unknown) => failed.push(thrown));
      for (const record of records.pending()) {
        const now = recordOf(record.lessonId, record.originalsToo);
        await attempt(async () => {
          if (record.originalsToo) await removeOriginals(record.lessonId);
          await finish({
            ...record,
            partIds: [...new Set([...record.partIds, ...now.partIds])],
            copyNames: [...new Set([...record.copyNames, ...now.copyNames])],
          });
        });
      }
      for (const lessonId of records.removed()) {
        if (store.holdsLesson(lessonId)) await attempt(() => finish(recordOf(lessonId, false)));
      }
      if (failed.length > 0) throw AppError.from(failed[0]);
    },
  };
}
