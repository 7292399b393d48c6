// better-sqlite3 for every runtime in use. Its prebuilt binary needs Node-API 10 (Node 22.14, current
// Electron); Node 20 and Electron 33 abort when they load it, so there it is compiled once.
// See docs/decisions/0002-one-sqlite-binary.md.
import { existsSync, realpathSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder, packageFolder, packageVersion, which } from './paths.mjs';
import { run, lastLines } from './run.mjs';
import { say, SetupProblem } from './say.mjs';
import { cached } from './cache.mjs';
import { packages, requirePackages } from './system.mjs';

const folder = packageFolder('better-sqlite3');
const placed = join(folder, 'build', 'Release', 'better_sqlite3.node');

const libc = () => {
  if (process.platform !== 'linux') return '';
  const glibc = process.report.getReport().header.glibcVersionRuntime;
  return glibc ? `-glibc${glibc}` : '-musl';
};

const cacheName = () =>
  `better-sqlite3-${packageVersion('better-sqlite3')}-${process.platform}-${process.arch}${libc()}`;

const CHECK = `
const Database = require(process.env.PLENARY_SQLITE);
const db = new Database(':memory:');
if (db.prepare('SELECT 6 * 7 AS n').get().n !== 42) process.exit(3);
db.close();
`;

/**
 * Loads it in a child process, since a failed load takes the whole process with it.
 * @param {string} runtime Node's or Electron's executable
 */
async function loadsIn(runtime) {
  const { code } = await run(runtime, ['-e', CHECK], {
    env: { ELECTRON_RUN_AS_NODE: '1', PLENARY_SQLITE: folder, NODE_OPTIONS: '' },
    timeoutMs: 60_000,
  });
  return code === 0;
}

const loadsInAll = async (runtimes) =>
  (await Promise.all(runtimes.map(loadsIn))).every((loads) => loads);

/**
 * Makes better-sqlite3 load in Node and in the Electron at hand.
 * @param {string[]} runtimes executables
 */
export async function ensureSqlite(runtimes) {
  if (await loadsInAll(runtimes)) return;
  // A leftover of another platform or version must not stand before a good prebuilt.
  if (existsSync(placed)) {
    await rm(dirname(dirname(placed)), { recursive: true, force: true });
    if (await loadsInAll(runtimes)) return;
  }
  await place(await cached(cacheName(), compile));
  if (await loadsInAll(runtimes)) return;
  // The kept one may have been made by something that has since gone from this machine.
  await rm(join(cacheFolder, cacheName()), { recursive: true, force: true });
  await place(await cached(cacheName(), compile));
  if (!(await loadsInAll(runtimes))) {
    throw new SetupProblem(
      `better-sqlite3 was compiled but does not load in ${runtimes.join(' and ')}.`,
    );
  }
}

async function place(source) {
  const partial = `${placed}.${process.pid}.partial`;
  await mkdir(dirname(placed), { recursive: true });
  await cp(join(source, 'better_sqlite3.node'), partial);
  await rename(partial, placed);
}

/** Compiles from the package's own source, in the cache, and keeps only the binary. */
async function compile(target) {
  await requireCompiler();
  say('compiling better-sqlite3 for this runtime (a minute or two, once)…');
  const work = join(target, '.work');
  await cp(folder, work, { recursive: true, filter: (source) => source !== join(folder, 'build') });
  const nodeDir = dirname(dirname(realpathSync(process.execPath)));
  // Without --nodedir node-gyp downloads Node's headers, which a closed network refuses.
  const headers = existsSync(join(nodeDir, 'include', 'node', 'node_api.h'))
    ? [`--nodedir=${nodeDir}`]
    : [];
  const gyp = join(packageFolder('node-gyp'), 'bin', 'node-gyp.js');
  const result = await run(
    process.execPath,
    [gyp, 'rebuild', '--release', '--force_build=1', ...headers],
    {
      cwd: work,
      env: {
        JOBS: 'max',
        // Its build file asks for node-addon-api, which the copy in the cache no longer sits beside.
        NODE_PATH: dirname(folder),
        // Node-API 10 calls under the experimental level, which Node 20 and Electron 33 offer too.
        CXXFLAGS:
          '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT -fno-lto',
        LDFLAGS: '-fno-lto',
      },
    },
  );
  const binary = join(work, 'build', 'Release', 'better_sqlite3.node');
  if (result.code !== 0 || !existsSync(binary)) {
    throw new SetupProblem(
      `better-sqlite3 could not be compiled for this Node. Use Node 22.14 or newer, where that is not needed, or put this right:\n${lastLines(result.err)}`,
    );
  }
  await rename(binary, join(target, 'better_sqlite3.node'));
  await rm(work, { recursive: true, force: true });
}

async function requireCompiler() {
  if (process.platform !== 'linux') return;
  const missing = packages.compile.filter(([name]) => !which(name));
  if (missing.length > 0)
    await requirePackages(missing, 'a compiler for its database on this version of Node');
}
