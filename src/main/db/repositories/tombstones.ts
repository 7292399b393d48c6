/** What is left of a deleted row: its id, its table and when. */
import type { Db } from '../open';

export interface Tombstones {
  has(id: string): boolean;
  add(id: string, tableName: string, deletedAt: string): void;
  remove(id: string): void;
  all(): { id: string; tableName: string; deletedAt: string }[];
}

export function tombstones(db: Db): Tombstones {
  const has = db.prepare<[string]>('SELECT 1 FROM tombstone WHERE id = ?');
  const add = db.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO tombstone (id, table_name, deleted_at) VALUES (?, ?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM tombstone WHERE id = ?');
  const all = db.prepare<[], { id: string; tableName: string; deletedAt: string }>(
    'SELECT id, table_name AS tableName, deleted_at AS deletedAt FROM tombstone ORDER BY id',
  );
  return {
    has: (id) => has.get(id) !== undefined,
    add: (id, tableName, deletedAt) => void add.run(id, tableName, deletedAt),
    remove: (id) => void remove.run(id),
    all: () => all.all(),
  };
}
