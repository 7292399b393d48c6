/** A library in a folder of its own, removed after the test. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { LibraryFile, OpenOptions } from '../../../src/main/db/library-file';
import { openLibrary } from '../../../src/main/db/library-file';
import type { StoredFile } from '../../../src/main/db/repositories/files';
import type { Store } from '../../../src/main/db/store';
import { newId } from '../../../src/shared/domain/ids';
import type { Lesson } from '../../../src/shared/domain/lesson';
import { angleRow, lessonRow, me, momentRow, NOW, partRow } from '../../unit/shared/rows';

/** Where a search looks unless it is narrowed, and its first page. */
export const ANYWHERE = { lessonId: null, className: null, from: null };

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a library and closes it after the test. */
export async function openedLibrary(folder: string, options?: OpenOptions): Promise<LibraryFile> {
  const library = await openLibrary(folder, options);
  onTestFinished(() => library.close());
  return library;
}

export function fileRow(lessonId: string, over: Partial<StoredFile> = {}): StoredFile {
  return {
    id: newId(),
    lessonId,
    addedAt: NOW,
    name: 'lesson.mp4',
    path: '/footage/lesson.mp4',
    bytes: 1234,
    fingerprint: `f-${newId()}`,
    probe: { container: 'mp4' },
    handling: 'direct',
    handlingReason: '',
    trouble: '',
    present: true,
    copyName: null,
    copied: false,
    ...over,
  };
}

/** A lesson with one part and some moments. The person is put there when missing. */
export function seedLesson(
  store: Store,
  over: Partial<Lesson> = {},
  notes: readonly string[] = ['Wait time after the question.'],
): { lesson: Lesson; momentIds: string[]; partId: string; fileId: string; angleId: string } {
  const lesson = lessonRow(over);
  const angle = angleRow(lesson.id);
  const file = fileRow(lesson.id);
  const part = partRow(angle, { fileId: file.id });
  const moments = notes.map((note, n) =>
    momentRow(lesson.id, { note, startUs: n * 1000, endUs: n * 1000 + 500 }),
  );
  const { tables } = store.rows;
  store.transaction(() => {
    if (!store.people.get(me.id)) store.people.insert(me);
    store.kept.set('meId', me.id);
    tables.lesson.insert(lesson);
    tables.angle.insert(angle);
    store.files.insert(file);
    tables.part.insert(part);
    for (const moment of moments) tables.moment.insert(moment);
  });
  return {
    lesson,
    momentIds: moments.map((moment) => moment.id),
    partId: part.id,
    fileId: file.id,
    angleId: angle.id,
  };
}

/** Every file below a folder, by its path inside it, with its bytes. */
export function filesBelow(folder: string, inside = ''): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(join(folder, inside))) {
    const path = join(inside, name);
    if (statSync(join(folder, path)).isDirectory()) {
      for (const [key, bytes] of filesBelow(folder, path)) found.set(key, bytes);
    } else found.set(path, readFileSync(join(folder, path)));
  }
  return found;
}

/** Files below a folder whose name or bytes hold any of the texts (UTF-8 or UTF-16). */
export function filesHolding(folder: string, texts: readonly string[]): string[] {
  const found: string[] = [];
  for (const [path, bytes] of filesBelow(folder)) {
    for (const text of texts) {
      const held =
        bytes.includes(Buffer.from(text)) ||
        bytes.includes(Buffer.from(text, 'utf16le')) ||
        path.includes(text);
      if (held) found.push(`${path}: ${text}`);
    }
  }
  return found;
}
