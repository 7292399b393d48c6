/** Rows of the domain as rows of a table: one place that maps fields to columns. */
import type { Db } from '../open';

/** How a field is stored: as it is, as 0 or 1, or as JSON. */
type Stored = 'plain' | 'bool' | 'json';

/** One entry a field of the row: a field that is forgotten does not compile. */
export type Fields<R> = { readonly [K in keyof Required<R>]: Stored };

type Cell = string | number | null;

export interface Table<R extends { id: string }> {
  get(id: string): R | undefined;
  insert(row: R): void;
  /** @returns false when there is no such row. */
  update(row: R): boolean;
  /**
   * Writes only the fields that differ: an index of a field that is named is written anew even where
   * its value stays (SQLite, "UPDATE").
   * @returns false when there is no such row.
   */
  change(before: R, after: R): boolean;
  /** @returns false when there is no such row. */
  remove(id: string): boolean;
  /**
   * Rows by a condition, in order of their ids unless said. Condition and order are SQL of this
   * room, never input.
   */
  where(condition: string, order?: string): (...params: Cell[]) => R[];
}

const snake = (field: string) => field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);

function toCell(value: unknown, stored: Stored): Cell {
  if (stored === 'bool') return value === true ? 1 : 0;
  if (stored === 'json') return value === null ? null : JSON.stringify(value);
  return value as Cell;
}

/**
 * Statements for a table whose columns are the fields in snake case. Prepared once.
 */
export function table<R extends { id: string }>(db: Db, name: string, fields: Fields<R>): Table<R> {
  const entries = Object.entries(fields) as [keyof R & string, Stored][];
  const special = entries.filter(([, stored]) => stored !== 'plain');
  const list = entries.map(([field]) => `${snake(field)} AS ${field}`).join(', ');
  const columns = entries.map(([field]) => snake(field));
  const rest = entries.filter(([field]) => field !== 'id');

  const fromRow = (found: unknown): R => {
    const row = found as Record<string, unknown>;
    for (const [field, stored] of special) {
      const value = row[field];
      if (stored === 'bool') row[field] = value === 1;
      else if (typeof value === 'string') row[field] = JSON.parse(value);
    }
    return row as unknown as R;
  };

  const get = db.prepare<[string]>(`SELECT ${list} FROM ${name} WHERE id = ?`);
  const insert = db.prepare<Cell[]>(
    `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const updateOf = (some: typeof entries) =>
    db.prepare<Cell[]>(
      `UPDATE ${name} SET ${some.map(([field]) => `${snake(field)} = ?`).join(', ')} WHERE id = ?`,
    );
  const update = updateOf(rest);
  /** By the fields that they write. */
  const changes = new Map<string, typeof update>();
  const remove = db.prepare<[string]>(`DELETE FROM ${name} WHERE id = ?`);

  return {
    get: (id) => {
      const row = get.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
    insert: (row) => {
      insert.run(...entries.map(([field, stored]) => toCell(row[field], stored)));
    },
    update: (row) =>
      update.run(...rest.map(([field, stored]) => toCell(row[field], stored)), row.id).changes > 0,
    change: (before, after) => {
      const cells: Cell[] = [];
      const differing = rest.filter(([field, stored]) => {
        const cell = toCell(after[field], stored);
        if (cell === toCell(before[field], stored)) return false;
        cells.push(cell);
        return true;
      });
      if (differing.length === 0) return get.get(after.id) !== undefined;
      const key = differing.map(([field]) => field).join();
      let statement = changes.get(key);
      if (!statement) changes.set(key, (statement = updateOf(differing)));
      return statement.run(...cells, after.id).changes > 0;
    },
    remove: (id) => remove.run(id).changes > 0,
    where: (condition, order = 'id') => {
      const statement = db.prepare<Cell[]>(
        `SELECT ${list} FROM ${name} WHERE ${condition} ORDER BY ${order}`,
      );
      return (...params) => statement.all(...params).map(fromRow);
    },
  };
}
