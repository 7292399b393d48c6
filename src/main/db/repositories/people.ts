/** The people whose names stand on rows, and what they have set. */
import type { Person } from '../../../shared/domain/row';
import type { Db } from '../open';
import { table } from './table';

export interface People {
  get(id: string): Person | undefined;
  all(): Person[];
  insert(person: Person): void;
  update(person: Person): boolean;
}

export function people(db: Db): People {
  const rows = table<Person>(db, 'person', {
    id: 'plain',
    name: 'plain',
    createdAt: 'plain',
    changedAt: 'plain',
  });
  return { get: rows.get, all: rows.where('true'), insert: rows.insert, update: rows.update };
}

export interface Kept {
  /** The value kept under a key, parsed, or undefined. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  all(): Record<string, unknown>;
}

/** Small things kept by key: the settings, and what the app remembers from one start to the next. */
export function kept(db: Db): Kept {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const all = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM setting');
  const set = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (key) => {
      const row = get.get(key);
      return row === undefined ? undefined : (JSON.parse(row.value) as unknown);
    },
    set: (key, value) => {
      set.run(key, JSON.stringify(value));
    },
    all: () => Object.fromEntries(all.all().map(({ key, value }) => [key, JSON.parse(value)])),
  };
}

export interface Notices {
  all(): { id: string; text: string }[];
  add(notice: { id: string; text: string }): void;
  remove(id: string): void;
}

/** What a person is to be told once, kept until they have read it. */
export function notices(db: Db): Notices {
  const all = db.prepare<[], { id: string; text: string }>(
    'SELECT id, text FROM notice ORDER BY id',
  );
  const add = db.prepare<[string, string]>(
    'INSERT OR REPLACE INTO notice (id, text) VALUES (?, ?)',
  );
  const remove = db.prepare<[string]>('DELETE FROM notice WHERE id = ?');
  return {
    all: () => all.all(),
    add: ({ id, text }) => void add.run(id, text),
    remove: (id) => void remove.run(id),
  };
}
