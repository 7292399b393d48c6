/**
 * Libraries to measure on. Footage is added by Plenary itself; further lessons are copies of those,
 * written through Plenary's own database code, so that two hundred take a second.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { newId } from '../../../src/shared/domain/ids';
import { instant } from '../../../src/shared/domain/row';
import { places } from '../../../src/main/services/places';
import { type Added, copyLessons, inLibrary } from '../../fixtures/copied-lessons';
import { startPlenary, whenInRoom } from './plenary';

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

/** A library of so many lessons, all with a poster. */
export async function makeLibrary(folder: string, file: string, lessons: number): Promise<void> {
  await introduce(folder);
  const first = await addFootage(folder, file);
  await copyLessons(folder, first, lessons - 1, (index) => `Lesson ${index + 2}`);
}
