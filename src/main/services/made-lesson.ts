/** The made lesson: drawn, short, with moments, to look around in. Removable in one click. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '../../shared/domain/ids';
import { KindId } from '../../shared/domain/board';
import { PLAIN_MOMENT } from '../../shared/domain/moment';
import { instant } from '../../shared/domain/row';
import type { Settings } from '../../shared/domain/settings';
import { LessonUs } from '../../shared/domain/time';
import type { Store } from '../db/store';
import { insertLesson, lessonRows, type Ready, storedFile } from './lesson-rows';
import type { Places } from './places';
import type { Media } from './ports';

const MadeLesson = z.object({
  title: z.string(),
  subject: z.string().default(''),
  className: z.string().default(''),
  teacher: z.string().default(''),
  notes: z.string().default(''),
  moments: z.array(
    z.object({ kind: KindId, startUs: LessonUs, endUs: LessonUs, note: z.string() }),
  ),
});

export interface MadeLessonService {
  /** Adds the made lesson, or answers the one that is there. */
  add(): Promise<{ lessonId: string }>;
}

export function madeLessonService(deps: {
  store: Pick<Store, 'rows' | 'files' | 'transaction'>;
  /** Folder with `lesson.mp4` and `lesson.json`. */
  folder: string;
  places: Places;
  media: Pick<Media, 'probe' | 'handlingOf' | 'fingerprint' | 'copyVerified'>;
  settings: () => Settings;
  authorId: () => string;
  added: (lessonId: string) => void;
  nowMs: () => number;
}): MadeLessonService {
  const { store, folder, places, media, nowMs } = deps;
  let adding: Promise<{ lessonId: string }> | null = null;

  async function make(): Promise<{ lessonId: string }> {
    const authorId = deps.authorId();
    const text = await readFile(join(folder, 'lesson.json'), 'utf8');
    const made = MadeLesson.parse(JSON.parse(text));
    const path = join(folder, 'lesson.mp4');
    const [facts, probe, fingerprint] = await Promise.all([
      stat(path),
      media.probe(path),
      media.fingerprint(path),
    ]);
    const now = nowMs();
    const fileId = newId(now);
    const copyName = `${fileId}.mp4`;
    await mkdir(places.copiesFolder, { recursive: true });
    await media.copyVerified(path, places.copyOf(copyName), {});

    const picked = {
      path: places.copyOf(copyName),
      name: 'lesson.mp4',
      bytes: facts.size,
      writtenMs: now,
      probe: () => Promise.resolve(probe),
    };
    const { handling } = media.handlingOf(probe);
    const ready: Ready = { picked, probe, handling, fingerprint };
    const { moments, ...about } = made;
    const { lesson, ops } = lessonRows(
      [{ ...ready, fileId }],
      { ...about, made: true, purpose: 'Looking around' },
      { authorId, nowMs: now, keep: deps.settings().keepDefault },
    );
    const at = instant(now);
    const row = { authorId, createdAt: at, changedAt: at, lessonId: lesson.id };
    const marked = moments.map((moment) => {
      const after = { ...PLAIN_MOMENT, ...row, ...moment, id: newId(now) };
      return { table: 'moment' as const, id: after.id, before: null, after };
    });
    const stored = storedFile(ready, { id: fileId, lessonId: lesson.id, nowMs: now, copy: true });
    insertLesson(store, [{ ...stored, copyName, copied: true }], [...ops, ...marked]);
    deps.added(lesson.id);
    return { lessonId: lesson.id };
  }

  return {
    add: () => {
      const there = store.rows.madeLesson();
      if (there) return Promise.resolve({ lessonId: there.id });
      adding ??= make().finally(() => {
        adding = null;
      });
      return adding;
    },
  };
}
