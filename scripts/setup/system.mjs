// System packages on Debian and Ubuntu: only what is missing, through apt-get.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { run, lastLines } from './run.mjs';
import { say, SetupProblem } from './say.mjs';
import { which } from './paths.mjs';

/**
 * Which package brings a shared library that Electron needs. What these pull in themselves
 * (X11, cairo, at-spi, ...) is found missing only together with them.
 * Newer Debian and Ubuntu renamed two of them, so each has its possible names, newest first.
 */
const LIBRARY_PACKAGES = [
  {
    has: /^lib(gtk-3|gdk-3|atk|atk-bridge|atspi|pango|cairo|X|xcb|xkbcommon|gio|gobject|glib|dbus|cups|expat)/,
    names: ['libgtk-3-0t64', 'libgtk-3-0'],
  },
  { has: /^lib(nss3|nssutil3|smime3|nspr4)/, names: ['libnss3'] },
  { has: /^libasound/, names: ['libasound2t64', 'libasound2'] },
  { has: /^lib(gbm|drm)/, names: ['libgbm1'] },
];

/** Packages as alternatives: the first that this system knows is taken. */
export const packages = {
  display: [['xvfb'], ['xauth']],
  ffmpeg: [['ffmpeg']],
  tests: [['strace'], ['unzip']],
  // An X server whose displays can be plugged in and out, for the room's screen of a session.
  displays: [['xserver-xorg-core'], ['xserver-xorg-video-dummy'], ['x11-xserver-utils']],
  compile: [['python3'], ['make'], ['g++']],
};

/** Whether all of `displays` is here; a machine with a screen has a server, but seldom that driver. */
export const hasDisplays = () =>
  Boolean(which('Xorg') && which('xrandr')) &&
  existsSync('/usr/lib/xorg/modules/drivers/dummy_drv.so');

/**
 * The packages whose libraries the program cannot find.
 * @param {string} executable
 * @returns {Promise<{missing: string[], wanted: string[][]}>}
 */
export async function missingLibraries(executable) {
  const { out } = await run('ldd', [executable]);
  const missing = [...out.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
  const wanted = LIBRARY_PACKAGES.filter(({ has }) => missing.some((name) => has.test(name)));
  return { missing, wanted: wanted.map(({ names }) => names) };
}

/** How apt-get can be run here: as root, through sudo without a password, or not at all. */
async function aptGet() {
  if (!which('apt-get')) return null;
  if (userInfo().uid === 0) return ['apt-get'];
  if (which('sudo') && (await run('sudo', ['-n', 'true'])).code === 0)
    return ['sudo', '-n', 'apt-get'];
  return null;
}

/** The first of several names that apt knows and can install. */
async function known(names) {
  for (const name of names) {
    const { out } = await run('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))\S/.test(out)) return name;
  }
  return null;
}

const knownAll = async (wanted) => Promise.all(wanted.map(known));

/**
 * Installs packages if this person may.
 * @param {string[][]} wanted each a list of alternative names
 * @returns {Promise<{done: boolean, names: string[], reason?: string}>} names as to be installed by hand
 */
export async function installPackages(wanted) {
  if (wanted.length === 0) return { done: true, names: [] };
  const plain = wanted.map((names) => names.at(-1));
  const apt = await aptGet();
  if (!apt) return { done: false, names: plain, reason: 'this account may not install packages' };
  const apply = (args) =>
    run(apt[0], [...apt.slice(1), '-y', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  say(`installing system packages (${plain.join(', ')})…`);
  let names = await knownAll(wanted);
  // A fresh image has no package lists, and old ones name files that are gone.
  const updated = names.includes(null);
  if (updated) {
    await apply(['update']);
    names = await knownAll(wanted);
  }
  const chosen = names.map((name, index) => name ?? plain[index]);
  const install = () => apply(['install', '--no-install-recommends', ...chosen]);
  let result = await install();
  if (result.code !== 0 && !updated) {
    await apply(['update']);
    result = await install();
  }
  if (result.code === 0) return { done: true, names: chosen };
  return { done: false, names: chosen, reason: lastLines(result.err || result.out, 3) };
}

/**
 * The same, for packages that Plenary cannot do without.
 * @param {string[][]} wanted
 * @param {string} why ends the sentence "Plenary needs ..."
 */
export async function requirePackages(wanted, why) {
  const { done, names, reason } = await installPackages(wanted);
  if (done) return;
  if (which('apt-get')) {
    throw new SetupProblem(
      `Plenary needs ${why}, which could not be installed (${reason}). Run this once, then try again:`,
      `sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`,
    );
  }
  throw new SetupProblem(
    `Plenary needs ${why}. Install what Debian calls ${names.join(', ')} with your system's package manager, then try again.`,
  );
}
