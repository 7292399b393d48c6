import { describe, expect, test } from 'vitest';
import { outputError } from '../../../../src/main/media/clip-errors';
import { AppError } from '../../../../src/shared/errors';

const OUT = '/clips for 8B/Wait time.1234.partial';
const errno = (code: string) => Object.assign(new Error(`${code}: write '${OUT}'`), { code });

describe('what goes wrong with a clip’s own file is told of its folder', () => {
  test.each([
    ['ENOENT', 'folder-missing'],
    ['ENOTDIR', 'folder-missing'],
    ['EROFS', 'folder-denied'],
    ['EACCES', 'folder-denied'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
  ])('%s', (code, told) => {
    expect(outputError(errno(code), OUT)).toMatchObject({
      ...{ code: told, details: { name: 'clips for 8B' }, cause: { code } },
    });
  });

  test('a clip that is gone when it is looked at', () => {
    const gone = new AppError('file-missing', '', { name: 'Wait time.1234.partial' });
    expect(outputError(gone, OUT)).toMatchObject({ code: 'folder-missing', cause: gone });
  });

  test('what is wrong with anything else is passed through', () => {
    for (const thrown of [
      new AppError('file-missing', '', { name: 'lesson.mp4' }),
      new AppError('cancelled', ''),
      errno('EIO'),
      'no error',
    ])
      expect(outputError(thrown, OUT)).toBe(thrown);
  });
});
