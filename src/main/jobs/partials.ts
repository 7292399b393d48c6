/**
 * Outputs appear under their own name only when they are whole. Until then they are `*.partial`
 * beside it, so that the rename stays on one disk, and are known to the journal, so that even a
 * kill leaves no stray file.
 */
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Journal, Naming } from './journal';

const ENDING = '.partial';

export interface Partials {
  /**
   * Makes a file (or folder) whole: `make` writes to the path it is given, which is then renamed
   * to `finalPath`, replacing what is there. When `make` throws, what it wrote is removed and the
   * error passes through.
   */
  whole<T>(finalPath: string, make: (partialPath: string) => Promise<T>): Promise<T>;
  /** For outputs named only when they are made: journals `${near}.partial` and answers it. */
  open(near: string): string;
  /** Notes that an opened partial is whole and about to become `file`, which is not there yet. */
  naming(partialPath: string, file: string, bytes: number): void;
  /** Renames an opened partial to its final name, replacing what is there. */
  keep(partialPath: string, finalPath: string): Promise<void>;
  /** Removes an opened partial. Never throws: what cannot be removed now is removed at next start. */
  drop(partialPath: string): Promise<void>;
  /**
   * Removes what earlier runs left behind. Paths that cannot be reached now (a disk that is not
   * plugged in) are tried again at the next start.
   * @param before is told of each path before it is removed, and of what it was about to become
   */
  tidy(before?: (partialPath: string, naming?: Naming) => Promise<unknown>): Promise<void>;
}

/** Forces a folder's entries to disk. Not every file system can; those that cannot need it not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

export function createPartials(journal: Journal): Partials {
  const mine = new Set<string>();

  const partials: Partials = {
    async whole(finalPath, make) {
      await mkdir(dirname(finalPath), { recursive: true });
      const partialPath = partials.open(finalPath);
      try {
        const made = await make(partialPath);
        await partials.keep(partialPath, finalPath);
        return made;
      } catch (error) {
        await partials.drop(partialPath);
        throw error;
      }
    },
    open(near) {
      const path = `${near}${ENDING}`;
      mine.add(path);
      journal.opened(path);
      return path;
    },
    naming(partial, file, bytes) {
      journal.naming({ partial, file, bytes });
    },
    async keep(partialPath, finalPath) {
      await rename(partialPath, finalPath);
      await syncFolder(dirname(finalPath));
      mine.delete(partialPath);
      journal.closed(partialPath);
    },
    async drop(partialPath) {
      try {
        await rm(partialPath, { recursive: true, force: true });
      } catch {
        return;
      }
      mine.delete(partialPath);
      journal.closed(partialPath);
    },
    async tidy(before) {
      const gone: string[] = [];
      for (const path of journal.leftovers.partials) {
        // The journal is a file like any other: it can never make us remove anything else.
        if (!path.endsWith(ENDING) || mine.has(path)) continue;
        try {
          await stat(dirname(path));
          const naming = journal.leftovers.namings.find(({ partial }) => partial === path);
          await before?.(path, naming);
          await rm(path, { recursive: true, force: true });
          gone.push(path);
        } catch {
          // Its folder cannot be reached.
        }
      }
      if (gone.length > 0) journal.tidied(gone);
    },
  };
  return partials;
}
