/** Errors of the file system, translated once. */
import { basename } from 'node:path';
import { AppError } from '../../shared/errors';

/** A thrown value about a file as an AppError that names it; an AppError is passed through. */
export function fileError(thrown: unknown, path: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const name = basename(path);
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file-missing', `${name} is not there.`, { name }, thrown);
    case 'EACCES':
    case 'EPERM':
      return new AppError('file-denied', `${name} may not be read.`, { name }, thrown);
    case 'EISDIR':
      return new AppError(
        'file-unreadable',
        `${name} is a folder.`,
        { name, reason: 'It is a folder.' },
        thrown,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', 'The disk is full.', { name }, thrown);
    default:
      return AppError.from(thrown);
  }
}
