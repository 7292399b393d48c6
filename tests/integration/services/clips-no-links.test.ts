import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/main/jobs/journal';
import { createPartials } from '../../../src/main/jobs/partials';
import { takeBackUnlogged } from '../../../src/main/services/clips-leftovers';
import { tempFolder } from '../db/temp-library';

/** Inside node_modules, as other bundles for tests are. */
const bundle = join(import.meta.dirname, '../../../node_modules/.cache', `publish-${process.pid}`);

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'publish-child.ts'),
      outDir: bundle,
      target: 'node20',
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'child.cjs' } },
    },
  });
});
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

/** Links are refused by the kernel, as they are on exFAT and FAT32. */
const NO_LINKS = ['-e', 'inject=?link,?linkat:error=EPERM'];
const KILLED_AT_RENAME = ['-e', 'inject=?rename,?renameat,?renameat2:signal=SIGKILL'];

/** What lies in the folder of clips after a run was stopped, and again after the next start. */
async function stopped(stop: string): Promise<{ left: string[]; tidied: string[] }> {
  const [library, folder] = [tempFolder(), tempFolder()];
  writeFileSync(join(folder, 'Clip.mp4'), 'mine');
  writeFileSync(join(library, 'log'), '');
  const partial = join(folder, 'Clip.0a1b2c3d.partial');
  const run = spawnSync(
    'strace',
    [
      // Only what is done with this path: the journal renames too.
      ...['-f', '-qq', '-o', join(library, 'calls'), '-P', partial, ...NO_LINKS],
      ...(stop === 'renaming' ? KILLED_AT_RENAME : []),
      ...[process.execPath, join(bundle, 'child.cjs'), library, folder, stop],
    ],
    { encoding: 'utf8' },
  );
  expect(readFileSync(join(library, 'calls'), 'utf8')).toMatch(/link(at)?\(.*EPERM.*INJECTED/);
  expect({ signal: run.signal, status: run.status, said: run.stderr }).toMatchObject(
    stop === '' ? { status: 0, said: '' } : { signal: 'SIGKILL', said: '' },
  );
  const left = readdirSync(folder).sort();
  const log = readFileSync(join(library, 'log'), 'utf8').split('\n');
  const partials = createPartials(openJournal(join(library, 'under-way.json')));
  await partials.tidy((path, naming) =>
    takeBackUnlogged(path, (_, name) => log.includes(name), naming),
  );
  expect(openJournal(join(library, 'under-way.json')).leftovers).toMatchObject({
    partials: [],
    namings: [],
  });
  expect(readFileSync(join(folder, 'Clip.mp4'), 'utf8')).toBe('mine');
  const clip = join(folder, 'Clip (2).mp4');
  if (existsSync(clip)) {
    const bytes = readFileSync(clip, 'utf8');
    expect(bytes).toBe(log.includes('Clip (2).mp4') ? 'a clip' : '');
  }
  return { left, tidied: readdirSync(folder).sort() };
}

describe('a kill, on a disk without links,', () => {
  it.each([
    ['before the name is taken', 'noted', ['Clip.0a1b2c3d.partial', 'Clip.mp4'], ['Clip.mp4']],
    [
      'while an empty file has the name',
      'renaming',
      ['Clip (2).mp4', 'Clip.0a1b2c3d.partial', 'Clip.mp4'],
      ['Clip.mp4'],
    ],
    ['before it is in the log', 'named', ['Clip (2).mp4', 'Clip.mp4'], ['Clip.mp4']],
    ['once it is in the log', 'logged', ['Clip (2).mp4', 'Clip.mp4'], ['Clip (2).mp4', 'Clip.mp4']],
  ])('%s leaves no stray file', async (_, stop, left, tidied) => {
    expect(await stopped(stop)).toEqual({ left, tidied });
  });

  it('that does not come leaves the clip', async () => {
    const clips = ['Clip (2).mp4', 'Clip.mp4'];
    expect(await stopped('')).toEqual({ left: clips, tidied: clips });
  });
});
