/**
 * Starts Electron the same way for Plenary and for its peers, so that the driver costs both sides
 * the same: a plain process, spoken to over the DevTools port once it is up.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';

export const ROOT = resolve(import.meta.dirname, '../../..');
const DIST = join(ROOT, 'node_modules/electron/dist');

export interface Running {
  /** Another one after `undriven`. */
  readonly page: Page;
  pid: number;
  /** When the process was asked for, in the clock that `performance.timeOrigin` also counts in. */
  startedAtMs: number;
  /**
   * Does something while no driver is connected. A driver has every answer that the page fetches kept
   * in the page's process, up to 100 MB of them, so memory is looked at without one.
   */
  undriven: <T>(work: () => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

export interface Start {
  /** What Electron is told to run. */
  entry: string;
  env: Record<string, string>;
  args?: readonly string[];
  /** How long to leave it alone before the driver connects: nothing disturbs a timed start. */
  quietMs?: number;
}

/** The executable that set-up put in place. */
function executable(): string {
  const named = existsSync(join(DIST, '..', 'path.txt'))
    ? readFileSync(join(DIST, '..', 'path.txt'), 'utf8').trim()
    : 'electron';
  return join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? DIST, named);
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The address of the DevTools port, as Chromium prints it. */
function devTools(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on ws:\/\/([^/\s]+)/.exec(said)?.[1];
      if (address !== undefined) found(`http://${address}`);
    });
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`Electron ended early (${code}): ${said}`)));
  });
}

/**
 * Connecting while a window is being made can wait for ever, so its page must be under way first;
 * and a question asked too early may never be answered, so each waits only a while.
 */
async function whenListed(address: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      const answer = await fetch(`${address}/json/list`, { signal: AbortSignal.timeout(2_000) });
      const targets = (await answer.json()) as { type: string; url: string }[];
      if (targets.some(({ type, url }) => type === 'page' && /^(app|file):/.test(url))) return;
    } catch {
      // Not answering yet.
    }
    await pause(100);
  }
  throw new Error('no window came');
}

async function connect(address: string): Promise<{ browser: Browser; page: Page }> {
  await whenListed(address);
  const browser = await chromium.connectOverCDP(address);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('no window is known');
  await page.waitForLoadState();
  return { browser, page };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
}

export async function startElectron(start: Start): Promise<Running> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const startedAtMs = Date.now();
  const child = spawn(
    executable(),
    [start.entry, '--remote-debugging-port=0', ...root, ...(start.args ?? [])],
    { env: { ...process.env, ...start.env }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    const address = await devTools(child);
    await pause(start.quietMs ?? 0);
    let driver = await connect(address);
    return {
      get page() {
        return driver.page;
      },
      pid: child.pid ?? 0,
      startedAtMs,
      undriven: async (work) => {
        await driver.browser.close();
        const done = await work();
        driver = await connect(address);
        return done;
      },
      close: async () => {
        await driver.browser.close();
        await stop(child);
      },
    };
  } catch (problem) {
    await stop(child);
    throw problem;
  }
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A folder that goes when the run ends. */
export function scratch(name: string): string {
  mkdirSync(join(tmpdir(), 'plenary-bench'), { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bench', `${name}-`));
  folders.push(folder);
  return folder;
}
