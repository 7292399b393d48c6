import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Api } from '../../src/shared/ipc/derive';
import { newId } from '../../src/shared/domain/ids';
import { _electron } from 'playwright/test';
import { everyAttempt, SCRIPTS } from './attempts';
import { startCanary } from './canary';
import { makeFootage } from '../fixtures/make-footage';
import { AS_ROOT, ELECTRON, expect, type Launched, REPOSITORY, test } from './launch';

type PageWindow = Window & { api: Api };

/** Refusals are what these tests bring about; the console says so. */
const REFUSALS = /./s;
const PAGE = 'app://plenary/';

test.describe('nothing leaves', () => {
  test('a canary hears what does leave', async () => {
    const canary = await startCanary();
    await fetch(`${canary.url}/hello`);
    expect(canary.heard).toEqual(['connection', 'GET /hello']);
    await canary.close();
  });

  test('the attempts do get out of an app that is not locked', async ({ folder }) => {
    const canary = await startCanary();
    const app = await _electron.launch({
      executablePath: ELECTRON,
      args: [...AS_ROOT, join(__dirname, 'unlocked'), `--user-data-dir=${folder}`],
    });
    // Navigation attempts take the page away, and the script with it: what came before counts.
    await app.evaluate(async ({ BrowserWindow }, script) => {
      const window = new BrowserWindow({ show: false, webPreferences: { webSecurity: false } });
      window.webContents.on('will-navigate', (event) => event.preventDefault());
      window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
      await window.loadURL('data:text/html,<title>unlocked</title>');
      await window.webContents.executeJavaScript(script).catch(() => undefined);
    }, everyAttempt(canary));
    await app.close();
    const reached = (path: string): boolean =>
      canary.heard.some((line) => line.endsWith(` /${path}`));
    const out = [
      'img',
      'srcset',
      'video.mp4',
      'iframe',
      'sheet.css',
      'fetch',
      'nocors',
      'xhr',
      'beacon',
      'events',
    ];
    expect(out.filter((path) => !reached(path))).toEqual([]);
    expect(canary.heard.some((line) => line.startsWith('datagram'))).toBe(true);
    await canary.close();
  });

  test('from the page, whatever it tries', async ({ launch }) => {
    const canary = await startCanary();
    const { page, app } = await launch({ introduce: false, expected: REFUSALS });
    const [tried, refused] = await page.evaluate<[number, number]>(everyAttempt(canary));
    expect(tried).toBe(Object.keys(SCRIPTS).length);
    expect(refused).toBeGreaterThan(8);
    expect(page.url().startsWith(PAGE)).toBe(true);
    expect(app.windows()).toHaveLength(1);
    expect(canary.heard).toEqual([]);
    await canary.close();
  });

  test('from a page without our policy: the session refuses by itself', async ({ launch }) => {
    const canary = await startCanary();
    const { app } = await launch({ introduce: false, expected: REFUSALS });
    // A window of the same session whose page has no policy of its own.
    const tried = await app.evaluate(async ({ BrowserWindow }, script) => {
      const bare = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await bare.loadURL('about:blank');
      const result: unknown = await bare.webContents.executeJavaScript(script);
      const url = bare.webContents.getURL();
      bare.destroy();
      return { result, url, windows: BrowserWindow.getAllWindows().length };
    }, everyAttempt(canary));
    expect(tried.url).toMatch(/^about:blank/);
    expect(tried.windows).toBe(1);
    expect(canary.heard).toEqual([]);
    await canary.close();
  });

  test('from main through Chromium, by name or by number', async ({ launch }) => {
    const canary = await startCanary();
    const { app } = await launch({ introduce: false });
    const outcomes = await app.evaluate(
      async ({ BrowserWindow, net, session }, { url, port }) => {
        const failed = (work: Promise<unknown>): Promise<string> =>
          work.then(
            () => 'went out',
            () => 'refused',
          );
        const window = new BrowserWindow({ show: false });
        const all = [
          await failed(window.loadURL(`${url}/window`)),
          await failed(window.loadURL('https://example.com/')),
          await failed(window.loadURL('file:///etc/passwd')),
          await failed(net.fetch(`${url}/net`)),
          await failed(net.fetch(`http://localhost:${port}/name`)),
          await failed(session.defaultSession.fetch(`${url}/session`)),
          await failed(session.fromPartition('another').fetch(`${url}/partition`)),
          await failed(session.defaultSession.resolveHost('example.com')),
          await failed(session.defaultSession.resolveHost('127.0.0.1')),
        ];
        window.destroy();
        return all;
      },
      { url: canary.url, port: canary.port },
    );
    expect(outcomes).toEqual(outcomes.map(() => 'refused'));
    expect(canary.heard).toEqual([]);
    await canary.close();
  });
});

