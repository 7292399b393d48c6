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
  /** The same as a picture. */
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
    outside: () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked),
    close: () => app.close(),
  };
}
