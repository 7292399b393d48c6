/**
 * The room's screen of a session: a window of its own on another display where there is one. A display
 * that is unplugged takes its window with it, and has it again when it is back.
 */
import { BrowserWindow, type Display, powerSaveBlocker, screen, type WebContents } from 'electron';
import type { SessionScreens } from '../../shared/ipc/contract';
import { LOCKED_PAGE } from './locked-page';
import type { Log } from './log';
import { PAGE_URL } from './page';

export interface RoomScreen {
  screens(): SessionScreens;
  /**
   * @param on a display's id; `auto` for the one it was on last or any that the console is not on,
   *   `window` for a window of its own, null for none
   * @param last the name of the display it was put on last
   */
  show(on: string | null, last: string): SessionScreens;
  presenting(on: boolean): void;
  onChanged(changed: (screens: SessionScreens) => void): void;
  /** What is shown there; null while there is no such window. */
  contents(): WebContents | null;
}

const BACKGROUND = '#101216';

const nameOf = (display: Display, at: number): string => display.label || `Display ${at + 1}`;

/**
 * Edge to edge. A window that fills the screen already is brought back first: one that is only made as
 * large as a display stays a point smaller on Linux, so as not to be taken for one that fills it.
 */
function fill(window: BrowserWindow, { x, y, width, height }: Electron.Rectangle): void {
  const is = window.getBounds();
  const isThere = is.x === x && is.y === y && is.width === width && is.height === height;
  if (isThere && window.isFullScreen()) return;
  if (window.isFullScreen()) window.setFullScreen(false);
  window.setBounds({ x, y, width, height });
  window.setFullScreen(true);
}

export function createRoomScreen(deps: {
  preload: string;
  console: () => BrowserWindow | null;
  log: Log;
}): RoomScreen {
  const { preload, log } = deps;
  let window: BrowserWindow | null = null;
  let shownOn: string | null = null;
  let isPresenting = false;
  /** It is to be on another display as soon as there is one. */
  let wanted = false;
  /** The display it was on last, by its id, which it keeps when it is unplugged and plugged in. */
  let lastId = '';
  let unplugged = false;
  let blocker: number | null = null;
  let changed: (screens: SessionScreens) => void = () => undefined;

  const consoleDisplay = (): Display => {
    const console = deps.console();
    return console ? screen.getDisplayMatching(console.getBounds()) : screen.getPrimaryDisplay();
  };

  function screens(): SessionScreens {
    const mine = consoleDisplay().id;
    return {
      displays: screen.getAllDisplays().map((display, at) => ({
        id: String(display.id),
        name: nameOf(display, at),
        width: Math.round(display.size.width * display.scaleFactor),
        height: Math.round(display.size.height * display.scaleFactor),
        console: display.id === mine,
      })),
      shownOn: window ? shownOn : null,
      unplugged: unplugged && !window,
    };
  }
  const tell = (): void => changed(screens());

  function close(): void {
    const closing = window;
    window = null;
    shownOn = null;
    if (closing && !closing.isDestroyed()) closing.destroy();
  }

  function open(on: string, bounds: Electron.Rectangle | null): void {
    close();
    const made = new BrowserWindow({
      ...(bounds ?? { width: 1_280, height: 720 }),
      frame: bounds === null,
      title: 'Plenary: the room’s screen',
      show: false,
      backgroundColor: BACKGROUND,
      autoHideMenuBar: true,
      webPreferences: {
        preload,
        ...LOCKED_PAGE,
        devTools: false,
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    window = made;
    shownOn = on;
    unplugged = false;
    if (bounds) lastId = on;
    made.once('ready-to-show', () => {
      // The keyboard stays with the console.
      made.showInactive();
      if (bounds) fill(made, bounds);
    });
    made.on('closed', () => {
      if (window !== made) return;
      window = null;
      shownOn = null;
      wanted = false;
      tell();
    });
    made.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit' || made.isDestroyed()) return;
      log(`the room's screen ended: ${reason}`);
      void made.loadURL(`${PAGE_URL}#room`);
    });
    void made.loadURL(`${PAGE_URL}#room`);
  }

  /** Any display but the console's; the one it was on first, or else one of this name. */
  function other(last: string): Display | undefined {
    const mine = consoleDisplay().id;
    const all = screen.getAllDisplays();
    const others = all.filter(({ id }) => id !== mine);
    return (
      others.find(({ id }) => String(id) === lastId) ??
      others.find((display) => nameOf(display, all.indexOf(display)) === last) ??
      others[0]
    );
  }

  function show(on: string | null, last: string): SessionScreens {
    wanted = on === 'auto';
    unplugged = false;
    if (on === 'window') open('window', null);
    else {
      const display =
        on === 'auto' ? other(last) : screen.getAllDisplays().find(({ id }) => String(id) === on);
      if (display && shownOn === String(display.id)) return screens();
      if (display) open(String(display.id), display.bounds);
      else close();
      wanted ||= display !== undefined;
    }
    tell();
    return screens();
  }

  screen.on('display-removed', (_event, { id }) => {
    const hasLost = shownOn === String(id);
    // Were it the console's that is gone, the console would now lie behind the room's window.
    const isAlone = shownOn !== null && shownOn !== 'window' && screen.getAllDisplays().length < 2;
    if (hasLost || isAlone) {
      close();
      unplugged = isPresenting;
    }
    if (isPresenting) tell();
  });
  screen.on('display-added', (_event, added) => {
    if (!isPresenting) return;
    const mine = consoleDisplay().id;
    const others = screen.getAllDisplays().filter(({ id }) => id !== mine);
    // Not just any that is free: that may be one that nobody chose.
    const place =
      others.find(({ id }) => String(id) === lastId) ?? others.find(({ id }) => id === added.id);
    if (wanted && !window && place) open(String(place.id), place.bounds);
    tell();
  });
  screen.on('display-metrics-changed', (_event, display) => {
    if (window && shownOn === String(display.id)) fill(window, display.bounds);
    if (isPresenting) tell();
  });

  return {
    screens,
    show,
    presenting: (on) => {
      isPresenting = on;
      if (on) blocker ??= powerSaveBlocker.start('prevent-display-sleep');
      else if (blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
      if (on) return;
      wanted = false;
      unplugged = false;
      lastId = '';
      close();
      tell();
    },
    onChanged: (take) => {
      changed = take;
    },
    contents: () => (window && !window.isDestroyed() ? window.webContents : null),
  };
}
