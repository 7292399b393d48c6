import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  copyVerified,
  fingerprint,
  hashWhole,
  sampleOffsets,
} from '../../../src/main/media/fingerprint';

let folder: string;
let file: string;
const BYTES = 5 * 1024 * 1024 + 17;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-print-'));
  file = join(folder, 'lesson.mp4');
  await writeFile(file, randomBytes(BYTES));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function changed(name: string, at: number): Promise<string> {
  const path = join(folder, name);
  await copyFile(file, path);
  const handle = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  await handle.write(Buffer.of((byte[0] ?? 0) ^ 0xff), 0, 1, at);
  await handle.close();
  return path;
}

describe('fingerprint', () => {
  test('a copy anywhere has the same; another size has another', async () => {
    await copyFile(file, join(folder, 'copy.mp4'));
    expect(await fingerprint(join(folder, 'copy.mp4'))).toBe(await fingerprint(file));
    expect(await fingerprint(file)).toMatch(new RegExp(`^${BYTES}-[0-9a-f]{64}$`));
    await writeFile(join(folder, 'short.mp4'), (await readFile(file)).subarray(0, BYTES - 1));
    expect(await fingerprint(join(folder, 'short.mp4'))).not.toBe(await fingerprint(file));
  });

  test('the first, the last and a sampled byte count', async () => {
    const whole = await fingerprint(file);
    for (const at of [0, BYTES - 1, sampleOffsets(BYTES)[7] ?? 0]) {
      expect(await fingerprint(await changed(`changed${at}.mp4`, at))).not.toBe(whole);
    }
  });

  test('samples reach from the beginning to the end, and cover small files', () => {
    expect(sampleOffsets(0)).toEqual([]);
    expect(sampleOffsets(10)).toEqual([0]);
    expect(sampleOffsets(65_537)).toEqual([0, 65_536]);
    const offsets = sampleOffsets(1e10);
    expect(offsets).toHaveLength(16);
    expect(offsets[0]).toBe(0);
    expect(offsets.at(-1)).toBe(1e10 - 65_536);
    expect([...offsets].sort((a, b) => a - b)).toEqual(offsets);
  });

  test('empty and missing files', async () => {
    await writeFile(join(folder, 'empty.mp4'), '');
    expect(await fingerprint(join(folder, 'empty.mp4'))).toMatch(/^0-/);
    await expect(fingerprint(join(folder, 'none.mp4'))).rejects.toMatchObject({
      code: 'file-missing',
    });
  });
});

test('a whole file’s hash, with progress', async () => {
  const told: number[] = [];
  const hash = await hashWhole(file, { report: (share) => told.push(share) });
  expect(hash).toBe(
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  );
  expect(told.at(-1)).toBe(1);
  expect([...told].sort((a, b) => a - b)).toEqual(told);
});

describe('copying', () => {
  const into = async (name: string) => {
    const path = join(folder, name);
    await mkdir(path);
    return path;
  };

  test('makes the same file, all at once', async () => {
    const target = join(await into('same'), 'lesson.mp4');
    const told: number[] = [];
    const hash = await copyVerified(file, target, { report: (share) => told.push(share) });
    expect(hash).toBe(await hashWhole(file));
    expect((await readFile(target)).equals(await readFile(file))).toBe(true);
    expect(told.at(-1)).toBe(1);
    expect(await readdir(join(folder, 'same'))).toEqual(['lesson.mp4']);
  });

  test('stopped half-way it leaves nothing', async () => {
    const target = join(await into('stopped'), 'lesson.mp4');
    const stop = new AbortController();
    const copying = copyVerified(file, target, { signal: stop.signal, report: () => stop.abort() });
    await expect(copying).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(join(folder, 'stopped'))).toEqual([]);
  });

  test.each([
    ['no source', 'none.mp4', 'file-missing'],
    ['no folder', 'lesson.mp4', 'folder-missing'],
  ])('%s', async (name, from, code) => {
    const out = name === 'no folder' ? join(folder, 'nowhere') : await into('refused');
    const copying = copyVerified(join(folder, from), join(out, 'x.mp4'));
    await expect(copying).rejects.toMatchObject({ code });
    if (name === 'no source') expect(await readdir(out)).toEqual([]);
  });

  test('a full disk', async () => {
    // The partial is a link to a device that takes nothing.
    const out = await into('full');
    const { symlink } = await import('node:fs/promises');
    await symlink('/dev/full', join(out, 'x.mp4.partial'));
    await expect(copyVerified(file, join(out, 'x.mp4'))).rejects.toMatchObject({
      code: 'disk-full',
    });
    expect(await readdir(out)).toEqual([]);
  });
});
