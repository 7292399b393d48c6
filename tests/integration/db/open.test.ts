import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findDamage, openDatabase } from '../../../src/main/db/open';
import { openedLibrary, seedLesson, tempFolder } from './temp-library';

it('opens with everything that keeps work safe and removed things gone', () => {
  const db = openDatabase(join(tempFolder(), 'a.db'));
  onTestFinished(() => void db.close());
  const pragma = (name: string) => db.pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('secure_delete')).toBe(1);
  expect(pragma('busy_timeout')).toBe(5_000);
  expect(pragma('trusted_schema')).toBe(0);
  expect(pragma('cell_size_check')).toBe(1);
  expect(pragma('temp_store')).toBe(2);
});

it('makes a library that a thorough check finds nothing wrong with, and keeps its rows', async () => {
  const folder = tempFolder();
  const first = await openedLibrary(folder);
  const { lesson, momentIds } = seedLesson(first.store, { title: 'Fractions' }, ['a', 'b']);
  expect(first.recovered).toBe(false);
  expect(first.checkThoroughly()).toEqual([]);
  await first.close();
  const again = await openedLibrary(folder);
  expect(again.store.rows.tables.lesson.get(lesson.id)).toEqual(lesson);
  expect(again.store.rows.momentsOf(lesson.id).map((moment) => moment.id)).toEqual(momentIds);
});

it('has only strict tables, each row a person makes with id, author and times', () => {
  const folder = tempFolder();
  const check = async () => {
    const library = await openedLibrary(folder);
    await library.close();
    const db = openDatabase(join(folder, 'plenary.db'));
    onTestFinished(() => void db.close());
    expect(findDamage(db, 'full')).toEqual([]);
    const tables = db.pragma('table_list') as { name: string; type: string; strict: number }[];
    const ours = tables.filter(
      (table) => table.type === 'table' && !table.name.startsWith('sqlite_'),
    );
    expect(ours.filter((table) => table.strict !== 1)).toEqual([]);
    for (const name of ['lesson', 'angle', 'part', 'moment', 'focus', 'next_step']) {
      const columns = (db.pragma(`table_info(${name})`) as { name: string }[]).map((c) => c.name);
      expect(columns).toEqual(
        expect.arrayContaining(['id', 'author_id', 'created_at', 'changed_at']),
      );
    }
    const stone = (db.pragma('table_info(tombstone)') as { name: string }[]).map((c) => c.name);
    expect(stone).toEqual(['id', 'table_name', 'deleted_at']);
  };
  return check();
});
