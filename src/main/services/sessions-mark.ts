/** What came up in talk goes to the lesson that was watched, at the place that was watched. */
import { sameFile } from '../../shared/domain/exported';
import { newId } from '../../shared/domain/ids';
import { PLAIN_MOMENT } from '../../shared/domain/moment';
import { type Told, usToSamples } from '../../shared/domain/narration';
import { narrationAt } from '../../shared/domain/narration-state';
import { instant } from '../../shared/domain/row';
import { type Session, type Watched, watchedUs } from '../../shared/domain/session';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import type { Store } from '../db/store';
import { clipFile } from './clip-files';
import type { Media } from './ports';

/** A tag is at most so long; a session's title may be longer. */
const TAG_LENGTH = 40;

export function sessionsMark(deps: {
  store: Pick<Store, 'rows' | 'exports' | 'transaction'>;
  media: Pick<Media, 'probe'>;
  /** What a narration is told by; undefined for none. */
  toldOf: (narrationId: string) => Told | undefined;
  /** @throws AppError `not-found`. */
  sessionOf: (sessionId: string) => Session;
  isRemoving: (lessonId: string) => boolean;
  authorId: () => string;
  tellLesson: (lessonId: string) => void;
  nowMs: () => number;
}): Pick<Handlers['sessions'], 'mark' | 'filmLength'> {
  const { store, nowMs } = deps;

  /**
   * The lesson's time of a place in an exported file. Of one with titles, pauses or slower speeds the log
   * does not say where those are: its stretches are taken to fill it evenly.
   */
  function inFile(what: Extract<Watched, { exportId: string }>, atUs: number): number {
    const line = store.exports.get(what.exportId);
    const lines = line
      ? store.exports.of(what.lessonId).filter((other) => sameFile(line, other))
      : [];
    const sum = lines.reduce((us, { startUs, endUs }) => us + endUs - startUs, 0);
    let left = (atUs * sum) / Math.max(1, what.durationUs);
    for (const { startUs, endUs } of lines) {
      if (left < endUs - startUs) return Math.round(startUs + left);
      left -= endUs - startUs;
    }
    return lines.at(-1)?.endUs ?? 0;
  }

  /** @param atUs from the beginning of what is watched */
  function placeOf(what: Watched, atUs: number): number {
    const us = Math.min(atUs, watchedUs(what));
    if ('exportId' in what) return inFile(what, us);
    if (what.type !== 'narration') return what.startUs + us;
    const told = deps.toldOf(what.narrationId);
    if (!told) throw new AppError('not-found', 'That narration is no longer here.');
    return Math.round(narrationAt(told, what.from + usToSamples(us)).lessonUs);
  }

  return {
    mark: ({ sessionId, itemId, atUs, note }) => {
      const session = deps.sessionOf(sessionId);
      const item = session.items.find(({ id }) => id === itemId);
      const what = item?.kind === 'watch' ? item.what : null;
      if (!what || !store.rows.tables.lesson.get(what.lessonId) || deps.isRemoving(what.lessonId)) {
        throw new AppError('not-found', 'That lesson is no longer here.');
      }
      const { lessonId } = what;
      const startUs = placeOf(what, atUs);
      const now = instant(nowMs());
      const momentId = newId(nowMs());
      // Its tag says where it comes from, and finds all that came up there.
      const tags = [session.title.slice(0, TAG_LENGTH).trim()];
      store.transaction(() =>
        store.rows.tables.moment.insert({
          ...{ ...PLAIN_MOMENT, tags },
          ...{ id: momentId, authorId: deps.authorId(), createdAt: now, changedAt: now, lessonId },
          ...{ kind: 'noticing', startUs, endUs: startUs, note },
          ...{ private: false, inSession: true },
        }),
      );
      deps.tellLesson(lessonId);
      return { momentId, startUs };
    },
    filmLength: async ({ exportId }) => {
      const line = store.exports.get(exportId);
      if (!line || line.lessonId === null || deps.isRemoving(line.lessonId)) {
        throw new AppError('not-found', 'That export is no longer in the log.');
      }
      const { durationUs } = await deps.media.probe(clipFile(line));
      return { durationUs };
    },
  };
}
