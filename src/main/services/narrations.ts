/**
 * Narrations: the voice and what was shown come from the page while they are recorded, and are on the
 * disk before the page is answered. A recording that is cut off becomes a draft at the next start.
 */
import { type FileHandle, mkdir, open, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isId, newId } from '../../shared/domain/ids';
import { LONGEST_TAKE, type Narration, samplesIn, type Take } from '../../shared/domain/narration';
import { replaced } from '../../shared/domain/narration-edit';
import { instant } from '../../shared/domain/row';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import type { StoredTake } from '../db/repositories/takes';
import type { Store } from '../db/store';
import { fileError } from './file-errors';
import type { Places } from './places';
import { BYTES_A_SAMPLE, voicePieces, type VoiceTrack, voiceTrack } from './voice-track';

export interface Narrations {
  handlers: Pick<Handlers['narrations'], 'begin' | 'append' | 'finish' | 'cancel' | 'open'>;
  /** The voice as it was mended, as one WAV file; null for no such narration. Close it. */
  trackOf(narrationId: string): VoiceTrack | null;
  /** The narration and what its takes recorded; undefined for no such narration. */
  told(narrationId: string): { narration: Narration; takes: Take[] } | undefined;
  /** Where a take's samples lie; null where there is no voice. */
  voiceOf(take: Pick<StoredTake, 'id' | 'lessonId' | 'voiced'>): string | null;
  /** Stops recordings of a lesson: it is being removed. */
  forget(lessonId: string): Promise<void>;
  /** At start: makes drafts of what was cut off, and takes away what no narration is made of.
   * @returns how many recordings were cut off. */
  sweep(): Promise<number>;
  /** Ends recordings as they are; they are drafts at the next start. */
  stop(): Promise<void>;
}

interface Recording {
  take: StoredTake;
  file: FileHandle | null;
  path: string;
  samples: number;
  last: Promise<unknown>;
}

const gone = () => new AppError('not-found', 'That recording is no longer under way.');

