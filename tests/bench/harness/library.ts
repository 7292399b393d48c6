/**
 * Libraries to measure on. Footage is added by Plenary itself; further lessons are copies of those,
 * written through Plenary's own database code, so that two hundred take a second.
 */
import { cpSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { newId } from '../../../src/shared/domain/ids';
import { instant, type Row } from '../../../src/shared/domain/row';
import { openLibrary } from '../../../src/main/db/library-file';
import type { Store } from '../../../src/main/db/store';
import { places } from '../../../src/main/services/places';
import { startPlenary, whenInRoom } from './plenary';

async function inLibrary<T>(folder: string, work: (store: Store) => T): Promise<T> {
  const library = await openLibrary(folder);
  try {
    return work(library.store);
  } finally {
    await library.close();
  }
}

/** Someone is at this machine, so that the first start asks nothing. */
export async function introduce(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await inLibrary(folder, (store) => {
    const now = instant();
    const me = { id: newId(), name: 'AB', createdAt: now, changedAt: now };
    store.transaction(() => {
      store.people.insert(me);
      store.kept.set('meId', me.id);
    });
  });
}

export interface Added {
  lessonId: string;
  partId: string;
  title: string;
}

function find(folder: string, fileName: string): Promise<Added | undefined> {
  return inLibrary(folder, (store) => {
    for (const { lesson, parts } of store.cards.all()) {
      const part = parts.find((part) => part.fileName === fileName);
      if (part) return { lessonId: lesson.id, partId: part.id, title: lesson.title };
    }
    return undefined;
  });
}

/**
 * Adds a file as a lesson: Plenary is started with it on the command line, and left to finish what
 * it makes of new footage.
 */
export async function addFootage(folder: string, file: string): Promise<Added> {
  const app = await startPlenary({ library: folder, files: [file] });
  try {
    await whenInRoom(app.page);
    const added = await find(folder, basename(file));
    if (!added) throw new Error(`${file} was not added`);
    const { posterOf, framesOf } = places(folder);
    for (const made of [posterOf(added.partId), framesOf(added.partId)]) {
      for (let tries = 0; !existsSync(made); tries++) {
        if (tries > 1200) throw new Error(`${made} was never made`);
        await new Promise((done) => setTimeout(done, 100));
      }
    }
    return added;
  } finally {
    await app.close();
  }
}

/** A row like another, with an id of its own. */
function again<R extends Row>(row: R, change: Partial<R>): R {
  return { ...row, ...change, id: newId() };
}

/** The same lesson once more, with a file of its own (a link) and all that was made from it. */
function copyLesson(store: Store, folder: string, from: Added, title: string): Added {
  const { rows, files, derived } = store;
  const lesson = rows.tables.lesson.get(from.lessonId);
  const part = rows.tables.part.get(from.partId);
  const angle = rows.tables.angle.get(part?.angleId ?? '');
  const file = files.get(part?.fileId ?? '');
  if (!lesson || !part || !angle || !file) throw new Error('the lesson to copy is not whole');
  const newLesson = again(lesson, { title });
  const newAngle = again(angle, { lessonId: newLesson.id });
  const fileId = newId();
  const path = join(folder, 'bench-footage', `${fileId}.mp4`);
  mkdirSync(join(folder, 'bench-footage'), { recursive: true });
  linkSync(file.path, path);
  rows.tables.lesson.insert(newLesson);
  rows.tables.angle.insert(newAngle);
  files.insert({
    ...file,
    id: fileId,
    lessonId: newLesson.id,
    path,
    name: basename(path),
    fingerprint: `${file.fingerprint}-${fileId}`,
  });
  const newPart = again(part, { lessonId: newLesson.id, angleId: newAngle.id, fileId });
  rows.tables.part.insert(newPart);
  const { derivedOf } = places(folder);
  cpSync(derivedOf(from.partId), derivedOf(newPart.id), { recursive: true });
  const { posterVersion, frames } = derived.get(from.partId);
  if (posterVersion !== null) derived.setPoster(newPart.id, posterVersion);
  if (frames) derived.setFrames(newPart.id);
  return { lessonId: newLesson.id, partId: newPart.id, title };
}

/** Copies a lesson until there are `count` of them more. */
export function copyLessons(
  folder: string,
  from: Added,
  count: number,
  title: (index: number) => string,
): Promise<Added[]> {
  return inLibrary(folder, (store) =>
    store.transaction(() =>
      Array.from({ length: count }, (_, index) => copyLesson(store, folder, from, title(index))),
    ),
  );
}

/** A library of so many lessons, all with a poster. */
export async function makeLibrary(folder: string, file: string, lessons: number): Promise<void> {
  await introduce(folder);
  const first = await addFootage(folder, file);
  await copyLessons(folder, first, lessons - 1, (index) => `Lesson ${index + 2}`);
}
