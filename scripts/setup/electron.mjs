// Electron at node_modules/electron/dist: the official one, or the older one where the official
// release host cannot be reached.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { cacheFolder, packageFolder, packageVersion } from './paths.mjs';
import { run, lastLines } from './run.mjs';
import { say, SetupProblem } from './say.mjs';
import { copyFolder, placeFolder } from './cache.mjs';
import {
  fallbackElectron,
  fallbackIsCached,
  fallbackIsPossible,
  fallbackVersion,
} from './electron-fallback.mjs';

const folder = packageFolder('electron');
const dist = join(folder, 'dist');
const pathFile = join(folder, 'path.txt');
/** Electron's own downloader keeps its archives here. */
const archives = join(cacheFolder, 'electron-archives');

const read = (file) => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
};

/**
 * The Electron that is in place.
 * @returns {{executable: string, version: string, official: boolean} | null}
 */
export function installedElectron() {
  const program = read(pathFile);
  const version = read(join(dist, 'version'))?.replace(/^v/, '');
  if (!program || !version) return null;
  const executable = join(dist, program);
  if (!existsSync(executable)) return null;
  const official = version === packageVersion('electron');
  return official || version === fallbackVersion ? { executable, version, official } : null;
}

/** Puts Electron in place if it is not there. */
export async function ensureElectron() {
  const present = installedElectron();
  if (present) return present;
  const problem = await installOfficial();
  if (problem) {
    if (!fallbackIsPossible) {
      throw new SetupProblem(
        `Electron ${packageVersion('electron')} could not be fetched (${problem}). Connect to a network that reaches its release host, then run:`,
        'npx install-electron',
      );
    }
    await installFallback(problem);
  }
  const installed = await installedSoon();
  if (!installed)
    throw new SetupProblem(
      'Electron was fetched but is not where it should be; remove node_modules/electron, then run:',
      'npm ci',
    );
  return installed;
}

/** The Electron in place; another set-up at the same time may be just putting the same one there. */
async function installedSoon() {
  for (let tries = 0; tries < 50; tries++) {
    const installed = installedElectron();
    if (installed) return installed;
    await new Promise((done) => setTimeout(done, 100));
  }
  return null;
}

async function installFallback(problem) {
  const source = await fallbackElectron();
  await placeFolder(dist, (partial) => copyFolder(source, partial));
  const partial = `${pathFile}.${process.pid}.partial`;
  await writeFile(partial, 'electron');
  await rename(partial, pathFile);
  say(
    `using Electron ${fallbackVersion} for development and tests, because Electron ${packageVersion('electron')} could not be fetched (${problem}).`,
  );
}

/** @returns {Promise<string | null>} why it could not be installed, or null when it was */
async function installOfficial() {
  const version = packageVersion('electron');
  const kept = isArchiveKept(version);
  const proxied = Boolean(process.env.HTTPS_PROXY || process.env.https_proxy);
  if (!kept && !proxied) {
    const problem = await probe(downloadUrl(version), fallbackIsCached() ? 5_000 : 10_000);
    if (problem) return problem;
  }
  if (!kept) say(`fetching Electron ${version} from its release host (about 110 MB, once)…`);
  const result = await run(process.execPath, [join(folder, 'install.js')], {
    env: {
      electron_config_cache: archives,
      ...(proxied ? { ELECTRON_GET_USE_PROXY: 'true' } : {}),
    },
    timeoutMs: proxied && fallbackIsPossible ? 120_000 : 900_000,
  });
  if (result.code === 0) return null;
  const said = lastLines(result.err, 40)
    .split('\n')
    .find((line) => /error/i.test(line));
  return said?.trim() ?? 'its installer failed';
}

/** Electron's downloader keeps an archive in a folder named after its address. */
function isArchiveKept(version) {
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    return readdirSync(archives).some((entry) => existsSync(join(archives, entry, name)));
  } catch {
    return false;
  }
}

const downloadUrl = (version) => {
  const mirror =
    process.env.npm_config_electron_mirror ||
    process.env.ELECTRON_MIRROR ||
    'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
};

/**
 * Whether the release host answers at all. A closed network may refuse at once or swallow every
 * packet, so this has a limit of its own; the downloader has none.
 * @returns {Promise<string | null>} the reason it does not, or null
 */
function probe(url, timeoutMs) {
  return new Promise((done) => {
    const { hostname } = new URL(url);
    const request = (url.startsWith('http:') ? httpRequest : httpsRequest)(url, { method: 'HEAD' });
    const timer = setTimeout(() => request.destroy(new Error('timed out')), timeoutMs);
    const end = (problem) => {
      clearTimeout(timer);
      request.destroy();
      done(problem);
    };
    request.on('response', ({ statusCode = 0 }) =>
      end(statusCode < 400 ? null : `${hostname} answered ${statusCode}`),
    );
    request.on('error', (error) =>
      end(`${hostname} cannot be reached: ${error.code ?? error.message}`),
    );
    request.end();
  });
}
