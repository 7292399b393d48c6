/** The app's life: one instance a library, files given from outside, one window, an orderly end. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, protocol } from 'electron';
import type { Pick } from '../../shared/domain/library';
import type { Handlers, Send } from '../../shared/ipc/derive';
import { quieten } from './command-line';
import { debuggingRefusal, foldersOf, holdsLibrary } from './data-folder';
import { type Behind, openDoors } from './doors';
import { createDialogs, type Dialogs } from './dialogs';
import { givenFiles } from './given-files';
import { lockPages, lockSessions } from './lockdown';
import { type Log, openLog } from './log';
import { setMenu } from './menu';
import { createKeepAwake } from './keep-awake';
import { tellOfSleep } from './sleep';
import { latePainter } from './late-painter';
import { latePrinter } from './late-printer';
import { later } from './later';
import { pageFiles } from './page';
import type { Painter } from './painter';
import type { Printer } from './printer';
import { createRoomScreen, type RoomScreen } from './room-screen';
import { type Answer, type Asked, serveFiles } from './serve-files';
import { type MadeFile, serveVoice } from './serve-voice';
import { watchedPage } from './watched-page';
import { openWindow } from './window';

/** What the rest of main gets from this room. */
export interface Ports {
  /** The library's folder; it exists. */
  library: string;
  version: string;
  /** Where packaged resources are: `resources/` in development. */
  resources: string;
  /** Where main's programs are: threads are started from there. */
  programs: string;
  dialogs: Dialogs;
  /** Titles, captions and drawings as pictures. */
  painter: Painter;
  /** Handouts as PDF. */
  printer: Printer;
  /** The room's screen of a session. */
  room: RoomScreen;
  /** The machine goes to sleep, and wakes. */
  onSleep(asleep: () => void, awake: () => void): void;
  send: Send;
  keepAwake(awake: boolean): void;
  log: Log;
}

/** What this room gets from the rest of main. */
export interface Rest {
  handlers: Handlers;
  /** Which file a `footage:` request gets, or with which status it is refused. */
  answerFootage(asked: Asked): Promise<Answer>;
  /** The voice of a narration, for `voice:`; null when there is no such narration. */
  voiceOf(narrationId: string): MadeFile | null;
  /** Files dropped on the window become a pick; null when none of them is a file. */
  pickDropped(paths: string[]): Promise<Pick | null>;
  /** Files given from outside: on the command line, by the system, by a second start. */
  filesGiven(paths: string[]): Promise<void>;
  /** Ends all work and closes the database. */
  stop(): Promise<void>;
}

/** Longest that quitting waits for work to end. What is left then is tidied at the next start. */
const STOP_MS = 15_000;

/** Longest that the window may then take to close. */
const CLOSE_MS = 5_000;

function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
    ...['footage', 'voice'].map((scheme) => ({
      scheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        corsEnabled: true,
      },
    })),
  ]);
}

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

/** Ends the process with a sentence: before there is a window there is nowhere else to say it. */
function refuseToStart(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  app.exit(1);
  return process.exit(1);
}

/** Says why and ends the process, once the log's last line is written. */
async function endAfter(written: Promise<void>): Promise<void> {
  await written.catch(() => undefined);
  // A driven app has nobody who could close a dialog.
  if (!app.commandLine.hasSwitch('remote-debugging-port')) {
    dialog.showErrorBox(
      'Plenary has to close',
      'Something went wrong. Everything marked Saved is safe.',
    );
  }
  app.exit(1);
}

/** The one window is the app: nothing that is hidden outlives it. */
function closeHidden(): void {
  for (const hidden of BrowserWindow.getAllWindows()) hidden.destroy();
}

/** Lets what waits be answered first: the page's files are on their way while main loads the rest. */
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** @param build wires the rest of main; called once, when the window is on its way. */
export function startApp(build: (ports: Ports) => Promise<Rest>): void {
  const dataDir = process.env['PLENARY_DATA_DIR'];
  const refusal = debuggingRefusal((name) => app.commandLine.hasSwitch(name), dataDir, tmpdir());
  if (refusal) refuseToStart(refusal);
  quieten(app.commandLine);

  const folders = foldersOf(dataDir, app.getPath('userData'));
  try {
    mkdirSync(folders.library, { recursive: true, mode: 0o700 });
    mkdirSync(folders.browser, { recursive: true, mode: 0o700 });
  } catch {
    refuseToStart(
      `Plenary cannot use the folder ${folders.library}. Check that it can be written.`,
    );
  }
  app.setPath('userData', folders.browser);
  app.setPath('sessionData', folders.browser);

  // Files named on a second command line travel with it, resolved where it was given.
  const files = givenFiles(process.argv, process.defaultApp ? 2 : 1, process.cwd());
  if (!app.requestSingleInstanceLock({ files })) {
    app.exit(0);
    return;
  }
  runOnly({ files, library: folders.library, browser: folders.browser }, build);
}

