/**
 * Somebody else's browser: a plain Chromium window without our app, its network cut, in which whatever
 * asks for anything but a file is noted and refused.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright/test';
import { AS_ROOT, DRIVER_FIRST, ELECTRON } from './launch';

export interface Reader {
  app: ElectronApplication;
  /** Opens a file as a person does, and answers its page. */
  open(path: string): Promise<Page>;
  /** What was asked for that is no file and not within the page. */
  outside(): Promise<string[]>;
  /** To so many pixels. */
  resize(width: number): Promise<void>;
  /** The whole page, as JPEG. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openReader(folder: string): Promise<Reader> {
  const app = await _electron.launch({
    executablePath: ELECTRON,
    args: [
      ...DRIVER_FIRST,
      ...AS_ROOT,
      join(__dirname, 'unlocked'),
      `--user-data-dir=${join(folder, 'reader')}`,
    ],
  });
  await app.evaluate(({ session }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    session.defaultSession.enableNetworkEmulation({ offline: true });
    session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
      const inside = /^(file|data|devtools):/.test(url);
      if (!inside) asked.push(url);
      answer({ cancel: !inside });
    });
  });
  return {
    app,
    async open(path) {
      const opened = app.waitForEvent('window');
      await app.evaluate(async ({ BrowserWindow }, url) => {
        for (const old of BrowserWindow.getAllWindows()) old.destroy();
        const window = new BrowserWindow({
          ...{ width: 1280, height: 900, useContentSize: true },
          webPreferences: { sandbox: true, contextIsolation: true },
        });
        await window.loadURL(url);
      }, pathToFileURL(path).href);
      return opened;
    },
    resize: (width) =>
      app.evaluate(
        ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to, 900),
        width,
      ),
    async picture() {
      const data = await app.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents) return '';
        contents.debugger.attach('1.3');
        try {
          const ask = async (name: string, what?: object): Promise<unknown> =>
            contents.debugger.sendCommand(name, what);
          const { cssContentSize } = (await ask('Page.getLayoutMetrics')) as {
            cssContentSize: { width: number; height: number };
          };
          const clip = { ...cssContentSize, x: 0, y: 0, scale: 1 };
          clip.height = Math.min(clip.height, 6_000);
          const how = { format: 'jpeg', quality: 75, captureBeyondViewport: true, clip };
          return ((await ask('Page.captureScreenshot', how)) as { data: string }).data;
        } finally {
          contents.debugger.detach();
        }
      });
      return Buffer.from(data, 'base64');
    },
    outside: () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked),
    close: () => app.close(),
  };
}
