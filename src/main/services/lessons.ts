/** A lesson as a document: opened whole, changed by edits, each in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import type { LessonDocument, RowOf, RowOp, TableName } from '../../shared/domain/document';
import type { FileView } from '../../shared/domain/lesson';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Table } from '../db/repositories/table';
import type { Store } from '../db/store';

export interface LessonsService {
  /** @throws AppError `not-found`. */
  open(lessonId: string): Promise<LessonDocument>;
  /**
   * Applies an edit, all of it or nothing. When it has returned the change is on the disk.
   * Nothing is set that the page did not send, so that page and disk agree.
   * @throws AppError `not-found`; `stale` when a row is not as the page saw it; `not-allowed` when
   *   an operation reaches outside the lesson or rewrites who made a row and when; `invalid` when
   *   rows would refer to nothing.
   */
  change(change: { lessonId: string; ops: readonly RowOp[] }): { savedAt: string };
}

type AnyRow = RowOf<TableName>;

const notAllowed = (why: string) => new AppError('not-allowed', why);

/** Refuses what an edit of this lesson may not touch. A focus belongs to a teacher: any lesson may. */
function checkReach(op: RowOp, lessonId: string): void {
  if (op.table === 'lesson') {
    if (op.id !== lessonId) throw notAllowed('The change reaches into another lesson.');
    if (!op.before || !op.after) throw notAllowed('A lesson is not made or removed by an edit.');
    if (op.before.made !== op.after.made) throw notAllowed('A made lesson stays one.');
    return;
  }
  if (op.table === 'focus') return;
  for (const row of [op.before, op.after]) {
    if (row && row.lessonId !== lessonId) {
      throw notAllowed('The change reaches into another lesson.');
    }
  }
}

/** Who made a row, and when, is written once: also where an edit deletes a row and makes it anew. */
function checkOrigin(before: AnyRow | null | undefined, after: AnyRow): void {
  if (!before) return;
  if (before.authorId !== after.authorId || before.createdAt !== after.createdAt) {
    throw notAllowed('Who made a row, and when, cannot be changed.');
  }
}

export function lessonsService(deps: {
  store: Pick<Store, 'rows' | 'people' | 'tombstones' | 'transaction'>;
  /** The lesson's files as the page may know them, looked for anew. */
  viewFiles: (lessonId: string) => Promise<FileView[]>;
  /** After a change is on the disk. */
  changed: (lessonId: string, ops: readonly RowOp[]) => void;
  nowMs: () => number;
}): LessonsService {
  const { store, viewFiles, changed, nowMs } = deps;
  const { rows, tombstones } = store;

  function apply(op: RowOp, lessonId: string, now: string, deleted: Map<string, AnyRow>): void {
    checkReach(op, lessonId);
    const table = rows.tables[op.table] as Table<AnyRow>;
    const onDisk = table.get(op.id) ?? null;
    if (!isDeepStrictEqual(onDisk, op.before)) {
      throw new AppError('stale', 'This has changed since it was read.', { table: op.table });
    }
    if (op.after === null) {
      table.remove(op.id);
      tombstones.add(op.id, op.table, now);
      if (op.before) deleted.set(op.id, op.before);
      return;
    }
    checkOrigin(op.before ?? deleted.get(op.id), op.after);
    if (op.before) {
      table.change(op.before, op.after);
      return;
    }
    table.insert(op.after);
    tombstones.remove(op.id);
  }

  return {
    open: async (lessonId) => {
      const files = await viewFiles(lessonId);
      const lesson = rows.tables.lesson.get(lessonId);
      if (!lesson) throw new AppError('not-found', 'That lesson is no longer here.');
      return {
        lesson,
        angles: rows.anglesOf(lessonId),
        parts: rows.partsOf(lessonId),
        moments: rows.momentsOf(lessonId),
        replies: rows.repliesOf(lessonId),
        drawings: rows.drawingsOf(lessonId),
        masks: rows.masksOf(lessonId),
        narrations: rows.narrationsOf(lessonId),
        captions: rows.captionsOf(lessonId),
        focuses: rows.focuses(),
        nextSteps: rows.nextStepsOf(lessonId),
        files,
        people: store.people.all(),
      };
    },
    change: ({ lessonId, ops }) => {
      const now = instant(nowMs());
      store.transaction(() => {
        if (!rows.tables.lesson.get(lessonId)) {
          throw new AppError('not-found', 'That lesson is no longer here.');
        }
        const deleted = new Map<string, AnyRow>();
        for (const op of ops) apply(op, lessonId, now, deleted);
      });
      changed(lessonId, ops);
      return { savedAt: now };
    },
  };
}
