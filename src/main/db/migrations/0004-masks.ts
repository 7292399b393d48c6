/** What is not to be seen or heard in what is handed on, and what a line of the export log is of. */
import type { Migration } from './migration';

export const masks: Migration = {
  version: 4,
  name: 'masks',
  up: (db) => {
    db.exec(`
-- Who of the class is not to be shown, in the school's own words.
ALTER TABLE lesson ADD COLUMN not_shown TEXT NOT NULL DEFAULT '';

-- Sound is of every camera and names none.
CREATE TABLE mask (
  id TEXT PRIMARY KEY,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  angle_id TEXT,
  start_us INTEGER NOT NULL CHECK (start_us >= 0),
  end_us INTEGER NOT NULL CHECK (end_us >= start_us),
  what TEXT NOT NULL CHECK (json_valid(what)),
  adrift TEXT CHECK (adrift IS NULL OR json_valid(adrift)),
  FOREIGN KEY (angle_id, lesson_id) REFERENCES angle (id, lesson_id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX mask_lesson ON mask (lesson_id);
CREATE INDEX mask_angle ON mask (angle_id);

-- The camera a line was cut from, and what its file has in common with others: null in older lines.
ALTER TABLE export_log ADD COLUMN angle_id TEXT;
ALTER TABLE export_log ADD COLUMN file_id TEXT;
`);
  },
};
