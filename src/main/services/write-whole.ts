/** A small file written where a person chose: all of it or, when that fails, none of it. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../shared/errors';
import { fileError } from './file-errors';

/** @throws AppError `folder-missing`, `folder-denied`, `disk-full`; what was there before stays. */
export async function writeWhole(path: string, text: string | Uint8Array): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, text);
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true }).catch(() => undefined);
    const { code } = thrown as NodeJS.ErrnoException;
    const name = basename(dirname(path));
    if (code === 'ENOENT') throw new AppError('folder-missing', 'Not there.', { name }, thrown);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new AppError('folder-denied', 'May not be written to.', { name }, thrown);
    }
    throw fileError(thrown, path);
  }
}
