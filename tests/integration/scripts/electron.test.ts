import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storedZip } from './stored-zip';

const root = resolve(__dirname, '../../..');
const meta = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
  version: string;
};
const FALLBACK = '33.2.1';

let work: string;
let repository: string;
let server: Server | null = null;
let asked: string[];

/** A repository with the real set-up scripts and the real Electron package, without its program. */
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'plenary-setup-'));
  repository = join(work, 'repository');
  asked = [];
  cpSync(join(root, 'scripts/setup'), join(repository, 'scripts/setup'), { recursive: true });
  const modules = join(repository, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== 'electron') symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  cpSync(join(root, 'node_modules/electron'), join(modules, 'electron'), {
    recursive: true,
    filter: (path) => !path.endsWith('/dist') && !path.endsWith('path.txt'),
  });
});

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
  rmSync(work, { recursive: true, force: true });
});

const electron = (...parts: string[]): string =>
  join(repository, 'node_modules/electron', ...parts);

async function serve(answer: ((url: string) => Buffer | null) | 'silence'): Promise<string> {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (answer === 'silence') return;
    const body = answer(request.url ?? '');
    response.writeHead(body ? 200 : 404, { 'content-length': body?.length ?? 0 });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A release host with a release that the Electron package expects. */
async function releaseHost(): Promise<string> {
  const archive = storedZip([
    { name: 'electron', data: Buffer.from('#!/bin/sh\n'), mode: 0o755 },
    { name: 'version', data: Buffer.from(meta.version), mode: 0o644 },
  ]);
  const name = `electron-v${meta.version}-${process.platform}-${process.arch}.zip`;
  const hash = createHash('sha256').update(archive).digest('hex');
  writeFileSync(electron('checksums.json'), JSON.stringify({ [name]: hash }));
  return serve((url) => (url === `/v${meta.version}/${name}` ? archive : null));
}

/** As if an earlier set-up had fetched the older Electron. */
function keepFallback(): void {
  const folder = join(work, 'cache/plenary', `electron-${FALLBACK}-linux-x64`);
  mkdirSync(join(folder, 'resources/app'), { recursive: true });
  writeFileSync(join(folder, 'electron'), '');
  writeFileSync(join(folder, 'version'), FALLBACK);
}

function start(mirror: string): ChildProcess {
  const code = `import(${JSON.stringify(join(repository, 'scripts/setup/electron.mjs'))})
    .then(({ ensureElectron }) => ensureElectron())
    .then(({ version, official }) => console.log(JSON.stringify({ version, official })))`;
  return spawn(process.execPath, ['-e', code], {
    env: {
      PATH: process.env['PATH'],
      HOME: work,
      XDG_CACHE_HOME: join(work, 'cache'),
      ELECTRON_MIRROR: mirror,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ensure(mirror: string): Promise<{ lines: string[]; code: number | null }> {
  const child = start(mirror);
  let text = '';
  child.stdout?.on('data', (more: Buffer) => (text += more.toString()));
  child.stderr?.on('data', (more: Buffer) => (text += more.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { lines: text.trim().split('\n'), code };
}

describe('Electron, set up', () => {
  it('comes from its release host, and from the cache after that', async () => {
    const mirror = await releaseHost();
    const first = await ensure(mirror);
    expect(first.lines.at(-1)).toBe(JSON.stringify({ version: meta.version, official: true }));
    expect(readFileSync(electron('path.txt'), 'utf8')).toBe('electron');
    expect(existsSync(electron('dist/electron'))).toBe(true);
    // what `npm ci` does to it, and then no network
    rmSync(electron('dist'), { recursive: true });
    rmSync(electron('path.txt'));
    asked = [];
    const second = await ensure(mirror);
    expect(second.lines).toEqual([JSON.stringify({ version: meta.version, official: true })]);
    expect(asked).toEqual([]);
  });

  it('says nothing and asks nobody when it is there', async () => {
    const mirror = await releaseHost();
    await ensure(mirror);
    asked = [];
    expect((await ensure(mirror)).lines).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it.each([
    ['refuses', async () => 'http://127.0.0.1:9/'],
    ['answers nothing', () => serve('silence')],
    ['has no such release', () => serve(() => null)],
  ])('is the older one, which is said, where the host %s', async (_what, host) => {
    keepFallback();
    const { lines } = await ensure(await host());
    expect(lines.at(-1)).toBe(JSON.stringify({ version: FALLBACK, official: false }));
    expect(lines.join('\n')).toContain(`using Electron ${FALLBACK} for development and tests`);
    expect(existsSync(electron('dist/resources/app'))).toBe(true);
  });

  it('is never one whose archive is not the expected one', async () => {
    const mirror = await releaseHost();
    writeFileSync(
      electron('checksums.json'),
      JSON.stringify({
        [`electron-v${meta.version}-${process.platform}-${process.arch}.zip`]: '0'.repeat(64),
      }),
    );
    keepFallback();
    const { lines } = await ensure(mirror);
    expect(lines.at(-1)).toBe(JSON.stringify({ version: FALLBACK, official: false }));
  });

  it('survives several set-ups at once', async () => {
    keepFallback();
    const all = await Promise.all([1, 2, 3, 4].map(() => ensure('http://127.0.0.1:9/')));
    for (const { lines, code } of all) {
      expect(code, lines.join('\n')).toBe(0);
      expect(lines.at(-1)).toBe(JSON.stringify({ version: FALLBACK, official: false }));
    }
    expect(readdirSync(electron()).filter((name) => name.includes('partial'))).toEqual([]);
    expect(readFileSync(electron('dist/version'), 'utf8')).toBe(FALLBACK);
  });
});
