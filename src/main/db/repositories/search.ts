/** Full text over lessons, moments, replies and captions, a page at a time. */
import type {
  SearchHit,
  SearchPage,
  SearchQuery,
  SearchSource,
} from '../../../shared/domain/library';
import { excerpt, marksIn, parseSearch, type Wanted } from '../../../shared/domain/search-text';
import type { Db } from '../open';

export interface Search {
  /**
   * A page of what holds all that is wanted: lessons, then moments, replies and captions. Within
   * each, the best match first where few match, else the newest first: to rank them, every match
   * would have to be looked at, and nobody reads a hundred thousand.
   */
  find(query: SearchQuery): SearchPage;
}

export const PAGE = 50;

/** So many matches are ranked; of more only the newest are looked at. */
const FEW = 200;

/**
 * What a person typed as a query of FTS5 (SQLite, "FTS5", section 3). Every word is quoted, so that
 * nothing in it is syntax. Empty when there is no word in it.
 */
export function toQuery(wanted: readonly Wanted[]): string {
  return wanted.map(({ words, open }) => `"${words.join(' ')}"${open ? '*' : ''}`).join(' ');
}

interface Source {
  is: SearchSource;
  index: string;
  /** The table whose rows are indexed, as `t`, joined to the lesson `l`. */
  rows: string;
  momentId: string;
  atUs: string;
  /** The columns that were searched, as a JSON array of texts and lists of them. */
  texts: string;
}

const SOURCES: readonly Source[] = [
  {
    ...{ is: 'lesson', index: 'lesson_text', momentId: 'NULL', atUs: '0' },
    rows: 'lesson t JOIN lesson l ON l.rid = t.rid',
    texts: 'json_array(l.title, l.subject, l.class_name, l.teacher, l.notes)',
  },
  {
    ...{ is: 'moment', index: 'moment_text', momentId: 't.id', atUs: 't.start_us' },
    rows: 'moment t JOIN lesson l ON l.id = t.lesson_id',
    texts: 'json_array(t.note, json(t.tags))',
  },
  {
    ...{ is: 'reply', index: 'reply_text', momentId: 'm.id', atUs: 'm.start_us' },
    rows: `reply t JOIN moment m ON m.id = t.moment_id JOIN lesson l ON l.id = t.lesson_id`,
    texts: 'json_array(t.text)',
  },
  {
    ...{ is: 'caption', index: 'cue_text', momentId: 'NULL', atUs: 't.start_us' },
    rows: `cue t JOIN caption_track c ON c.rid = t.track_rid JOIN lesson l ON l.id = c.lesson_id`,
    texts: 'json_array(t.text)',
  },
];

interface Within {
  lessonId: string | null;
  className: string | null;
}
interface Asked extends Within {
  query: string;
  least: number;
  most: number;
  limit: number;
}
interface Span {
  least: number | null;
  most: number | null;
}
type Found = Omit<SearchHit, 'is' | 'text'> & { rid: number; texts: string };

const WITHIN = `(@lessonId IS NULL OR l.id = @lessonId)
  AND (@className IS NULL OR l.class_name = @className)`;

/** One source's statements, prepared once. */
function statements(db: Db, { index, rows, momentId, atUs, texts }: Source) {
  const ids = (condition: string, order: string) =>
    db
      .prepare<[Asked], number>(
        `SELECT rowid FROM ${index} WHERE ${index} MATCH @query ${condition}
         ORDER BY ${order} LIMIT @limit`,
      )
      .pluck();
  // The span of a lesson's rows keeps the index from being read from end to end.
  const narrow = `AND rowid BETWEEN @least AND @most
    AND EXISTS (SELECT 1 FROM ${rows} WHERE t.rid = ${index}.rowid AND ${WITHIN})`;
  return {
    span: db.prepare<[Within], Span>(
      `SELECT min(t.rid) AS least, max(t.rid) AS most FROM ${rows} WHERE ${WITHIN}`,
    ),
    best: { anywhere: ids('', 'rank'), within: ids(narrow, 'rank') },
    newest: { anywhere: ids('', 'rowid DESC'), within: ids(narrow, 'rowid DESC') },
    rows: db.prepare<[string], Found>(
      `SELECT t.rid AS rid, l.id AS lessonId, l.title AS lessonTitle, ${momentId} AS momentId,
         ${atUs} AS atUs, ${texts} AS texts
       FROM ${rows} WHERE t.rid IN (SELECT value FROM json_each(?))`,
    ),
  };
}

/** Of the texts that were searched the one with most of what is wanted; tags come as a list. */
function shown(texts: string, wanted: readonly Wanted[]): string {
  const columns = (JSON.parse(texts) as (string | string[])[]).map((text) =>
    typeof text === 'string' ? text : text.join(', '),
  );
  const [first = '', ...others] = columns;
  const count = (text: string) => marksIn(text, wanted).length;
  return excerpt(
    others.reduce((best, text) => (count(text) > count(best) ? text : best), first),
    wanted,
  );
}

export function search(db: Db): Search {
  const sources = SOURCES.map((source) => ({ is: source.is, ...statements(db, source) }));
  return {
    find: ({ text, lessonId, className, from }) => {
      const wanted = parseSearch(text);
      const hits: SearchHit[] = [];
      if (wanted.length === 0) return { hits, next: null };
      const isNarrow = lessonId !== null || className !== null;
      const where = isNarrow ? 'within' : 'anywhere';
      const start = from === null ? 0 : sources.findIndex((source) => source.is === from.is);
      for (const { is, span, best, newest, rows } of sources.slice(start)) {
        const within = { lessonId, className };
        const { least, most } = isNarrow ? (span.get(within) ?? {}) : { least: 0, most: 0 };
        if (typeof least !== 'number' || typeof most !== 'number') continue;
        const skip = from?.is === is ? from.skip : 0;
        const room = PAGE - hits.length;
        // One row more than is wanted tells whether there are more.
        const limit = Math.max(FEW, skip + room) + 1;
        const asked = { ...within, query: toQuery(wanted), least, most, limit };
        const latest = newest[where].all(asked);
        const found = latest.length > 1 && latest.length <= FEW ? best[where].all(asked) : latest;
        const page = found.slice(skip, skip + room);
        const byRid = new Map(rows.all(JSON.stringify(page)).map((row) => [row.rid, row]));
        for (const rid of page) {
          const row = byRid.get(rid);
          if (!row) continue;
          const { rid: _rid, texts, ...hit } = row;
          hits.push({ ...hit, is, text: shown(texts, wanted) });
        }
        if (found.length > skip + room) return { hits, next: { is, skip: skip + room } };
      }
      return { hits, next: null };
    },
  };
}
