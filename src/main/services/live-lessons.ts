/** Lessons that are noticed live in the room: a clock, a board, and footage only later. */
import type { Settings } from '../../shared/domain/settings';
import { instant } from '../../shared/domain/row';
import type { Store } from '../db/store';
import { insertLesson, lessonRows } from './lesson-rows';

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

export function liveLessons(deps: {
  store: Pick<Store, 'rows' | 'files' | 'transaction'>;
  settings: () => Settings;
  authorId: () => string;
  /** After the lesson is in the library. */
  added: (lessonId: string) => void;
  nowMs: () => number;
}): {
  /** @throws AppError `not-allowed` before someone has introduced themselves. */
  begin(): { lessonId: string };
} {
  const { store, settings, authorId, added, nowMs } = deps;
  return {
    begin: () => {
      const now = nowMs();
      const about = { title: `Lesson on ${long.format(now)}`, liveStartedAt: instant(now) };
      const by = { authorId: authorId(), nowMs: now, keep: settings().keepDefault };
      const { lesson, ops } = lessonRows([], about, by);
      insertLesson(store, [], ops);
      added(lesson.id);
      return { lessonId: lesson.id };
    },
  };
}
