/** Folders that clips go to. The page knows them by id and name; paths stay here. */
import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { ClipForm } from '../../shared/domain/clip';
import { likelyBytes } from '../../shared/domain/clip-size';
import { type Id, newId } from '../../shared/domain/ids';
import { Picture, Sound } from '../../shared/domain/lesson';
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

/** What is encoded may come out larger than is likely. */
const MARGIN = 1.1;

const Sized = z.object({
  bytes: z.number(),
  durationUs: z.number(),
  picture: Picture.nullable(),
  sound: Sound.nullable(),
});

/** A stretch of a source that is to be written; its probe as media stored it. */
export interface Stretch {
  probe: unknown;
  lengthUs: number;
}

/**
 * Refuses what does not fit, before anything is begun, with how much is needed (see `likelyBytes`, and a
 * tenth more) and how much is left. What is close is tried.
 * @throws AppError `disk-full` with `needBytes` and `leftBytes`
 */
export async function refuseWithoutRoom(
  folder: string,
  form: ClipForm,
  stretches: readonly Stretch[],
): Promise<void> {
  const disk = await statfs(folder).catch(() => null);
  // Some network disks answer nothing useful.
  if (!disk || disk.blocks === 0) return;
  const likely = stretches.map(({ probe, lengthUs }) =>
    likelyBytes(Sized.parse(probe), form, lengthUs),
  );
  const needBytes = Math.ceil(likely.reduce((sum, bytes) => sum + bytes, 0) * MARGIN);
  const leftBytes = disk.bavail * disk.bsize;
  if (leftBytes < needBytes) {
    const details = { name: basename(folder), needBytes, leftBytes };
    throw new AppError('disk-full', 'There is not enough room on that disk.', details);
  }
}
