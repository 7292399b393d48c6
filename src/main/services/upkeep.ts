/** What the library does for itself: at start, in idle time, and once a day. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors';
import type { Send } from '../../shared/ipc/derive';
import type { LibraryFile } from '../db/library-file';
import type { Places } from './places';

export interface Upkeep {
  /** Removes what was half written when the app was last stopped. */
  sweepPartials(): Promise<void>;
  /** Tells it now, and until it was read. */
  notice(text: string): void;
  /** The day's backup, the search for footage, the thorough check; then a backup a day. */
  begin(): void;
  /** One round of it, to its end. */
  round(): Promise<void>;
  /** Someone has edited a lesson: its words are brought into the index when the hand rests. */
  edited(): void;
  stop(): Promise<void>;
}

/** After the first screen is there, so that the start stays quick. */
const FIRST_AFTER_MS = 5_000;
const AGAIN_AFTER_MS = 3_600_000;
const HAND_RESTS_MS = 1_000;
/** Moments indexed in one go: tens of milliseconds. */
const AT_ONCE = 200;
/** A disk that did not answer is asked again after this, and each time after twice as long. */
const SILENT_AFTER_MS = 15_000;

async function removePartials(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await removePartials(path);
      else if (entry.name.endsWith('.partial')) await rm(path, { force: true });
    }),
  );
}

export function upkeep(deps: {
  library: LibraryFile;
  places: Places;
  send: Send;
  /** False when a disk did not answer: it is asked again soon. */
  checkFiles: () => Promise<boolean>;
  /** Told of what went wrong with nobody asking. */
  trouble: (error: AppError) => void;
}): Upkeep {
  const { library, places, send, trouble } = deps;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let asking: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let checked = false;
  let told = false;
  let stopped = false;

  const notice = (text: string): void => {
    const made = { id: newId(), text };
    try {
      library.store.notices.add(made);
    } catch (thrown) {
      // The disk that is full may be what it tells of: then it is told now and not kept.
      trouble(AppError.from(thrown));
    }
    send('app', 'noticed', made);
  };

  async function backUp(): Promise<void> {
    try {
      await library.backups.daily();
    } catch (thrown) {
      const error = AppError.from(thrown);
      trouble(error);
      if (told) return;
      told = true;
      notice(
        error.code === 'disk-full'
          ? 'Today’s backup of the library could not be made, because the disk is full. Your work is saved; make room so that it is backed up too.'
          : 'Today’s backup of the library could not be made. Your work is saved; Plenary will try again in an hour.',
      );
    }
  }

  async function lookForFiles(againMs: number): Promise<void> {
    clearTimeout(asking);
    const answered = await deps.checkFiles().catch((thrown: unknown) => {
      trouble(AppError.from(thrown));
      return false;
    });
    // The next round looks anyway.
    if (answered || stopped || againMs >= AGAIN_AFTER_MS) return;
    asking = setTimeout(() => {
      looking = lookForFiles(againMs * 2);
    }, againMs);
    asking.unref();
  }

  let resting: NodeJS.Timeout | undefined;
  const rest = (ms: number): void => {
    clearTimeout(resting);
    resting = setTimeout(catchUp, ms);
    resting.unref();
  };
  const catchUp = (): void => {
    try {
      if (library.store.search.catchUp(AT_ONCE) && !stopped) rest(0);
    } catch (thrown) {
      trouble(AppError.from(thrown));
    }
  };

  async function round(): Promise<void> {
    catchUp();
    await backUp();
    await lookForFiles(SILENT_AFTER_MS);
    if (checked || stopped) return;
    checked = true;
    if (library.checkThoroughly().length > 0) {
      notice(
        'Plenary found damage in its library. Close and start it again to have it repaired from a backup.',
      );
    } else library.store.search.tidy();
  }

  const plan = (afterMs: number): void => {
    timer = setTimeout(() => {
      running = round().catch((thrown: unknown) => trouble(AppError.from(thrown)));
      void running.then(() => {
        if (!stopped) plan(AGAIN_AFTER_MS);
      });
    }, afterMs);
    timer.unref();
  };

  return {
    sweepPartials: async () => {
      await removePartials(places.derivedFolder);
      await removePartials(places.copiesFolder);
      await removePartials(places.removalsFolder);
      await removePartials(places.stillsFolder);
    },
    notice,
    begin: () => plan(FIRST_AFTER_MS),
    round,
    edited: () => {
      if (!stopped) rest(HAND_RESTS_MS);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(resting);
      if (timer) clearTimeout(timer);
      clearTimeout(asking);
      await running;
      await looking;
    },
  };
}
