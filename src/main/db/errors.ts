/** SQLite's errors, translated once. */
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors';

/** SQLite's own code (`SQLITE_CORRUPT`, ...), or an empty string for any other thrown value. */
export function sqliteCode(thrown: unknown): string {
  return thrown instanceof Database.SqliteError ? thrown.code : '';
}

/**
 * True when the file's content is at fault, so that a backup is the answer. A full disk, a missing
 * permission or a lock held by someone else are not damage.
 */
export function isDamage(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return (
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_FORMAT' ||
    code === 'SQLITE_IOERR_SHORT_READ'
  );
}

/**
 * A thrown value of SQLite or the file system as an AppError: `disk-full`, `invalid` (a rule of the schema), or `database`.
 */
export function databaseError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = sqliteCode(thrown) || ((thrown as NodeJS.ErrnoException | null)?.code ?? '');
  if (code === '') return AppError.from(thrown);
  // The file system's own words hold the path, and a reason crosses to the page.
  const reason = thrown instanceof Database.SqliteError ? `${code}: ${thrown.message}` : code;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', 'The disk is full.', { name: 'the library' }, thrown);
  }
  if (code.startsWith('SQLITE_CONSTRAINT')) {
    return new AppError('invalid', 'The change does not fit the library.', { reason }, thrown);
  }
  return new AppError('database', 'The library could not be read or written.', { reason }, thrown);
}
