/**
 * What happens to a library that cannot be opened: it is set aside, never deleted, and the newest
 * backup that is whole takes its place.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkBackup, listBackups } from './backups';
import { COMPANIONS, moveDatabase, putInPlace, removeDatabase } from './durable-files';
import { isDamage } from './errors';
import { type Db, findDamage, openDatabase, schemaVersion } from './open';
import { peekVersion } from './peek-version';

/** `empty`: nothing has been written yet, as after a crash in the very first second. */
export type Health =
  | { state: 'missing' | 'empty' | 'sound' }
  | { state: 'damaged'; reason: string };

/**
 * Looks at a library's file.
 * @param depth `quick` at every start, `full` when something has looked wrong.
 * @throws SqliteError when it cannot be looked at for another reason than its content.
 */
export function examine(file: string, depth: 'quick' | 'full'): Health {
  if (!existsSync(file)) return { state: 'missing' };
  if (statSync(file).size === 0 && !existsSync(`${file}-wal`)) return { state: 'empty' };
  let db: Db | null = null;
  try {
    db = openDatabase(file, { journal: 'as-is', mustExist: true });
    if (schemaVersion(db) === 0) {
      const { n } = db.prepare('SELECT COUNT(*) AS n FROM sqlite_schema').get() as { n: number };
      return n === 0 ? { state: 'empty' } : { state: 'damaged', reason: 'not a Plenary library' };
    }
    const damage = findDamage(db, depth);
    return damage.length === 0
      ? { state: 'sound' }
      : { state: 'damaged', reason: damage.join('; ') };
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown;
    return { state: 'damaged', reason: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    db?.close();
  }
}

/** Moves a damaged library out of the way. @returns the name it has now. */
export function setAside(file: string, damagedFolder: string, nowMs: number): string {
  mkdirSync(damagedFolder, { recursive: true });
  const stamp = new Date(nowMs).toISOString().replace(/[-:.]/g, '');
  let name = `plenary-${stamp}.db`;
  for (let n = 2; existsSync(join(damagedFolder, name)); n++) name = `plenary-${stamp}-${n}.db`;
  moveDatabase(file, join(damagedFolder, name));
  return name;
}

/** Removes the libraries that were set aside: they may hold what a person has removed since. */
export function removeSetAside(damagedFolder: string): void {
  if (!existsSync(damagedFolder)) return;
  for (const name of readdirSync(damagedFolder)) {
    rmSync(join(damagedFolder, name), { force: true, maxRetries: 3 });
  }
}

/**
 * Puts the newest whole backup in the library's place.
 * @param newest the newest schema this Plenary knows; newer backups are passed over.
 * @returns when that backup was made (Unix ms), or null when there is none.
 */
export function restoreNewest(file: string, backupFolder: string, newest: number): number | null {
  for (const backup of listBackups(backupFolder)) {
    if (peekVersion(backup.path) > newest || checkBackup(backup.path, 'full').length > 0) continue;
    const partial = `${file}.partial`;
    removeDatabase(partial);
    // A WAL that outlived its library would be written over the backup.
    for (const end of COMPANIONS) rmSync(`${file}${end}`, { force: true, maxRetries: 3 });
    copyFileSync(backup.path, partial);
    putInPlace(partial, file);
    return backup.madeMs;
  }
  return null;
}
