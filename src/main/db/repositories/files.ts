/** Footage files as the library knows them, and what was made from the parts that show them. */
import type { Handling } from '../../../shared/domain/lesson';
import type { Db } from '../open';
import { table } from './table';

/** A file of a lesson. Its paths never leave main. */
export interface StoredFile {
  id: string;
  lessonId: string;
  addedAt: string;
  /** Its name when it was added, or where it was found since. */
  name: string;
  /** Where the original is, absolute. */
  path: string;
  bytes: number;
  fingerprint: string;
  /** When it was last written (Unix ms) as it was when it was last compared; null if never. */
  writtenMs: number | null;
  /** What the probe found, as media wrote it. */
  probe: unknown;
  handling: Handling;
  /** Why it is handled otherwise than the probe said; empty when it is not. */
  handlingReason: string;
  trouble: string;
  /** Whether it was there when last looked for. */
  present: boolean;
  /** Name inside `footage/` of the library's own copy, where one is wanted. */
  copyName: string | null;
  /** True once that copy is there, whole. */
  copied: boolean;
}

export interface Files {
  get(id: string): StoredFile | undefined;
  of(lessonId: string): StoredFile[];
  all(): StoredFile[];
  insert(file: StoredFile): void;
  update(file: StoredFile): boolean;
  /** Files with this fingerprint; `placed` is true for one that is a part of its lesson. */
  byFingerprint(fingerprint: string): { file: StoredFile; title: string; placed: boolean }[];
  /** How many files of other lessons lie at this path. */
  othersAt(path: string, lessonId: string): number;
}

export function files(db: Db): Files {
  const rows = table<StoredFile>(db, 'footage_file', {
    id: 'plain',
    lessonId: 'plain',
    addedAt: 'plain',
    name: 'plain',
    path: 'plain',
    bytes: 'plain',
    fingerprint: 'plain',
    writtenMs: 'plain',
    probe: 'json',
    handling: 'plain',
    handlingReason: 'plain',
    trouble: 'plain',
    present: 'bool',
    copyName: 'plain',
    copied: 'bool',
  });
  const byFingerprint = rows.where('fingerprint = ?');
  const about = db.prepare<[string, string], { title: string; placed: number }>(
    `SELECT l.title, EXISTS (SELECT 1 FROM part p WHERE p.file_id = ?) AS placed
     FROM lesson l WHERE l.id = ?`,
  );
  const othersAt = db.prepare<[string, string], { n: number }>(
    'SELECT COUNT(*) AS n FROM footage_file WHERE path = ? AND lesson_id <> ?',
  );
  return {
    get: rows.get,
    of: rows.where('lesson_id = ?'),
    all: rows.where('true'),
    insert: rows.insert,
    update: rows.update,
    byFingerprint: (fingerprint) =>
      byFingerprint(fingerprint).map((file) => {
        const found = about.get(file.id, file.lessonId);
        return { file, title: found?.title ?? '', placed: found?.placed === 1 };
      }),
    othersAt: (path, lessonId) => othersAt.get(path, lessonId)?.n ?? 0,
  };
}

export interface Derived {
  get(partId: string): { posterVersion: number | null; frames: boolean };
  setPoster(partId: string, version: number): void;
  setFrames(partId: string): void;
  remove(partId: string): void;
}

/** What has been made from each part and lies in `derived/<partId>/`. */
export function derived(db: Db): Derived {
  const get = db.prepare<[string], { posterVersion: number | null; frames: number }>(
    'SELECT poster_version AS posterVersion, frames FROM derived WHERE part_id = ?',
  );
  const poster = db.prepare<[string, number]>(
    `INSERT INTO derived (part_id, poster_version, frames) VALUES (?, ?, 0)
     ON CONFLICT (part_id) DO UPDATE SET poster_version = excluded.poster_version`,
  );
  const frames = db.prepare<[string]>(
    `INSERT INTO derived (part_id, poster_version, frames) VALUES (?, NULL, 1)
     ON CONFLICT (part_id) DO UPDATE SET frames = 1`,
  );
  const remove = db.prepare<[string]>('DELETE FROM derived WHERE part_id = ?');
  return {
    get: (partId) => {
      const row = get.get(partId);
      return { posterVersion: row?.posterVersion ?? null, frames: row?.frames === 1 };
    },
    setPoster: (partId, version) => void poster.run(partId, version),
    setFrames: (partId) => void frames.run(partId),
    remove: (partId) => void remove.run(partId),
  };
}
