/**
 * What is made of footage in the background once it has been added: the poster, the list of
 * frames, and the library's own copy where the setting says so. Begins again at the next start
 * where it was cut off.
 */
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { inOrder } from '../../shared/domain/lesson-time';
import type { Part } from '../../shared/domain/lesson';
import type { StoredFile } from '../db/repositories/files';
import type { Store } from '../db/store';
import { fileError } from './file-errors';
import type { Places } from './places';
import type { JobStarter, Media } from './ports';

export interface Prepare {
  /** Starts what a lesson still needs; does nothing when it has all or it is being made. */
  ensure(lessonId: string): void;
  /** A file is there again, or another: what failed with it before may do now. */
  retry(lessonId: string): void;
  /** The same for every lesson: at start. */
  ensureAll(): void;
  /** The frame list of a part, waited for while it is being made; null when there is none. */
  frames(partId: string): Promise<string | null>;
}

async function writeFrames(times: Float64Array, path: string): Promise<void> {
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w');
    try {
      await file.writeFile(new Uint8Array(times.buffer, times.byteOffset, times.byteLength));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (thrown) {
    await rm(partial, { force: true });
    throw fileError(thrown, path);
  }
}

export function prepareService(deps: {
  store: Pick<Store, 'rows' | 'files' | 'derived' | 'cards'>;
  places: Places;
  media: Media;
  jobs: JobStarter;
  /** After something has been made that a card or a file's facts show. */
  made: (lessonId: string, file: StoredFile) => void;
  nowMs: () => number;
}): Prepare {
  const { store, places, media, jobs, made, nowMs } = deps;
  /** Lessons whose job is queued or running, by what it does. */
  const preparing = new Map<string, Promise<void>>();
  const copying = new Set<string>();
  /** Lessons whose job failed: the same would happen again. Tried at the next start. */
  const gaveUp = { preparing: new Set<string>(), copying: new Set<string>() };
  /** Parts of which no poster can be made: not tried again until the next start. */
  const posterless = new Set<string>();

  const wants = (part: Part, file: StoredFile) => {
    const picture = media.storedProbe(file.probe).picture !== null;
    const has = store.derived.get(part.id);
    return {
      poster:
        picture &&
        !posterless.has(part.id) &&
        (has.posterVersion === null || !existsSync(places.posterOf(part.id))),
      frames: !has.frames || !existsSync(places.framesOf(part.id)),
    };
  };

  /** The parts whose file is there, with what they lack. */
  const lacking = (lessonId: string) =>
    inOrder(store.rows.partsOf(lessonId)).flatMap((part) => {
      const file = store.files.get(part.fileId);
      if (!file || !file.present || file.handling === 'unreadable') return [];
      const lacks = wants(part, file);
      return lacks.poster || lacks.frames ? [{ part, file, ...lacks }] : [];
    });

  async function prepare(
    lessonId: string,
    signal: AbortSignal,
    report: (share: number | null) => void,
  ): Promise<void> {
    const todo = lacking(lessonId);
    const steps = todo.length * 2;
    let done = 0;
    const stepDone = () => report(++done / steps);
    for (const { part, file, poster } of todo) {
      if (poster) {
        await mkdir(places.derivedOf(part.id), { recursive: true });
        const from = places.footageOf(file);
        const probe = media.storedProbe(file.probe);
        const there = await media.makePoster(from, probe, places.posterOf(part.id), signal);
        if (there) {
          store.derived.setPoster(part.id, nowMs());
          // As it is now: meanwhile it may have turned out not to play.
          made(lessonId, store.files.get(file.id) ?? file);
        } else posterless.add(part.id);
      }
      stepDone();
    }
    for (const { part, file, frames } of todo) {
      if (frames) {
        await mkdir(places.derivedOf(part.id), { recursive: true });
        const from = places.footageOf(file);
        const probe = media.storedProbe(file.probe);
        const times = await media.readFrameTimes(from, probe, signal);
        signal.throwIfAborted();
        await writeFrames(times, places.framesOf(part.id));
        store.derived.setFrames(part.id);
      }
      stepDone();
    }
  }

  /** Files to be copied: of the parts of the lesson, and not one that was only looked at. */
  const uncopied = (lessonId: string): StoredFile[] => {
    const shown = new Set(store.rows.partsOf(lessonId).map((part) => part.fileId));
    return store.files
      .of(lessonId)
      .filter((file) => shown.has(file.id) && file.copyName !== null && !file.copied);
  };

  async function copyIn(
    lessonId: string,
    signal: AbortSignal,
    report: (share: number | null) => void,
  ): Promise<void> {
    const todo = uncopied(lessonId);
    const bytes = todo.reduce((sum, file) => sum + file.bytes, 0);
    let before = 0;
    await mkdir(places.copiesFolder, { recursive: true });
    for (const file of todo) {
      const to = places.copyOf(file.copyName ?? '');
      // One of that name is whole: it is given its name only after it has been compared.
      if (!existsSync(to)) {
        const share = (part: number | null) =>
          report(part === null || bytes === 0 ? null : (before + part * file.bytes) / bytes);
        await media.copyVerified(file.path, to, { signal, report: share });
      }
      const now = store.files.get(file.id);
      // Another file stands in its place by now, or the lesson is gone: this copy is nobody's.
      if (!now || now.copyName !== file.copyName) await rm(to, { force: true });
      else {
        const copied = { ...now, copied: true, present: true };
        store.files.update(copied);
        made(lessonId, copied);
      }
      before += file.bytes;
    }
  }

  function startPrepare(lessonId: string, title: string): void {
    if (preparing.has(lessonId) || gaveUp.preparing.has(lessonId)) return;
    if (lacking(lessonId).length === 0) return;
    let over = (): void => undefined;
    preparing.set(
      lessonId,
      new Promise<void>((resolve) => {
        over = resolve;
      }),
    );
    jobs.start({
      kind: 'prepare',
      title: `Preparing ${title}`,
      lessonId,
      resumes: true,
      run: async (signal, report) => {
        try {
          await prepare(lessonId, signal, report);
        } catch (thrown) {
          if (!signal.aborted) gaveUp.preparing.add(lessonId);
          throw thrown;
        }
      },
      over: () => {
        preparing.delete(lessonId);
        over();
      },
    });
  }

  function startCopy(lessonId: string, title: string): void {
    if (uncopied(lessonId).length === 0 || copying.has(lessonId) || gaveUp.copying.has(lessonId))
      return;
    copying.add(lessonId);
    jobs.start({
      kind: 'copy-in',
      title: `Copying ${title} into the library`,
      lessonId,
      resumes: true,
      run: async (signal, report) => {
        try {
          await copyIn(lessonId, signal, report);
        } catch (thrown) {
          if (!signal.aborted) gaveUp.copying.add(lessonId);
          throw thrown;
        }
      },
      over: () => {
        copying.delete(lessonId);
      },
    });
  }

  const ensure = (lessonId: string): void => {
    const lesson = store.rows.tables.lesson.get(lessonId);
    if (!lesson) return;
    startPrepare(lessonId, lesson.title);
    startCopy(lessonId, lesson.title);
  };

  return {
    ensure,
    retry: (lessonId) => {
      gaveUp.preparing.delete(lessonId);
      gaveUp.copying.delete(lessonId);
      ensure(lessonId);
    },
    ensureAll: () => {
      for (const { lesson } of store.cards.all()) ensure(lesson.id);
    },
    frames: async (partId) => {
      const part = store.rows.tables.part.get(partId);
      if (!part) return null;
      const path = places.framesOf(partId);
      // A file that was found again, say: whoever asks is worth beginning for. What is under way may have
      // begun before there was this part: then once more.
      for (let tries = 0; tries < 2 && !existsSync(path); tries++) {
        ensure(part.lessonId);
        await preparing.get(part.lessonId);
      }
      return existsSync(path) ? path : null;
    },
  };
}
