/** Editing a lesson's own row from anywhere: through its room while that is open, else directly. */
import type { RowOp } from '../../shared/domain/document';
import type { Lesson } from '../../shared/domain/lesson';
import { instant } from '../../shared/domain/row';
import { call } from '../bridge/api';
import { lessonStore } from './document';

export type LessonChange = Partial<
  Pick<
    Lesson,
    | 'title'
    | 'subject'
    | 'className'
    | 'taughtOn'
    | 'teacher'
    | 'notes'
    | 'purpose'
    | 'permission'
    | 'notShown'
    | 'keepUntil'
    | 'keepReason'
    | 'liveEndedAt'
  >
>;

/**
 * Changes a lesson. In its room the change can be undone there and answers at once; elsewhere it
 * answers when it is on disk.
 * @param seen the lesson as the person saw it.
 * @throws AppError when it was refused; nothing has changed then.
 */
export async function editLesson(seen: Lesson, change: LessonChange, label: string): Promise<void> {
  const room = lessonStore.getState();
  const inRoom = room.document?.lesson.id === seen.id ? room.document.lesson : null;
  const before = inRoom ?? seen;
  const after: Lesson = { ...before, ...change, changedAt: instant() };
  const ops: RowOp[] = [{ table: 'lesson', id: before.id, before, after }];
  if (inRoom) room.commit(label, ops);
  else await call((api) => api.lessons.change({ lessonId: before.id, label, ops }));
}
