import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BACKUPS_KEPT, checkBackup, listBackups, makeBackup } from '../../../src/main/db/backups';
import { findDamage, openDatabase } from '../../../src/main/db/open';
import { openedLibrary, seedLesson, tempFolder } from './temp-library';

const DAY_MS = 86_400_000;

describe('backups', () => {
  it('are made once a day, and the newest seven kept', async () => {
    const folder = tempFolder();
    let nowMs = Date.parse('2026-03-01T09:00:00Z');
    const library = await openedLibrary(folder, { nowMs: () => nowMs });
    for (let day = 0; day < BACKUPS_KEPT + 3; day++) {
      await library.backups.daily();
      nowMs += 60_000;
      await library.backups.daily();
      nowMs += DAY_MS - 60_000;
    }
    const kept = listBackups(join(folder, 'backups'));
    expect(kept).toHaveLength(BACKUPS_KEPT);
    expect(new Set(kept.map((backup) => backup.madeMs)).size).toBe(BACKUPS_KEPT);
    expect(kept[0]?.madeMs).toBe(nowMs - DAY_MS);
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(BACKUPS_KEPT);
  });

  it('hold everything, in one file that is whole by itself', async () => {
    const folder = tempFolder();
    const library = await openedLibrary(folder);
    const { lesson, momentIds } = seedLesson(library.store, {}, ['a', 'b', 'c']);
    await library.backups.daily();
    const [backup] = listBackups(join(folder, 'backups'));
    const path = backup?.path ?? '';
    expect(checkBackup(path, 'full')).toEqual([]);
    const db = openDatabase(path, { journal: 'DELETE', mustExist: true });
    onTestFinished(() => void db.close());
    expect(findDamage(db, 'full')).toEqual([]);
    const count = (table: string) =>
      (db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get() as { n: number }).n;
    expect(count('lesson')).toBe(1);
    expect(count('moment')).toBe(momentIds.length);
    expect(lesson.id).not.toBe('');
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  });

  it('can be made while the library is written to', async () => {
    const folder = tempFolder();
    const library = await openedLibrary(folder);
    seedLesson(
      library.store,
      {},
      Array.from({ length: 5_000 }, (_, n) => `note number ${n}`),
    );
    const made = library.backups.daily();
    for (let n = 0; n < 20; n++) {
      seedLesson(library.store);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await made;
    const [backup] = listBackups(join(folder, 'backups'));
    expect(checkBackup(backup?.path ?? '', 'full')).toEqual([]);
  });

  it('that were cut off are swept at the next start', async () => {
    const folder = tempFolder();
    const backups = join(folder, 'backups');
    mkdirSync(backups);
    writeFileSync(join(backups, 'plenary-20260301T090000000Z-daily.db.partial'), 'half');
    writeFileSync(join(backups, 'plenary-20260301T090000000Z-daily.db.partial-journal'), 'half');
    await openedLibrary(folder);
    expect(readdirSync(backups)).toEqual([]);
    expect(listBackups(backups)).toEqual([]);
  });

  it('that cannot be written leave nothing and say so', async () => {
    const folder = tempFolder();
    const db = openDatabase(join(folder, 'a.db'));
    onTestFinished(() => void db.close());
    db.exec('CREATE TABLE a (b)');
    const inTheWay = join(folder, 'backups');
    writeFileSync(inTheWay, 'a file where the folder should be');
    await expect(makeBackup(db, inTheWay, 'daily', Date.now())).rejects.toThrow();
    expect(existsSync(inTheWay)).toBe(true);
  });
});
