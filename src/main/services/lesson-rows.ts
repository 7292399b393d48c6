/** A new lesson as rows: what it holds of the footage it is made of, and its way into the library. */
import { extname } from 'node:path';
import { layOut } from '../../shared/domain/arrange';
import type { RowOp } from '../../shared/domain/document';
import { newId } from '../../shared/domain/ids';
import { defaultKeepUntil, localDay } from '../../shared/domain/keep-until';
import type { Handling, Lesson, Part } from '../../shared/domain/lesson';
import { gapUs } from '../../shared/domain/recorded-gap';
import { instant } from '../../shared/domain/row';
import type { Settings } from '../../shared/domain/settings';
import type { StoredFile } from '../db/repositories/files';
import type { Store } from '../db/store';
import { taughtOn } from './lesson-facts';
import type { Picked } from './picks';
import type { Probed } from './ports';

/** A file that can go in. */
export interface Ready {
  picked: Picked;
  probe: Probed;
  handling: Handling;
  fingerprint: string;
}

export interface NewLesson {
  title: string;
  made?: boolean;
  purpose?: string;
}

/** A lesson of these files, laid end to end with the gaps that are known, as an edit's operations. */
export function lessonRows(
  files: readonly (Ready & { fileId: string })[],
  about: NewLesson & Partial<Lesson>,
  by: { authorId: string; nowMs: number; keep: Settings['keepDefault'] },
): { lesson: Lesson; angleId: string; ops: RowOp[] } {
  const now = instant(by.nowMs);
  const row = () => ({
    id: newId(by.nowMs),
    authorId: by.authorId,
    createdAt: now,
    changedAt: now,
  });
  const [first] = files;
  const day = taughtOn(
    first?.probe.recordedOn ?? null,
    first?.picked.writtenMs ?? by.nowMs,
    by.nowMs,
  );
  const lesson: Lesson = {
    ...row(),
    subject: '',
    className: '',
    taughtOn: day,
    teacher: '',
    notes: '',
    purpose: 'Professional discussion',
    permission: '',
    keepUntil: defaultKeepUntil(localDay(new Date(by.nowMs)), by.keep),
    notShown: '',
    keepReason: '',
    focusId: null,
    liveStartedAt: null,
    liveEndedAt: null,
    made: false,
    ...about,
  };
  const angle = { ...row(), lessonId: lesson.id, position: 0, name: 'Camera 1' };
  const loose = files.map((file, position): Part => {
    const before = files[position - 1];
    return {
      ...row(),
      lessonId: lesson.id,
      angleId: angle.id,
      fileId: file.fileId,
      position,
      offsetUs: 0,
      rate: 1,
      gapBeforeUs: before ? gapBetween(before, file) : 0,
      durationUs: Math.max(0, file.probe.durationUs),
    };
  });
  const ops: RowOp[] = [
    { table: 'lesson', id: lesson.id, before: null, after: lesson },
    { table: 'angle', id: angle.id, before: null, after: angle },
    ...layOut(loose).map(
      (part): RowOp => ({ table: 'part', id: part.id, before: null, after: part }),
    ),
  ];
  return { lesson, angleId: angle.id, ops };
}

function gapBetween({ probe: before }: Ready, { probe: after }: Ready): number {
  return gapUs({ at: before.recordedAt, durationUs: before.durationUs }, { at: after.recordedAt });
}

/** Puts a new lesson, its files and its rows into the library, all of it or nothing. */
export function insertLesson(
  store: Pick<Store, 'rows' | 'files' | 'transaction'>,
  files: readonly StoredFile[],
  ops: readonly RowOp[],
): void {
  const { tables } = store.rows;
  store.transaction(() => {
    for (const op of ops) {
      if (op.table === 'lesson' && op.after) tables.lesson.insert(op.after);
      else if (op.table === 'angle' && op.after) tables.angle.insert(op.after);
      else if (op.table === 'part' && op.after) tables.part.insert(op.after);
      else if (op.table === 'moment' && op.after) tables.moment.insert(op.after);
    }
    for (const file of files) store.files.insert(file);
  });
}

/** A file's row. @param copy whether the library is to have its own copy. */
export function storedFile(
  { picked, probe, handling, fingerprint }: Ready,
  at: { id: string; lessonId: string; nowMs: number; copy: boolean },
): StoredFile {
  return {
    id: at.id,
    lessonId: at.lessonId,
    addedAt: instant(at.nowMs),
    name: picked.name,
    path: picked.path,
    bytes: picked.bytes,
    fingerprint,
    // Looked at before it was read: a later change shows.
    writtenMs: picked.writtenMs,
    probe,
    handling,
    handlingReason: '',
    trouble: probe.trouble,
    present: true,
    copyName: at.copy ? `${at.id}${extname(picked.path).toLowerCase()}` : null,
    copied: false,
  };
}
