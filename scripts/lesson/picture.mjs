// Draws the made lesson's picture in a hidden window of the Electron that set-up put in place.
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { installedElectron } from '../setup/electron.mjs';
import { root, which } from '../setup/paths.mjs';
import { run, lastLines } from '../setup/run.mjs';

/**
 * @param {string} output a video file without loss worth mentioning, for the last encoding
 */
export async function drawPicture(output) {
  const { executable } = installedElectron() ?? {};
  if (!executable) throw new Error('Electron is not set up: npm run setup');
  const asRoot = process.platform === 'linux' && userInfo().uid === 0;
  const command = [executable, ...(asRoot ? ['--no-sandbox'] : []), join(root, 'scripts/lesson')];
  const displayless =
    process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  const full = displayless && which('xvfb-run') ? ['xvfb-run', '-a', ...command] : command;
  const { code, err } = await run(full[0], full.slice(1), { env: { PLENARY_FILM: output } });
  if (code !== 0) throw new Error(`The lesson could not be drawn:\n${lastLines(err)}`);
}
