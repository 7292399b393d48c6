/** Narrations, and the takes they are rows of stretches of. The voices lie beside the library. */
import type { Migration } from './migration';

export const narrations: Migration = {
  version: 5,
  name: 'narrations',
  up: (db) => {
    db.exec(`
CREATE TABLE narration (
  id TEXT PRIMARY KEY,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  row TEXT NOT NULL CHECK (json_valid(row)),
  mends TEXT NOT NULL CHECK (json_valid(mends)),
  cues TEXT NOT NULL CHECK (json_valid(cues)),
  captions_shown INTEGER NOT NULL CHECK (captions_shown IN (0, 1)),
  draft INTEGER NOT NULL CHECK (draft IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX narration_lesson ON narration (lesson_id);

-- A narration that is taken away can come back by undo, and then its takes are still there: they are
-- no part of it, and go at the next start where nothing refers to them.
CREATE TABLE take (
  id TEXT PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  narration_id TEXT NOT NULL,
  voiced INTEGER NOT NULL CHECK (voiced IN (0, 1)),
  samples INTEGER NOT NULL CHECK (samples >= 0),
  whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
  -- The stretch of the narration it is recorded for; null at its end.
  place TEXT CHECK (place IS NULL OR json_valid(place)),
  begun_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX take_lesson ON take (lesson_id);
CREATE INDEX take_narration ON take (narration_id);

-- Events as they came in, some at a time.
CREATE TABLE take_events (
  take_id TEXT NOT NULL REFERENCES take (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  events TEXT NOT NULL CHECK (json_valid(events)),
  PRIMARY KEY (take_id, number)
) STRICT, WITHOUT ROWID;
`);
  },
};
