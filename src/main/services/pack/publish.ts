/** Giving a finished pack its name: a folder's, and a zip's beside it, of the same number. */
import { lstat, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors';
import { codeOf, folderError, MOST_NUMBERS, syncFolder, takeName } from '../clips-publish';

/** Every file below a folder with its bytes, by its path with forward slashes; links are not followed. */
export async function filesIn(folder: string, within = ''): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) {
      for (const [name, bytes] of await filesIn(folder, path)) found.set(name, bytes);
    } else found.set(path, entry.isFile() ? (await stat(join(folder, path))).size : 0);
  }
  return found;
}

export function bytesOf(files: ReadonlyMap<string, number>): number {
  return [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Windows refuses while another program (a virus scanner) reads a file in it, for a moment. */
const HELD = new Set<unknown>(['EPERM', 'EACCES', 'EBUSY']);
const TRIES = 6;
const BETWEEN_MS = 250;

/**
 * Renames a folder, never over anything but an empty folder: no system puts a folder in the place of a
 * file or of a folder with something in it.
 * @returns false when the name is taken
 */
async function takeFolderName(partial: string, folder: string): Promise<boolean> {
  for (let tried = 1; ; tried++) {
    try {
      await rename(partial, folder);
      return true;
    } catch (error) {
      if (await isThere(folder)) return false;
      if (!HELD.has(codeOf(error)) || tried === TRIES) throw error;
      await new Promise((done) => setTimeout(done, BETWEEN_MS));
    }
  }
}

/** A folder or zip that is not there yet, and what it is made from. */
interface Unnamed {
  folder: string;
  zip: string | null;
}

/**
 * `Pack` and `Pack.zip`, then `Pack (2)` and `Pack (2).zip`, and so on: whatever is taken is left as it is.
 * @param note is told before a name is taken in more than one step, and before the folder's is
 * @returns where they are now
 * @throws AppError `folder-missing`, `folder-denied`, `disk-full`, `name-invalid`; neither is named then
 */
export async function publishPack(
  partial: Unnamed,
  into: string,
  name: string,
  note: (partial: string, path: string, bytes: number) => void,
): Promise<Unnamed> {
  const bytes = bytesOf(await filesIn(partial.folder));
  try {
    for (let number = 1; number <= MOST_NUMBERS; number++) {
      const folder = join(into, number === 1 ? name : `${name} (${number})`);
      const zip = partial.zip === null ? null : `${folder}.zip`;
      if ((await isThere(folder)) || (zip !== null && (await isThere(zip)))) continue;
      const made = partial.zip;
      if (zip !== null && made !== null) {
        if (!(await takeName(made, zip, (path, size) => note(made, path, size)))) continue;
      }
      try {
        note(partial.folder, folder, bytes);
        if (await takeFolderName(partial.folder, folder)) {
          await syncFolder(into);
          return { folder, zip };
        }
      } catch (error) {
        if (zip !== null) await rm(zip, { force: true });
        throw error;
      }
      if (zip !== null && made !== null) await giveBack(zip, made);
    }
  } catch (error) {
    throw folderError(error, into);
  }
  throw new AppError('name-invalid', 'There are too many packs of that name.', { name });
}

/** The zip had a name whose folder was taken in the same moment: it waits for the next one. */
async function giveBack(zip: string, partial: string): Promise<void> {
  if (await isThere(partial)) await rm(zip);
  else await rename(zip, partial);
}
