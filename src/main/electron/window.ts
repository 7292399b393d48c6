/** The one window. */
import { join } from 'node:path';
import { app, BrowserWindow, Menu, screen } from 'electron';
import { LOCKED_PAGE } from './locked-page';
import { PAGE_URL } from './page';
import { MIN_HEIGHT, MIN_WIDTH, placeFor, readPlace, writePlace } from './window-place';

/** The room's own colour, so that nothing flashes before the page has painted. */
const BACKGROUND = '#101216';

export interface WindowOptions {
  preload: string;
  /** There is a library already: the page draws its frame before it knows what is in it. */
  isBack: boolean;
  /** Folder for the window's place. */
  folder: string;
  log(line: string): void;
}

/** Text fields get the menu that people expect of a right click; nothing else has one. */
function offerTextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText === '') return;
    Menu.buildFromTemplate([
      { role: 'cut', enabled: editFlags.canCut, visible: isEditable },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste, visible: isEditable },
      { type: 'separator' },
      { role: 'selectAll' },
    ]).popup({ window });
  });
}

/** A page that dies is shown again, unless it dies again at once: what was saved is in the database. */
function bringBack(window: BrowserWindow, log: (line: string) => void): void {
  let lastMs = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log(`the page ended: ${reason} (${exitCode})`);
    const again = performance.now() - lastMs > 10_000;
    lastMs = performance.now();
    if (again) void window.loadURL(PAGE_URL);
  });
}

export function openWindow({ preload, isBack, folder, log }: WindowOptions): BrowserWindow {
  const placeFile = join(folder, 'window.json');
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  const { maximised, ...bounds } = placeFor(
    readPlace(placeFile),
    [main, ...others].map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    title: 'Plenary',
    show: false,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      ...LOCKED_PAGE,
      devTools: !app.isPackaged,
      // Narration and playback go on while the window is covered by another.
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  if (maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    writePlace(placeFile, { ...window.getNormalBounds(), maximised: window.isMaximized() });
  });
  offerTextMenu(window);
  bringBack(window, log);
  void window.loadURL(isBack ? `${PAGE_URL}#back` : PAGE_URL);
  return window;
}
