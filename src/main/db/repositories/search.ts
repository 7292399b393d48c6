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
   * A page of what holds all that is wanted: lessons, then moments, replies and captions; within
   * each, what was added last comes first.
   */
  find(query: SearchQuery): SearchPage;
  /**
   * Brings the words of edited moments into the index; a search does so first, for all of them.
   * @param most how many at most, some 0.2 ms each.
   * @returns true when there are more.
   * @throws SqliteError when it cannot be written; the index then stays behind, and whole.
   */
  catchUp(most: number): boolean;
  /**
   * Puts the index of lessons in order (SQLite, "FTS5", 'optimize'). Each lesson that was written leaves a
   * piece of its own, and every search looks through all pieces. Takes milliseconds.
   */
  tidy(): void;
}

export const PAGE = 50;

/**
 * What a person typed as a query of FTS5 (SQLite, "FTS5", section 3). Every word is quoted, so that
 * nothing in it is syntax. Empty when there is no word in it.
 */
export function toQuery(wanted: readonly Wanted[]): string {
  return wanted.map(({ words, open }) => `"${words.join(' ')}"${open ? '*' : ''}`).join(' ');
}

interface Source {
  is: SearchSource;
  /** The index of the table `t`, whose rows are joined to the lesson `l`. */
  index: string;
  rows: string;
  momentId: string;
  atUs: string;
  /** The columns that were searched, as texts. */
  texts: readonly string[];
}

const TAGS = `iif(t.tags = '[]', '', (SELECT group_concat(value, ', ') FROM json_each(t.tags)))`;

const SOURCES: readonly Source[] = [
  {
    ...{ is: 'lesson', index: 'lesson_text', momentId: 'NULL', atUs: '0' },
    rows: 'lesson t JOIN lesson l ON l.rid = t.rid',
    texts: ['t.title', 't.subject', 't.class_name', 't.teacher', 't.notes'],
  },
  {
    ...{ is: 'moment', index: 'moment_text', momentId: 't.id', atUs: 't.start_us' },
    rows: 'moment t JOIN lesson l ON l.id = t.lesson_id',
    texts: ['t.note', TAGS],
  },
  {
    ...{ is: 'reply', index: 'reply_text', momentId: 'm.id', atUs: 'm.start_us' },
    rows: `reply t JOIN moment m ON m.id = t.moment_id JOIN lesson l ON l.id = t.lesson_id`,
    texts: ['t.text'],
  },
  {
    ...{ is: 'caption', index: 'cue_text', momentId: 'NULL', atUs: 't.start_us' },
    rows: `cue t JOIN caption_track c ON c.rid = t.track_rid JOIN lesson l ON l.id = c.lesson_id`,
    texts: ['t.text'],
  },
];

interface Asked extends Pick<SearchQuery, 'lessonId' | 'className'> {
  query: string;
  limit: number;
  skip: number;
}
/** The rows of one lesson lie between these. */
interface Span {
  least: number | null;
  most: number | null;
}
type Found = [
  lessonId: string,
  lessonTitle: string,
  momentId: string | null,
  atUs: number,
  ...texts: string[],
];
/** What stands in a row before the texts. */
const FACTS = 4;

/**
 * One source's statements, prepared once. The index is asked alone and the rows are looked up after:
 * most words are in few sources, and a join costs even where nothing is found.
 */
function statements(db: Db, { index, rows, momentId, atUs, texts }: Source) {
  // By place, not by name: a name costs as much as asking an index that holds nothing.
  const newest = <Where extends (string | number | null)[]>(condition: string) =>
    db
      .prepare<[query: string, ...where: Where, limit: number, skip: number], number>(
        `SELECT rowid FROM ${index} WHERE ${index} MATCH ? ${condition}
         ORDER BY rowid DESC LIMIT ? OFFSET ?`,
      )
      .pluck();
  const whose = (condition: string) =>
    `AND EXISTS (SELECT 1 FROM ${rows} WHERE t.rid = ${index}.rowid AND ${condition})`;
  return {
    span: db.prepare<[lessonId: string], Span>(
      `SELECT min(t.rid) AS least, max(t.rid) AS most FROM ${rows} WHERE l.id = ?`,
    ),
    anywhere: newest<[]>(''),
    inClass: newest<[className: string]>(whose('l.class_name = ?')),
    // The span of its rows keeps the index from being read from end to end.
    inLesson: newest<[least: number, most: number, lessonId: string, className: string | null]>(
      `AND rowid BETWEEN ? AND ? ${whose('l.id = ? AND l.class_name = ifnull(?, l.class_name)')}`,
    ),
    rows: db
      .prepare<[string], Found>(
        `SELECT l.id, l.title, ${momentId}, ${atUs}, ${texts.join(', ')}
         FROM ${rows} WHERE t.rid IN (SELECT value FROM json_each(?)) ORDER BY t.rid DESC`,
      )
      .raw(),
  };
}

