import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const module = resolve(__dirname, '../../../scripts/setup/cache.mjs');
let home: string;
let cache: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'plenary-cache-'));
  cache = join(home, 'plenary');
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  said: () => string;
  /** Its exit code. */
  ended: Promise<number | null>;
}

/** Runs a program over the module's exports in a process of its own, on a cache of its own. */
function start(body: string): Started {
  const code = `const fs = require('node:fs'); const path = require('node:path');
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    import(${JSON.stringify(module)}).then(async (cache) => { ${body} });`;
  const child = spawn(process.execPath, ['-e', code], {
    env: { PATH: process.env['PATH'], XDG_CACHE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout?.on('data', (more: Buffer) => (text += more.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => text.trim(), ended };
}

const MAKE = `await cache.cached('thing-1', async (folder) => {
  for (let i = 0; i < 50; i += 1) { fs.writeFileSync(path.join(folder, String(i)), 'whole'); await wait(1); }
});`;

describe('the cache of set-up', () => {
  it('holds whole things, however many make them at once', async () => {
    const all = [1, 2, 3, 4, 5].map(() => start(MAKE));
    expect(await Promise.all(all.map(({ ended }) => ended))).toEqual(all.map(() => 0));
    expect(readdirSync(cache)).toEqual(['thing-1']);
    expect(readdirSync(join(cache, 'thing-1'))).toHaveLength(50);
  });

  it('keeps nothing of a making that fails', async () => {
    const { said, ended } = start(
      `await cache.cached('thing-1', async (folder) => { fs.writeFileSync(path.join(folder, 'half'), ''); throw new Error('no'); })
        .catch((error) => console.log(error.message));`,
    );
    await ended;
    expect(said()).toBe('no');
    expect(readdirSync(cache)).toEqual([]);
  });

  it('lets one set-up work at a time', async () => {
    mkdirSync(cache);
    const log = join(home, 'log');
    const body = `await cache.oneAtATime(async () => {
      fs.appendFileSync(${JSON.stringify(log)}, 'in\\n'); await wait(60); fs.appendFileSync(${JSON.stringify(log)}, 'out\\n');
    });`;
    const all = [1, 2, 3].map(() => start(body));
    expect(await Promise.all(all.map(({ ended }) => ended))).toEqual(all.map(() => 0));
    expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual(
      [1, 2, 3].flatMap(() => ['in', 'out']),
    );
  });

  it('recovers from a set-up that was killed, and clears up after it', async () => {
    const killed = start(
      `await cache.oneAtATime(() => cache.cached('thing-1', async (folder) => {
        fs.writeFileSync(path.join(folder, 'half'), ''); console.log('half'); await wait(60_000);
      }));`,
    );
    while (!killed.said()) await new Promise((done) => setTimeout(done, 5));
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(existsSync(join(cache, 'thing-1'))).toBe(false);
    expect(readdirSync(cache)).toHaveLength(2);
    const next = start(`await cache.oneAtATime(async () => { ${MAKE} });`);
    expect(await next.ended).toBe(0);
    expect(readdirSync(cache)).toEqual(['thing-1']);
    expect(readdirSync(join(cache, 'thing-1'))).toHaveLength(50);
  });

  it('is not held up by a lock that nobody holds', async () => {
    mkdirSync(cache);
    writeFileSync(join(cache, 'setup.lock'), '');
    const { said, ended } = start(`await cache.oneAtATime(async () => console.log('ran'));`);
    await ended;
    expect(said()).toBe('ran');
  });
});
