/** Before the day: whether everything a session shows is there, and how long it takes by now. */
import { existsSync } from 'node:fs';
import { samplesIn, VOICE_RATE } from '../../shared/domain/narration';
import type { ItemCheck, ItemOf, Session, Watched } from '../../shared/domain/session';
import { watchedUs } from '../../shared/domain/session';
import type { StoredFile } from '../db/repositories/files';
import type { Store } from '../db/store';
import type { ClipFiles } from './clip-files';
import type { Places } from './places';
import type { Playable } from './ports';

export interface CheckDeps {
  store: Pick<Store, 'rows' | 'files' | 'exports' | 'sessions'>;
  places: Pick<Places, 'footageOf' | 'sessionFileOf'>;
  clipFiles: ClipFiles;
  playable: Pick<Playable, 'share'>;
  isRemoving: (lessonId: string) => boolean;
}

type Found = Pick<ItemCheck, 'state' | 'durationUs'>;

const MISSING: Found = { state: 'missing', durationUs: null };

export function checkSession(deps: CheckDeps): (session: Session) => Promise<ItemCheck[]> {
  const { store, places, clipFiles, playable, isRemoving } = deps;

  /** Every camera's footage between two places of a lesson. */
  function footage(lessonId: string, startUs: number, endUs: number): Found {
    const parts = store.rows
      .partsOf(lessonId)
      .filter((part) => {
        const partEnd = part.offsetUs + part.durationUs * part.rate;
        return part.offsetUs < endUs && partEnd > startUs;
      })
      .map((part) => ({ part, file: store.files.get(part.fileId) }));
    if (parts.length === 0) return MISSING;
    const there = (file: StoredFile | undefined): file is StoredFile =>
      file !== undefined && file.handling !== 'unreadable' && existsSync(places.footageOf(file));
    if (!parts.every(({ file }) => there(file))) return MISSING;
    const durationUs = endUs - startUs;
    const waiting = parts.some(
      ({ part, file }) => file?.handling === 'copy' && playable.share(part.id) < 1,
    );
    if (waiting) return { state: 'not-ready', durationUs };
    return { state: 'fine', durationUs };
  }

  async function exported(what: Extract<Watched, { exportId: string }>): Promise<Found> {
    const line = store.exports.get(what.exportId);
    if (!line || line.lessonId !== what.lessonId) return MISSING;
    const found = await clipFiles.look([line]);
    return found.get(line.id) === 'there'
      ? { state: 'fine', durationUs: watchedUs(what) }
      : MISSING;
  }

  async function watched(what: Watched): Promise<Found> {
    const lesson = store.rows.tables.lesson.get(what.lessonId);
    if (!lesson || isRemoving(what.lessonId)) return MISSING;
    switch (what.type) {
      case 'range':
        return footage(what.lessonId, what.startUs, what.endUs);
      case 'moment': {
        const moment = store.rows.tables.moment.get(what.momentId);
        // The moment may have gone; what was chosen of the footage has not.
        if (moment?.private) return { state: 'private', durationUs: null };
        return footage(what.lessonId, what.startUs, what.endUs);
      }
      case 'clip':
      case 'reel':
        return exported(what);
      case 'narration': {
        const narration = store.rows.tables.narration.get(what.narrationId);
        if (!narration || samplesIn(narration) === 0) return MISSING;
        if (narration.private) return { state: 'private', durationUs: null };
        const samples = Math.max(0, Math.min(what.to, samplesIn(narration)) - what.from);
        if (samples === 0) return MISSING;
        return { state: 'fine', durationUs: Math.round((samples * 1e6) / VOICE_RATE) };
      }
    }
  }

  function read(item: ItemOf<'read'>): Found {
    if (item.fileId === null) {
      return { state: item.text.trim() === '' ? 'empty' : 'fine', durationUs: null };
    }
    const file = store.sessions.files.get(item.fileId);
    const there = file !== undefined && existsSync(places.sessionFileOf(file));
    return there ? { state: 'fine', durationUs: null } : MISSING;
  }

  return (session) =>
    Promise.all(
      session.items.map(async (item): Promise<ItemCheck> => {
        if (item.kind === 'watch') {
          const found = item.what ? await watched(item.what) : null;
          return { itemId: item.id, ...(found ?? { state: 'empty', durationUs: null }) };
        }
        if (item.kind === 'read') return { itemId: item.id, ...read(item) };
        return { itemId: item.id, state: 'fine', durationUs: null };
      }),
    );
}
