/** Bringing a database to the newest schema. */
import { AppError } from '../../shared/errors';
import { type Migration, MIGRATIONS, newestVersion } from './migrations';
import { APPLICATION_ID, type Db, schemaVersion } from './open';

/**
 * Runs the migrations a database has not had, each in its own transaction together with its
 * `user_version`, so that a crash leaves the schema before or after a step and never between.
 * @returns the version before and after.
 * @throws AppError `database` for a schema newer than these migrations, or rows a step has orphaned.
 */
export function migrate(
  db: Db,
  migrations: readonly Migration[] = MIGRATIONS,
): { from: number; to: number } {
  const from = schemaVersion(db);
  if (from > newestVersion(migrations)) throw newerSchema(from);
  // Rebuilding a table drops the old one: references are checked before the commit instead
  // (SQLite, "ALTER TABLE", section 7).
  db.pragma('foreign_keys = OFF');
  for (const step of migrations) {
    if (step.version <= from) continue;
    db.transaction(() => {
      step.up(db);
      const orphans = db.pragma('foreign_key_check') as unknown[];
      if (orphans.length > 0) {
        throw new AppError('database', 'The library could not be brought up to date.', {
          reason: `migration ${step.name} left ${orphans.length} rows that belong to nothing`,
        });
      }
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  }
  db.pragma('foreign_keys = ON');
  return { from, to: schemaVersion(db) };
}

/** The refusal of a library that a newer Plenary has written. Nothing of it has been touched. */
export function newerSchema(version: number): AppError {
  return new AppError(
    'database',
    'This library was last used with a newer version of Plenary. Nothing has been changed: open it with that version or a newer one.',
    { reason: 'newer-schema', version },
  );
}
