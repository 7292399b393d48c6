/** Starts the real app on a library of its own, and fails when the page complains. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  _electron,
  test as base,
  expect,
  type ElectronApplication,
  type Page,
} from 'playwright/test';
import { type Footage, makeFootage } from '../fixtures/make-footage';
import { ownDisplay } from './display';
import { begunLibrary, preparedLibrary } from './prepared';

export const REPOSITORY = resolve(__dirname, '../..');
export const ELECTRON = join(
  REPOSITORY,
  'node_modules/electron/dist',
  readFileSync(join(REPOSITORY, 'node_modules/electron/path.txt'), 'utf8').trim(),
);

export interface LaunchOptions {
  /** The library's folder; a new temporary one, removed at the end, unless given. */
  dataDir?: string;
  /** Footage named on the command line: what the library does not know is added. */
  files?: string[];
  env?: Record<string, string>;
  /** Switches, before the files. */
  args?: string[];
  /**
   * What to answer at first start; false leaves the question open. `AB` unless said: a test that says
   * nothing starts on a library that was begun before.
   */
  introduce?: string | false;
  /** Stands in for Electron's program: a tracer that runs it. */
  executable?: string;
  /** Console messages that this test brings about itself. */
  expected?: RegExp;
}

export interface Launched {
  app: ElectronApplication;
  page: Page;
  dataDir: string;
  /** Errors of the page so far: console errors and uncaught ones. */
  problems: string[];
  /** Quits as a person does, and waits until the app has ended. */
  close(): Promise<void>;
  /** SIGKILL for the app and everything it started, at once. */
  kill(): Promise<void>;
}

/** Chromium's sandbox refuses to run as root; only tests may then do without it. */
export const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Lets the driver connect before there is a window. */
export const DRIVER_FIRST = ['-r', join(__dirname, 'driver-first.cjs')];

/** A new folder for one test's files. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'plenary-e2e-'));
}

/** A process and all that descend from it. Linux. */
export function processTree(root: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
      childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(childrenOf.get(pid) ?? []));
  return tree;
}

/** Longest that processes may take to end; quitting itself waits fifteen seconds for work. */
const END_MS = 60_000;

async function ended(pids: number[]): Promise<void> {
  const from = performance.now();
  const alive = (pid: number): boolean => {
    try {
      return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  while (pids.some(alive)) {
    if (performance.now() - from > END_MS) {
      throw new Error(`did not end: ${pids.filter(alive).map(commandOf).join('; ')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function commandOf(pid: number): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  return words.join(' ').slice(0, 200);
}

/** What processes are at while they should end: the share of a second each works, and what it waits in. */
async function whatTheyDo(pids: number[]): Promise<string> {
  const ticks = (pid: number): number => {
    try {
      const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
      const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
      return user + system;
    } catch {
      return 0;
    }
  };
  const before = pids.map(ticks);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const lines = pids.map((pid, at) => {
    const name = /--type=(\S+)/.exec(commandOf(pid))?.[1] ?? commandOf(pid).slice(0, 60);
    let waits = '';
    try {
      waits = readFileSync(`/proc/${pid}/wchan`, 'utf8');
    } catch {
      // Ended while we looked.
    }
    return `  ${name}: ${ticks(pid) - (before[at] ?? 0)} % ${waits}`;
  });
  return lines.join('\n');
}

/** Quits; an app that will not is killed, so that it stands in no other test's way, and that is said. */
async function quit(app: ElectronApplication, pid: number): Promise<void> {
  const tree = processTree(pid);
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, END_MS, 'late').unref());
  if ((await Promise.race([app.close(), late])) === 'late') {
    const standing = await whatTheyDo(tree);
    await killTree(pid);
    throw new Error(`the app did not quit:\n${standing}`);
  }
  await ended(tree);
}

export async function killTree(root: number): Promise<void> {
  const tree = processTree(root);
  for (const pid of tree) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
  await ended(tree);
}

/** The first start's one question. */
async function introduceAs(page: Page, name: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'What should we call you?' });
  const lessons = page.getByRole('link', { name: 'Lessons', exact: true });
  await expect(box.or(lessons).first()).toBeVisible();
  if (!(await box.isVisible())) return;
  await box.fill(name);
  await box.press('Enter');
  await expect(box).toBeHidden();
}

export async function launchApp(options: LaunchOptions = {}): Promise<Launched> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const app = await _electron.launch({
    executablePath: options.executable ?? ELECTRON,
    args: [
      ...DRIVER_FIRST,
      ...AS_ROOT,
      REPOSITORY,
      ...(options.args ?? []),
      ...(options.files ?? []),
    ],
    cwd: REPOSITORY,
    env: { ...(process.env as Record<string, string>), ...options.env, PLENARY_DATA_DIR: dataDir },
  });
  const pid = app.process().pid ?? 0;
  const problems: string[] = [];
  const page = await app.firstWindow();
  // A wait that never ends says where, and leaves time to quit.
  page.setDefaultTimeout(60_000);
  let over = false;
  const note = (text: string): void => {
    // Once it is told to quit, work that is called off is no problem.
    if (!over && !options.expected?.test(text)) problems.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(error.stack ?? error.message));
  await page.waitForLoadState('domcontentloaded');
  if (options.introduce !== false) await introduceAs(page, options.introduce ?? 'AB');
  return {
    app,
    page,
    dataDir,
    problems,
    async close() {
      if (over) return;
      over = true;
      await quit(app, pid);
    },
    async kill() {
      if (over) return;
      over = true;
      await killTree(pid);
    },
  };
}

export interface TestLaunch extends LaunchOptions {
  /**
   * A lesson of this footage, which the library has had since before, with all that is made of it: its
   * room opens. For tests of what is done with a lesson, not of how it comes into the library.
   */
  lesson?: Footage;
}

const isThere = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0;

async function launchFor({ lesson, ...options }: TestLaunch): Promise<Launched> {
  const dataDir = options.dataDir ?? temporaryFolder();
  if (lesson) {
    const file = await makeFootage(lesson);
    await preparedLibrary(file, dataDir, launchApp);
    return launchApp({ ...options, dataDir, files: [file] });
  }
  // Only a test that asks for it sees the very first start.
  const begun = options.introduce === undefined && !options.executable;
  if (begun && !isThere(dataDir)) await begunLibrary(dataDir, launchApp);
  return launchApp({ ...options, dataDir });
}

interface Fixtures {
  /** Starts the app; it is closed at the end of the test, which fails if the page had errors. */
  launch: (options?: TestLaunch) => Promise<Launched>;
  /** A folder of this test's own, removed at its end. */
  folder: string;
}

export const test = base.extend<Fixtures, { display: undefined }>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: the test runner reads the parameter's shape
    async ({}, use, { parallelIndex }) => {
      const end = await ownDisplay(parallelIndex);
      await use(undefined);
      await end();
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: the test runner reads the parameter's shape
  folder: async ({}, use) => {
    const folder = temporaryFolder();
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  // Needs the folder only so that the app is closed before the folder goes.
  launch: async ({ folder: _folder }, use) => {
    const running: { launched: Launched; own: boolean }[] = [];
    await use(async (options = {}) => {
      const launched = await launchFor(options);
      running.push({ launched, own: options.dataDir === undefined });
      return launched;
    });
    const problems: string[] = [];
    for (const { launched } of running) {
      await launched.close();
      problems.push(...launched.problems);
    }
    // Once every app has ended: a later one may have been started on an earlier one's folder.
    for (const { launched, own } of running) {
      if (own) rmSync(launched.dataDir, { recursive: true, force: true });
    }
    expect(problems).toEqual([]);
  },
});

export { expect };
