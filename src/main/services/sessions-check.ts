/** Before the day: whether everything a session shows is there and plays, and how long it takes by now. */
import { existsSync, statSync } from 'node:fs';
import { piecesOf } from '../../shared/domain/lesson-time';
import { samplesIn, type Told, VOICE_RATE } from '../../shared/domain/narration';
import { pathOf } from '../../shared/domain/narration-path';
import type { ItemCheck, ItemOf, Session, Watched } from '../../shared/domain/session';
import { AppError } from '../../shared/errors';
import { inParallel } from '../../shared/in-parallel';
import type { StoredFile } from '../db/repositories/files';
import type { Store } from '../db/store';
import { clipFile, type ClipFiles } from './clip-files';
import type { Places } from './places';
import type { Media, Playable, Probed } from './ports';

export interface CheckDeps {
  store: Pick<Store, 'rows' | 'files' | 'exports' | 'sessions'>;
  places: Pick<Places, 'footageOf' | 'sessionFileOf'>;
  clipFiles: ClipFiles;
  media: Pick<Media, 'probe' | 'storedProbe' | 'playsAt'>;
  /** What a narration is told by; undefined for none. */
  toldOf: (narrationId: string) => Told | undefined;
  playable: Pick<Playable, 'share'>;
  isRemoving: (lessonId: string) => boolean;
}

type Found = Omit<ItemCheck, 'itemId'>;

const found = (state: Found['state'], durationUs: number | null = null): Found => {
  return { state, durationUs, fileName: '' };
};
const MISSING = found('missing');
/** There is no footage at that place. */
const NOTHING_SHOWN = found('missing');

/** Decoding takes all of a processor: few at once, and none for long. */
const AT_ONCE = 2;
const PATIENCE_MS = 20_000;
/** A narration that jumps about is tried in so many places. */
const MOST_PLACES = 8;
/** What is tried of a place, so that it has a length. */
const GLANCE_US = 100_000;

export function checkSession(deps: CheckDeps): (session: Session) => Promise<ItemCheck[]> {
  const { store, places, clipFiles, media, playable, isRemoving } = deps;

  /** @returns false for what is damaged there, cut off since, or takes for ever. */
  async function plays(path: string, probe: Probed, atUs: number): Promise<boolean> {
    try {
      if (statSync(path).size < probe.bytes) return false;
      return await media.playsAt(path, probe, atUs, AbortSignal.timeout(PATIENCE_MS));
    } catch (thrown) {
      // Without ffmpeg nothing can be said of any file.
      if (thrown instanceof AppError && thrown.code === 'ffmpeg-missing') throw thrown;
      return false;
    }
  }

  /** Every camera's footage between two places of a lesson. */
  async function footage(lessonId: string, startUs: number, endUs: number): Promise<Found> {
    const pieces = piecesOf(store.rows.partsOf(lessonId), { startUs, endUs }).map((piece) => {
      return { ...piece, file: store.files.get(piece.part.fileId) };
    });
    if (pieces.length === 0) return NOTHING_SHOWN;
    const durationUs = endUs - startUs;
    let waiting = false;
    for (const { part, partRange, file } of pieces) {
      if (!isThere(file)) return MISSING;
      const probe = media.storedProbe(file.probe);
      if (!(await plays(places.footageOf(file), probe, partRange.startUs))) {
        return { state: 'unplayable', durationUs, fileName: file.name };
      }
      waiting ||= file.handling === 'copy' && playable.share(part.id) < 1;
    }
    return found(waiting ? 'not-ready' : 'fine', durationUs);
  }

  const isThere = (file: StoredFile | undefined): file is StoredFile =>
    file !== undefined && file.handling !== 'unreadable' && existsSync(places.footageOf(file));

  async function exported(what: Extract<Watched, { exportId: string }>): Promise<Found> {
    const line = store.exports.get(what.exportId);
    if (!line || line.lessonId !== what.lessonId) return MISSING;
    if ((await clipFiles.look([line])).get(line.id) !== 'there') return MISSING;
    const path = clipFile(line);
    const probe = await media.probe(path).catch(() => null);
    if (probe && (await plays(path, probe, 0))) return found('fine', probe.durationUs);
    return { state: 'unplayable', durationUs: what.durationUs, fileName: line.fileName };
  }

  /** The lesson's footage wherever a narration goes to. */
  async function told(what: Extract<Watched, { type: 'narration' }>): Promise<Found> {
    const narration = store.rows.tables.narration.get(what.narrationId);
    if (!narration || samplesIn(narration) === 0) return MISSING;
    if (narration.private) return found('private');
    const samples = Math.max(0, Math.min(what.to, samplesIn(narration)) - what.from);
    const said = deps.toldOf(what.narrationId);
    if (samples === 0 || !said) return MISSING;
    const shown = pathOf(said)
      .filter(({ from, to }) => to > what.from && from < what.to)
      .map(({ from, startUs, rate }) => {
        const into = (Math.max(0, what.from - from) * 1e6) / VOICE_RATE;
        return Math.round(startUs + into * rate);
      });
    for (const startUs of [...new Set(shown)].slice(0, MOST_PLACES)) {
      const there = await footage(what.lessonId, startUs, startUs + GLANCE_US);
      // Between two recordings there is nothing to see, and nothing amiss.
      if (there.state !== 'fine' && there !== NOTHING_SHOWN) return there;
    }
    return found('fine', Math.round((samples * 1e6) / VOICE_RATE));
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
        if (moment?.private) return found('private');
        return footage(what.lessonId, what.startUs, what.endUs);
      }
      case 'clip':
      case 'reel':
        return exported(what);
      case 'narration':
        return told(what);
    }
  }

  function read(item: ItemOf<'read'>): Found {
    if (item.fileId === null) return found(item.text.trim() === '' ? 'empty' : 'fine');
    const file = store.sessions.files.get(item.fileId);
    return file && existsSync(places.sessionFileOf(file)) ? found('fine') : MISSING;
  }

  async function one(item: Session['items'][number]): Promise<Found> {
    if (item.kind === 'watch') return item.what ? watched(item.what) : found('empty');
    return item.kind === 'read' ? read(item) : found('fine');
  }

  return (session) =>
    inParallel(session.items, AT_ONCE, async (item) => ({ itemId: item.id, ...(await one(item)) }));
}
