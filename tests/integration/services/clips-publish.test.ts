import type * as files from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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

  test('captions have the clip’s name, one that is free for both', async () => {
    const made = async (clip: string, words: string | null) => {
      const partial = join(folder, `${clip}.partial`);
      const beside = words === null ? null : join(folder, `${clip}.vtt.partial`);
      await writeFile(partial, clip);
      if (beside !== null) await writeFile(beside, words ?? '');
      const noted: string[] = [];
      const note = (file: string) => void noted.push(file);
      const file = await publishClip(partial, folder, 'Clip', 'mp4', note, beside);
      await rm(partial, { force: true });
      if (beside !== null) await rm(beside, { force: true });
      return [basename(file), ...noted.map((path) => basename(path))];
    };
    await writeFile(join(folder, 'Clip.vtt'), 'mine');
    await writeFile(join(folder, 'Clip (2).mp4'), 'mine too');
    const noted = ['Clip (2).vtt', 'Clip (3).vtt', 'Clip (3).mp4'];
    expect(await made('a', 'words of a')).toEqual(['Clip (3).mp4', ...(has ? [] : noted)]);
    // Without captions only the clip’s own name need be free.
    expect((await made('b', null))[0]).toBe('Clip.mp4');
    expect((await readdir(folder)).sort()).toEqual([
      ...['Clip (2).mp4', 'Clip (3).mp4', 'Clip (3).vtt', 'Clip.mp4', 'Clip.vtt'],
    ]);
    expect(await readFile(join(folder, 'Clip (3).vtt'), 'utf8')).toBe('words of a');
    expect(await readFile(join(folder, 'Clip (3).mp4'), 'utf8')).toBe('a');
    expect(await readFile(join(folder, 'Clip.vtt'), 'utf8')).toBe('mine');
    expect(await readFile(join(folder, 'Clip (2).mp4'), 'utf8')).toBe('mine too');
  });

  test('when the clip gets no name its captions have none either', async () => {
    const words = join(folder, 'words.partial');
    await writeFile(words, 'words');
    const gone = join(folder, 'none.partial');
    const naming = publishClip(gone, folder, 'Clip', 'mp4', () => undefined, words);
    await expect(naming).rejects.toMatchObject({ code: 'folder-missing' });
    expect((await readdir(folder)).filter((name) => name.endsWith('.vtt'))).toEqual([]);
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
