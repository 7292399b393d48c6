/** Folders that clips go to. The page knows them by id and name; paths stay here. */
import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Id, newId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors';
import type { ClipsDeps } from './clips-ports';
import { folderError } from './clips-publish';

export interface FolderView {
  folderId: Id;
  name: string;
  cloud: boolean;
}

export interface ClipFolders {
  choose(): Promise<FolderView | null>;
  /** The one used last, while it is there. */
  last(): Promise<FolderView | null>;
  /**
   * The path of a folder that can be written to now.
   * @throws AppError `not-found` (an id that was never given out), `folder-missing`, `folder-denied`
   */
  usable(folderId: Id): Promise<string>;
}

const KEPT_AS = 'clips.folder';

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

export function clipFolders(
  deps: Pick<ClipsDeps, 'kept' | 'dialogs' | 'isCloudFolder'>,
): ClipFolders {
  const paths = new Map<Id, string>();

  function view(path: string): FolderView {
    const known = [...paths].find(([, given]) => given === path)?.[0];
    const folderId = known ?? newId();
    paths.set(folderId, path);
    return { folderId, name: basename(path) || path, cloud: deps.isCloudFolder(path) };
  }

  return {
    async choose() {
      const path = await deps.dialogs.chooseFolder();
      if (path === null) return null;
      deps.kept.set(KEPT_AS, path);
      return view(path);
    },
    async last() {
      const path = deps.kept.get(KEPT_AS);
      return typeof path === 'string' && (await isFolder(path)) ? view(path) : null;
    },
    async usable(folderId) {
      const path = paths.get(folderId);
      if (path === undefined) throw new AppError('not-found', 'Choose the folder again.');
      try {
        if (!(await stat(path)).isDirectory()) throw new Error('not a folder');
        await access(path, constants.W_OK);
      } catch (error) {
        const told = folderError(error, path);
        if (told.code !== 'unknown') throw told;
        const name = basename(path);
        throw new AppError('folder-missing', `${name} is not a folder.`, { name }, error);
      }
      return path;
    },
  };
}

/** Even still pictures need about this much a second; real lessons need ten times more. */
const LEAST_BYTES_A_SECOND = 25_000;

/**
 * Refuses what clearly cannot fit, before anything is begun. What is close is tried.
 * @throws AppError `disk-full`
 */
export async function refuseWithoutRoom(folder: string, lengthUs: number): Promise<void> {
  const disk = await statfs(folder).catch(() => null);
  // Some network disks answer nothing useful.
  if (!disk || disk.blocks === 0) return;
  if (disk.bavail * disk.bsize < (lengthUs / 1e6) * LEAST_BYTES_A_SECOND) {
    const name = basename(folder);
    throw new AppError('disk-full', 'There is not enough room on that disk.', { name });
  }
}
