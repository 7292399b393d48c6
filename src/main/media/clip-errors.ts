/** What goes wrong with the file that a clip is written to, told of its folder: the person chose that. */
import { basename, dirname } from 'node:path';
import { AppError } from '../../shared/errors';

const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;

/**
 * A thrown value of making a clip. ffprobe that finds the clip gone says that a file is missing, and the
 * file system says it in its own words; anything else is passed through.
 */
export function outputError(thrown: unknown, outFile: string): unknown {
  const name = basename(dirname(outFile));
  const missing = () => new AppError('folder-missing', 'The folder is gone.', { name }, thrown);
  if (thrown instanceof AppError) {
    const isOurs = thrown.code === 'file-missing' && thrown.details.name === basename(outFile);
    return isOurs ? missing() : thrown;
  }
  switch (codeOf(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return missing();
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('folder-denied', 'The folder may not be written to.', { name }, thrown);
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', 'The disk is full.', { name }, thrown);
    default:
      return thrown;
  }
}
