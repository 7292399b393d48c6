/** Which voice notes moments refer to. */
import type { Db } from '../open';

export interface Voices {
  /** The lesson of the moment that refers to a voice note. */
  lessonOf(voiceId: string): string | undefined;
  /** Ids of all that the lesson's moments refer to. */
  of(lessonId: string): Set<string>;
}

export function voices(db: Db): Voices {
  const lesson = db
    .prepare<[string], string>(
      `SELECT lesson_id FROM moment WHERE voice IS NOT NULL AND voice ->> 'id' = ?`,
    )
    .pluck();
  const ids = db
    .prepare<[string], string>(
      `SELECT voice ->> 'id' FROM moment WHERE lesson_id = ? AND voice IS NOT NULL`,
    )
    .pluck();
  return {
    lessonOf: (voiceId) => lesson.get(voiceId),
    of: (lessonId) => new Set(ids.all(lessonId)),
  };
}
