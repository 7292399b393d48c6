/** Which focuses a moment can speak to. Pure. */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Focus } from '../../../shared/domain/lesson';
import type { Moment } from '../../../shared/domain/moment';

/** The lesson's own, its teacher's others, and the one that the moment has already. */
export function focusesFor(
  { lesson, focuses }: Pick<LessonDocument, 'lesson'> & { focuses: readonly Focus[] },
  moment: Pick<Moment, 'focusId'>,
): Focus[] {
  return focuses.filter(
    ({ id, teacher }) =>
      id === lesson.focusId ||
      id === moment.focusId ||
      (teacher !== '' && teacher === lesson.teacher),
  );
}
