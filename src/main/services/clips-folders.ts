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

/** @throws AppError `folder-missing`, `folder-denied` when it cannot be written to now */
export async function usableFolder(path: string): Promise<void> {
  try {
    if (!(await stat(path)).isDirectory()) throw new Error('not a folder');
    await access(path, constants.W_OK);
  } catch (error) {
    const told = folderError(error, path);
    if (told.code !== 'unknown') throw told;
    const name = basename(path);
    throw new AppError('folder-missing', `${name} is not a folder.`, { name }, error);
  }
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
      await usableFolder(path);
      return path;
    },
  };
}

/** Even still pictures need about this much a second; real lessons need ten times more. */
const LEAST_BYTES_A_SECOND = 25_000;
/** A clip that is encoded anew may come out larger than what it is cut from. */
const MARGIN = 1.1;

/** A stretch of a source that is to be written. */
export interface Stretch {
  path: string;
  /** How long the whole source is, and how much of it is wanted, in microseconds. */
  partUs: number;
  lengthUs: number;
}

/**
 * Bytes that stretches of sources come to: of each source its own bytes a microsecond (what copied
 * frames cost, and about what encoding anew aims at), times the length, times a margin of a tenth.
 * At least what still pictures need: also of a source whose size cannot be asked.
 */
async function bytesFor(stretches: readonly Stretch[]): Promise<number> {
  const sizes = new Map<string, number>();
  let bytes = 0;
  for (const { path, partUs, lengthUs } of stretches) {
    const size = sizes.get(path) ?? (await stat(path).catch(() => null))?.size ?? 0;
    sizes.set(path, size);
    const share = partUs > 0 ? Math.min(1, lengthUs / partUs) : 0;
    bytes += Math.max(size * share, (lengthUs / 1e6) * LEAST_BYTES_A_SECOND);
  }
  return Math.ceil(bytes * MARGIN);
}

/**
 * Refuses what does not fit, before anything is begun, with how much is needed and how much is left.
 * @throws AppError `disk-full` with `needBytes` and `leftBytes`
 */
export async function refuseWithoutRoom(
  folder: string,
  stretches: readonly Stretch[],
): Promise<void> {
  const disk = await statfs(folder).catch(() => null);
  // Some network disks answer nothing useful.
  if (!disk || disk.blocks === 0) return;
  const [needBytes, leftBytes] = [await bytesFor(stretches), disk.bavail * disk.bsize];
  if (leftBytes < needBytes) {
    const details = { name: basename(folder), needBytes, leftBytes };
    throw new AppError('disk-full', 'There is not enough room on that disk.', details);
  }
}
