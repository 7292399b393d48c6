/** Opening a database file with the settings that everything else relies on. */
import Database from 'better-sqlite3';

export type Db = Database.Database;

/** "Plen" in ASCII: tells a Plenary library from any other SQLite file. */
export const APPLICATION_ID = 0x506c_656e;

/**
 * Opens (and makes, unless told not to) a database for writing.
 *
 * A committed change is on the disk: WAL with full sync (SQLite, "Write-Ahead Logging", and
 * `PRAGMA synchronous`; on macOS also `fullfsync`). What is deleted is overwritten:
 * `secure_delete`, and temporary content stays in memory. The schema is not trusted to call
 * anything with side effects, and cells are checked as they are read (SQLite, "Defense Against
 * The Dark Arts").
 *
 * @param journal `WAL` for the library, `DELETE` for a backup, which must stay one file, `as-is`
 *   for a file that may not be ours.
 * @throws SqliteError when the file cannot be opened or is not a database.
 */
export function openDatabase(
  file: string,
  {
    journal = 'WAL',
    mustExist = false,
  }: { journal?: 'WAL' | 'DELETE' | 'as-is'; mustExist?: boolean } = {},
): Db {
  const db = new Database(file, { timeout: 5_000, fileMustExist: mustExist });
  try {
    db.pragma('cell_size_check = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('temp_store = MEMORY');
    if (journal !== 'as-is') db.pragma(`journal_mode = ${journal}`);
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON');
    db.pragma('checkpoint_fullfsync = ON');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

export function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Looks for damage.
 * @param depth `quick` reads every page (some ms a 10 MB); `full` also compares indexes with
 *   tables and the text index with its texts.
 * @returns what is wrong, empty when nothing is.
 */
export function findDamage(db: Db, depth: 'quick' | 'full'): string[] {
  const check = depth === 'quick' ? 'quick_check(10)' : 'integrity_check(10)';
  const rows = db.pragma(check) as Record<string, string>[];
  const said = rows.flatMap((row) => Object.values(row)).filter((line) => line !== 'ok');
  if (said.length > 0 || depth === 'quick') return said;
  const broken = db.pragma('foreign_key_check') as { table: string }[];
  return broken.slice(0, 10).map((row) => `a row of ${row.table} belongs to nothing`);
}

/** Moves everything from the WAL into the database and empties the WAL. */
export function emptyWal(db: Db): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}
