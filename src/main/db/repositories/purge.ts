/**
 * Taking a lesson out of a database for good. Works on the library and on its backups alike, and
 * can be run again after a crash: it asks only what is still there.
 */
import type { Db } from '../open';
import { forgetInSessions } from './sessions';

/** True when anything of the lesson is in this database. */
export function holdsLesson(db: Db, lessonId: string): boolean {
  return (
    db
      .prepare(
        `SELECT 1 WHERE EXISTS (SELECT 1 FROM lesson WHERE id = @id)
           OR EXISTS (SELECT 1 FROM export_log WHERE lesson_id = @id)`,
      )
      .get({ id: lessonId }) !== undefined
  );
}

const TOMBSTONES = `
  INSERT OR REPLACE INTO tombstone (id, table_name, deleted_at)
  SELECT id, 'lesson', @at FROM lesson WHERE id = @lesson
  UNION ALL SELECT id, 'angle', @at FROM angle WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'part', @at FROM part WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'moment', @at FROM moment WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'reply', @at FROM reply WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'drawing', @at FROM drawing WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'mask', @at FROM mask WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'narration', @at FROM narration WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'captions', @at FROM caption_track WHERE lesson_id = @lesson
  UNION ALL SELECT id, 'nextStep', @at FROM next_step WHERE lesson_id = @lesson`;

/**
 * A focus goes with the last lesson that speaks of it: of those this lesson, its moments or its next
 * steps refer to, or that belong to its teacher, the ones nothing else refers to, unless
 * their teacher has another lesson here.
 */
const LONELY_FOCUSES = `
  SELECT f.id FROM focus f
  WHERE (
    f.id = (SELECT focus_id FROM lesson WHERE id = @lesson)
    OR f.id IN (SELECT focus_id FROM next_step WHERE lesson_id = @lesson)
    OR f.id IN (SELECT focus_id FROM moment WHERE lesson_id = @lesson)
    OR f.teacher = (SELECT teacher FROM lesson WHERE id = @lesson)
  )
  AND NOT EXISTS (SELECT 1 FROM lesson WHERE focus_id = f.id AND id <> @lesson)
  AND NOT EXISTS (SELECT 1 FROM moment WHERE focus_id = f.id AND lesson_id <> @lesson)
  AND NOT EXISTS (
    SELECT 1 FROM next_step WHERE focus_id = f.id AND lesson_id IS NOT @lesson
  )
  AND NOT EXISTS (
    SELECT 1 FROM lesson WHERE teacher = f.teacher AND teacher <> '' AND id <> @lesson
  )`;

/** People who wrote nothing that is left, and who are not the person at this machine. */
const UNNAMED_PEOPLE = `
  DELETE FROM person WHERE json_quote(id) NOT IN (SELECT value FROM setting WHERE key = 'meId')
  AND id NOT IN (
    SELECT author_id FROM lesson UNION SELECT author_id FROM angle UNION SELECT author_id FROM part
    UNION SELECT author_id FROM moment UNION SELECT author_id FROM next_step
    UNION SELECT author_id FROM focus UNION SELECT author_id FROM reply
    UNION SELECT author_id FROM drawing UNION SELECT author_id FROM mask UNION SELECT author_id FROM caption_track
    UNION SELECT author_id FROM narration
    UNION SELECT author_id FROM session UNION SELECT author_id FROM session_capture
    UNION SELECT author_id FROM session_parked UNION SELECT author_id FROM session_reflection
    UNION SELECT author_id FROM board UNION SELECT author_id FROM saved_view
  )`;

const OF_A_LESSON = [
  ...['reply', 'drawing', 'mask', 'caption_track', 'moment', 'next_step'],
  ...['narration', 'take'],
  ...['part', 'footage_file', 'angle'],
];

/** The text indexes of the library. */
export const TEXT_INDEXES = ['lesson_text', 'moment_text', 'reply_text', 'cue_text'];

/**
 * Removes every row of a lesson and leaves tombstones. Its lines in the export log keep when, by
 * whom, how long and into which folder; the lesson, its title and the file's name go.
 * Run `scrub` afterwards: only that takes the bytes out of the file.
 * @param at the removal's time, for the tombstones.
 */
export function purgeLesson(db: Db, lessonId: string, at: string): void {
  const both = { lesson: lessonId, at };
  const one = { lesson: lessonId };
  db.transaction(() => {
    db.prepare(TOMBSTONES).run(both);
    const focuses = db.prepare<[{ lesson: string }], { id: string }>(LONELY_FOCUSES).all(one);
    for (const table of OF_A_LESSON) {
      db.prepare(`DELETE FROM ${table} WHERE lesson_id = @lesson`).run(one);
    }
    db.exec('DELETE FROM derived WHERE part_id NOT IN (SELECT id FROM part)');
    db.prepare(
      `UPDATE export_log SET lesson_id = NULL, lesson_title = '', file_name = '', angle_id = NULL
       WHERE lesson_id = @lesson`,
    ).run(one);
    db.prepare('DELETE FROM lesson WHERE id = @lesson').run(one);
    forgetInSessions(db, lessonId);
    for (const { id } of focuses) {
      db.prepare('DELETE FROM focus WHERE id = ?').run(id);
      db.prepare(
        'INSERT OR REPLACE INTO tombstone (id, table_name, deleted_at) VALUES (?, ?, ?)',
      ).run(id, 'focus', at);
    }
    db.prepare(UNNAMED_PEOPLE).run();
  }).immediate();
}

/**
 * Takes deleted content out of the file itself: the text indexes are written anew, the file is
 * rebuilt without its unused space (where older versions of a page may linger even with
 * secure_delete), and the WAL is emptied.
 * @throws SqliteError when another connection keeps the WAL from being emptied.
 */
export function scrub(db: Db): void {
  for (const index of TEXT_INDEXES) db.exec(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
  db.exec('VACUUM');
  const [state] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (state?.busy) throw new Error('the WAL is held by another connection');
}
