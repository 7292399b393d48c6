/** Looking for a file that is not where it was: same size first, then the same fingerprint. */
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

export interface Sought {
  path: string;
  bytes: number;
  fingerprint: string;
}

/** Bounds, so that a search through a large disk ends. */
const MOST_FOLDERS = 200;
const MOST_ENTRIES = 20_000;
const MOST_COMPARED = 20;

interface Entries {
  files: string[];
  folders: string[];
}

async function entriesOf(folder: string): Promise<Entries> {
  const found: Entries = { files: [], folders: [] };
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile()) found.files.push(join(folder, entry.name));
    else if (entry.isDirectory()) found.folders.push(join(folder, entry.name));
  }
  return found;
}

/**
 * Where the file is now, or null. Looks in its old folder and the folders in it, in the folders
 * beside that one, and in the other folders the library knows.
 * @param knownFolders folders of other footage.
 * @param taken paths that belong to other files of the library.
 */
export async function findMoved(
  sought: Sought,
  knownFolders: readonly string[],
  taken: ReadonlySet<string>,
  fingerprint: (path: string) => Promise<string>,
): Promise<string | null> {
  const home = dirname(sought.path);
  const ending = extname(sought.path).toLowerCase();
  const queue = [home, ...knownFolders, dirname(home)];
  const seen = new Set<string>();
  let entries = 0;
  let compared = 0;
  for (let at = 0; at < queue.length && seen.size < MOST_FOLDERS && entries < MOST_ENTRIES; at++) {
    const folder = queue[at] ?? home;
    if (seen.has(folder)) continue;
    seen.add(folder);
    const { files, folders } = await entriesOf(folder);
    entries += files.length + folders.length;
    if (folder === home || folder === dirname(home) || knownFolders.includes(folder)) {
      queue.push(...folders);
    }
    const like = files
      .filter((path) => extname(path).toLowerCase() === ending && !taken.has(path))
      .sort(
        (a, b) =>
          Number(basename(b) === basename(sought.path)) -
          Number(basename(a) === basename(sought.path)),
      );
    for (const path of like) {
      const facts = await stat(path).catch(() => null);
      if (facts?.size !== sought.bytes) continue;
      if (++compared > MOST_COMPARED) return null;
      const found = await fingerprint(path).catch(() => '');
      if (found === sought.fingerprint) return path;
    }
  }
  return null;
}