interface Start {
  files: string[];
  library: string;
  browser: string;
}

function runOnly(start: Start, build: (ports: Ports) => Promise<Rest>): void {
  const { log, written } = openLog(start.library);
  process.on('uncaughtException', (error) => {
    log('stopped by an error', error);
    process.stderr.write(`${wordsOf(error)}\n`);
    void endAfter(written());
  });
  process.on('unhandledRejection', (reason) => log('unhandled', reason));

  let window: BrowserWindow | null = null;
  let rest: Promise<Rest> | null = null;
  let stopped = false;
  const waiting = [...start.files];

  async function give(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    if (rest) await (await rest).filesGiven(paths);
    else waiting.push(...paths);
  }
  const given = (paths: string[]): void => {
    give(paths).catch((error: unknown) => log('given files', error));
  };

  registerSchemes();
  lockPages(app);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    given([path]);
  });
  app.on('second-instance', (_event, _argv, _cwd, extra) => {
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
    const { files } = (extra ?? {}) as { files?: unknown };
    given(Array.isArray(files) ? files.filter((file) => typeof file === 'string') : []);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (stopped || !rest) return;
    event.preventDefault();
    const limit = new Promise((resolve) => setTimeout(resolve, STOP_MS));
    void Promise.race([rest.then((built) => built.stop()), limit])
      .catch((error: unknown) => log('closing', error))
      .finally(() => {
        stopped = true;
        // A page that no longer answers would keep its window, and the app, for ever.
        setTimeout(() => app.exit(0), CLOSE_MS);
        app.quit();
      });
  });

  void app.whenReady().then(async () => {
    const contents = (): BrowserWindow['webContents'] | null =>
      window && !window.isDestroyed() ? window.webContents : null;
    lockSessions(app);
    setMenu(!app.isPackaged);
    const building = later<Rest>();
    rest = building.promise;
    const behind = later<Behind>();
    const room = createRoomScreen({
      preload: join(__dirname, '../preload/index.js'),
      console: () => (window && !window.isDestroyed() ? window : null),
      log,
    });
    openDoors(contents, room.contents, behind.promise);
    const resources = app.isPackaged ? process.resourcesPath : join(__dirname, '../../resources');
    const pages = join(__dirname, '../renderer');
    const page = watchedPage(pageFiles(pages));
    serveFiles('app', page.answer, resources);
    serveFiles(
      'footage',
      async (asked) => (await building.promise).answerFootage(asked),
      resources,
    );
    serveVoice(async (narrationId) => (await building.promise).voiceOf(narrationId));
    // The window first: its own process starts while this one loads the rest and opens the library.
    window = openWindow({
      preload: join(__dirname, '../preload/index.js'),
      isBack: holdsLibrary(start.library),
      folder: start.browser,
      log,
    });
    window.on('closed', () => {
      window = null;
      closeHidden();
    });
    await page.isUp;
    const { answersOf, createSend } = await import('./ipc');
    behind.keep(
      answersOf({
        handlers: building.promise.then(({ handlers }) => handlers),
        pickDropped: async (paths) => (await building.promise).pickDropped(paths),
        log,
      }),
    );
    const send = createSend(() => [contents(), room.contents()], log);
    tellOfSleep(send);
    await turn();
    build({
      library: start.library,
      version: app.getVersion(),
      resources,
      programs: __dirname,
      dialogs: createDialogs(() => window),
      painter: latePainter({ pages, resources, log }),
      printer: latePrinter({ log }),
      room,
      onSleep: (asleep, awake) => {
        powerMonitor.on('suspend', asleep);
        powerMonitor.on('resume', awake);
      },
      send,
      keepAwake: createKeepAwake(),
      log,
    }).then(building.keep, building.fail);
    building.promise
      .then(() => given(waiting.splice(0)))
      .catch((error: unknown) => log('the library did not open', error));
  });
}
