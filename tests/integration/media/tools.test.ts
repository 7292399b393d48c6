import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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

test('what was learnt of a build is not asked again, of another it is', async () => {
  const asked = join(folder, 'asked');
  const { ffmpeg, ffprobe } = await findTools();
  const wrapped = async (name: string, program: string, version: string): Promise<string> => {
    const path = join(folder, name);
    const lines = [`echo x >> '${asked}'`, `[ "$1" = -version ] && echo '${version}' && exit 0`];
    await writeFile(path, ['#!/bin/sh', ...lines, `exec '${program}' "$@"`, ''].join('\n'));
    await chmod(path, 0o755);
    return path;
  };
  let known: unknown;
  const memory = { get: () => known, set: (what: unknown) => void (known = what) };
  const find = async (version: string) => {
    await writeFile(asked, '');
    const configured = {
      ffmpeg: await wrapped('ffmpeg-1', ffmpeg, `ffmpeg version ${version}`),
      ffprobe: await wrapped('ffprobe-1', ffprobe, 'ffprobe version 1'),
    };
    const tools = await findTools({ configured, memory });
    // As it is between two starts.
    known = JSON.parse(JSON.stringify(known));
    return { tools, starts: (await readFile(asked, 'utf8')).length / 2 };
  };
  const first = await find('one');
  expect(first.starts).toBe(7);
  expect(await find('one')).toEqual({ tools: first.tools, starts: 2 });
  const other = await find('two');
  expect(other).toEqual({ tools: { ...first.tools, version: 'two' }, starts: 7 });
  known = { of: 'nonsense' };
  expect(await find('two')).toEqual(other);
});

test('relative entries of PATH are never used', async () => {
  await expect(findTools({ path: '.:bin:', packages: false })).rejects.toMatchObject({
    code: 'ffmpeg-missing',
  });
});
