/** Giving a finished clip its name, never the name of a file that is there. */
import { link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { safeFileName } from '../../shared/domain/clip';
import { AppError } from '../../shared/errors';

/** More clips of one name than this in one folder is a mistake somewhere. */
export const MOST_NUMBERS = 10_000;

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** What went wrong with a folder, in our own words; anything else as it is. */
export function folderError(error: unknown, folder: string): AppError {
  const name = basename(folder);
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('folder-missing', `The folder ${name} is not there.`, { name }, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('folder-denied', `${name} may not be written to.`, { name }, error);
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', 'The disk is full.', { name }, error);
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'EILSEQ':
      return new AppError('name-invalid', 'The disk cannot hold that name.', { name }, error);
    default:
      return AppError.from(error);
  }
}

/** A film, sound alone, words alone, days. */
export type ClipEnding = 'mp4' | 'm4a' | 'txt' | 'ics';

/** `Wait time.mp4`, then `Wait time (2).mp4`, and so on. */
export function clipFileName(name: string, number: number, ending: ClipEnding = 'mp4'): string {
  const safe = safeFileName(name);
  return `${number === 1 ? safe : `${safe} (${number})`}.${ending}`;
}

/** The captions of a clip: a file of its name. */
export function besideOf(file: string): string {
  return file.replace(/\.\w+$/, '.vtt');
}

/** Notes on disk what is about to be done, so that a kill in the middle of it can be mended. */
export type NoteNaming = (file: string, bytes: number, partial: string) => void;

/**
 * For disks without links (exFAT, FAT32): an empty file takes the name, and the clip replaces it.
 * A kill between the two leaves an empty file, and one after them a clip that nobody knows of:
 * both are noted beforehand, for a name that is free.
 * @returns false when the name is taken
 */
async function takeNameInTwo(partial: string, file: string, note: NoteNaming): Promise<boolean> {
  const { size } = await stat(partial);
  const there = await lstat(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (there) return false;
  note(file, size, partial);
  try {
    await (await open(file, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(partial, file);
    return true;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

/**
 * Takes a name in one step that fails when it is taken: a second link to the file. In two steps
 * where the disk has no links.
 * @returns false when the name is taken
 */
export async function takeName(partial: string, file: string, note: NoteNaming): Promise<boolean> {
  try {
    await link(partial, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOSPC') throw error;
  }
  return takeNameInTwo(partial, file, note);
}

/** Forces a folder's entries to disk. Not every file system can; those that cannot need it not. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Both or neither. The captions first: a kill in between leaves no picture that nobody knows of. */
async function takeNames(
  partial: string,
  words: string | null,
  file: string,
  note: NoteNaming,
): Promise<boolean> {
  if (words === null) return takeName(partial, file, note);
  const beside = besideOf(file);
  if (!(await takeName(words, beside, note))) return false;
  try {
    if (await takeName(partial, file, note)) return true;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  // Free on one side only. Where a disk has no links the captions have moved, and move back.
  if (await lstat(words).catch(() => null)) await rm(beside, { force: true });
  else await rename(beside, words);
  return false;
}

/**
 * Names the finished partial, numbering it when its name is taken, without a moment in which
 * another file could be overwritten. The partial itself may be left for the caller to drop.
 * @param note is told before a name is taken in more than one step
 * @param words its captions, for beside it: then under a name that is free for both
 * @returns the file's path
 * @throws AppError `folder-missing`, `folder-denied`, `disk-full`, `name-invalid`
 */
export async function publishClip(
  partial: string,
  folder: string,
  name: string,
  ending: ClipEnding,
  note: NoteNaming,
  words: string | null = null,
): Promise<string> {
  try {
    for (let number = 1; number <= MOST_NUMBERS; number++) {
      const file = join(folder, clipFileName(name, number, ending));
      if (!(await takeNames(partial, words, file, note))) continue;
      await syncFolder(dirname(file));
      return file;
    }
  } catch (error) {
    throw folderError(error, folder);
  }
  throw new AppError('name-invalid', 'There are too many clips of that name.', { name });
}
