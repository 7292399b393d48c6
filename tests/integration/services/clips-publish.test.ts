import type * as files from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clipFileName, publishClip } from '../../../src/main/services/clips-publish';

let links = true;
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return {
    ...real,
    // As on exFAT and FAT32, which have no links.
    link: (from: string, to: string) =>
      links
        ? real.link(from, to)
        : Promise.reject(Object.assign(new Error('not permitted'), { code: 'EPERM' })),
  };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-publish-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ['with links', true],
  ['without links', false],
])('%s', (_, has) => {
  beforeEach(() => {
    links = has;
  });

  test('twenty at once get twenty names, and each its own contents', async () => {
    await writeFile(join(folder, 'Clip.mp4'), 'mine');
    const published = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const partial = join(folder, `${index}.partial`);
        await writeFile(partial, `clip ${index}`);
        const file = await publishClip(partial, folder, 'Clip', 'mp4', () => undefined);
        await rm(partial, { force: true });
        return file;
      }),
    );
    expect(new Set(published).size).toBe(20);
    expect(await readFile(join(folder, 'Clip.mp4'), 'utf8')).toBe('mine');
    for (const [index, file] of published.entries()) {
      expect(await readFile(file, 'utf8')).toBe(`clip ${index}`);
    }
    expect(await readdir(folder)).toHaveLength(21);
  });

  test('a clip that is gone takes no name', async () => {
    const missing = publishClip(
      join(folder, 'none.partial'),
      folder,
      'Clip',
      'mp4',
      () => undefined,
    );
    await expect(missing).rejects.toMatchObject({ code: 'folder-missing' });
    expect(await readdir(folder)).toEqual([]);
  });
});

test('names that no disk takes are made into ones that every disk takes', () => {
  expect(clipFileName('Wait time', 1)).toBe('Wait time.mp4');
  expect(clipFileName('Wait time', 2)).toBe('Wait time (2).mp4');
  expect(clipFileName('../../etc/passwd', 1)).toBe('etc passwd.mp4');
  expect(clipFileName('con', 3)).toBe('con clip (3).mp4');
});
