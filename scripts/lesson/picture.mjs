// Draws the made lesson's picture in a hidden window of the Electron that set-up put in place.
import { join } from 'node:path';
import { installedElectron } from '../setup/electron.mjs';
import { root } from '../setup/paths.mjs';
import { run, lastLines } from '../setup/run.mjs';
import { onDisplay, sandboxArgs } from '../running/display.mjs';

/**
 * @param {string} output a video file without loss worth mentioning, for the last encoding
 */
export async function drawPicture(output) {
  const { executable } = installedElectron() ?? {};
  if (!executable) throw new Error('Electron is not set up: npm run setup');
  const [program, ...args] = onDisplay([
    executable,
    ...sandboxArgs(),
    join(root, 'scripts/lesson'),
  ]);
  const { code, err } = await run(program, args, { env: { PLENARY_FILM: output } });
  if (code !== 0) throw new Error(`The lesson could not be drawn:\n${lastLines(err)}`);
}
