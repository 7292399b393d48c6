/**
 * What is being removed and what has been: one small file a lesson, with ids and a time and no
 * content. Written before anything goes, so that a removal that was cut off is finished at the next
 * start; emptied when all is done, and then the only thing that is left of the lesson outside the
 * database. Should a database that still holds the lesson ever come back, its name here sends it
 * away again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Id, isId } from '../../shared/domain/ids';
import { Instant } from '../../shared/domain/row';
import { putInPlace } from '../db/durable-files';

export const RemovalRecord = z.object({
  lessonId: Id,
  at: Instant,
  originalsToo: z.boolean(),
  partIds: z.array(Id),
  /** Names of the library's own copies: ids with an ending. */
  copyNames: z.array(z.string().regex(/^[0-9a-f-]{36}(\.[a-z0-9]{1,8})?$/)),
});
export type RemovalRecord = z.infer<typeof RemovalRecord>;

export interface RemovalRecords {
  begin(record: RemovalRecord): void;
  done(lessonId: string): void;
  /** Removals that were cut off; one whose record cannot be read has its id only. */
  pending(): RemovalRecord[];
  /** Lessons that were removed, ever. */
  removed(): string[];
}

export function removalRecords(folder: string, now: () => string): RemovalRecords {
  const names = (ending: string): string[] =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith(ending) && isId(name.slice(0, -ending.length)))
      .map((name) => name.slice(0, -ending.length));
  const write = (name: string, text: string): void => {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, name);
    writeFileSync(`${path}.partial`, text);
    putInPlace(`${path}.partial`, path);
  };
  return {
    begin: (record) => write(`${record.lessonId}.json`, JSON.stringify(record)),
    done: (lessonId) => {
      write(`${lessonId}.done`, '');
      rmSync(join(folder, `${lessonId}.json`), { force: true });
    },
    pending: () =>
      names('.json').map((lessonId) => {
        try {
          return RemovalRecord.parse(
            JSON.parse(readFileSync(join(folder, `${lessonId}.json`), 'utf8')),
          );
        } catch {
          return { lessonId, at: now(), originalsToo: false, partIds: [], copyNames: [] };
        }
      }),
    removed: () => names('.done'),
  };
}
