/**
 * Libraries that have a lesson already, with all that the app makes of its footage: made once by the
 * app itself for each footage and each build of the app, and copied for each test that starts on one.
 */
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'playwright/test';
import { toolFinder } from '../../src/main/wiring/media';
import { isOver } from '../../src/shared/domain/job';
import { inLibrary } from '../fixtures/copied-lessons';
import type { Launched, LaunchOptions } from './launch';

type Start = (options: LaunchOptions) => Promise<Launched>;

const REPOSITORY = resolve(__dirname, '../..');

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** What belongs to this build of the app; what was made by one before is thrown away. */
function folderOfBuild(): string {
  const all = join(tmpdir(), `plenary-libraries-${hash(REPOSITORY)}`);
  const main = statSync(join(REPOSITORY, 'out/main/index.js'));
  const build = `${main.mtimeMs}-${main.size}`;
  mkdirSync(join(all, build), { recursive: true });
  for (const name of readdirSync(all)) {
    if (name !== build) rmSync(join(all, name), { recursive: true, force: true });
  }
  return join(all, build);
}

/** Everything below a folder, and how large it is. */
function contents(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => `${name} ${statSync(join(folder, name)).size}`).sort();
}

/** Until the app has made what it makes. Were something not made yet, a test would see it made. */
async function madeAll({ page, dataDir }: Launched): Promise<void> {
  let before = '';
  await expect
    .poll(
      async () => {
        const over = await page.evaluate(async () => {
          const snapshot = await window.api.app.snapshot();
          return snapshot.ok ? snapshot.value.jobs.map(({ state }) => state) : [];
        });
        const now = contents(join(dataDir, 'derived')).join('\n');
        const same = now === before && now !== '';
        before = now;
        return same && over.length > 0 && over.every(isOver);
      },
      { intervals: [1_500], timeout: 120_000 },
    )
    .toBe(true);
}

/** Makes a library once for this build, under a name, and copies it to `dataDir`. */
async function copied(
  name: string,
  dataDir: string,
  make: (mine: string) => Promise<void>,
): Promise<void> {
  const library = join(folderOfBuild(), hash(name));
  if (!existsSync(library)) {
    const mine = `${library}.${randomUUID()}`;
    await make(mine);
    try {
      renameSync(mine, library);
    } catch (error) {
      // Another worker was faster.
      rmSync(mine, { recursive: true, force: true });
      if (!existsSync(library)) throw error;
    }
  }
  cpSync(library, dataDir, { recursive: true });
}

/** Copies a library that has this file as its lesson to `dataDir`, which is not there or empty. */
export function preparedLibrary(file: string, dataDir: string, start: Start): Promise<void> {
  const { mtimeMs, size } = statSync(file);
  return copied(`${file} ${mtimeMs} ${size}`, dataDir, async (mine) => {
    const launched = await start({ files: [file], dataDir: mine });
    try {
      await expect(launched.page.getByRole('region', { name: 'Player' })).toBeVisible();
      await madeAll(launched);
    } finally {
      await launched.close();
    }
  });
}

/**
 * Copies a library that was begun and has no lesson yet to `dataDir`, which is not there or empty: its
 * person is introduced, and what ffmpeg can do is known.
 */
export function begunLibrary(dataDir: string, start: Start): Promise<void> {
  return copied('begun', dataDir, async (mine) => {
    await (await start({ dataDir: mine })).close();
    const resources = join(REPOSITORY, 'resources');
    await inLibrary(mine, async ({ kept }) => {
      await toolFinder(resources, kept, () => undefined)();
    });
  });
}