test.describe('the page', () => {
  let launched: Launched;
  test.beforeEach(async ({ launch }) => {
    launched = await launch({
      introduce: false,
      expected: REFUSALS,
      args: ['--use-fake-device-for-media-stream'],
    });
  });

  test('runs in a sandbox, apart from its preload, without Node', async () => {
    const { app, page } = launched;
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as { getLastWebPreferences(): object };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
    expect(
      await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled()),
    ).toBe(false);
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  });

  test('runs no script that is not its own file', async () => {
    const ran = await launched.page.evaluate(async () => {
      const marks: string[] = [];
      Object.assign(window, { mark: (what: string) => marks.push(what) });
      const inline = document.createElement('script');
      inline.textContent = 'mark("inline")';
      document.body.append(inline);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'mark("attribute")');
      document.body.append(button);
      button.click();
      const data = document.createElement('script');
      data.src = 'data:text/javascript,mark("data")';
      document.body.append(data);
      const blob = document.createElement('script');
      blob.src = URL.createObjectURL(new Blob(['mark("blob")']));
      document.body.append(blob);
      // The test driver may evaluate; what the page does by itself later may not.
      const evaluate = window['eval' as keyof Window] as (code: string) => unknown;
      await new Promise((resolve) => setTimeout(resolve, 300));
      try {
        evaluate('mark("eval")');
      } catch {
        // Refused, as it should be.
      }
      return marks;
    });
    expect(ran).toEqual([]);
  });

  test('may use the microphone, and nothing else', async () => {
    const { page } = launched;
    const states = await page.evaluate(async () => {
      const names = [
        'microphone',
        'camera',
        'geolocation',
        'notifications',
        'midi',
        'clipboard-read',
        'persistent-storage',
        'background-sync',
        'accelerometer',
        'idle-detection',
        'window-management',
        'local-fonts',
        'screen-wake-lock',
      ];
      const found: Record<string, string> = {};
      for (const name of names) {
        found[name] = await navigator.permissions
          .query({ name: name as PermissionName })
          .then(({ state }) => state)
          .catch(() => 'denied');
      }
      return found;
    });
    expect(states['microphone']).toBe('granted');
    expect(
      Object.entries(states).filter(([name, state]) => name !== 'microphone' && state !== 'denied'),
    ).toEqual([]);

    const outcomes = await page.evaluate(async () => {
      const attempt = (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => 'allowed',
          (error: unknown) => (error as Error).name,
        );
      const media = (constraints: MediaStreamConstraints): Promise<string> =>
        attempt(
          navigator.mediaDevices
            .getUserMedia(constraints)
            .then((stream) => stream.getTracks().forEach((track) => track.stop())),
        );
      return {
        microphone: await media({ audio: true }),
        camera: await media({ video: true }),
        both: await media({ audio: true, video: true }),
        screen: await attempt(navigator.mediaDevices.getDisplayMedia({ video: true })),
        place: await attempt(
          new Promise((resolve, reject) =>
            navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error())),
          ),
        ),
        notification: await Notification.requestPermission(),
      };
    });
    expect(outcomes).toMatchObject({
      microphone: 'allowed',
      camera: 'NotAllowedError',
      both: 'NotAllowedError',
    });
    expect(outcomes.screen).not.toBe('allowed');
    expect(outcomes.place).not.toBe('allowed');
    expect(outcomes.notification).toBe('denied');
  });

  test('cannot download', async () => {
    const { app, page } = launched;
    await app.evaluate(({ session }) => {
      const seen: boolean[] = [];
      Object.assign(globalThis, { downloads: seen });
      session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented));
    });
    await page.evaluate(async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.txt';
      document.body.append(link);
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    const seen = await app.evaluate(
      () => (globalThis as unknown as { downloads: boolean[] }).downloads,
    );
    expect(seen).toEqual([true]);
  });

  test('gets its own files and no others from app://', async () => {
    const outcomes = await launched.page.evaluate(async () => {
      const paths = [
        '/index.html',
        '/../main/index.js',
        '/..%2fmain%2findex.js',
        '/%2e%2e/main/index.js',
        '/..\\main\\index.js',
        '/assets/..%2f..%2f..%2fpackage.json',
        '//etc/passwd',
        '/index.html%00.js',
        '/preload/index.js',
      ];
      const found: Record<string, number> = {};
      for (const path of paths)
        found[path] = await fetch(path)
          .then(({ status }) => status)
          .catch(() => 0);
      const other = await fetch('app://other/index.html')
        .then(({ status }) => status)
        .catch(() => 0);
      return { found, other };
    });
    const { '/index.html': own, ...rest } = outcomes.found;
    expect(own).toBe(200);
    expect(Object.values(rest).filter((status) => status !== 404 && status !== 0)).toEqual([]);
    expect(outcomes.other).not.toBe(200);
  });

  test('gets nothing from footage:// by anything like a path', async () => {
    const id = newId();
    const statuses = await launched.page.evaluate(async (id) => {
      const tails = [
        '',
        '/',
        '..',
        '../..',
        '../../../../etc/passwd',
        '..%2f..%2f..%2fetc%2fpasswd',
        '%2e%2e/%2e%2e/etc/passwd',
        '..\\..\\plenary.db',
        '..%5c..%5cplenary.db',
        '%2fetc%2fpasswd',
        '/etc/passwd',
        '//etc/passwd',
        'plenary.db',
        '%00',
        `${id}%00`,
        `${id}%00.mp4`,
        `${id}/../../plenary.db`,
        `${id}/..%2f..%2fplenary.db`,
        `${id}%2f..%2f..%2fplenary.db`,
        `${id}/%2e%2e/%2e%2e`,
        `${id}/-1`,
        `${id}/1e9`,
        `${id}/0/../../x`,
        id.toUpperCase(),
        `{${id}}`,
        `${id} `,
        `‥/${id}`,
        '％２ｅ％２ｅ',
        '․․/․․',
        'C:%5cWindows%5cwin.ini',
        'file:%2f%2f%2fetc%2fpasswd',
        'a'.repeat(100_000),
        '%'.repeat(500),
        '../'.repeat(500),
        id,
      ];
      const found: Record<string, number> = {};
      for (const host of [
        'part',
        'poster',
        'frames',
        'piece',
        '..',
        'file',
        '127.0.0.1',
        '%2e%2e',
      ]) {
        for (const tail of tails) {
          const url = `footage://${host}/${tail}`;
          found[url.slice(0, 120)] = await fetch(url)
            .then(({ status }) => status)
            .catch(() => 0);
        }
      }
      return found;
    }, id);
    expect(Object.keys(statuses).length).toBeGreaterThan(200);
    // 204 has no bytes: of frames it says that they are not known.
    const nothing = new Set([0, 204, 404]);
    expect(Object.entries(statuses).filter(([, status]) => !nothing.has(status))).toEqual([]);
  });
});

