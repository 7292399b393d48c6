// The built app in out/, built again when a source is newer.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, root } from '../setup/paths.mjs';
import { run, lastLines } from '../setup/run.mjs';
import { say, SetupProblem } from '../setup/say.mjs';

const SOURCES = ['src', 'electron.vite.config.ts', 'package-lock.json', 'tsconfig.json'];
const RESULTS = [
  'out/main/index.js',
  'out/preload/index.js',
  'out/renderer/index.html',
  'out/renderer/paint.html',
];

/** When the newest file under a path was changed. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh() {
  try {
    const built = Math.min(...RESULTS.map((path) => statSync(join(root, path)).mtimeMs));
    return built > Math.max(...SOURCES.map((path) => newest(join(root, path))));
  } catch {
    return false;
  }
}

/** @returns {Promise<{code: number, out: string, err: string}>} */
export const build = () =>
  run(
    process.execPath,
    [join(packageFolder('electron-vite'), 'bin', 'electron-vite.js'), 'build'],
    {
      cwd: root,
    },
  );

/** Builds the app unless what is there is newer than every source. */
export async function ensureBuilt() {
  if (isFresh()) return;
  say('building the app…');
  const { code, out, err } = await build();
  if (code !== 0)
    throw new SetupProblem(`The app could not be built:\n${lastLines(err || out, 30)}`);
}
