/**
 * The packaged app with its real fuses, as a school would run it. Its main process cannot be
 * inspected, so it is driven from outside, through Chromium's remote debugging, which the app
 * accepts only with a library in the folder for temporary files. `npm run package` makes it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium, type Page } from 'playwright/test';
import { expect, killTree, REPOSITORY, test } from './launch';

const DIST = join(REPOSITORY, 'dist');
const PROGRAMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: join(DIST, 'linux-unpacked', 'plenary'),
  win32: join(DIST, 'win-unpacked', 'Plenary.exe'),
  darwin: join(
    DIST,
    process.arch === 'arm64' ? 'mac-arm64' : 'mac',
    'Plenary.app/Contents/MacOS/Plenary',
  ),
};
const PROGRAM = PROGRAMS[process.platform] ?? '';
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

interface Packaged {
  child: ChildProcess;
  /** What it has said so far. */
  said: () => string;
}

function start(args: string[], env: Record<string, string | undefined>): Packaged {
  const child = spawn(PROGRAM, [...AS_ROOT, ...args], {
    env: { ...process.env, PLENARY_DATA_DIR: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (more: string) => (text += more));
  child.stderr?.setEncoding('utf8').on('data', (more: string) => (text += more));
  return { child, said: () => text };
}

/** Titles of the pages that are up, as the app tells a driver; none while it does not answer. */
async function pagesAt(host: string): Promise<unknown[]> {
  const told = await fetch(`http://${host}/json/list`).then(
    (answer) => answer.json() as Promise<{ title: unknown }[]>,
    () => [],
  );
  return told.map(({ title }) => title);
}

/** Connects as the test driver does, once the app says where. */
async function connect(packaged: Packaged): Promise<{ browser: Browser; page: Page }> {
  const address = (): URL | null => {
    const told = /DevTools listening on (ws:\S+)/.exec(packaged.said())?.[1];
    return told === undefined ? null : new URL(told);
  };
  await expect.poll(address, { message: 'the address of remote debugging' }).not.toBeNull();
  // A driver that meets a page in the middle of its first navigation may wait for it for ever.
  await expect.poll(() => pagesAt(address()?.host ?? '')).toContain('Plenary');
  const browser = await chromium.connectOverCDP(address()?.href ?? '');
  const context = browser.contexts()[0];
  if (!context) throw new Error('the packaged app has no page');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return { browser, page };
}

async function refused(packaged: Packaged): Promise<string> {
  const [code] = (await once(packaged.child, 'close')) as [number | null];
  expect(code).toBe(1);
  return packaged.said();
}

test.beforeAll(() => {
  expect(existsSync(PROGRAM), `${PROGRAM} is there: npm run package makes it`).toBe(true);
});

test('the fuses are set', async () => {
  const fuses = await getCurrentFuseWire(PROGRAM);
  const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];
  expect(fuses[FuseV1Options.RunAsNode]).toBe(off);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off);
  expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off);
  expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off);
  expect(fuses[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]).toBe(off);
  expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(on);
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(on);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
});

test('the app is one archive, and no other app lies beside it', () => {
  const resources =
    process.platform === 'darwin'
      ? join(dirname(PROGRAM), '..', 'Resources')
      : join(dirname(PROGRAM), 'resources');
  const names = readdirSync(resources);
  expect(names).toContain('app.asar');
  expect(names).not.toContain('app');
  expect(names).not.toContain('default_app.asar');
});

test('a debugger is let in only with a library in the folder for temporary files', async ({
  folder,
}) => {
  expect(await refused(start(['--remote-debugging-port=0'], {}))).toContain(
    'Plenary will not start with --remote-debugging-port',
  );
  // Wherever this runs: beside the folder that the app takes for the system's temporary one.
  const TMPDIR = join(folder, 'temporary');
  const elsewhere = join(folder, 'not-temporary');
  mkdirSync(TMPDIR);
  mkdirSync(elsewhere);
  const packaged = start(['--remote-debugging-port=0'], { TMPDIR, PLENARY_DATA_DIR: elsewhere });
  expect(await refused(packaged)).toContain('only allowed together with');
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('it starts, plays the made lesson, and cannot be turned into Node', async ({ folder }) => {
  const library = join(folder, 'library');
  mkdirSync(library);
  const ran = join(folder, 'ran');
  const intruder = join(folder, 'intruder.cjs');
  writeFileSync(intruder, `require('node:fs').writeFileSync(${JSON.stringify(ran)}, '')`);
  const packaged = start(['--inspect=0', '--remote-debugging-port=0'], {
    PLENARY_DATA_DIR: library,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require ${JSON.stringify(intruder)}`,
  });
  try {
    const { browser, page } = await connect(packaged);
    await page.getByRole('textbox', { name: 'What should we call you?' }).fill('AB');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Try a made lesson' }).click();
    const position = page.getByRole('timer', { name: 'Position' });
    await expect(page.getByRole('list', { name: 'Moments' }).getByRole('listitem')).toHaveCount(3);
    await expect(position).toHaveText('00:00:00.000');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(position).not.toHaveText(/^00:00:00/);
    expect(await page.evaluate(() => document.querySelector('video')?.videoWidth)).toBe(1280);
    expect(packaged.said()).not.toContain('Debugger listening');
    expect(existsSync(ran)).toBe(false);
    await browser.close();
  } finally {
    await killTree(packaged.child.pid ?? 0);
  }
});
