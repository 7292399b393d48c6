/** Footage into the library: as a lesson, as several, or as parts of one that is there. */
import { newId } from '../../shared/domain/ids';
import type { FileView, Lesson, Part } from '../../shared/domain/lesson';
import type { AddResult } from '../../shared/domain/library';
import { instant } from '../../shared/domain/row';
import type { Settings } from '../../shared/domain/settings';
import { AppError } from '../../shared/errors';
import type { StoredFile } from '../db/repositories/files';
import type { Store } from '../db/store';
import { fileError } from './file-errors';
import { inParallel, inTurn } from '../../shared/in-parallel';
import { taughtOn, titleFrom } from './lesson-facts';
import { insertLesson, lessonRows, type Ready, storedFile } from './lesson-rows';
import type { Picked, Picks } from './picks';
import type { Media } from './ports';

export interface AddFootage {
  /** @throws AppError `not-found` (the pick), `not-allowed` (nobody introduced), `disk-full`. */
  add(wanted: {
    pickId: string;
    as: 'parts' | 'separate';
    order?: readonly number[];
  }): Promise<AddResult>;
  /** Makes files known to a lesson and answers a part for each; the page places them. */
  register(wanted: { pickId: string; lessonId: string; angleId: string }): Promise<{
    parts: Part[];
    files: FileView[];
    result: AddResult;
  }>;
}

interface Sorted {
  ready: Ready[];
  known: AddResult['known'];
  refused: AddResult['refused'];
}

