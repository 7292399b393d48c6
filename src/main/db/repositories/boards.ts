/** Boards and saved views: they belong to the library, not to a lesson. */
import type { Board } from '../../../shared/domain/board';
import type { SavedView } from '../../../shared/domain/saved-view';
import type { Db } from '../open';
import { type Fields, type Table, table } from './table';

const ROW = { id: 'plain', authorId: 'plain', createdAt: 'plain', changedAt: 'plain' } as const;

const BOARD: Fields<Board> = {
  ...ROW,
  name: 'plain',
  about: 'plain',
  kinds: 'json',
  tags: 'json',
  hidden: 'bool',
};

const VIEW: Fields<SavedView> = { ...ROW, name: 'plain', filter: 'json' };

export interface Listed<R extends { id: string }> extends Table<R> {
  all(): R[];
}

const listed = <R extends { id: string }>(rows: Table<R>): Listed<R> => ({
  ...rows,
  all: rows.where('true'),
});

export interface Boards extends Listed<Board> {
  /** True when any moment of the library is of one of these kinds. */
  anyMomentOf(kinds: readonly string[]): boolean;
}

export function boards(db: Db): Boards {
  const used = db.prepare<[string]>('SELECT 1 FROM moment WHERE kind = ? LIMIT 1');
  return {
    ...listed(table<Board>(db, 'board', BOARD)),
    anyMomentOf: (kinds) => kinds.some((kind) => used.get(kind) !== undefined),
  };
}

export function savedViews(db: Db): Listed<SavedView> {
  return listed(table<SavedView>(db, 'saved_view', VIEW));
}
