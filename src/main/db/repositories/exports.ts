/** The export log: what left the library, when, by whom, from where in which lesson, where to. */
import type { ExportEntry } from '../../../shared/domain/clip';
import type { Db } from '../open';

/** A line of the log as it is kept: with the folder's path, which never crosses to the page. */
export interface ExportLine extends Omit<ExportEntry, 'folderName'> {
  folderPath: string;
}

export interface Exports {
  /** All of these or none. */
  add(lines: readonly ExportLine[]): void;
  get(id: string): ExportLine | undefined;
  /** The newest first. */
  all(): ExportLine[];
  countOf(lessonId: string): number;
  of(lessonId: string): ExportLine[];
}

const LINE = `
  SELECT id, at, author, lesson_id AS lessonId, lesson_title AS lessonTitle, start_us AS startUs,
    end_us AS endUs, file_name AS fileName, folder_path AS folderPath, bytes, frames,
    angle_id AS angleId, file_id AS fileId
  FROM export_log`;

export function exports(db: Db): Exports {
  const add = db.prepare<[ExportLine]>(
    `INSERT INTO export_log (id, at, author, lesson_id, lesson_title, start_us, end_us, file_name,
       folder_path, bytes, frames, angle_id, file_id)
     VALUES (@id, @at, @author, @lessonId, @lessonTitle, @startUs, @endUs, @fileName,
       @folderPath, @bytes, @frames, @angleId, @fileId)`,
  );
  const get = db.prepare<[string], ExportLine>(`${LINE} WHERE id = ?`);
  const all = db.prepare<[], ExportLine>(`${LINE} ORDER BY at DESC, id DESC`);
  const of = db.prepare<[string], ExportLine>(`${LINE} WHERE lesson_id = ? ORDER BY at, id`);
  const countOf = db.prepare<[string], { n: number }>(
    'SELECT COUNT(*) AS n FROM export_log WHERE lesson_id = ?',
  );
  return {
    add: db.transaction((lines: readonly ExportLine[]) => {
      for (const line of lines) add.run(line);
    }),
    get: (id) => get.get(id),
    all: () => all.all(),
    of: (lessonId) => of.all(lessonId),
    countOf: (lessonId) => countOf.get(lessonId)?.n ?? 0,
  };
}
