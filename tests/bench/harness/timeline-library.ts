/** The library that timeline.* is measured on: the same hour with few moments, and with very many. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src/main/services/places';
import { type Added, inLibrary } from '../../fixtures/copied-lessons';
import { hourOfH264 } from '../footage/make-hour';
import { scratch } from './electron';
import { addFootage, introduce } from './library';
import { lessonWith } from './many-moments';
import { lessonLink, startPlenary, whenInLibrary } from './plenary';

export const FEW = 100;
export const SOME = 10_000;
const MANY = 100_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export interface Library {
  folder: string;
  few: Added;
  some: Added;
  many: Added;
  long: { few: Added; many: Added };
}

/** Until all that Plenary makes of a sound is there, so that copies of the lesson have it too. */
async function whenHeard(folder: string, { partId, title }: Added): Promise<void> {
  const app = await startPlenary({ library: folder });
  try {
    await whenInLibrary(app.page);
    await lessonLink(app.page, title).click();
    const peaks = join(places(folder).derivedOf(partId), 'peaks.bin');
    for (let tries = 0; !existsSync(peaks); tries++) {
      if (tries > 600) throw new Error('no peaks were made');
      await pause(100);
    }
  } finally {
    await app.close();
  }
}

export async function prepared(): Promise<Library> {
  const folder = scratch('timeline');
  await introduce(folder);
  const first = await addFootage(folder, await hourOfH264());
  // What is made in the background, so that stepping is quick, is not what is measured.
  await inLibrary(folder, (store) =>
    store.transaction(() => store.kept.set('reviewBudgetBytes', 0)),
  );
  await whenHeard(folder, first);
  const made = (title: string, moments: number, hours = 1): Promise<Added> =>
    lessonWith(folder, first, { title, moments, hours });
  return {
    folder,
    few: await made('Few', FEW),
    some: await made('Some', SOME),
    many: await made('Many', MANY),
    long: { few: await made('Long few', FEW, 3), many: await made('Long many', MANY, 3) },
  };
}
