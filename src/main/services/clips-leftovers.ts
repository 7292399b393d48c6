/**
 * Taking back clips that a kill caught between getting their name and being written to the export
 * log: what is not in the log has not left the library.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * @param partial a partial that the last run left open. A clip that has its name is a second link to
 *   the same file, so that the name is found by looking for it.
 * @param logged whether the export log has a line for this file in this folder
 * @returns the file that was taken back, or null. On disks without links there is no trace to go by.
 */
export async function takeBackUnlogged(
  partial: string,
  logged: (folder: string, fileName: string) => boolean,
): Promise<string | null> {
  const folder = dirname(partial);
  const facts = await stat(partial).catch(() => null);
  if (!facts?.isFile() || facts.nlink < 2) return null;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (path === partial || !name.endsWith('.mp4') || logged(folder, name)) continue;
    const other = await stat(path).catch(() => null);
    if (other?.ino !== facts.ino || other.dev !== facts.dev) continue;
    await rm(path);
    return path;
  }
  return null;
}
