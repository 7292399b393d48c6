/** The library that timeline.* is measured on: the same hour with few moments, and with very many. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from '../../../src/main/services/places';
import { type Added, inLibrary } from '../../fixtures/copied-lessons';
import { CACHE, hourOfH264 } from '../footage/make-hour';
import { scratch } from './electron';
import { addFootage, introduce } from './library';
import { lessonWith } from './many-moments';
import { lessonLink, startPlenary, whenInLibrary } from './plenary';

export const FEW = 100;
export const SOME = 10_000;
const MANY = 100_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

interface Lessons {
  few: Added;
  some: Added;
  many: Added;
  long: { few: Added; many: Added };
}

export interface Library extends Lessons {
  folder: string;
}

/** Until all that Plenary makes of a sound is there, so that copies of the lesson have it too. */
async function whenHeard(folder: string, { partId, title }: Added): Promise<void> {
  const app = await startPlenary({ library: folder });
  try {
    await whenInLibrary(app.page);
    await lessonLink(app.page, title).click();
    const peaks = join(places(folder).derivedOf(partId), 'peaks.bin');
    for (let tries = 0; !existsSync(peaks); tries++) {
      if (tries > 3_000) throw new Error('no peaks were made');
      await pause(100);
    }
  } finally {
    await app.close();
  }
}

/** Changes when the recipe or the schema does. */
const RECIPE = 'v1';
const FOLDER = join(CACHE, `timeline-${RECIPE}`);
/** Written last: says that all of it is there, and which lesson is which. */
const READY = join(FOLDER, 'ready.json');

async function make(): Promise<void> {
  console.error('  making a library of lessons with up to a hundred thousand moments, once');
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  await introduce(FOLDER);
  const first = await addFootage(FOLDER, await hourOfH264());
  // What is made in the background, so that stepping is quick, is not what is measured.
  await inLibrary(FOLDER, (store) =>
    store.transaction(() => store.kept.set('reviewBudgetBytes', 0)),
  );
  await whenHeard(FOLDER, first);
  const made = (title: string, moments: number, hours = 1): Promise<Added> =>
    lessonWith(FOLDER, first, { title, moments, hours });
  const lessons: Lessons = {
    few: await made('Few', FEW),
    some: await made('Some', SOME),
    many: await made('Many', MANY),
    long: { few: await made('Long few', FEW, 3), many: await made('Long many', MANY, 3) },
  };
  writeFileSync(READY, JSON.stringify(lessons));
}

/** A copy of it to be written in. Its footage stays where it is: paths are whole. */
export async function prepared(): Promise<Library> {
  if (!existsSync(READY)) await make();
  const folder = scratch('timeline');
  const footage = join(FOLDER, 'bench-footage');
  cpSync(FOLDER, folder, { recursive: true, filter: (path) => path !== footage });
  return { folder, ...(JSON.parse(readFileSync(READY, 'utf8')) as Lessons) };
}
