// ffmpeg and ffprobe: the system's, else the ones inside the installed packages.
import { accessSync, chmodSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { say, SetupProblem } from './say.mjs';
import { which } from './paths.mjs';

const require = createRequire(import.meta.url);

const onPath = () => Boolean(which('ffmpeg') && which('ffprobe'));

/** Packages that would bring ffmpeg, when it is not there. */
export const ffmpegIsMissing = () => !onPath();

function packaged(name) {
  try {
    const { path } = require(name);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** npm may have skipped the packages' install scripts, which make them executable. */
function makeExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return false;
  } catch {
    chmodSync(path, 0o755);
    return true;
  }
}

/** To be called after the system packages had their chance. */
export function ensureFfmpeg() {
  const programs = [packaged('@ffmpeg-installer/ffmpeg'), packaged('@ffprobe-installer/ffprobe')];
  const changed = programs.map((path) => path !== null && makeExecutable(path)).includes(true);
  if (onPath()) return;
  if (programs.includes(null)) {
    throw new SetupProblem(
      'Plenary needs ffmpeg and ffprobe. Install ffmpeg so that both are on PATH, then try again.',
    );
  }
  if (changed)
    say('using the ffmpeg that came with the packages (from 2018); a system ffmpeg is better.');
}
