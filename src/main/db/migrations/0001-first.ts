/**
 * The first schema. Every row a person makes has a UUIDv7, an author, created and changed times; a
 * deletion leaves id and time. Foreign keys wait for the commit, so the order of an edit's
 * operations does not matter. `rid` keys are explicit because the text indexes point to them and
 * VACUUM may renumber implicit ones (SQLite, "VACUUM").
 */
import type { Migration } from './migration';

export const first: Migration = {
  version: 1,
  name: 'first',
  up: (db) => {
    db.exec(`
CREATE TABLE person (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id TEXT PRIMARY KEY NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tombstone (
  id TEXT PRIMARY KEY NOT NULL,
  table_name TEXT NOT NULL,
  deleted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE focus (
  id TEXT PRIMARY KEY NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  teacher TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  title TEXT NOT NULL,
  subject TEXT NOT NULL,
  class_name TEXT NOT NULL,
  taught_on TEXT,
  teacher TEXT NOT NULL,
  notes TEXT NOT NULL,
  purpose TEXT NOT NULL,
  permission TEXT NOT NULL,
  keep_until TEXT NOT NULL,
  keep_reason TEXT NOT NULL,
  focus_id TEXT REFERENCES focus (id) DEFERRABLE INITIALLY DEFERRED,
  made INTEGER NOT NULL CHECK (made IN (0, 1))
) STRICT;
CREATE INDEX lesson_focus ON lesson (focus_id);

CREATE TABLE angle (
  id TEXT PRIMARY KEY NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL,
  UNIQUE (id, lesson_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX angle_lesson ON angle (lesson_id);

CREATE TABLE footage_file (
  id TEXT PRIMARY KEY NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  added_at TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  fingerprint TEXT NOT NULL,
  probe TEXT NOT NULL CHECK (json_valid(probe)),
  handling TEXT NOT NULL CHECK (handling IN ('direct', 'copy', 'unreadable')),
  handling_reason TEXT NOT NULL,
  trouble TEXT NOT NULL,
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  -- The library's own copy: its name once one is wanted, and whether it is whole.
  copy_name TEXT,
  copied INTEGER NOT NULL CHECK (copied IN (0, 1) AND (copied = 0 OR copy_name IS NOT NULL)),
  UNIQUE (id, lesson_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX footage_file_lesson ON footage_file (lesson_id);
CREATE INDEX footage_file_fingerprint ON footage_file (fingerprint);

CREATE TABLE part (
  id TEXT PRIMARY KEY NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  angle_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  offset_us INTEGER NOT NULL CHECK (offset_us >= 0),
  rate REAL NOT NULL CHECK (rate > 0),
  gap_before_us INTEGER NOT NULL CHECK (gap_before_us >= 0),
  duration_us INTEGER NOT NULL CHECK (duration_us >= 0),
  FOREIGN KEY (angle_id, lesson_id) REFERENCES angle (id, lesson_id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (file_id, lesson_id) REFERENCES footage_file (id, lesson_id)
    DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX part_lesson ON part (lesson_id);
CREATE INDEX part_angle ON part (angle_id);
CREATE INDEX part_file ON part (file_id);

-- What was made from a part; the files themselves lie in derived/<part>/.
CREATE TABLE derived (
  part_id TEXT PRIMARY KEY NOT NULL,
  poster_version INTEGER,
  frames INTEGER NOT NULL CHECK (frames IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE moment (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL,
  start_us INTEGER NOT NULL CHECK (start_us >= 0),
  end_us INTEGER NOT NULL CHECK (end_us >= start_us),
  note TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  adrift TEXT CHECK (adrift IS NULL OR json_valid(adrift))
) STRICT;
CREATE INDEX moment_lesson ON moment (lesson_id, start_us);

-- A next step outlives the moment or session it came from, so those are named, not enforced.
CREATE TABLE next_step (
  id TEXT PRIMARY KEY NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  lesson_id TEXT REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  moment_id TEXT,
  session_id TEXT,
  focus_id TEXT REFERENCES focus (id) DEFERRABLE INITIALLY DEFERRED,
  who TEXT NOT NULL,
  text TEXT,
  class_name TEXT NOT NULL,
  look_again_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX next_step_lesson ON next_step (lesson_id);
CREATE INDEX next_step_focus ON next_step (focus_id);

CREATE TABLE export_log (
  id TEXT PRIMARY KEY NOT NULL,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  lesson_id TEXT REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED,
  lesson_title TEXT NOT NULL,
  start_us INTEGER NOT NULL,
  end_us INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  folder_path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  frames INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX export_log_lesson ON export_log (lesson_id);

-- Full text. 'secure-delete' takes words out of the index as their text is deleted.
CREATE VIRTUAL TABLE lesson_text USING fts5 (
  title, subject, class_name, teacher, notes,
  content = 'lesson', content_rowid = 'rid', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO lesson_text (lesson_text, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER lesson_text_insert AFTER INSERT ON lesson BEGIN
  INSERT INTO lesson_text (rowid, title, subject, class_name, teacher, notes)
  VALUES (new.rid, new.title, new.subject, new.class_name, new.teacher, new.notes);
END;
CREATE TRIGGER lesson_text_delete AFTER DELETE ON lesson BEGIN
  INSERT INTO lesson_text (lesson_text, rowid, title, subject, class_name, teacher, notes)
  VALUES ('delete', old.rid, old.title, old.subject, old.class_name, old.teacher, old.notes);
END;
CREATE TRIGGER lesson_text_update AFTER UPDATE ON lesson
WHEN (old.title, old.subject, old.class_name, old.teacher, old.notes)
  IS NOT (new.title, new.subject, new.class_name, new.teacher, new.notes)
BEGIN
  INSERT INTO lesson_text (lesson_text, rowid, title, subject, class_name, teacher, notes)
  VALUES ('delete', old.rid, old.title, old.subject, old.class_name, old.teacher, old.notes);
  INSERT INTO lesson_text (rowid, title, subject, class_name, teacher, notes)
  VALUES (new.rid, new.title, new.subject, new.class_name, new.teacher, new.notes);
END;

CREATE VIRTUAL TABLE moment_text USING fts5 (
  note,
  content = 'moment', content_rowid = 'rid', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO moment_text (moment_text, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER moment_text_insert AFTER INSERT ON moment BEGIN
  INSERT INTO moment_text (rowid, note) VALUES (new.rid, new.note);
END;
CREATE TRIGGER moment_text_delete AFTER DELETE ON moment BEGIN
  INSERT INTO moment_text (moment_text, rowid, note) VALUES ('delete', old.rid, old.note);
END;
CREATE TRIGGER moment_text_update AFTER UPDATE ON moment WHEN old.note <> new.note BEGIN
  INSERT INTO moment_text (moment_text, rowid, note) VALUES ('delete', old.rid, old.note);
  INSERT INTO moment_text (rowid, note) VALUES (new.rid, new.note);
END;
`);
  },
};
