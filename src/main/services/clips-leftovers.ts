/**
 * Taking back clips that a kill caught between getting their name and being written to the export
 * log: what is not in the log has not left the library.
 */
import { lstat, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A clip, the captions beside one, words, days, or a pack: only what is made here is ever taken back. */
const OURS = /\.(mp4|m4a|txt|vtt|zip|ics)$/;

type Logged = (folder: string, fileName: string) => boolean;

/** Captions are in the log by their clip. */
function isLogged(logged: Logged, folder: string, name: string): boolean {
  if (!name.endsWith('.vtt')) return logged(folder, name);
  return ['mp4', 'm4a', 'txt'].some((ending) => logged(folder, name.replace(/vtt$/, ending)));
}

/** What the journal says of a clip that was about to be named on a disk without links. */
interface Naming {
  file: string;
  bytes: number;
}

/**
 * Where there are no links, the name was noted while it was free. It is ours when it is still empty,
 * or when the partial has become it.
 */
async function takeBackNamed(partial: string, { file, bytes }: Naming): Promise<string | null> {
  // The journal is a file like any other: it can never make us remove anything but an export.
  if (dirname(file) !== dirname(partial) || !OURS.test(file)) return null;
  const facts = await lstat(file).catch(() => null);
  if (!facts?.isFile()) return null;
  const became = facts.size === bytes && (await lstat(partial).catch(() => null)) === null;
  if (facts.size !== 0 && !became) return null;
  await rm(file);
  return file;
}

/**
 * @param partial a partial that the last run left open. A clip that has its name is a second link to
 *   the same file, so that the name is found by looking for it.
 * @param logged whether the export log has a line for this file in this folder
 * @param naming the name it was about to take, where that takes two steps
 * @returns the file that was taken back, or null
 */
export async function takeBackUnlogged(
  partial: string,
  logged: Logged,
  naming?: Naming,
): Promise<string | null> {
  const folder = dirname(partial);
  if (naming) {
    const known = isLogged(logged, folder, basename(naming.file));
    return known ? null : takeBackNamed(partial, naming);
  }
  const facts = await stat(partial).catch(() => null);
  if (!facts?.isFile() || facts.nlink < 2) return null;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (path === partial || !OURS.test(name) || isLogged(logged, folder, name)) continue;
    const other = await stat(path).catch(() => null);
    if (other?.ino !== facts.ino || other.dev !== facts.dev) continue;
    await rm(path);
    return path;
  }
  return null;
}
