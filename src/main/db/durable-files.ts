/** Files that are whole or not there: written beside their place, flushed, then renamed. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Flushes a file's content to the disk. */
export function flushFile(path: string): void {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Flushes a folder's entries; a no-op on Windows, where a folder cannot be opened. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Gives a finished file its name, so that a crash leaves either no file of that name or this one. */
export function putInPlace(partial: string, path: string): void {
  flushFile(partial);
  renameSync(partial, path);
  flushFolder(dirname(path));
}

/** The files SQLite keeps beside a database. */
export const COMPANIONS = ['-wal', '-shm', '-journal'] as const;

/** Removes a database file and what belongs to it. Missing ones are fine. */
export function removeDatabase(path: string): void {
  for (const end of ['', ...COMPANIONS]) rmSync(`${path}${end}`, { force: true, maxRetries: 3 });
}

/** Moves a database and what belongs to it to another name on the same disk. */
export function moveDatabase(from: string, to: string): void {
  for (const end of ['-wal', '-journal', '']) {
    if (existsSync(`${from}${end}`)) renameSync(`${from}${end}`, `${to}${end}`);
  }
  rmSync(`${from}-shm`, { force: true });
  flushFolder(dirname(from));
  flushFolder(dirname(to));
}
