/** The library at a glance: what the cards of the grid show, in two statements for all lessons. */
import type { Handling, Lesson } from '../../../shared/domain/lesson';
import type { Db } from '../open';
import type { Table } from './table';

/** A part as a card sees it, in order within its lesson. */
export interface CardPart {
  id: string;
  lessonId: string;
  endUs: number;
  fileName: string;
  present: boolean;
  trouble: string;
  handling: Handling;
  posterVersion: number | null;
}

export interface CardRow {
  lesson: Lesson;
  momentCount: number;
  parts: CardPart[];
}

export interface Cards {
  all(): CardRow[];
  one(lessonId: string): CardRow | undefined;
}

type PartRow = Omit<CardPart, 'present'> & { present: number };

const PARTS = `
  SELECT p.id, p.lesson_id AS lessonId,
    CAST(round(p.offset_us + p.duration_us * p.rate) AS INTEGER) AS endUs,
    f.name AS fileName, f.present, f.trouble, f.handling, d.poster_version AS posterVersion
  FROM part p
  JOIN angle a ON a.id = p.angle_id
  JOIN footage_file f ON f.id = p.file_id
  LEFT JOIN derived d ON d.part_id = p.id`;
const ORDER = 'ORDER BY a.position, p.position';

export function cards(db: Db, lessons: Table<Lesson>): Cards {
  const allLessons = lessons.where('true');
  const allParts = db.prepare<[], PartRow>(`${PARTS} ${ORDER}`);
  const partsOf = db.prepare<[string], PartRow>(`${PARTS} WHERE p.lesson_id = ? ${ORDER}`);
  const allCounts = db.prepare<[], { lessonId: string; n: number }>(
    'SELECT lesson_id AS lessonId, COUNT(*) AS n FROM moment GROUP BY lesson_id',
  );
  const countOf = db.prepare<[string], { n: number }>(
    'SELECT COUNT(*) AS n FROM moment WHERE lesson_id = ?',
  );
  const toPart = (row: PartRow): CardPart => ({ ...row, present: row.present === 1 });
  return {
    all: () => {
      const counts = new Map(allCounts.all().map((row) => [row.lessonId, row.n]));
      const parts = new Map<string, CardPart[]>();
      for (const row of allParts.all()) {
        const list = parts.get(row.lessonId);
        if (list) list.push(toPart(row));
        else parts.set(row.lessonId, [toPart(row)]);
      }
      return allLessons().map((lesson) => ({
        lesson,
        momentCount: counts.get(lesson.id) ?? 0,
        parts: parts.get(lesson.id) ?? [],
      }));
    },
    one: (lessonId) => {
      const lesson = lessons.get(lessonId);
      if (!lesson) return undefined;
      const parts = partsOf.all(lessonId).map(toPart);
      return { lesson, momentCount: countOf.get(lessonId)?.n ?? 0, parts };
    },
  };
}
