import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/db/open';
import type { LibraryFile } from '../../../src/main/db/library-file';
import { lessonsService, type LessonsService } from '../../../src/main/services/lessons';
import { invert, type RowOp } from '../../../src/shared/domain/document';
import { newId } from '../../../src/shared/domain/ids';
import { angleRow, lessonRow, me, momentRow, partRow } from '../../unit/shared/rows';
import { ANYWHERE, filesHolding, openedLibrary, seedLesson, tempFolder } from '../db/temp-library';

const LATER = '2026-03-13T10:00:00.000Z';

async function lessons(): Promise<{
  folder: string;
  library: LibraryFile;
  service: LessonsService;
  told: string[];
}> {
  const folder = tempFolder();
  const library = await openedLibrary(folder);
  const told: string[] = [];
  const service = lessonsService({
    store: library.store,
    viewFiles: () => Promise.resolve([]),
    changed: (lessonId) => told.push(lessonId),
    nowMs: () => Date.parse(LATER),
  });
  return { folder, library, service, told };
}

const insert = (table: 'moment', row: ReturnType<typeof momentRow>): RowOp => ({
  table,
  id: row.id,
  before: null,
  after: row,
});

describe('an edit', () => {
  it('is on the disk when it has been answered, and tells the library', async () => {
    const { folder, library, service, told } = await lessons();
    const { lesson } = seedLesson(library.store);
    const moment = momentRow(lesson.id, { note: 'new' });
    expect(service.change({ lessonId: lesson.id, ops: [insert('moment', moment)] })).toEqual({
      savedAt: LATER,
    });
    expect(told).toEqual([lesson.id]);
    const other = openDatabase(join(folder, 'plenary.db'));
    const row = other.prepare('SELECT note FROM moment WHERE id = ?').get(moment.id);
    other.close();
    expect(row).toEqual({ note: 'new' });
  });

  it('is refused whole when a row is not as the page saw it', async () => {
    const { library, service } = await lessons();
    const { lesson, momentIds } = seedLesson(library.store, {}, ['a', 'b']);
    const [a, b] = momentIds.map((id) => library.store.rows.tables.moment.get(id));
    if (!a || !b) throw new Error('two moments');
    const ops: RowOp[] = [
      { table: 'moment', id: a.id, before: a, after: { ...a, note: 'changed' } },
      { table: 'moment', id: b.id, before: { ...b, note: 'other' }, after: null },
    ];
    expect(() => service.change({ lessonId: lesson.id, ops })).toThrow(
      expect.objectContaining({ code: 'stale' }) as Error,
    );
    expect(library.store.rows.tables.moment.get(a.id)).toEqual(a);
    for (const stale of [
      { table: 'moment', id: a.id, before: null, after: a } as RowOp,
      insert('moment', { ...a, id: a.id }),
      { table: 'moment', id: newId(), before: a, after: null } as RowOp,
    ]) {
      expect(() => service.change({ lessonId: lesson.id, ops: [stale] })).toThrow(
        expect.objectContaining({ code: 'stale' }) as Error,
      );
    }
  });

  it('stays in its lesson', async () => {
    const { library, service } = await lessons();
    const mine = seedLesson(library.store, { title: 'Mine' });
    const other = seedLesson(library.store, { title: 'Other' });
    const theirs = library.store.rows.momentsOf(other.lesson.id)[0];
    const own = library.store.rows.momentsOf(mine.lesson.id)[0];
    if (!theirs || !own) throw new Error('a moment each');
    const refused: RowOp[] = [
      { table: 'moment', id: theirs.id, before: theirs, after: null },
      { table: 'moment', id: own.id, before: own, after: { ...own, lessonId: other.lesson.id } },
      insert('moment', momentRow(other.lesson.id)),
      {
        table: 'lesson',
        id: other.lesson.id,
        before: other.lesson,
        after: { ...other.lesson, title: 'x' },
      },
      { table: 'lesson', id: mine.lesson.id, before: mine.lesson, after: null },
      {
        table: 'lesson',
        id: mine.lesson.id,
        before: mine.lesson,
        after: { ...mine.lesson, made: true },
      },
    ];
    for (const op of refused) {
      expect(() => service.change({ lessonId: mine.lesson.id, ops: [op] })).toThrow(
        expect.objectContaining({ code: 'not-allowed' }) as Error,
      );
    }
    // A part that shows another lesson's file, or lies on another lesson's angle.
    const angle = angleRow(mine.lesson.id, { id: mine.angleId });
    for (const part of [
      partRow(angle, { fileId: other.fileId }),
      partRow({ ...angle, id: other.angleId }, { fileId: mine.fileId }),
      partRow(angle, { fileId: newId() }),
    ]) {
      const op: RowOp = { table: 'part', id: part.id, before: null, after: part };
      expect(() => service.change({ lessonId: mine.lesson.id, ops: [op] })).toThrow(
        expect.objectContaining({ code: 'invalid' }) as Error,
      );
    }
    expect(() => service.change({ lessonId: newId(), ops: [insert('moment', own)] })).toThrow(
      expect.objectContaining({ code: 'not-found' }) as Error,
    );
  });

  it('never rewrites who made a row and when', async () => {
    const { library, service } = await lessons();
    const { lesson } = seedLesson(library.store);
    const moment = library.store.rows.momentsOf(lesson.id)[0];
    if (!moment) throw new Error('a moment');
    const someone = { ...me, id: newId() };
    library.store.people.insert(someone);
    const forged = [
      { ...moment, authorId: someone.id },
      { ...moment, createdAt: LATER },
    ];
    for (const after of forged) {
      const direct: RowOp = { table: 'moment', id: moment.id, before: moment, after };
      const around: RowOp[] = [
        { table: 'moment', id: moment.id, before: moment, after: null },
        { table: 'moment', id: moment.id, before: null, after },
      ];
      for (const ops of [[direct], around]) {
        expect(() => service.change({ lessonId: lesson.id, ops })).toThrow(
          expect.objectContaining({ code: 'not-allowed' }) as Error,
        );
      }
    }
    const unknown = momentRow(lesson.id, { authorId: newId() });
    expect(() => service.change({ lessonId: lesson.id, ops: [insert('moment', unknown)] })).toThrow(
      expect.objectContaining({ code: 'invalid' }) as Error,
    );
  });

  it('leaves id and time of what it deletes, and takes them back when that is undone', async () => {
    const { library, service } = await lessons();
    const { lesson } = seedLesson(library.store);
    const moment = library.store.rows.momentsOf(lesson.id)[0];
    if (!moment) throw new Error('a moment');
    const ops: RowOp[] = [{ table: 'moment', id: moment.id, before: moment, after: null }];
    service.change({ lessonId: lesson.id, ops });
    expect(library.store.tombstones.all()).toEqual([
      { id: moment.id, tableName: 'moment', deletedAt: LATER },
    ]);
    service.change({ lessonId: lesson.id, ops: invert(ops) });
    expect(library.store.tombstones.all()).toEqual([]);
    expect(library.store.rows.tables.moment.get(moment.id)).toEqual(moment);
  });

  it('that deletes or rewrites words takes them out of the file, once it is closed', async () => {
    const { folder, library } = await lessons();
    const filler = Array.from({ length: 300 }, (_, n) => `some words about turn ${n}`);
    const words = ['zephyrine quoll', 'yttrium quokka'];
    const { lesson } = seedLesson(library.store, {}, [...filler, ...words, ...filler]);
    const [first, second] = library.store.rows
      .momentsOf(lesson.id)
      .filter((moment) => words.includes(moment.note));
    if (!first || !second) throw new Error('two moments');
    const pieces = ['phyrine', 'ttrium', 'quoll', 'okka'];
    await library.close();
    expect(filesHolding(folder, pieces)).toHaveLength(pieces.length);
    const again = await openedLibrary(folder);
    const change = lessonsService({
      ...{ store: again.store, viewFiles: () => Promise.resolve([]), changed: () => undefined },
      nowMs: Date.now,
    });
    change.change({
      lessonId: lesson.id,
      ops: [
        { table: 'moment', id: first.id, before: first, after: null },
        { table: 'moment', id: second.id, before: second, after: { ...second, note: 'plain' } },
      ],
    });
    await again.close();
    expect(filesHolding(folder, pieces)).toEqual([]);
  });

  it('does not mind the order of its operations', async () => {
    const { library, service } = await lessons();
    const { lesson, fileId } = seedLesson(library.store);
    const focus = { ...me, id: newId(), authorId: me.id, teacher: 'RK', text: 'Wait time' };
    const { name: _name, ...row } = focus;
    const angle = angleRow(lesson.id, { position: 1 });
    const part = partRow(angle, { fileId });
    const ops: RowOp[] = [
      { table: 'part', id: part.id, before: null, after: part },
      { table: 'angle', id: angle.id, before: null, after: angle },
      { table: 'lesson', id: lesson.id, before: lesson, after: { ...lesson, focusId: focus.id } },
      { table: 'focus', id: focus.id, before: null, after: row },
    ];
    service.change({ lessonId: lesson.id, ops });
    service.change({ lessonId: lesson.id, ops: invert(ops) });
    expect(library.store.rows.tables.lesson.get(lesson.id)).toEqual(lesson);
  });

  it('of many thousand rows is one transaction', async () => {
    const { library, service } = await lessons();
    const { lesson } = seedLesson(library.store, {}, []);
    const rows = Array.from({ length: 30_000 }, (_, n) =>
      momentRow(lesson.id, { note: `note ${n}`, startUs: n, endUs: n }),
    );
    service.change({ lessonId: lesson.id, ops: rows.map((row) => insert('moment', row)) });
    const document = await service.open(lesson.id);
    expect(document.moments).toHaveLength(30_000);
    const away = rows
      .slice(27_000)
      .map((row): RowOp => ({ table: 'moment', id: row.id, before: row, after: null }));
    service.change({ lessonId: lesson.id, ops: away });
    expect((await service.open(lesson.id)).moments).toHaveLength(27_000);
    const said = (text: string) => library.store.search.find({ ...ANYWHERE, text }).hits.length;
    expect([said('note 29999'), said('note 26999')]).toEqual([0, 1]);
    expect(library.checkThoroughly()).toEqual([]);
  });
});

describe('opening a lesson', () => {
  it('that is not there says so', async () => {
    const { service } = await lessons();
    await expect(service.open(lessonRow().id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