test('its own footage comes byte for byte, in whatever range is asked for', async ({ launch }) => {
  const file = await makeFootage({ seconds: 3 });
  const bytes = await readFile(file);
  const { page, dataDir } = await launch({ files: [file], expected: REFUSALS });
  await page.getByRole('slider', { name: 'Timeline' }).waitFor();
  const { partId, first } = await page.evaluate(async () => {
    const { api } = window as unknown as PageWindow;
    const snapshot = await api.app.snapshot();
    const lessonId = snapshot.ok ? snapshot.value.lessons[0]?.lesson.id : undefined;
    const document = await api.lessons.open({ lessonId: lessonId ?? '' });
    const partId = document.ok ? document.value.parts[0]?.id : undefined;
    const first = document.ok ? document.value.files[0]?.name : undefined;
    return { partId: partId ?? '', first };
  });
  expect(first).toBe(basename(file));
  const asked = (url: string, method: string, range?: string) =>
    page.evaluate(
      async ({ url, method, range }) => {
        const headers: Record<string, string> = range === undefined ? {} : { Range: range };
        try {
          const answer = await fetch(url, { method, headers });
          const hash = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
          const told = JSON.stringify([...answer.headers]) + answer.url;
          return { status: answer.status, hash: [...new Uint8Array(hash)], told };
        } catch {
          return { status: 0, hash: [], told: '' };
        }
      },
      { url, method, range },
    );
  const hashOf = (part: Buffer): number[] => [...createHash('sha256').update(part).digest()];
  const url = `footage://part/${partId}`;
  const whole = await asked(url, 'GET');
  expect(whole.status).toBe(200);
  expect(whole.hash).toEqual(hashOf(bytes));
  // Where the file lies is nothing that the page learns.
  expect(whole.told).not.toContain(basename(file));
  expect(whole.told).not.toContain(dataDir);
  const last = bytes.length - 1;
  for (const [range, from, to] of [
    ['bytes=0-0', 0, 0],
    ['bytes=1-65536', 1, 65_536],
    [`bytes=${last - 9}-`, last - 9, last],
    [`bytes=100-${last + 500}`, 100, last],
    ['bytes=-500', last - 499, last],
  ] as const) {
    const { hash } = await asked(url, 'GET', range);
    expect(hash, range).toEqual(hashOf(bytes.subarray(from, to + 1)));
  }
  expect(await asked(url, 'GET', `bytes=${last + 1}-`)).toMatchObject({ status: 0 });
  for (const method of ['POST', 'DELETE', 'HEAD']) {
    expect([0, 405]).toContain((await asked(url, method)).status);
  }
  const missing = await asked(`footage://part/${newId()}`, 'GET');
  expect([missing.status, missing.hash]).toEqual([404, hashOf(Buffer.alloc(0))]);
});

