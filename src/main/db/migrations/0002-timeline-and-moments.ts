/**
 * Moments that carry a conversation (tags, focus, links, a voice note, replies), drawings, captions,
 * boards and saved views; lessons noticed live; parts of another angle that begin before the lesson.
 */
import type { Migration } from './migration';

const MADE_BY = `
  id TEXT PRIMARY KEY NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL`;

const OF_LESSON = 'lesson_id TEXT NOT NULL REFERENCES lesson (id) DEFERRABLE INITIALLY DEFERRED';

export const timelineAndMoments: Migration = {
  version: 2,
  name: 'timeline-and-moments',
  up: (db) => {
    db.exec(`
ALTER TABLE lesson ADD COLUMN live_started_at TEXT;
ALTER TABLE lesson ADD COLUMN live_ended_at TEXT;

ALTER TABLE moment ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags));
ALTER TABLE moment ADD COLUMN focus_id TEXT;
ALTER TABLE moment ADD COLUMN links TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(links));
ALTER TABLE moment ADD COLUMN voice TEXT CHECK (voice IS NULL OR json_valid(voice));
ALTER TABLE moment ADD COLUMN in_session INTEGER NOT NULL DEFAULT 0 CHECK (in_session IN (0, 1));
ALTER TABLE moment ADD COLUMN live_us INTEGER CHECK (live_us >= 0);
CREATE INDEX moment_voice ON moment (voice ->> 'id') WHERE voice IS NOT NULL;

-- As before, but for an offset that may be negative.
CREATE TABLE part_new (${MADE_BY},
  ${OF_LESSON},
  angle_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  offset_us INTEGER NOT NULL,
  rate REAL NOT NULL CHECK (rate > 0),
  gap_before_us INTEGER NOT NULL CHECK (gap_before_us >= 0),
  duration_us INTEGER NOT NULL CHECK (duration_us >= 0),
  FOREIGN KEY (angle_id, lesson_id) REFERENCES angle (id, lesson_id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (file_id, lesson_id) REFERENCES footage_file (id, lesson_id)
    DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
INSERT INTO part_new
  SELECT id, author_id, created_at, changed_at, lesson_id, angle_id, file_id, position, offset_us,
    rate, gap_before_us, duration_us
  FROM part;
DROP TABLE part;
ALTER TABLE part_new RENAME TO part;
CREATE INDEX part_lesson ON part (lesson_id);
CREATE INDEX part_angle ON part (angle_id);
CREATE INDEX part_file ON part (file_id);

CREATE TABLE reply (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  ${OF_LESSON},
  moment_id TEXT NOT NULL REFERENCES moment (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1))
) STRICT;
CREATE INDEX reply_lesson ON reply (lesson_id);
CREATE INDEX reply_moment ON reply (moment_id);

-- A drawing may outlive its moment, so that is named, not enforced.
CREATE TABLE drawing (${MADE_BY},
  ${OF_LESSON},
  angle_id TEXT NOT NULL,
  moment_id TEXT,
  start_us INTEGER NOT NULL CHECK (start_us >= 0),
  end_us INTEGER NOT NULL CHECK (end_us >= start_us),
  shape TEXT NOT NULL CHECK (json_valid(shape)),
  colour TEXT NOT NULL,
  size REAL NOT NULL CHECK (size > 0),
  private INTEGER NOT NULL CHECK (private IN (0, 1)),
  adrift TEXT CHECK (adrift IS NULL OR json_valid(adrift)),
  FOREIGN KEY (angle_id, lesson_id) REFERENCES angle (id, lesson_id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
CREATE INDEX drawing_lesson ON drawing (lesson_id);
CREATE INDEX drawing_angle ON drawing (angle_id);

CREATE TABLE caption_track (
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  author_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  ${OF_LESSON},
  name TEXT NOT NULL,
  cues TEXT NOT NULL CHECK (json_valid(cues))
) STRICT;
CREATE INDEX caption_track_lesson ON caption_track (lesson_id);

CREATE TABLE board (${MADE_BY},
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  kinds TEXT NOT NULL CHECK (json_valid(kinds)),
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (${MADE_BY},
  name TEXT NOT NULL,
  filter TEXT NOT NULL CHECK (json_valid(filter))
) STRICT, WITHOUT ROWID;

-- Full text: moments by their tags too, replies, and captions cue by cue. With indexes of beginnings:
-- what is typed is a beginning until its word is whole, and without them every word that begins so
-- has its matches merged first (a second for one letter across a million moments).
DROP TRIGGER moment_text_insert;
DROP TRIGGER moment_text_delete;
DROP TRIGGER moment_text_update;
DROP TABLE moment_text;
CREATE VIRTUAL TABLE moment_text USING fts5 (
  note, tags,
  content = 'moment', content_rowid = 'rid', tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3 4'
);
INSERT INTO moment_text (moment_text, rank) VALUES ('secure-delete', 1);
INSERT INTO moment_text (moment_text) VALUES ('rebuild');
CREATE TRIGGER moment_text_insert AFTER INSERT ON moment BEGIN
  INSERT INTO moment_text (rowid, note, tags) VALUES (new.rid, new.note, new.tags);
END;
CREATE TRIGGER moment_text_delete AFTER DELETE ON moment BEGIN
  INSERT INTO moment_text (moment_text, rowid, note, tags)
  VALUES ('delete', old.rid, old.note, old.tags);
END;
CREATE TRIGGER moment_text_update AFTER UPDATE ON moment
WHEN (old.note, old.tags) IS NOT (new.note, new.tags)
BEGIN
  INSERT INTO moment_text (moment_text, rowid, note, tags)
  VALUES ('delete', old.rid, old.note, old.tags);
  INSERT INTO moment_text (rowid, note, tags) VALUES (new.rid, new.note, new.tags);
END;

CREATE VIRTUAL TABLE reply_text USING fts5 (
  text, content = 'reply', content_rowid = 'rid', tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3 4'
);
INSERT INTO reply_text (reply_text, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER reply_text_insert AFTER INSERT ON reply BEGIN
  INSERT INTO reply_text (rowid, text) VALUES (new.rid, new.text);
END;
CREATE TRIGGER reply_text_delete AFTER DELETE ON reply BEGIN
  INSERT INTO reply_text (reply_text, rowid, text) VALUES ('delete', old.rid, old.text);
END;
CREATE TRIGGER reply_text_update AFTER UPDATE ON reply WHEN old.text <> new.text BEGIN
  INSERT INTO reply_text (reply_text, rowid, text) VALUES ('delete', old.rid, old.text);
  INSERT INTO reply_text (rowid, text) VALUES (new.rid, new.text);
END;

-- Cues are kept in their track; this is only what is searched, made anew with the track.
CREATE TABLE cue (
  rid INTEGER PRIMARY KEY,
  track_rid INTEGER NOT NULL,
  start_us INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX cue_track ON cue (track_rid);
CREATE VIRTUAL TABLE cue_text USING fts5 (
  text, content = 'cue', content_rowid = 'rid', tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3 4'
);
INSERT INTO cue_text (cue_text, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER cue_text_insert AFTER INSERT ON cue BEGIN
  INSERT INTO cue_text (rowid, text) VALUES (new.rid, new.text);
END;
CREATE TRIGGER cue_text_delete AFTER DELETE ON cue BEGIN
  INSERT INTO cue_text (cue_text, rowid, text) VALUES ('delete', old.rid, old.text);
END;
CREATE TRIGGER caption_track_insert AFTER INSERT ON caption_track BEGIN
  INSERT INTO cue (track_rid, start_us, text)
  SELECT new.rid, value ->> 'startUs', value ->> 'text' FROM json_each(new.cues)
  WHERE value ->> 'adrift' IS NULL;
END;
CREATE TRIGGER caption_track_delete AFTER DELETE ON caption_track BEGIN
  DELETE FROM cue WHERE track_rid = old.rid;
END;
CREATE TRIGGER caption_track_update AFTER UPDATE ON caption_track WHEN old.cues <> new.cues BEGIN
  DELETE FROM cue WHERE track_rid = old.rid;
  INSERT INTO cue (track_rid, start_us, text)
  SELECT new.rid, value ->> 'startUs', value ->> 'text' FROM json_each(new.cues)
  WHERE value ->> 'adrift' IS NULL;
END;
`);
  },
};
