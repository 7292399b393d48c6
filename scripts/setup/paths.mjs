// Where set-up finds and keeps things.
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What set-up fetched or compiled lives here, outside node_modules, so `npm ci` does not lose it. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'plenary');

/** @param {string} name a package in this repository's node_modules */
export const packageFolder = (name) => join(root, 'node_modules', ...name.split('/'));

/** @param {string} name */
export const packageVersion = (name) =>
  JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')).version;

/**
 * The full path of a program on PATH, or null.
 * @param {string} program
 */
export function which(program) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const suffix of suffixes) {
      const candidate = join(folder, program + suffix);
      try {
        accessSync(candidate, constants.X_OK);
        if (statSync(candidate).isFile()) return candidate;
      } catch {
        // not in this folder
      }
    }
  }
  return null;
}
