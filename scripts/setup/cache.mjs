// Folders in the cache appear whole or not at all, so two set-ups at once, or one that was
// stopped half way, leave nothing broken behind.
import { randomBytes } from 'node:crypto';
import { constants, existsSync, mkdirSync } from 'node:fs';
import { cp, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheFolder } from './paths.mjs';

const unfinished = (path) => `${path}.${process.pid}-${randomBytes(4).toString('hex')}.partial`;

/**
 * Puts a folder in place in one step, replacing what was there.
 * @param {string} target
 * @param {(folder: string) => Promise<void>} fill writes into an empty folder beside the target
 */
export async function placeFolder(target, fill) {
  const partial = unfinished(target);
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    if (existsSync(target)) {
      const old = unfinished(target);
      await rename(target, old).catch((error) => {
        if (error.code !== 'ENOENT') throw error;
      });
      await rm(old, { recursive: true, force: true });
    }
    await rename(partial, target).catch((error) => {
      // Another set-up put the same thing there between our two renames: theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/**
 * A folder of the cache, made on first use.
 * @param {string} name carries the version, so a new one never meets an old one
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<string>} its path
 */
export async function cached(name, make) {
  const target = join(cacheFolder, name);
  if (!existsSync(target)) await placeFolder(target, make);
  return target;
}

export const isCached = (name) => existsSync(join(cacheFolder, name));

/** Copies a folder, sharing blocks where the file system can, so neither can spoil the other. */
export async function copyFolder(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
}

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Removes what a set-up that was killed left half done. */
async function tidy() {
  for (const name of await readdir(cacheFolder)) {
    const owner = /\.(\d+)-[0-9a-f]+\.partial$/.exec(name);
    if (owner && !alive(Number(owner[1]))) {
      await rm(join(cacheFolder, name), { recursive: true, force: true });
    }
  }
}

/**
 * Runs one set-up at a time on this cache, so that two do not both spend a minute on the same
 * compile. Only a courtesy: correctness rests on placeFolder.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
  mkdirSync(cacheFolder, { recursive: true });
  const lock = join(cacheFolder, 'setup.lock');
  for (;;) {
    try {
      const handle = await open(lock, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
      // A holder that has just made the file may not have written its number yet: look again once.
      if (!holder) await wait(300);
      const still = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (!still || !alive(still)) await rm(lock, { force: true });
      else await wait(500);
    }
  }
  try {
    await tidy();
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}
