/**
 * Voice notes: bytes come from the page as they are recorded, are kept beside the library, and get
 * their length and waveform once the recording is over. What no moment refers to is taken away at
 * the next start, so that taking a note away can be undone until then.
 */
import { type FileHandle, mkdir, open, readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isId, newId } from '../../shared/domain/ids';
import { MOST_VOICE_BYTES, type VoiceNote } from '../../shared/domain/voice';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { putInPlace } from '../db/durable-files';
import type { Store } from '../db/store';
import { fileError } from './file-errors';
import type { Places } from './places';
import type { Media } from './ports';

export interface Voices {
  handlers: Handlers['voices'];
  /** Where a voice note lies that a moment refers to, or that was recorded since the start. */
  pathOf(voiceId: string): string | null;
  /** Stops recordings of a lesson and lets go of their files: the lesson is being removed. */
  forget(lessonId: string): Promise<void>;
  /**
   * At start: takes away what is half recorded and what nothing refers to.
   * @returns how many recordings were cut off.
   */
  sweep(): Promise<number>;
  /** Lets go of files; a recording under way is cut off. */
  stop(): Promise<void>;
}

interface Recording {
  lessonId: string;
  path: string;
  file: FileHandle;
  bytes: number;
  /** Writes follow each other, however the messages come. */
  last: Promise<unknown>;
}

const gone = () => new AppError('not-found', 'That recording is no longer under way.');

export function voicesService(deps: {
  store: Pick<Store, 'rows' | 'voices'>;
  places: Pick<Places, 'voicesFolder' | 'voicesOf' | 'voiceOf'>;
  media: Pick<Media, 'finishVoice'>;
  isRemoving: (lessonId: string) => boolean;
  nowMs: () => number;
}): Voices {
  const { store, places, media, isRemoving, nowMs } = deps;
  const recordings = new Map<string, Recording>();
  /** Recorded since the start, by lesson: the moment that will refer to it may not be on disk yet. */
  const recorded = new Map<string, string>();

  function take(voiceId: string): Recording {
    const recording = recordings.get(voiceId);
    if (!recording) throw gone();
    recordings.delete(voiceId);
    return recording;
  }

  async function drop({ file, path, last }: Recording): Promise<void> {
    await last.catch(() => undefined);
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    await rm(`${path}.whole.partial`, { force: true });
  }

  async function begin(lessonId: string): Promise<{ voiceId: string }> {
    if (!store.rows.tables.lesson.get(lessonId) || isRemoving(lessonId)) {
      throw new AppError('not-found', 'That lesson is no longer here.');
    }
    const voiceId = newId(nowMs());
    const path = `${places.voiceOf(lessonId, voiceId)}.partial`;
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'wx');
      recordings.set(voiceId, { lessonId, path, file, bytes: 0, last: Promise.resolve() });
    } catch (thrown) {
      throw fileError(thrown, path);
    }
    return { voiceId };
  }

  function append(voiceId: string, bytes: Uint8Array): Promise<void> {
    const recording = recordings.get(voiceId);
    if (!recording) throw gone();
    recording.bytes += bytes.length;
    if (recording.bytes > MOST_VOICE_BYTES) {
      throw new AppError('invalid', 'A voice note may not be that long.');
    }
    const written = recording.last.then(() => recording.file.appendFile(bytes));
    recording.last = written;
    return written.catch((thrown: unknown) => {
      throw fileError(thrown, recording.path);
    });
  }

  async function finish(voiceId: string): Promise<VoiceNote> {
    const recording = take(voiceId);
    const { lessonId, path, file, last } = recording;
    const whole = `${path}.whole.partial`;
    try {
      await last;
      await file.close();
      const { durationUs, levels } = await media.finishVoice(path, whole);
      if (isRemoving(lessonId)) throw gone();
      putInPlace(whole, places.voiceOf(lessonId, voiceId));
      recorded.set(voiceId, lessonId);
      return { id: voiceId, durationUs, levels };
    } catch (thrown) {
      throw fileError(thrown, path);
    } finally {
      await drop(recording);
    }
  }

  async function sweepLesson(lessonId: string): Promise<number> {
    const folder = places.voicesOf(lessonId);
    const kept = store.voices.of(lessonId);
    let cut = 0;
    for (const name of await readdir(folder).catch(() => [])) {
      if (kept.has(name.replace(/\.webm$/, ''))) continue;
      if (/^[^.]+\.webm\.partial$/.test(name)) cut++;
      await rm(join(folder, name), { recursive: true, force: true });
    }
    // Stays while there is something in it.
    await rmdir(folder).catch(() => undefined);
    return cut;
  }

  return {
    handlers: {
      begin: ({ lessonId }) => begin(lessonId),
      append: ({ voiceId, bytes }) => append(voiceId, bytes),
      finish: ({ voiceId }) => finish(voiceId),
      cancel: async ({ voiceId }) => {
        const recording = recordings.get(voiceId);
        recordings.delete(voiceId);
        if (recording) await drop(recording);
      },
    },
    pathOf: (voiceId) => {
      const lessonId = store.voices.lessonOf(voiceId) ?? recorded.get(voiceId);
      return lessonId === undefined || isRemoving(lessonId)
        ? null
        : places.voiceOf(lessonId, voiceId);
    },
    forget: async (lessonId) => {
      for (const [voiceId, recording] of recordings) {
        if (recording.lessonId !== lessonId) continue;
        recordings.delete(voiceId);
        await drop(recording);
      }
      for (const [voiceId, of] of recorded) if (of === lessonId) recorded.delete(voiceId);
    },
    sweep: async () => {
      let cut = 0;
      for (const name of await readdir(places.voicesFolder).catch(() => [])) {
        if (isId(name)) cut += await sweepLesson(name);
      }
      return cut;
    },
    stop: async () => {
      for (const { file, last } of recordings.values()) {
        await last.catch(() => undefined);
        await file.close().catch(() => undefined);
      }
      recordings.clear();
    },
  };
}
