/** Taking back a pack that a kill caught between getting its name and being written to the log. */
import { lstat, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isOfSession } from '../session-record/layout';
import { FOLDERS, isOfPack } from './layout';
import { bytesOf, filesIn } from './publish';

const isOurs = (paths: readonly string[]): boolean =>
  paths.every(isOfPack) || paths.every(isOfSession);

/**
 * The journal is a file like any other: only a folder that holds just what a pack holds, or what a session
 * leaves, to the byte, is taken back, and of it only that.
 * @param naming what the journal says the partial was about to become
 * @param logged whether the export log has a line for this name in this folder
 * @returns the folder that was taken back, or null
 */
export async function takeBackPack(
  partial: string,
  logged: (folder: string, name: string) => boolean,
  naming?: { file: string; bytes: number },
): Promise<string | null> {
  if (!naming || dirname(naming.file) !== dirname(partial)) return null;
  const { file: folder, bytes } = naming;
  if (logged(dirname(folder), basename(folder))) return null;
  // While the partial is there it has not become the folder: that one is somebody else's.
  const facts = await lstat(folder).catch(() => null);
  const waits = await lstat(partial).catch(() => null);
  if (!facts?.isDirectory() || waits !== null) return null;
  const files = await filesIn(folder);
  if (bytesOf(files) !== bytes || !isOurs([...files.keys()])) return null;
  for (const path of files.keys()) await rm(join(folder, path));
  for (const name of FOLDERS) await rmdir(join(folder, name)).catch(() => undefined);
  await rmdir(folder).catch(() => undefined);
  return folder;
}
