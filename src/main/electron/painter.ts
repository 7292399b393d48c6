/**
 * Paints stills: a hidden window draws them and its picture is taken. Chromium sets every script, and
 * what people wrote never becomes part of a command (docs/decisions/0015). One at a time, in order.
 */
import { BrowserWindow, nativeImage, session } from 'electron';
import { Still, type StillAsked } from '../../shared/domain/still';
import { AppError } from '../../shared/errors';
import { later } from './later';
import { LOCKED_PAGE } from './locked-page';
import type { Log } from './log';
import { PAGE_ORIGIN, pageFiles } from './page';
import { serveFiles } from './serve-files';
import { unlessStopped, within } from './waiting';

export interface Painter {
  /**
   * @returns a PNG with alpha, exactly as many pixels wide and high as the still says
   * @throws AppError `invalid` for what is no still, `cancelled` once the signal says so or the app
   *   closes, `paint-failed` when the window broke or did not answer
   */
  paint(still: StillAsked, signal: AbortSignal): Promise<Buffer>;
  /** For good: what is being painted is given up. */
  close(): void;
}

export interface PainterOptions {
  /** The built pages: `out/renderer`. */
  pages: string;
  resources: string;
  log: Log;
}

/** The window goes when nothing was painted for so long: its process takes some 130 MB. */
const IDLE_MS = 15_000;

/** Longest that one still may take, and opening the window; the slowest takes a second or two. */
const PAINT_MS = 30_000;

const PAINT_URL = `${PAGE_ORIGIN}/paint.html`;

/** In memory, and the painter's alone: the zoom of the app's page, kept by origin, is not its own. */
const PARTITION = 'painter';

interface Easel {
  window: BrowserWindow;
  /** Fails once the window can no longer be used; never kept. */
  gone: Promise<never>;
}

function failed(why: string, cause?: unknown): AppError {
  return new AppError('paint-failed', `A picture for the clip was not drawn: ${why}.`, {}, cause);
}

export function createPainter({ pages, resources, log }: PainterOptions): Painter {
  let easel: Promise<Easel> | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  function putAway(): void {
    clearTimeout(idle);
    const old = easel;
    easel = null;
    old?.then(
      ({ window }) => window.destroy(),
      () => undefined,
    );
  }

  function set(): Promise<Easel> {
    const own = openEasel(pages, resources);
    // A window that breaks while nothing is painted breaks nothing.
    own
      .then(({ gone }) => gone)
      .catch(() => {
        if (easel === own) putAway();
      });
    return own;
  }

  async function paintNow(still: Still, signal: AbortSignal): Promise<Buffer> {
    stopIf(closed, signal);
    clearTimeout(idle);
    const own = (easel ??= set());
    try {
      return await within(PAINT_MS, late, async () => {
        const { window, gone } = await own;
        return Promise.race([takePicture(window, still), gone]);
      });
    } catch (thrown) {
      // Whatever it was, the next still gets a window of its own.
      if (easel === own) putAway();
      stopIf(closed, signal);
      log('a still was not painted', thrown);
      throw thrown instanceof AppError ? thrown : failed('the window that draws it failed', thrown);
    } finally {
      if (easel !== null) idle = setTimeout(putAway, IDLE_MS);
    }
  }

  return {
    paint(asked, signal) {
      const parsed = Still.safeParse(asked);
      if (!parsed.success) {
        return Promise.reject(new AppError('invalid', 'That cannot be drawn.', {}, parsed.error));
      }
      const painted = last.then(() => paintNow(parsed.data, signal));
      last = painted.catch(() => undefined);
      return unlessStopped(painted, signal);
    },
    close() {
      closed = true;
      putAway();
    },
  };
}

const late = (): AppError => failed('the window did not answer');

function stopIf(closed: boolean, signal: AbortSignal): void {
  if (closed) throw new AppError('cancelled', 'Plenary is closing.');
  if (signal.aborted) throw new AppError('cancelled', 'Stopped.');
}

async function openEasel(pages: string, resources: string): Promise<Easel> {
  const own = session.fromPartition(PARTITION);
  // Locked like every session (see lockdown.ts), and then some: it needs nothing that one can permit.
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  if (!own.protocol.isProtocolRegistered('app')) {
    serveFiles('app', pageFiles(pages), resources, own.protocol);
  }
  const window = new BrowserWindow({
    show: false,
    width: 64,
    height: 64,
    frame: false,
    focusable: false,
    skipTaskbar: true,
    transparent: true,
    webPreferences: {
      session: own,
      // Painted in memory, by the pixel, whatever display there is.
      offscreen: { deviceScaleFactor: 1 },
      ...LOCKED_PAGE,
      devTools: false,
      backgroundThrottling: false,
    },
  });
  const { webContents } = window;
  const gone = later<never>();
  gone.promise.catch(() => undefined);
  webContents.once('render-process-gone', (_event, { reason }) => {
    gone.fail(failed(`the window that draws it ended (${reason})`));
  });
  window.once('closed', () => gone.fail(failed('the window that draws it was closed')));
  try {
    await Promise.race([window.loadURL(PAINT_URL), gone.promise]);
    webContents.debugger.attach('1.3');
    await webContents.debugger.sendCommand('Emulation.setDefaultBackgroundColorOverride', {
      color: { r: 0, g: 0, b: 0, a: 0 },
    });
  } catch (thrown) {
    if (!window.isDestroyed()) window.destroy();
    throw thrown;
  }
  return { window, gone: gone.promise };
}

/** By Chromium's own devtools, which nobody outside can reach: only they give a picture with alpha. */
async function takePicture(window: BrowserWindow, still: Still): Promise<Buffer> {
  const { webContents } = window;
  const { width, height } = still;
  const ask = (name: string, what: object): Promise<unknown> =>
    webContents.debugger.sendCommand(name, what);
  await ask('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: 1,
    mobile: false,
  });
  // JSON is an expression of JavaScript whatever is in its strings (ECMA-262, since 2019).
  await webContents.executeJavaScript(`paint(${JSON.stringify(still)})`);
  const { only } = still;
  const clip = only && { clip: { ...only, scale: 1 } };
  const taken = await ask('Page.captureScreenshot', { format: 'png', ...clip });
  const { data } = taken as { data: string };
  return exactly(Buffer.from(data, 'base64'), only?.width ?? width, only?.height ?? height);
}

/** A display of scale 1.25 gives a pixel more on older systems, where the window takes its scale. */
function exactly(png: Buffer, width: number, height: number): Buffer {
  const [wide, high] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (wide === width && high === height) return png;
  if (wide < width || high < height) throw failed(`it came out as ${wide}x${high}`);
  return nativeImage.createFromBuffer(png).crop({ x: 0, y: 0, width, height }).toPNG();
}
