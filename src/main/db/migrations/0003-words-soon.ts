/** The words of a moment that is edited go into the text index a moment later, not within the edit. */
import type { Migration } from './migration';

export const wordsSoon: Migration = {
  version: 3,
  name: 'words-soon',
  up: (db) => {
    db.exec(`
-- Moments whose words have changed since they were indexed, with what the index holds of them: it can
-- only be taken out by the same words. An edit writes one row here in place of five indexes.
CREATE TABLE moment_behind (
  rid INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  tags TEXT NOT NULL
) STRICT;

DROP TRIGGER moment_text_update;
CREATE TRIGGER moment_text_update AFTER UPDATE ON moment
WHEN (old.note, old.tags) IS NOT (new.note, new.tags)
BEGIN
  INSERT OR IGNORE INTO moment_behind (rid, note, tags) VALUES (old.rid, old.note, old.tags);
END;

DROP TRIGGER moment_text_delete;
CREATE TRIGGER moment_text_delete AFTER DELETE ON moment BEGIN
  INSERT OR IGNORE INTO moment_behind (rid, note, tags) VALUES (old.rid, old.note, old.tags);
  INSERT INTO moment_text (moment_text, rowid, note, tags)
  SELECT 'delete', rid, note, tags FROM moment_behind WHERE rid = old.rid;
  DELETE FROM moment_behind WHERE rid = old.rid;
END;
`);
  },
};
