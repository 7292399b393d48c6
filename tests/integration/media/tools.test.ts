import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTools } from '../../../src/main/media/tools';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenary-tools-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('finds ffmpeg on PATH and learns what it can do', async () => {
  const tools = await findTools();
  expect(tools.source).toBe('path');
  expect(tools.version).toMatch(/\d/);
  expect([...tools.encoders]).toEqual(expect.arrayContaining(['libx264', 'aac']));
  expect([...tools.filters]).toEqual(expect.arrayContaining(['scale', 'trim', 'yadif', 'concat']));
  expect([...tools.options]).toEqual(expect.arrayContaining(['ss', 'enc_time_base', 'map']));
  expect(tools.filters.has('no-such-filter')).toBe(false);
});

test('the packages are the last resort, and their old build is described too', async () => {
  const tools = await findTools({ path: '' });
  expect(tools.source).toBe('package');
  expect(tools.encoders.has('libx264')).toBe(true);
  expect(tools.options.has('fps_mode')).toBe(false);
});

test('configured comes before resources, resources before PATH', async () => {
  const found = await findTools();
  const resources = join(folder, 'resources');
  await mkdir(join(resources, 'ffmpeg'), { recursive: true });
  await symlink(found.ffmpeg, join(resources, 'ffmpeg', 'ffmpeg'));
  await symlink(found.ffprobe, join(resources, 'ffmpeg', 'ffprobe'));
  expect((await findTools({ resourcesDir: resources })).source).toBe('resources');
  const configured = { ffmpeg: found.ffmpeg, ffprobe: found.ffprobe };
  expect((await findTools({ resourcesDir: resources, configured })).source).toBe('configured');
});

test('a program that does not run is passed over', async () => {
  const bad = join(folder, 'bad');
  await writeFile(bad, '#!/bin/sh\nexit 3\n');
  await chmod(bad, 0o755);
  const tools = await findTools({ configured: { ffmpeg: bad, ffprobe: bad } });
  expect(tools.source).toBe('path');
});

test('relative entries of PATH are never used', async () => {
  await expect(findTools({ path: '.:bin:', packages: false })).rejects.toMatchObject({
    code: 'ffmpeg-missing',
  });
});
