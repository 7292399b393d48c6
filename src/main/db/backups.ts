/**
 * Backups of the library: one a day and one before each migration, the newest seven kept. Each is
 * one plain file, whole or not there, and has been checked before an older one goes.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localDay } from '../../shared/domain/keep-until';
import { AppError } from '../../shared/errors';
import { flushFolder, putInPlace, removeDatabase } from './durable-files';
import { databaseError } from './errors';
import { migrate } from './migrate';
import { type Migration, MIGRATIONS } from './migrations';
import { type Db, findDamage, openDatabase, schemaVersion } from './open';
import { holdsLesson, purgeLesson, scrub } from './repositories/purge';

export type BackupReason = 'daily' | 'migration';

export interface Backup {
  path: string;
  /** When it was made: Unix time in milliseconds, from its name. */
  madeMs: number;
  reason: BackupReason;
}

export const BACKUPS_KEPT = 7;

const NAME = /^plenary-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(daily|migration)\.db$/;

function nameOf(nowMs: number, reason: BackupReason): string {
  return `plenary-${new Date(nowMs).toISOString().replace(/[-:.]/g, '')}-${reason}.db`;
}

/** The backups in a folder, the newest first. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name): Backup[] => {
      const match = NAME.exec(name);
      if (!match) return [];
      const [year, month, day, hour, minute, second, ms] = match.slice(1, 8).map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const madeMs = Date.UTC(year, month - 1, day, hour, minute, second, ms);
      return [{ path: join(folder, name), madeMs, reason: match[8] as BackupReason }];
    })
    .sort((a, b) => b.madeMs - a.madeMs);
}

/**
 * What is wrong with a backup, empty when it can be restored. Opened for writing so that a purge
 * which was cut off is rolled back first.
 */
export function checkBackup(path: string, depth: 'quick' | 'full'): string[] {
  let db: Db | null = null;
  try {
    db = openDatabase(path, { journal: 'DELETE', mustExist: true });
    if (schemaVersion(db) === 0) return ['it holds no library'];
    return findDamage(db, depth);
  } catch (thrown) {
    return [thrown instanceof Error ? thrown.message : String(thrown)];
  } finally {
    db?.close();
  }
}

/**
 * Makes a backup of an open database.
 * @returns its path.
 * @throws AppError `disk-full`, or `database` when what was written is not whole; nothing is left.
 */
export async function makeBackup(
  db: Db,
  folder: string,
  reason: BackupReason,
  nowMs: number,
): Promise<string> {
  const path = join(folder, nameOf(nowMs, reason));
  const partial = `${path}.partial`;
  try {
    mkdirSync(folder, { recursive: true });
    removeDatabase(partial);
    await db.backup(partial);
    // One file, not a file and a WAL.
    const made = openDatabase(partial, { journal: 'DELETE', mustExist: true });
    let damage: string[];
    try {
      damage = findDamage(made, 'quick');
    } finally {
      made.close();
    }
    if (damage.length > 0) {
      const reason = damage.join('; ');
      throw new AppError('database', 'The backup that was made is not whole.', { reason });
    }
    putInPlace(partial, path);
  } catch (thrown) {
    removeDatabase(partial);
    throw databaseError(thrown);
  }
  for (const old of listBackups(folder).slice(BACKUPS_KEPT)) removeDatabase(old.path);
  return path;
}

/** True when no backup has been made on this person's calendar day. */
export function dailyIsDue(folder: string, nowMs: number): boolean {
  const [newest] = listBackups(folder);
  return !newest || localDay(new Date(newest.madeMs)) !== localDay(new Date(nowMs));
}

/** Removes what an interrupted backup left. */
export function sweepBackups(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.includes('.partial')) rmSync(join(folder, name), { force: true });
  }
}

/**
 * Takes a lesson out of one backup. It is brought to today's schema first, because the rows to
 * remove are named by it; a backup that this cannot be done to is removed instead.
 * @returns what became of it.
 */
function purgeBackup(
  path: string,
  lessonId: string,
  at: string,
  migrations: readonly Migration[],
): 'untouched' | 'purged' | 'removed' {
  let db: Db | null = null;
  try {
    db = openDatabase(path, { journal: 'DELETE', mustExist: true });
    migrate(db, migrations);
    if (!holdsLesson(db, lessonId)) return 'untouched';
    purgeLesson(db, lessonId, at);
    scrub(db);
    if (findDamage(db, 'quick').length > 0) throw new Error('damaged');
    return 'purged';
  } catch {
    db?.close();
    db = null;
    removeDatabase(path);
    return 'removed';
  } finally {
    db?.close();
  }
}

/**
 * Takes a lesson out of every backup; what cannot be opened and changed is removed.
 * @returns names of files that are still there and could not be dealt with.
 */
export function purgeBackups(
  folder: string,
  lessonId: string,
  at: string,
  migrations: readonly Migration[] = MIGRATIONS,
): string[] {
  sweepBackups(folder);
  const left: string[] = [];
  for (const { path } of listBackups(folder)) {
    try {
      purgeBackup(path, lessonId, at, migrations);
    } catch {
      left.push(path);
    }
  }
  if (existsSync(folder)) flushFolder(folder);
  return left;
}