/** Of the texts that were searched the one with most of what is wanted. */
function shown(texts: readonly string[], wanted: readonly Wanted[]): string {
  const [first = '', ...others] = texts.filter((text) => text !== '');
  if (others.length === 0) return excerpt(first, wanted);
  const count = (text: string) => marksIn(text, wanted).length;
  return excerpt(
    others.reduce((best, text) => (count(text) > count(best) ? text : best), first),
    wanted,
  );
}

/** The rows of a source that match, what was added last first. */
function matches(source: ReturnType<typeof statements>, asked: Asked): number[] {
  const { query, lessonId, className, limit, skip } = asked;
  if (lessonId === null) {
    if (className === null) return source.anywhere.all(query, limit, skip);
    return source.inClass.all(query, className, limit, skip);
  }
  const { least, most } = source.span.get(lessonId) ?? { least: null, most: null };
  if (least === null || most === null) return [];
  return source.inLesson.all(query, least, most, lessonId, className, limit, skip);
}

/** As many as there are. */
export const EVERY = Number.MAX_SAFE_INTEGER - 1;

/** The words that the index holds go, those that the moments hold now come. */
const CATCH_UP = [
  `INSERT INTO moment_text (moment_text, rowid, note, tags)
   SELECT 'delete', rid, note, tags FROM moment_behind WHERE rid <= ?`,
  `INSERT INTO moment_text (rowid, note, tags)
   SELECT m.rid, m.note, m.tags FROM moment_behind b JOIN moment m ON m.rid = b.rid
   WHERE b.rid <= ?`,
  'DELETE FROM moment_behind WHERE rid <= ?',
];

function catchingUp(db: Db): Search['catchUp'] {
  const behind = db
    .prepare<[limit: number], number>('SELECT rid FROM moment_behind ORDER BY rid LIMIT ?')
    .pluck();
  const steps = CATCH_UP.map((sql) => db.prepare<[last: number]>(sql));
  const through = db.transaction((last: number) => {
    for (const step of steps) step.run(last);
  });
  return (most) => {
    const rids = behind.all(most + 1);
    const last = rids.slice(0, most).at(-1);
    if (last === undefined) return false;
    through.immediate(last);
    return rids.length > most;
  };
}

export function search(db: Db): Search {
  const catchUp = catchingUp(db);
  const sources = SOURCES.map((source) => ({ is: source.is, ...statements(db, source) }));
  return {
    find: ({ text, lessonId, className, from }) => {
      const wanted = parseSearch(text);
      const hits: SearchHit[] = [];
      if (wanted.length === 0) return { hits, next: null };
      try {
        catchUp(EVERY);
      } catch {
        // A full disk: what was known before is still found.
      }
      const query = toQuery(wanted);
      const start = from === null ? 0 : sources.findIndex((source) => source.is === from.is);
      for (const source of sources.slice(start)) {
        const { is } = source;
        const skip = from?.is === is ? from.skip : 0;
        const room = PAGE - hits.length;
        // One row more than is wanted tells whether there are more.
        const rids = matches(source, { query, lessonId, className, skip, limit: room + 1 });
        if (rids.length === 0) continue;
        for (const row of source.rows.all(JSON.stringify(rids.slice(0, room)))) {
          const [lesson, lessonTitle, momentId, atUs] = row;
          const line = shown(row.slice(FACTS) as string[], wanted);
          hits.push({ is, lessonId: lesson, lessonTitle, momentId, atUs, text: line });
        }
        if (rids.length > room) return { hits, next: { is, skip: skip + room } };
      }
      return { hits, next: null };
    },
    catchUp,
    tidy: () => db.exec(`INSERT INTO lesson_text (lesson_text) VALUES ('optimize')`),
  };
}
