/** Any sequence of edits, of every sort of row, undone and redone: page and database alike. */
import fc from 'fast-check';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type Db, openDatabase } from '../../../src/main/db/open';
import type { LibraryFile } from '../../../src/main/db/library-file';
import { lessonsService } from '../../../src/main/services/lessons';
import {
  applyOps,
  invert,
  type LessonDocument,
  type RowOp,
} from '../../../src/shared/domain/document';
import { anyStep, LATER, opsOf, WHAT } from '../../fixtures/edit-steps';
import { angleRow, NOW, partRow } from '../../unit/shared/rows';
import { fileRow, openedLibrary, seedLesson, tempFolder } from '../db/temp-library';

/** What bookkeeping keeps of its own: when a row went, and the words a search reads. */
const OWN = /^(tombstone|sqlite_|.*_text(_.*)?$|cue$|moment_behind$)/;

/** The whole database as text, read from beside the app: every table but the bookkeeping. */
function dump(db: Db): string {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return tables
    .filter((table) => !OWN.test(table))
    .map((table) => {
      const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all();
      const texts = rows.map(({ rid: _rid, ...row }) => JSON.stringify(row));
      return [table, ...texts.toSorted()].join('\n');
    })
    .join('\n');
}

/** A lesson of two moments in three parts. */
function seeded(library: LibraryFile) {
  const { lesson, angleId } = seedLesson(library.store, {}, ['one', 'two']);
  const [first] = library.store.rows.partsOf(lesson.id);
  const angle = angleRow(lesson.id, { id: angleId });
  for (const position of [1, 2]) {
    const file = fileRow(lesson.id);
    const offsetUs = position * (first?.durationUs ?? 0);
    library.store.transaction(() => {
      library.store.files.insert(file);
      const part = partRow(angle, { fileId: file.id, position, offsetUs });
      library.store.rows.tables.part.insert(part);
    });
  }
  return lesson;
}

const viewOf = (id: string): LessonDocument['files'][number] => ({
  ...{ id, name: 'lesson.mp4', bytes: 1, durationUs: 10_000_000, firstFrameUs: 0 },
  ...{ container: 'mp4', recordedAt: null, picture: null, sound: null, handling: 'direct' },
  ...{ trouble: '', present: true, copied: false, cloud: false },
});

it('leaves page and database alike; undone and redone, both are as they were', async () => {
  const folder = tempFolder();
  const library = await openedLibrary(folder);
  const service = lessonsService({
    store: library.store,
    viewFiles: (lessonId) =>
      Promise.resolve(library.store.files.of(lessonId).map(({ id }) => viewOf(id))),
    changed: () => undefined,
    nowMs: () => Date.parse(LATER),
  });
  const beside = openDatabase(join(folder, 'plenary.db'));
  onTestFinished(() => void beside.close());
  const done = new Set<string>();
  // Each sort of edit once, and then whatever comes.
  const all = WHAT.map((what) => ({ what, which: 1, by: 500_000, note: 'said', order: [2, 0, 1] }));
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 20 }), async (steps) => {
      const lesson = seeded(library);
      let page = await service.open(lesson.id);
      const states = [dump(beside)];
      const edits: RowOp[][] = [];
      const apply = async (ops: RowOp[]): Promise<void> => {
        service.change({ lessonId: lesson.id, ops });
        page = applyOps(page, ops);
        expect(await service.open(lesson.id)).toEqual(page);
      };
      const documents = [page];
      for (const step of steps) {
        const ops = opsOf(page, step);
        if (ops.length === 0) continue;
        await apply(ops);
        done.add(step.what);
        edits.push(ops);
        states.push(dump(beside));
        documents.push(page);
      }
      for (let at = edits.length - 1; at >= 0; at--) {
        await apply(invert(edits[at] ?? []));
        expect(dump(beside)).toBe(states[at]);
        expect(page).toEqual(documents[at]);
      }
      for (const [at, ops] of edits.entries()) {
        await apply(ops);
        expect(dump(beside)).toBe(states[at + 1]);
        expect(page).toEqual(documents[at + 1]);
      }
      // The next lesson starts from a library of its own size, so that each run costs the same.
      library.store.purgeLesson(lesson.id, NOW);
    }),
    { numRuns: 40, examples: [[all]] },
  );
  // Every sort of edit really took part.
  expect([...done].toSorted()).toEqual(WHAT.toSorted());
  expect(library.checkThoroughly()).toEqual([]);
});
