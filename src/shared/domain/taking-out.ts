/** Deleting moments with what answers them, as row operations. Pure. */
import type { LessonDocument, RowOp } from './document';
import type { Id } from './ids';

/**
 * Takes moments out with their replies, which cannot be without them. Drawings stay on the picture
 * and links to a moment that has gone are passed over.
 */
export function takenOut(
  { moments, replies }: Pick<LessonDocument, 'moments' | 'replies'>,
  momentIds: Iterable<Id>,
): RowOp[] {
  const going = new Set(momentIds);
  const out = <T extends 'moment' | 'reply'>(table: T, rows: readonly { id: Id }[]) =>
    rows.map((row) => ({ table, id: row.id, before: row, after: null }) as RowOp);
  return [
    ...out(
      'reply',
      replies.filter(({ momentId }) => going.has(momentId)),
    ),
    ...out(
      'moment',
      moments.filter(({ id }) => going.has(id)),
    ),
  ];
}
