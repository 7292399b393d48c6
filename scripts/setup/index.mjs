// Set-up as a function, shared by every script: makes this machine able to run Plenary.
// Silent when there is nothing to do.
import { which } from './paths.mjs';
import { oneAtATime } from './cache.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureFfmpeg, ffmpegIsMissing } from './ffmpeg.mjs';
import { ensureSqlite } from './sqlite.mjs';
import {
  hasDisplays,
  installPackages,
  missingLibraries,
  packages,
  requirePackages,
} from './system.mjs';

/**
 * @param {{tests?: boolean, display?: boolean}} [need] what else is needed: `tests` adds what only
 *   tests use; `display` a virtual display (tests imply it)
 * @returns {Promise<{electron: string, electronVersion: string, official: boolean}>}
 * @throws {import('./say.mjs').SetupProblem} when it cannot go on
 */
export const setup = ({ tests = false, display = tests } = {}) =>
  oneAtATime(async () => {
    const electron = await ensureElectron();
    if (process.platform === 'linux') await ensureSystem(electron.executable, { tests, display });
    ensureFfmpeg();
    await ensureSqlite([process.execPath, electron.executable]);
    return {
      electron: electron.executable,
      electronVersion: electron.version,
      official: electron.official,
    };
  });

async function ensureSystem(executable, { tests, display }) {
  const libraries = await missingLibraries(executable);
  const needed = [
    ...libraries.wanted,
    ...(display
      ? packages.display.filter(([name]) => !which(name === 'xvfb' ? 'xvfb-run' : name))
      : []),
    ...(tests ? packages.tests.filter(([name]) => !which(name)) : []),
    ...(tests && !hasDisplays() ? packages.displays : []),
  ];
  // Wanted with the rest in one go, but its absence stops nothing: packages carry one too.
  const optional = ffmpegIsMissing() ? packages.ffmpeg : [];
  if (needed.length > 0) {
    const together = await installPackages([...needed, ...optional]);
    if (!together.done) await requirePackages(needed, 'some system packages');
  } else if (optional.length > 0) {
    await installPackages(optional);
  }
}