test.describe('calls to main', () => {
  test('are answered with an error when they do not fit, and never rejected', async ({
    launch,
  }) => {
    const { page } = await launch({ introduce: false });
    const answers = await page.evaluate(async () => {
      const api = (window as unknown as PageWindow).api as unknown as Record<
        string,
        Record<
          string,
          (input?: unknown) => Promise<{ ok: boolean; error?: { code: string; message: string } }>
        >
      >;
      const odd: unknown[] = [
        null,
        0,
        '',
        'x',
        [],
        {},
        { lessonId: '../../plenary.db' },
        { lessonId: '..' },
        { lessonId: ['a'] },
        { lessonId: { toString: 'x' } },
        { __proto__: { lessonId: 'x' } },
        { lessonId: 'a'.repeat(1_000_000) },
        new Date(),
        new Uint8Array(8),
        Number.NaN,
        { lessonId: null, label: 7, ops: 'drop table' },
      ];
      const found: string[] = [];
      for (const [noun, doors] of Object.entries(api)) {
        for (const [name, door] of Object.entries(doors)) {
          // Events are listened to; dialogs wait for a person; files come from a drop.
          if (name.startsWith('on') || noun === 'drop') continue;
          for (const input of odd) {
            const answer = await door(input).catch(() => 'rejected' as const);
            if (answer === 'rejected') found.push(`${noun}.${name} rejected`);
            else if (answer.ok && !(noun === 'settings'))
              found.push(`${noun}.${name} took ${JSON.stringify(input)}`);
            else if (!answer.ok && !['invalid'].includes(answer.error?.code ?? '')) {
              found.push(
                `${noun}.${name}: ${answer.error?.code ?? ''} ${answer.error?.message ?? ''}`,
              );
            }
          }
        }
      }
      return found;
    });
    expect(answers).toEqual([]);
  });

  test('are refused to every frame but our own page’s', async ({ launch }) => {
    const { app } = await launch({ introduce: false, expected: REFUSALS });
    const preload = join(REPOSITORY, 'out/preload/index.js');
    const answers = await app.evaluate(async ({ BrowserWindow }, preload) => {
      const outcomes: unknown[] = [];
      for (const url of ['data:text/html,<p>x', 'about:blank', 'app://plenary/index.html']) {
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: {
            preload,
            sandbox: true,
          },
        });
        await stranger.loadURL(url);
        outcomes.push(
          await stranger.webContents.executeJavaScript(
            'Promise.all([api.app.snapshot(), api.jobs.clear(), api.drop.files([])])',
          ),
        );
        stranger.destroy();
      }
      return outcomes;
    }, preload);
    const refused = { ok: false, error: { code: 'not-allowed' } };
    expect(answers).toMatchObject([1, 2, 3].map(() => [refused, refused, refused]));
  });

  test('never tell where anything is', async ({ launch }) => {
    const { page } = await launch();
    const texts = await page.evaluate(async () => {
      const { api } = window as unknown as PageWindow;
      const id = '01920000-0000-7000-8000-000000000001';
      const answers = [
        await api.lessons.open({ lessonId: id }),
        await api.clips.showInFolder({ exportId: id }),
        await api.jobs.cancel({ jobId: id }),
        await api.footage.add({ pickId: id, as: 'separate' }),
      ];
      return JSON.stringify(answers);
    });
    expect(texts).not.toContain(REPOSITORY);
    expect(texts).not.toMatch(/\/tmp\/|at .*\.js:/);
  });
});

test.describe('a debugger', () => {
  /** Runs Electron on the app until it ends by itself. */
  async function run(
    args: string[],
    env: NodeJS.ProcessEnv,
  ): Promise<{ code: number | null; err: string }> {
    const child = spawn(ELECTRON, [...AS_ROOT, REPOSITORY, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
    return { code, err };
  }

  for (const flag of ['--remote-debugging-port=0', '--remote-debugging-pipe']) {
    test(`is not let in by ${flag} to a library that is not temporary`, async ({ folder }) => {
      // Wherever this runs: beside the folder that the app takes for the system's temporary one.
      const TMPDIR = join(folder, 'temporary');
      mkdirSync(TMPDIR);
      const dataDir = join(folder, 'not-temporary');
      const somewhere = await run([flag], { TMPDIR, PLENARY_DATA_DIR: dataDir });
      expect(somewhere.code).toBe(1);
      expect(somewhere.err).toContain('Plenary will not start');
      expect(somewhere.err).not.toContain('DevTools listening');
      expect(existsSync(dataDir)).toBe(false);
      const home = { HOME: folder, XDG_CONFIG_HOME: join(folder, '.config') };
      const usual = await run([flag], { ...home, PLENARY_DATA_DIR: '' });
      expect(usual.code).toBe(1);
      expect(usual.err).toContain('Plenary will not start');
    });
  }
});
