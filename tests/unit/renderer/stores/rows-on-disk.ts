/** Rows kept as main keeps them: an edit is refused when a row is not what the page saw. */
import { applyOps, LIST_OF, type LessonDocument } from '../../../../src/shared/domain/document';
import { AppError } from '../../../../src/shared/errors';
import type { Keeper } from '../../../../src/renderer/stores/document-store';

/** The document with its lists in one order, so that two can be compared as sets of rows. */
export function sorted(document: LessonDocument | null): LessonDocument | null {
  if (!document) return null;
  const copy = structuredClone(document);
  for (const list of Object.values(LIST_OF)) copy[list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return copy;
}

export class RowsOnDisk implements Keeper {
  document: LessonDocument;
  labels: string[] = [];
  /** Refuses the next edits with this many "disk full". */
  failures = 0;

  constructor(document: LessonDocument) {
    this.document = structuredClone(document);
  }

  open = async (): Promise<LessonDocument> => {
    await Promise.resolve();
    return structuredClone(this.document);
  };

  change: Keeper['change'] = async (_lessonId, { label, ops }) => {
    await Promise.resolve();
    if (this.failures > 0) {
      this.failures--;
      throw new AppError('disk-full', 'full', { name: 'disk' });
    }
    for (const op of ops) {
      const now =
        op.table === 'lesson'
          ? this.document.lesson
          : (this.document[LIST_OF[op.table]].find((row) => row.id === op.id) ?? null);
      if (JSON.stringify(now) !== JSON.stringify(op.before)) {
        throw new AppError('stale', 'stale');
      }
    }
    this.document = structuredClone(applyOps(this.document, ops));
    this.labels.push(label);
  };
}
