/** Sessions, what was said in them, and how they went. Pictures for them lie beside the library. */
import type { Migration } from './migration';

const MADE_BY = `
  id TEXT PRIMARY KEY NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL`;

const OF_SESSION = `session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED`;

export const sessions: Migration = {
  version: 6,
  name: 'sessions',
  up: (db) => {
    db.exec(`
-- Items refer to lessons by id alone: a lesson that is removed leaves them open, and takes none with it.
CREATE TABLE session (${MADE_BY},
  title TEXT NOT NULL,
  intention TEXT NOT NULL,
  held_on TEXT,
  slot_minutes INTEGER NOT NULL CHECK (slot_minutes > 0),
  people TEXT NOT NULL CHECK (json_valid(people)),
  groups TEXT NOT NULL CHECK (json_valid(groups)),
  items TEXT NOT NULL CHECK (json_valid(items))
) STRICT, WITHOUT ROWID;

-- An item may be taken out of the plan; what was said stays.
CREATE TABLE session_capture (${MADE_BY},
  ${OF_SESSION},
  item_id TEXT NOT NULL,
  group_name TEXT NOT NULL,
  text TEXT NOT NULL,
  watched TEXT CHECK (watched IS NULL OR json_valid(watched))
) STRICT, WITHOUT ROWID;
CREATE INDEX session_capture_session ON session_capture (session_id);

CREATE TABLE session_parked (${MADE_BY},
  ${OF_SESSION},
  item_id TEXT,
  text TEXT NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX session_parked_session ON session_parked (session_id);

-- What someone wrote for themselves alone: in a table of its own, which no record reads.
CREATE TABLE session_reflection (${MADE_BY},
  ${OF_SESSION},
  item_id TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_reflection_session ON session_reflection (session_id);

CREATE TABLE session_file (
  id TEXT PRIMARY KEY NOT NULL,
  ${OF_SESSION},
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_file_session ON session_file (session_id);

-- Written twice a second while a session is presented, so it is kept apart from the plan.
CREATE TABLE session_run (
  session_id TEXT PRIMARY KEY NOT NULL REFERENCES session (id) ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT, WITHOUT ROWID;

ALTER TABLE next_step ADD COLUMN done_on TEXT;
CREATE INDEX next_step_session ON next_step (session_id) WHERE session_id IS NOT NULL;
`);
  },
};
