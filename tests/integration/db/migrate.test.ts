import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listBackups } from '../../../src/main/db/backups';
import { migrate } from '../../../src/main/db/migrate';
import { type Migration, MIGRATIONS, newestVersion } from '../../../src/main/db/migrations';
import { findDamage, openDatabase, schemaVersion } from '../../../src/main/db/open';
import { ANYWHERE, filesBelow, openedLibrary, seedLesson, tempFolder } from './temp-library';

/** The next schema, as one might be: a table made anew with a column more. */
const next: Migration = {
  version: newestVersion() + 1,
  name: 'next',
  up: (db) => {
    db.exec(`
      CREATE TABLE focus_new (
        id TEXT PRIMARY KEY NOT NULL,
        author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL,
        teacher TEXT NOT NULL, text TEXT NOT NULL, done INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      INSERT INTO focus_new SELECT *, 0 FROM focus;
      DROP TABLE focus;
      ALTER TABLE focus_new RENAME TO focus;
      ALTER TABLE moment ADD COLUMN layer TEXT;
    `);
  },
};

const breaking = (what: string): Migration => ({
  version: newestVersion() + 1,
  name: 'breaking',
  up: (db) => {
    db.exec('ALTER TABLE moment ADD COLUMN layer TEXT');
    db.exec(what);
  },
});

describe('migrations', () => {
  it('are numbered from one, one after the other', () => {
    expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  it('lead from nothing to the newest schema, once', () => {
    const db = openDatabase(join(tempFolder(), 'a.db'));
    onTestFinished(() => void db.close());
    expect(migrate(db)).toEqual({ from: 0, to: newestVersion() });
    expect(migrate(db)).toEqual({ from: newestVersion(), to: newestVersion() });
    expect(findDamage(db, 'full')).toEqual([]);
  });

  it('keep the rows of the schema before, and a backup of it', async () => {
    const folder = tempFolder();
    const before = await openedLibrary(folder);
    const { lesson, momentIds } = seedLesson(before.store, {}, ['one', 'two']);
    const [momentId = ''] = momentIds;
    const moment = before.store.rows.tables.moment.get(momentId);
    await before.close();

    const after = await openedLibrary(folder, { migrations: [...MIGRATIONS, next] });
    expect(after.store.rows.tables.lesson.get(lesson.id)).toEqual(lesson);
    expect(after.store.rows.tables.moment.get(momentId)).toEqual(moment);
    expect(after.store.search.find({ ...ANYWHERE, text: 'two' }).hits).toHaveLength(1);
    expect(after.checkThoroughly()).toEqual([]);
    const backups = listBackups(join(folder, 'backups'));
    expect(backups.map((backup) => backup.reason)).toEqual(['migration']);
    const old = openDatabase(backups[0]?.path ?? '', { journal: 'DELETE', mustExist: true });
    onTestFinished(() => void old.close());
    expect(schemaVersion(old)).toBe(newestVersion());
  });

  it.each([
    ['fails', 'INSERT INTO nowhere VALUES (1)'],
    ['orphans rows', 'DELETE FROM lesson'],
  ])('that %s leaves the schema and the rows as they were', async (_, what) => {
    const folder = tempFolder();
    const library = await openedLibrary(folder);
    const { lesson } = seedLesson(library.store);
    await library.close();
    await expect(
      openedLibrary(folder, { migrations: [...MIGRATIONS, breaking(what)] }),
    ).rejects.toMatchObject({ code: 'database' });
    const again = await openedLibrary(folder);
    expect(again.recovered).toBe(false);
    expect(again.store.rows.tables.lesson.get(lesson.id)).toEqual(lesson);
    expect(again.checkThoroughly()).toEqual([]);
  });
});

describe('a library of a newer Plenary', () => {
  const newer = { migrations: [...MIGRATIONS, next] };

  it('is refused with a plain message, and nothing of it is touched', async () => {
    const folder = tempFolder();
    const library = await openedLibrary(folder, newer);
    seedLesson(library.store);
    await library.close();
    const before = filesBelow(folder);
    await expect(openedLibrary(folder)).rejects.toMatchObject({
      code: 'database',
      details: { reason: 'newer-schema' },
      message: expect.stringContaining('newer version of Plenary') as string,
    });
    expect(filesBelow(folder)).toEqual(before);
  });

  it('is known by its WAL where only that says so', async () => {
    const folder = tempFolder();
    const first = await openedLibrary(folder);
    await first.close();
    const file = join(folder, 'plenary.db');
    const db = openDatabase(file);
    db.pragma('wal_autocheckpoint = 0');
    migrate(db, newer.migrations);
    // As a crash leaves it: the new version is in the WAL alone.
    const crashed = tempFolder();
    for (const end of ['', '-wal'])
      copyFileSync(`${file}${end}`, join(crashed, `plenary.db${end}`));
    db.close();
    const before = filesBelow(crashed);
    expect(before.get('plenary.db')?.readUInt32BE(60)).toBe(newestVersion());
    await expect(openedLibrary(crashed)).rejects.toMatchObject({
      details: { reason: 'newer-schema' },
    });
    expect(filesBelow(crashed)).toEqual(before);
  });
});
