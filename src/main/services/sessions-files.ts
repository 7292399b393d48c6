/**
 * Pictures that sessions keep with the library: copied in whole, and gone with their session. Of a PDF
 * only the picture of one page is kept, which the page of the app draws.
 */
import { copyFile, mkdir, open, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isId, newId } from '../../shared/domain/ids';
import { instant } from '../../shared/domain/row';
import type { ChosenPdf, SessionFile } from '../../shared/domain/session';
import { AppError } from '../../shared/errors';
import type { Store } from '../db/store';
import { fileError } from './file-errors';
import type { Places } from './places';
import { writeWhole } from './write-whole';

/** A picture that is shown to a room; a scan of a page at 600 dots an inch is still smaller. */
const MOST_BYTES = 60_000_000;
/** A PDF is read into memory to be drawn; a scanned book is about as large. */
const MOST_PDF_BYTES = 400_000_000;
/** Readers find a PDF's mark so far into the file: some programs write something of their own first. */
const HEAD_BYTES = 1_024;

/** What a picture's bytes begin with: an ending alone says nothing. */
export function pictureType(head: Uint8Array): SessionFile['type'] | null {
  const starts = (text: string, at = 0): boolean =>
    [...text].every((char, place) => head[at + place] === char.charCodeAt(0));
  if (starts('\u0089PNG')) return 'png';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpg';
  return starts('RIFF') && starts('WEBP', 8) ? 'webp' : null;
}

/** Whether a file says that it is a PDF. @param head its first {@link HEAD_BYTES} */
export function isPdf(head: Uint8Array): boolean {
  return Buffer.from(head).includes('%PDF-');
}

const unshown = (name: string, why: 'not-one' | 'too-large') =>
  new AppError('page-unreadable', 'That file cannot be shown.', { name, why });

export interface SessionFiles {
  /**
   * Copies a picture in; holds a PDF, for one of its pages to be kept.
   * @throws AppError `page-unreadable` for what is neither, `disk-full`.
   */
  add(sessionId: string, path: string): Promise<SessionFile | ChosenPdf>;
  keep(sessionId: string, name: string, bytes: Uint8Array): Promise<SessionFile>;
  /** Copies of one session's pictures for another. @returns the new ids by the old. */
  copyAll(fromId: string, toId: string): Promise<{ file: SessionFile; of: string }[]>;
  /** Of a picture, or of the PDF that was chosen last. */
  pathOf(fileId: string): string | null;
  forget(sessionId: string): Promise<void>;
  /** At start: takes away what no session knows. */
  sweep(): Promise<void>;
}

export function sessionFiles(deps: {
  store: Pick<Store, 'sessions' | 'transaction'>;
  places: Pick<Places, 'sessionsFolder' | 'sessionFileOf'>;
  nowMs: () => number;
}): SessionFiles {
  const { store, places, nowMs } = deps;

  const entry = (
    sessionId: string,
    name: string,
    type: SessionFile['type'],
    bytes: number,
  ): SessionFile => {
    return { id: newId(nowMs()), sessionId, name, type, bytes, addedAt: instant(nowMs()) };
  };

  const remember = (file: SessionFile): SessionFile => {
    store.transaction(() => store.sessions.files.insert(file));
    return file;
  };

  async function headOf(path: string): Promise<Uint8Array> {
    const file = await open(path, 'r');
    try {
      const head = new Uint8Array(HEAD_BYTES);
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return head.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** The PDF that was chosen last: there is one dialog, and it shows that one. */
  let held: { id: string; path: string } | null = null;

  function hold(name: string, path: string, head: Uint8Array, size: number): ChosenPdf {
    if (!isPdf(head)) throw unshown(name, 'not-one');
    if (size > MOST_PDF_BYTES) throw unshown(name, 'too-large');
    held = { id: newId(nowMs()), path };
    return { id: held.id, name, type: 'pdf' };
  }

  return {
    add: async (sessionId, path) => {
      const name = basename(path);
      try {
        const { size } = await stat(path);
        const head = await headOf(path);
        const type = pictureType(head);
        if (type === null) return hold(name, path, head, size);
        if (size > MOST_BYTES) throw unshown(name, 'too-large');
        const file = entry(sessionId, name, type, size);
        const to = places.sessionFileOf(file);
        await mkdir(dirname(to), { recursive: true });
        await copyFile(path, to);
        return remember(file);
      } catch (thrown) {
        throw fileError(thrown, name);
      }
    },
    keep: async (sessionId, name, bytes) => {
      const type = pictureType(bytes);
      if (type === null) throw unshown(name, 'not-one');
      const file = entry(sessionId, name, type, bytes.length);
      const to = places.sessionFileOf(file);
      await mkdir(dirname(to), { recursive: true });
      await writeWhole(to, bytes);
      return remember(file);
    },
    copyAll: async (fromId, toId) => {
      const copies: { file: SessionFile; of: string }[] = [];
      for (const file of store.sessions.files.of(fromId)) {
        const copy = { ...file, id: newId(nowMs()), sessionId: toId, addedAt: instant(nowMs()) };
        const to = places.sessionFileOf(copy);
        await mkdir(dirname(to), { recursive: true });
        // One that has gone is missing in the copy too, and its item says so.
        const copied = await copyFile(places.sessionFileOf(file), to).then(
          () => true,
          () => false,
        );
        if (copied) copies.push({ file: copy, of: file.id });
      }
      return copies;
    },
    pathOf: (fileId) => {
      if (fileId === held?.id) return held.path;
      const file = store.sessions.files.get(fileId);
      return file ? places.sessionFileOf(file) : null;
    },
    forget: (sessionId) =>
      rm(join(places.sessionsFolder, sessionId), { recursive: true, force: true }),
    sweep: async () => {
      for (const sessionId of await readdir(places.sessionsFolder).catch(() => [])) {
        if (!isId(sessionId)) continue;
        const folder = join(places.sessionsFolder, sessionId);
        const known = new Set(
          store.sessions.files.of(sessionId).map((file) => basename(places.sessionFileOf(file))),
        );
        for (const name of await readdir(folder).catch(() => [])) {
          if (!known.has(name)) await rm(join(folder, name), { force: true });
        }
        await rmdir(folder).catch(() => undefined);
      }
    },
  };
}
