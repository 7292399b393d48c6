/** Opening the library at start: refuse, recover, migrate, and only then hand it out. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dailyIsDue, listBackups, makeBackup, purgeBackups, sweepBackups } from './backups';
import { removeDatabase } from './durable-files';
import { databaseError } from './errors';
import { migrate, newerSchema } from './migrate';
import { type Migration, MIGRATIONS, newestVersion } from './migrations';
import { type Db, emptyWal, findDamage, openDatabase, schemaVersion } from './open';
import { TEXT_INDEXES } from './repositories/purge';
import { EVERY } from './repositories/search';
import { peekVersion } from './peek-version';
import { examine, removeSetAside, restoreNewest, setAside } from './recover';
import { openStore, type Store } from './store';

export interface LibraryFile {
  store: Store;
  /** True when this start had to take a backup in place of the library. */
  recovered: boolean;
  backups: {
    /** Makes today's backup unless there is one. One runs at a time. @throws AppError */
    daily(): Promise<void>;
    count(): number;
    /** Takes a lesson out of every backup. @returns names of files it could not deal with. */
    purge(lessonId: string, at: string): Promise<string[]>;
  };
  /** Removes the damaged libraries that were set aside. */
  removeSetAside(): void;
  /**
   * The thorough check, for idle time. A damaged text index is made anew; anything else is left
   * for the next start, which then looks thoroughly and recovers.
   * @returns what is wrong, empty when nothing is.
   */
  checkThoroughly(): string[];
  /** Waits for a backup that is running, then closes. */
  close(): Promise<void>;
}

export interface OpenOptions {
  nowMs?: () => number;
  migrations?: readonly Migration[];
}

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

function recoveredText(madeMs: number | null, aside: string | null): string {
  const what = aside
    ? 'The library could not be read, so the damaged file was set aside'
    : 'The library’s file was gone';
  if (madeMs === null) {
    return `${what}. There was no backup, so an empty library was started. Your footage has not been touched.`;
  }
  return `${what} and the backup of ${date.format(madeMs)} was opened. Changes made after that may be missing. Your footage has not been touched.`;
}

/**
 * Opens the library in a folder, made when it is not there.
 * @throws AppError `database` (a newer schema: nothing is touched; or no access), `disk-full`.
 */
export async function openLibrary(
  folder: string,
  { nowMs = Date.now, migrations = MIGRATIONS }: OpenOptions = {},
): Promise<LibraryFile> {
  const file = join(folder, 'plenary.db');
  const backupFolder = join(folder, 'backups');
  const damagedFolder = join(folder, 'damaged');
  const doubt = join(folder, 'check-at-start');
  const newest = newestVersion(migrations);
  const version = peekVersion(file);
  if (version > newest) throw newerSchema(version);

  let notice: string | null = null;
  let db: Db;
  try {
    mkdirSync(folder, { recursive: true });
    sweepBackups(backupFolder);
    removeDatabase(`${file}.partial`);
    const health = examine(file, existsSync(doubt) ? 'full' : 'quick');
    const lost = health.state !== 'sound' && listBackups(backupFolder).length > 0;
    if (health.state === 'damaged' || lost) {
      const aside = health.state === 'missing' ? null : setAside(file, damagedFolder, nowMs());
      notice = recoveredText(restoreNewest(file, backupFolder, newest), aside);
    }
    rmSync(doubt, { force: true });
    db = openDatabase(file);
  } catch (thrown) {
    throw databaseError(thrown);
  }
  try {
    const from = schemaVersion(db);
    if (from > 0 && from < newest) await makeBackup(db, backupFolder, 'migration', nowMs());
    migrate(db, migrations);
    emptyWal(db);
  } catch (thrown) {
    db.close();
    throw databaseError(thrown);
  }

  const store = openStore(db);
  if (notice !== null) store.notices.add({ id: `recovered-${nowMs()}`, text: notice });

  // Backups and purges one after the other.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  return {
    store,
    recovered: notice !== null,
    backups: {
      daily: () =>
        inTurn(async () => {
          if (!dailyIsDue(backupFolder, nowMs())) return;
          await makeBackup(db, backupFolder, 'daily', nowMs());
        }),
      count: () => listBackups(backupFolder).length,
      purge: (lessonId, at) => inTurn(() => purgeBackups(backupFolder, lessonId, at, migrations)),
    },
    removeSetAside: () => removeSetAside(damagedFolder),
    checkThoroughly: () => {
      let damage = findDamage(db, 'full');
      if (damage.length === 0) return damage;
      try {
        // Indexes made anew hold what is written now, so nothing is behind.
        db.exec('DELETE FROM moment_behind');
        for (const index of TEXT_INDEXES) {
          db.exec(`INSERT INTO ${index} (${index}) VALUES ('rebuild')`);
        }
        db.exec('REINDEX');
        damage = findDamage(db, 'full');
      } catch {
        // Not only an index: what was found stands.
      }
      if (damage.length > 0) writeFileSync(doubt, '');
      return damage;
    },
    close: async () => {
      await last;
      try {
        // Words that were written over are not to lie in a closed library.
        store.search.catchUp(EVERY);
      } catch {
        // A full disk: the next start does it.
      }
      db.close();
    },
  };
}
