/** Words of an edited moment are indexed after the edit: what is found and what is left, meanwhile and then. */
import fc from 'fast-check';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/db/open';
import { openedLibrary, seedLesson, tempFolder } from './temp-library';

async function lessonOf(notes: string[]) {
  const folder = tempFolder();
  const file = join(folder, 'plenary.db');
  const library = await openedLibrary(folder);
  const { momentIds, lesson } = seedLesson(library.store, {}, notes);
  const { moment } = library.store.rows.tables;
  const say = (at: number, note: string): void => {
    const before = moment.get(momentIds[at] ?? '');
    if (before) moment.change(before, { ...before, note });
  };
  const found = (text: string): number =>
    library.store.search.find({ text, lessonId: null, className: null, from: null }).hits.length;
  /** How many moments the index itself holds for a word, and whether it holds just what moments say. */
  const indexed = (word: string): number => {
    const db = openDatabase(file);
    try {
      return db
        .prepare<[string], number>('SELECT count(*) FROM moment_text WHERE moment_text MATCH ?')
        .pluck()
        .get(word) as number;
    } finally {
      db.close();
    }
  };
  const whole = (): void => {
    const db = openDatabase(file);
    try {
      db.exec("INSERT INTO moment_text (moment_text, rank) VALUES ('integrity-check', 1)");
    } finally {
      db.close();
    }
  };
  return { file, library, lesson, moment, momentIds, say, found, indexed, whole };
}

it('an edit leaves the index alone; a search brings it up to date first', async () => {
  const { say, found, indexed, whole } = await lessonOf(['hands up', 'silence']);
  say(0, 'cold call');
  say(0, 'cold calling');
  expect([indexed('hands'), indexed('calling')]).toEqual([1, 0]);
  expect([found('calling'), found('hands'), found('silence')]).toEqual([1, 0, 1]);
  expect([indexed('hands'), indexed('calling')]).toEqual([0, 1]);
  whole();
});

it('many are brought in a few at a time', async () => {
  const { library, say, indexed, whole } = await lessonOf(['a', 'b', 'c', 'd', 'e']);
  for (let at = 0; at < 5; at++) say(at, 'said');
  expect(library.store.search.catchUp(2)).toBe(true);
  expect(indexed('said')).toBe(2);
  expect(library.store.search.catchUp(2)).toBe(true);
  expect(library.store.search.catchUp(2)).toBe(false);
  expect(library.store.search.catchUp(2)).toBe(false);
  expect(indexed('said')).toBe(5);
  whole();
});

it('a lesson that is removed leaves no word of an edit that was not indexed yet', async () => {
  const { library, lesson, say, found, whole } = await lessonOf(['first words']);
  say(0, 'second words');
  library.store.purgeLesson(lesson.id, '2026-01-01T00:00:00.000Z');
  expect(found('words')).toBe(0);
  whole();
});

it('indexes made anew while some are behind hold what is said now', async () => {
  const { file, library, say, found, whole } = await lessonOf(['hands up']);
  say(0, 'cold call');
  const db = openDatabase(file);
  db.unsafeMode();
  db.exec("UPDATE moment_text_data SET block = x'00000000' WHERE id > 10");
  db.close();
  expect(library.checkThoroughly()).toEqual([]);
  expect([found('cold'), found('hands')]).toEqual([1, 0]);
  whole();
});

it('any edits, removals and catching up leave an index of what the moments say', async () => {
  const WORDS = ['wait', 'hands', 'question', ''];
  const act = fc.oneof(
    fc.record({ is: fc.constant('say' as const), at: fc.nat(3), word: fc.constantFrom(...WORDS) }),
    fc.record({ is: fc.constant('remove' as const), at: fc.nat(3) }),
    fc.record({ is: fc.constant('restore' as const), at: fc.nat(3) }),
    fc.record({ is: fc.constant('catch up' as const), most: fc.integer({ min: 1, max: 3 }) }),
  );
  const { library, moment, momentIds, say, found, whole } = await lessonOf(['', '', '', '']);
  const rows = momentIds.map((id) => moment.get(id));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      for (const each of acts) {
        const id = momentIds['at' in each ? each.at : 0] ?? '';
        const row = rows.find((known) => known?.id === id);
        if (each.is === 'say') say(each.at, each.word);
        else if (each.is === 'catch up') library.store.search.catchUp(each.most);
        else if (each.is === 'remove') moment.remove(id);
        else if (row && !moment.get(id)) moment.insert(row);
      }
      for (const word of WORDS.filter((each) => each !== '')) {
        const said = momentIds.filter((id) => moment.get(id)?.note === word).length;
        expect(found(word)).toBe(said);
      }
      whole();
    }),
    { numRuns: 60 },
  );
});