export function addFootage(deps: {
  store: Pick<Store, 'rows' | 'files' | 'transaction'>;
  picks: Picks;
  media: Pick<Media, 'fingerprint' | 'handlingOf'>;
  settings: () => Settings;
  authorId: () => string;
  viewFile: (file: StoredFile) => FileView;
  /** A file that the library has was given from this place. */
  givenAgain: (file: StoredFile, path: string) => Promise<void>;
  /** After a lesson is in the library. */
  added: (lessonId: string) => void;
  nowMs: () => number;
}): AddFootage {
  const { store, media, nowMs } = deps;

  async function read(picked: Picked): Promise<Ready | AppError> {
    try {
      const probe = await picked.probe();
      const { handling } = media.handlingOf(probe);
      if (handling === 'unreadable') {
        const reason = probe.trouble || 'There is no picture and no sound in it.';
        const { name } = picked;
        return new AppError('file-unreadable', `${name} cannot be read. ${reason}`, {
          name,
          reason,
        });
      }
      return { picked, probe, handling, fingerprint: await media.fingerprint(picked.path) };
    } catch (thrown) {
      return fileError(thrown, picked.path);
    }
  }

  /** Which files can go in, which the library has, and which it cannot take. */
  async function sort(chosen: readonly Picked[]): Promise<Sorted> {
    const sorted: Sorted = { ready: [], known: [], refused: [] };
    for (const [index, answer] of (await inParallel(chosen, 2, read)).entries()) {
      const name = chosen[index]?.name ?? '';
      if (answer instanceof AppError) {
        sorted.refused.push({ name, error: answer.view() });
        continue;
      }
      const there = store.files.byFingerprint(answer.fingerprint).find((found) => found.placed);
      if (there) {
        await deps.givenAgain(there.file, answer.picked.path);
        sorted.known.push({ name, lessonId: there.file.lessonId, title: there.title });
      } else sorted.ready.push(answer);
    }
    return sorted;
  }

  function addLesson(files: readonly Ready[]): Lesson {
    const now = nowMs();
    const { keepDefault, footageStays } = deps.settings();
    const placed = files.map((file) => ({ ...file, fileId: newId(now) }));
    const [first] = placed;
    const day = taughtOn(first?.probe.recordedOn ?? null, first?.picked.writtenMs ?? now, now);
    const { lesson, ops } = lessonRows(
      placed,
      { title: titleFrom(first?.picked.name ?? '', day) },
      { authorId: deps.authorId(), nowMs: now, keep: keepDefault },
    );
    const rows = placed.map((file) =>
      storedFile(file, { id: file.fileId, lessonId: lesson.id, nowMs: now, copy: !footageStays }),
    );
    insertLesson(store, rows, ops);
    deps.added(lesson.id);
    return lesson;
  }

  /** The same footage twice in one pick goes in once. */
  function apart(ready: readonly Ready[]): { first: Ready[]; again: Ready[] } {
    const seen = new Set<string>();
    const first: Ready[] = [];
    const again: Ready[] = [];
    for (const file of ready) {
      (seen.has(file.fingerprint) ? again : first).push(file);
      seen.add(file.fingerprint);
    }
    return { first, again };
  }

  // One after the other, so that the same footage given twice at once is recognised too.
  const queue = inTurn();

  const service: AddFootage = {
    add: async ({ pickId, as, order }) => {
      const held = deps.picks.get(pickId);
      deps.authorId();
      const indexes = order ?? held.map((_, index) => index);
      const chosen = [...new Set(indexes)].flatMap((index) => held[index] ?? []);
      if (chosen.length === 0) throw new AppError('invalid', 'No file was chosen.');
      const { ready, known, refused } = await sort(chosen);
      const { first, again } = apart(ready);
      const lessons =
        as === 'separate'
          ? first.map((file) => addLesson([file]))
          : first.length > 0
            ? [addLesson(first)]
            : [];
      for (const file of again) {
        const [there] = store.files.byFingerprint(file.fingerprint);
        const { lessonId = '' } = there?.file ?? {};
        known.push({ name: file.picked.name, lessonId, title: there?.title ?? '' });
      }
      deps.picks.letGo(pickId);
      return { lessonIds: lessons.map((lesson) => lesson.id), known, refused };
    },

    register: async ({ pickId, lessonId, angleId }) => {
      const held = deps.picks.get(pickId);
      const authorId = deps.authorId();
      const { ready, known, refused } = await sort(held);
      // An angle that is not there yet comes with the edit that places the parts.
      const angle = store.rows.tables.angle.get(angleId);
      const isHere = store.rows.tables.lesson.get(lessonId) !== undefined;
      if (!isHere || (angle && angle.lessonId !== lessonId)) {
        throw new AppError('not-found', 'That lesson is no longer here.');
      }
      const now = nowMs();
      const { footageStays } = deps.settings();
      const there = store.rows.partsOf(lessonId).filter((part) => part.angleId === angleId);
      const { first } = apart(ready);
      const registered = first.map((file) => {
        // A file that left the lesson comes back as the same file, and its moments with it.
        const old = store.files
          .byFingerprint(file.fingerprint)
          .find((found) => found.file.lessonId === lessonId)?.file;
        const fresh = storedFile(file, {
          id: newId(now),
          lessonId,
          nowMs: now,
          copy: !footageStays,
        });
        return { ...file, isNew: !old, row: old ?? fresh };
      });
      store.transaction(() => {
        for (const { isNew, row } of registered) if (isNew) store.files.insert(row);
      });
      const parts = registered.map(
        ({ row, probe }, index): Part => ({
          id: newId(now),
          authorId,
          createdAt: instant(now),
          changedAt: instant(now),
          lessonId,
          angleId,
          fileId: row.id,
          position: there.length + index,
          offsetUs: 0,
          rate: 1,
          // Known once it has a neighbour: where the page places it.
          gapBeforeUs: 0,
          durationUs: Math.max(0, probe.durationUs),
        }),
      );
      deps.picks.letGo(pickId);
      return {
        parts,
        files: registered.map(({ row }) => deps.viewFile(row)),
        result: { lessonIds: [lessonId], known, refused },
      };
    },
  };
  return {
    add: (wanted) => queue(() => service.add(wanted)),
    register: (wanted) => queue(() => service.register(wanted)),
  };
}
