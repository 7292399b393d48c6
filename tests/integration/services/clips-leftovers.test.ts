import { link, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeBackUnlogged } from '../../../src/main/services/clips-leftovers';

describe('clips caught by a kill', () => {
  let folder = '';
  let partial = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-leftovers-'));
    partial = join(folder, 'Wait time.0a1b2c3d.partial');
    await writeFile(partial, 'clip');
    await writeFile(join(folder, 'Somebody else’s.mp4'), 'clip');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const logged =
    (...names: string[]) =>
    (where: string, name: string) =>
      where === folder && names.includes(name);

  it('between their name and the log are taken back, and no other file is', async () => {
    const clip = join(folder, 'Wait time.mp4');
    await link(partial, clip);
    expect(await takeBackUnlogged(partial, logged())).toBe(clip);
    expect((await readdir(folder)).sort()).toEqual([
      'Somebody else’s.mp4',
      'Wait time.0a1b2c3d.partial',
    ]);
  });

  it('after they were logged stay', async () => {
    await link(partial, join(folder, 'Wait time.mp4'));
    expect(await takeBackUnlogged(partial, logged('Wait time.mp4'))).toBeNull();
    expect(await readdir(folder)).toContain('Wait time.mp4');
  });

  it('with captions beside them go with these, and stay with these', async () => {
    const words = join(folder, 'Wait time.0a1b2c3d.vtt.partial');
    await writeFile(words, 'WEBVTT');
    const beside = join(folder, 'Wait time.vtt');
    await link(words, beside);
    expect(await takeBackUnlogged(words, logged('Wait time.mp4'))).toBeNull();
    expect(await takeBackUnlogged(words, logged('Other.mp4'))).toBe(beside);
    await rename(words, beside);
    const naming = { file: beside, bytes: 6 };
    expect(await takeBackUnlogged(words, logged('Wait time.m4a'), naming)).toBeNull();
    expect(await takeBackUnlogged(words, logged(), naming)).toBe(beside);
    expect(await readdir(folder)).not.toContain('Wait time.vtt');
  });

  describe('on a disk without links', () => {
    const named = (name = 'Wait time.mp4') => ({ file: join(folder, name), bytes: 4 });

    it('are taken back while their name is an empty file', async () => {
      const { file } = named();
      await writeFile(file, '');
      expect(await takeBackUnlogged(partial, logged(), named())).toBe(file);
      expect((await readdir(folder)).sort()).toEqual([
        'Somebody else’s.mp4',
        'Wait time.0a1b2c3d.partial',
      ]);
    });

    it('are taken back when they had become it and were not logged, and stay when they were', async () => {
      const { file } = named();
      await rename(partial, file);
      expect(await takeBackUnlogged(partial, logged('Wait time.mp4'), named())).toBeNull();
      expect(await readdir(folder)).toContain('Wait time.mp4');
      expect(await takeBackUnlogged(partial, logged(), named())).toBe(file);
      expect(await readdir(folder)).toEqual(['Somebody else’s.mp4']);
    });

    it('and no other file is: one that took the name first, one of another length, one elsewhere', async () => {
      const other = named('Somebody else’s.mp4');
      expect(await takeBackUnlogged(partial, logged(), other)).toBeNull();
      await rm(partial);
      expect(await takeBackUnlogged(partial, logged(), { ...other, bytes: 5 })).toBeNull();
      const elsewhere = { file: join(folder, '..', 'a.mp4'), bytes: 0 };
      expect(await takeBackUnlogged(partial, logged(), elsewhere)).toBeNull();
      await writeFile(join(folder, 'notes.docx'), '');
      expect(await takeBackUnlogged(partial, logged(), named('notes.docx'))).toBeNull();
      expect(await takeBackUnlogged(partial, logged(), named('none.mp4'))).toBeNull();
      expect((await readdir(folder)).sort()).toEqual(['Somebody else’s.mp4', 'notes.docx']);
    });
  });

  it('before they had a name are nothing to take back', async () => {
    expect(await takeBackUnlogged(partial, logged())).toBeNull();
    expect(await takeBackUnlogged(join(folder, 'gone.partial'), logged())).toBeNull();
    expect(await readdir(folder)).toHaveLength(2);
  });
});
