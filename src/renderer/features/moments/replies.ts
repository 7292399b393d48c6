/** What is said in answer to a moment: made, changed, taken away, each one step of undo. */
import type { RowOp } from '../../../shared/domain/document';
import { newId } from '../../../shared/domain/ids';
import type { Moment } from '../../../shared/domain/moment';
import type { Reply } from '../../../shared/domain/reply';
import { instant } from '../../../shared/domain/row';
import { useApp } from '../../stores/app';
import { lessonStore } from '../../stores/document';

function commit(label: string, before: Reply | null, after: Reply | null): void {
  const id = (after ?? before)?.id;
  if (!id) return;
  const op: RowOp = { table: 'reply', id, before, after };
  lessonStore.getState().commit(label, [op]);
}

/** A reply is private or shared as its moment is when it is written. */
export function addReply(moment: Moment, text: string): void {
  const { me } = useApp.getState();
  if (!me || text.trim() === '') return;
  const now = instant();
  commit('Reply to a moment', null, {
    ...{ id: newId(), authorId: me.id, createdAt: now, changedAt: now },
    ...{ lessonId: moment.lessonId, momentId: moment.id, text: text.trim() },
    private: moment.private,
  });
}

export function changeReply(
  reply: Reply,
  change: Partial<Pick<Reply, 'text' | 'private'>>,
  label = 'Change a reply',
): void {
  const after = { ...reply, ...change, changedAt: instant() };
  if (after.text.trim() === '' || (after.text === reply.text && after.private === reply.private)) {
    return;
  }
  commit(label, reply, { ...after, text: after.text.trim() });
}

export function deleteReply(reply: Reply): void {
  commit('Delete a reply', reply, null);
}
