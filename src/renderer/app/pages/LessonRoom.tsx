import type { Id } from '../../../shared/domain/ids';

export function LessonRoom({ lessonId }: { lessonId: Id }) {
  return <main data-lesson={lessonId} />;
}
