/** All repositories of one open library, and transactions over them. */
import type { SavedView } from '../../shared/domain/saved-view';
import { databaseError } from './errors';
import type { Db } from './open';
import { type Boards, boards, type Listed, savedViews } from './repositories/boards';
import { type Cards, cards } from './repositories/cards';
import { type DocumentRows, documentRows } from './repositories/document-rows';
import { type Exports, exports } from './repositories/exports';
import { type Derived, derived, type Files, files } from './repositories/files';
import { type Kept, kept, type Notices, notices, type People, people } from './repositories/people';
import { holdsLesson, purgeLesson, scrub } from './repositories/purge';
import { type Search, search } from './repositories/search';
import { type Sessions, sessions } from './repositories/sessions';
import { type Takes, takes } from './repositories/takes';
import { type Tombstones, tombstones } from './repositories/tombstones';
import { type Voices, voices } from './repositories/voices';

export interface Store {
  rows: DocumentRows;
  files: Files;
  derived: Derived;
  people: People;
  kept: Kept;
  notices: Notices;
  tombstones: Tombstones;
  cards: Cards;
  search: Search;
  boards: Boards;
  savedViews: Listed<SavedView>;
  exports: Exports;
  voices: Voices;
  takes: Takes;
  sessions: Sessions;
  /**
   * Runs everything or nothing; once it has returned the change is on the disk.
   * @throws AppError `disk-full`, `invalid` (a rule of the schema), `database`, or what `work` throws.
   */
  transaction<T>(work: () => T): T;
  holdsLesson(lessonId: string): boolean;
  /** Takes a lesson and its traces out of the database file; see repositories/purge.ts. */
  purgeLesson(lessonId: string, at: string): void;
}

export function openStore(db: Db): Store {
  const rows = documentRows(db);
  return {
    rows,
    files: files(db),
    derived: derived(db),
    people: people(db),
    kept: kept(db),
    notices: notices(db),
    tombstones: tombstones(db),
    cards: cards(db, rows.tables.lesson),
    search: search(db),
    boards: boards(db),
    savedViews: savedViews(db),
    exports: exports(db),
    voices: voices(db),
    takes: takes(db),
    sessions: sessions(db),
    transaction: (work) => {
      try {
        return db.transaction(work).immediate();
      } catch (thrown) {
        throw databaseError(thrown);
      }
    },
    holdsLesson: (lessonId) => holdsLesson(db, lessonId),
    purgeLesson: (lessonId, at) => {
      try {
        purgeLesson(db, lessonId, at);
        scrub(db);
      } catch (thrown) {
        throw databaseError(thrown);
      }
    },
  };
}
