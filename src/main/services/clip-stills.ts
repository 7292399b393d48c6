/**
 * A picture of each exported clip, made from the file itself when its line comes into view. They are
 * kept in the library and go with the lesson.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { isId } from '../../shared/domain/ids';
import type { ExportLine } from '../db/repositories/exports';
import { clipFile } from './clip-files';
import type { Places } from './places';
import type { Media } from './ports';

type Line = Pick<ExportLine, 'id' | 'lessonId' | 'fileName' | 'folderPath' | 'bytes'>;

/** Pixels of the longer side: shown at no more than half of this. */
const SIDE = 320;

export interface ClipStills {
  /** Makes pictures of these clips from now on and of no others, the first first. */
  want(lines: readonly Line[]): void;
  has(exportId: string): boolean;
  /** Stops what is being made of a lesson's clips. */
  forget(lessonId: string): Promise<void>;
  /** Removes the pictures of clips whose lesson is gone. @returns how many are still there. */
  sweep(): Promise<number>;
  /** For quitting: resolves when nothing runs any more. */
  stop(): Promise<void>;
}

export function clipStills(deps: {
  places: Pick<Places, 'stillsFolder' | 'stillOf'>;
  media: Pick<Media, 'probe' | 'makePoster'>;
  lineOf(exportId: string): { lessonId: string | null } | undefined;
  isRemoving(lessonId: string): boolean;
  made(exportId: string): void;
}): ClipStills {
  const { places, media, lineOf, isRemoving, made } = deps;
  let wanted: Line[] = [];
  /** Clips without a picture in them, or that cannot be read: not tried again until the next start. */
  const barren = new Set<string>();
  let underWay: { lessonId: string; abort: AbortController; over: Promise<void> } | null = null;
  let stopping = false;

  const has = (exportId: string): boolean => existsSync(places.stillOf(exportId));

  const mayHave = (exportId: string): boolean => {
    const lessonId = lineOf(exportId)?.lessonId;
    return typeof lessonId === 'string' && !isRemoving(lessonId);
  };

  async function make(line: Line, signal: AbortSignal): Promise<void> {
    const from = clipFile(line);
    const to = places.stillOf(line.id);
    try {
      await mkdir(places.stillsFolder, { recursive: true });
      const probed = await media.probe(from, signal);
      if (!(await media.makePoster(from, probed, to, signal, SIDE))) barren.add(line.id);
      // The lesson was removed meanwhile: nothing that was made of it stays.
      else if (!mayHave(line.id)) await rm(to, { force: true });
      else made(line.id);
    } catch {
      // The list is plain there; a file that cannot be read says so when it is played.
      if (!signal.aborted) barren.add(line.id);
    }
  }

  function work(): void {
    if (underWay || stopping) return;
    const line = wanted.shift();
    if (!line) return;
    const { lessonId } = line;
    if (lessonId === null || !mayHave(line.id)) return work();
    const abort = new AbortController();
    const over = make(line, abort.signal).finally(() => {
      underWay = null;
      work();
    });
    underWay = { lessonId, abort, over };
  }

  return {
    has,
    want(lines) {
      wanted = lines.filter(({ id }) => !barren.has(id) && !has(id));
      work();
    },
    async forget(lessonId) {
      wanted = wanted.filter((line) => line.lessonId !== lessonId);
      if (underWay?.lessonId !== lessonId) return;
      underWay.abort.abort();
      await underWay.over;
    },
    async sweep() {
      let left = 0;
      for (const name of await readdir(places.stillsFolder).catch(() => [])) {
        const exportId = name.replace(/\.jpg$/, '');
        if (!isId(exportId) || typeof lineOf(exportId)?.lessonId === 'string') continue;
        const path = places.stillOf(exportId);
        await rm(path, { force: true, maxRetries: 5, retryDelay: 100 }).catch(() => null);
        if (existsSync(path)) left++;
      }
      return left;
    },
    async stop() {
      stopping = true;
      wanted = [];
      underWay?.abort.abort();
      await underWay?.over;
    },
  };
}