export function narrationsService(deps: {
  store: Pick<Store, 'rows' | 'takes' | 'transaction'>;
  places: Pick<Places, 'narrationsFolder' | 'narrationsOf' | 'takeOf' | 'levelsOf'>;
  isRemoving: (lessonId: string) => boolean;
  nowMs: () => number;
}): Narrations {
  const { store, places, isRemoving, nowMs } = deps;
  const recordings = new Map<string, Recording>();

  const voiceOf: Narrations['voiceOf'] = ({ id, lessonId, voiced }) =>
    voiced ? places.takeOf(lessonId, id) : null;

  function narrationOf(narrationId: string): Narration | undefined {
    const narration = store.rows.tables.narration.get(narrationId);
    return narration && !isRemoving(narration.lessonId) ? narration : undefined;
  }

  async function begin({
    narrationId,
    voiced,
    place,
  }: Pick<StoredTake, 'narrationId' | 'voiced' | 'place'>): Promise<{ takeId: string }> {
    const narration = narrationOf(narrationId);
    if (!narration) throw new AppError('not-found', 'That narration is no longer here.');
    const [id, { lessonId }] = [newId(nowMs()), narration];
    const times = { samples: 0, whole: false, begunAt: instant(nowMs()) };
    const take: StoredTake = { id, lessonId, narrationId, voiced, place, ...times };
    const path = places.takeOf(lessonId, id);
    let file: FileHandle | null = null;
    try {
      await mkdir(dirname(path), { recursive: true });
      if (voiced) file = await open(path, 'wx');
      store.transaction(() => store.takes.insert(take));
    } catch (thrown) {
      await file?.close();
      await rm(path, { force: true });
      throw fileError(thrown, path);
    }
    recordings.set(id, { take, file, path, samples: 0, last: Promise.resolve() });
    return { takeId: id };
  }

  /** @returns how many samples it is; they count only once their events are kept too. */
  async function write(recording: Recording, voice: Uint8Array | number): Promise<number> {
    const { file } = recording;
    if (typeof voice === 'number') return voice;
    if (!file) return 0;
    // A sample is never half: what a full disk cut off is written again from its beginning.
    let done = 0;
    while (done < voice.length) {
      const at = recording.samples * BYTES_A_SAMPLE + done;
      done += (await file.write(voice, done, voice.length - done, at)).bytesWritten;
    }
    await file.datasync();
    return voice.length / BYTES_A_SAMPLE;
  }

  const append: Handlers['narrations']['append'] = ({ takeId, voice, events }) => {
    const recording = recordings.get(takeId);
    if (!recording) throw gone();
    const written = recording.last
      .catch(() => undefined)
      .then(async () => {
        const samples = await write(recording, voice);
        if (recording.samples + samples > LONGEST_TAKE) {
          throw new AppError('invalid', 'A recording may not be that long.');
        }
        store.transaction(() => store.takes.addEvents(takeId, events));
        // Only now: what failed is sent again, and takes the place of what there is of it.
        recording.samples += samples;
      });
    recording.last = written;
    return written.catch((thrown: unknown) => {
      throw fileError(thrown, recording.path);
    });
  };

  async function close(takeId: string): Promise<Recording> {
    const recording = recordings.get(takeId);
    if (!recording) throw gone();
    recordings.delete(takeId);
    await recording.last.catch(() => undefined);
    await recording.file?.close().catch(() => undefined);
    return recording;
  }

  async function drop(take: Pick<StoredTake, 'id' | 'lessonId'>): Promise<void> {
    await rm(places.takeOf(take.lessonId, take.id), { force: true });
    await rm(places.levelsOf(take.lessonId, take.id), { force: true });
    store.transaction(() => store.takes.remove(take.id));
  }

  const viewOf = (take: StoredTake): Take => {
    const { id, narrationId, voiced, samples } = take;
    return { id, narrationId, voiced, samples, events: store.takes.eventsOf(take) };
  };

  function told(narrationId: string): { narration: Narration; takes: Take[] } | undefined {
    const narration = narrationOf(narrationId);
    const takes = store.takes.ofNarration(narrationId).filter(({ whole }) => whole);
    return narration && { narration, takes: takes.map(viewOf) };
  }

  /** What was recorded before it was cut off goes where it was meant to go, and is to be looked at. */
  async function recover(take: StoredTake): Promise<boolean> {
    const narration = store.rows.tables.narration.get(take.narrationId);
    const size = await stat(places.takeOf(take.lessonId, take.id)).catch(() => null);
    const latest = store.takes.eventsOf({ id: take.id, samples: LONGEST_TAKE }).at(-1)?.at ?? 0;
    const samples = take.voiced ? Math.floor((size?.size ?? 0) / BYTES_A_SAMPLE) : latest;
    if (!narration || samples === 0) {
      await drop(take);
      return false;
    }
    const end = samplesIn(narration);
    const place = take.place ?? { from: end, to: end };
    const stretch = { type: 'told' as const, takeId: take.id, from: 0, to: samples };
    store.transaction(() => {
      store.takes.finish(take.id, samples);
      store.rows.tables.narration.update({
        ...narration,
        ...replaced(narration, place.from, place.to, [stretch]),
        draft: true,
        changedAt: instant(nowMs()),
      });
    });
    return true;
  }

  /** Files of takes that the library does not know. */
  async function sweepLesson(lessonId: string): Promise<void> {
    const folder = places.narrationsOf(lessonId);
    const known = new Set(store.takes.ofLesson(lessonId).map(({ id }) => id));
    for (const name of await readdir(folder).catch(() => [])) {
      if (!known.has(name.replace(/\.(pcm|peaks)$/, '')))
        await rm(join(folder, name), { force: true });
    }
    // Stays while there is something in it.
    await rmdir(folder).catch(() => undefined);
  }

  return {
    handlers: {
      begin,
      append,
      finish: async ({ takeId }) => {
        const recording = await close(takeId);
        const { samples, take } = recording;
        store.transaction(() => store.takes.finish(takeId, samples));
        return viewOf({ ...take, samples, whole: true });
      },
      cancel: async ({ takeId }) => {
        if (recordings.has(takeId)) await drop((await close(takeId)).take);
      },
      open: ({ narrationId }) => {
        const found = told(narrationId);
        if (!found) throw new AppError('not-found', 'That narration is no longer here.');
        return { takes: found.takes };
      },
    },
    told,
    voiceOf,
    trackOf: (narrationId) => {
      const narration = narrationOf(narrationId);
      if (!narration) return null;
      const takes = new Map(store.takes.ofNarration(narrationId).map((take) => [take.id, take]));
      return voiceTrack(
        voicePieces(narration, (takeId) => {
          const take = takes.get(takeId);
          return take ? voiceOf(take) : null;
        }),
      );
    },
    forget: async (lessonId) => {
      for (const { take } of [...recordings.values()]) {
        if (take.lessonId === lessonId) await close(take.id);
      }
    },
    sweep: async () => {
      let cut = 0;
      for (const take of store.takes.unfinished()) if (await recover(take)) cut++;
      for (const take of store.takes.unused()) await drop(take);
      for (const name of await readdir(places.narrationsFolder).catch(() => [])) {
        if (isId(name)) await sweepLesson(name);
      }
      return cut;
    },
    stop: async () => {
      for (const takeId of [...recordings.keys()]) await close(takeId);
    },
  };
}
