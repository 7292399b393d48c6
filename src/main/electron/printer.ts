/**
 * Sets pages as PDF: a hidden window shows them, and Chromium prints it. The page is ours, its words are
 * escaped (services/pack/html.ts), and no script runs in it. One at a time; the window goes after each.
 */
import { readFile } from 'node:fs/promises';
import { BrowserWindow, type Session, session } from 'electron';
import { AppError } from '../../shared/errors';
import { later } from './later';
import { LOCKED_PAGE } from './locked-page';
import type { Log } from './log';
import { PAGE_ORIGIN } from './page';
import { unlessStopped, within } from './waiting';

/** A page and where its pictures are, by their names in it. */
export interface PrintAsked {
  html: string;
  /** HTML too, at the foot of each page: `pageNumber` and `totalPages` are classes that are filled in. */
  foot: string;
  pictures: ReadonlyMap<string, string>;
}

export interface Printer {
  /**
   * @returns a tagged PDF on A4
   * @throws AppError `cancelled` once the signal says so or the app closes, `print-failed`
   */
  print(asked: PrintAsked, signal: AbortSignal): Promise<Buffer>;
  /** For good: what is being printed is given up. */
  close(): void;
}

/** Longest that one may take: two hundred clips take some five seconds. */
const PRINT_MS = 120_000;

const PRINT_URL = `${PAGE_ORIGIN}/handout.html`;

/** In memory, and the printer's alone. */
const PARTITION = 'printer';

const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self'",
  // Letters come within the page.
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function failed(cause: unknown): AppError {
  return new AppError('print-failed', 'The handout was not printed.', {}, cause);
}

/** Its own page and its own pictures, and nothing else there is. */
async function answer({ html, pictures }: PrintAsked, url: string): Promise<Response> {
  const headers = {
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
  if (url === PRINT_URL) {
    return new Response(html, {
      headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
    });
  }
  const path = pictures.get(url.slice(PAGE_ORIGIN.length + 1));
  if (path === undefined) return new Response(null, { status: 404 });
  const bytes = await readFile(path);
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, 'Content-Type': 'image/jpeg' },
  });
}

function lockedSession(): Session {
  const own = session.fromPartition(PARTITION);
  // Locked like every session (see lockdown.ts), and then some: it needs nothing that one can permit.
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  return own;
}

async function printIn(window: BrowserWindow, foot: string): Promise<Buffer> {
  const gone = later<never>();
  gone.promise.catch(() => undefined);
  window.webContents.once('render-process-gone', (_event, { reason }) => {
    gone.fail(new Error(`the window ended (${reason})`));
  });
  window.once('closed', () => gone.fail(new Error('the window was closed')));
  // Loaded means with all its pictures.
  await Promise.race([window.loadURL(PRINT_URL), gone.promise]);
  const printed = window.webContents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: foot,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  return Promise.race([printed, gone.promise]);
}

export function createPrinter({ log }: { log: Log }): Printer {
  let open: BrowserWindow | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const closing = (): AppError => new AppError('cancelled', 'Plenary is closing.');

  async function printNow(asked: PrintAsked, signal: AbortSignal): Promise<Buffer> {
    if (closed) throw closing();
    if (signal.aborted) throw new AppError('cancelled', 'Stopped.');
    const own = lockedSession();
    own.protocol.handle('app', ({ url }) => answer(asked, url));
    const window = new BrowserWindow({
      ...{ show: false, focusable: false, skipTaskbar: true },
      webPreferences: { session: own, ...LOCKED_PAGE, javascript: false, devTools: false },
    });
    open = window;
    try {
      return await within(
        PRINT_MS,
        () => new Error('the window did not answer'),
        () => printIn(window, asked.foot),
      );
    } catch (thrown) {
      if (closed) throw closing();
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.');
      log('a handout was not printed', thrown);
      throw failed(thrown);
    } finally {
      open = null;
      if (!window.isDestroyed()) window.destroy();
      own.protocol.unhandle('app');
    }
  }

  return {
    print(asked, signal) {
      const printed = last.then(() => {
        const stop = (): void => open?.destroy();
        signal.addEventListener('abort', stop, { once: true });
        return printNow(asked, signal).finally(() => signal.removeEventListener('abort', stop));
      });
      last = printed.catch(() => undefined);
      return unlessStopped(printed, signal);
    },
    close() {
      closed = true;
      open?.destroy();
    },
  };
}
