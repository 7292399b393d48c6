// Running things that open windows: with the display that is there, or a virtual one.
import { userInfo } from 'node:os';
import { which } from '../setup/paths.mjs';

/** Linux without a screen: a build machine, a terminal over the network. */
export const hasNoDisplay = () =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

/**
 * A command as it has to be run here.
 * @param {string[]} command
 * @returns {string[]}
 */
export const onDisplay = (command) =>
  hasNoDisplay() && which('xvfb-run')
    ? ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24', ...command]
    : command;

/** Chromium refuses its sandbox to root. Only for scripts and tests; the app never passes it. */
export const sandboxArgs = () =>
  process.platform === 'linux' && userInfo().uid === 0 ? ['--no-sandbox'] : [];
