/** Where the library is, and when a debugger may be let in. */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

export interface Folders {
  /** The library: database, backups, derived files, copied footage, logs. */
  library: string;
  /** Chromium's own files. One instance of the app runs for each. */
  browser: string;
}

/**
 * @param dataDir `PLENARY_DATA_DIR`, if it is set
 * @param userData Electron's own folder for this app and account
 */
export function foldersOf(dataDir: string | undefined, userData: string): Folders {
  if (!dataDir) return { library: join(userData, 'library'), browser: userData };
  const library = resolve(dataDir);
  return { library, browser: join(library, 'browser') };
}

/** True when a library was begun there: its database is (see db/library-file.ts). */
export function holdsLibrary(folder: string): boolean {
  return existsSync(join(folder, 'plenary.db'));
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** True when `folder` lies strictly below `parent`, links followed. */
export function isBelow(folder: string, parent: string): boolean {
  const base = real(parent);
  return real(folder).startsWith(base.endsWith(sep) ? base : base + sep);
}

const DEBUGGING = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/**
 * A debugger sees everything on the screen and can press every key, so it is let in only where there
 * is nothing to see: with a library in the system's folder for temporary files.
 * @returns why the app will not start, or null when it may
 */
export function debuggingRefusal(
  hasSwitch: (name: string) => boolean,
  dataDir: string | undefined,
  temporary: string,
): string | null {
  const asked = DEBUGGING.find(hasSwitch);
  if (!asked || (dataDir && isBelow(dataDir, temporary))) return null;
  return `Plenary will not start with --${asked}: it is only allowed together with a PLENARY_DATA_DIR inside ${temporary}.`;
}
