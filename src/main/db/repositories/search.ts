/** Full text over lessons and moments. */
import type { SearchHit } from '../../../shared/domain/library';
import type { Db } from '../open';

export interface Search {
  /**
   * What holds every word of the text, each as a beginning of a word: lessons first, then moments,
   * the best match first. Accents and case make no difference.
   * @param limit at most this many of lessons and of moments.
   */
  find(text: string, limit: number): SearchHit[];
}

/**
 * What a person typed as a query: each word quoted, so that nothing in it is syntax, and open at
 * its end (SQLite, "FTS5", section 3.3, prefix queries). Empty when there is no word in it.
 */
export function toQuery(text: string): string {
  return text
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
    .map((word) => `"${word}"*`)
    .join(' ');
}

/** The line of the text that matched, cut to a length that fits a list. */
const SNIPPET_WORDS = 16;

interface Found {
  lessonId: string;
  lessonTitle: string;
  momentId: string | null;
  atUs: number;
  text: string;
}

export function search(db: Db): Search {
  const lessons = db.prepare<[string, number], Found>(
    `SELECT l.id AS lessonId, l.title AS lessonTitle, NULL AS momentId, 0 AS atUs,
       snippet(lesson_text, -1, '', '', '…', ${SNIPPET_WORDS}) AS text
     FROM lesson_text JOIN lesson l ON l.rid = lesson_text.rowid
     WHERE lesson_text MATCH ? ORDER BY rank LIMIT ?`,
  );
  const moments = db.prepare<[string, number], Found>(
    `SELECT l.id AS lessonId, l.title AS lessonTitle, m.id AS momentId, m.start_us AS atUs,
       snippet(moment_text, 0, '', '', '…', ${SNIPPET_WORDS}) AS text
     FROM moment_text
     JOIN moment m ON m.rid = moment_text.rowid
     JOIN lesson l ON l.id = m.lesson_id
     WHERE moment_text MATCH ? ORDER BY rank LIMIT ?`,
  );
  return {
    find: (text, limit) => {
      const query = toQuery(text);
      if (query === '') return [];
      return [...lessons.all(query, limit), ...moments.all(query, limit)].map((hit) => ({
        ...hit,
        text: hit.text.replace(/\s+/g, ' ').trim(),
      }));
    },
  };
}
