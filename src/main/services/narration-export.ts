/** Narrations handed on as files of their own, each written to the export log. */
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { Looked, safeFileName } from '../../shared/domain/clip';
import { Id, newId } from '../../shared/domain/ids';
import type { Moment } from '../../shared/domain/moment';
import {
  type Narration,
  samplesIn,
  type Take,
  toldBy,
  VOICE_RATE,
} from '../../shared/domain/narration';
import { NarrationFile, NarrationWords } from '../../shared/domain/narration-file';
import { mayLeave } from '../../shared/domain/privacy';
import { instant } from '../../shared/domain/row';
import { US_PER_SECOND } from '../../shared/domain/time';
import { writeVtt } from '../../shared/domain/write-captions';
import { AppError } from '../../shared/errors';
import type { Handlers } from '../../shared/ipc/derive';
import { refuseWithoutRoom, usableFolder } from './clips-folders';
import type { ClipMaker, Unmade } from './clips';
import type { ClipsDeps } from './clips-ports';
import { besideOf, type ClipEnding, folderError, publishClip } from './clips-publish';
import type { FilmMade, FilmOrder, MakeFilm } from './narration-export-ports';
import { narrationFootage, type NarrationFootageDeps } from './narration-footage';
import { narrationLook } from './narration-look';
import { captionsOf, transcript } from './narration-transcript';
import type { VoiceTrack } from './voice-track';
import { keptOrder } from './kept-order';

/** One file as it was asked for, kept until it is made: what it takes to make it again. */
const Stored = z.object({
  narrationId: Id,
  name: z.string().trim().min(1).max(120),
  file: NarrationFile,
  words: NarrationWords,
  /** A private one leaves only when the person says so. */
  knowingly: z.boolean(),
  /** As what its pictures were looked through, where they had to be. */
  looked: Looked.optional(),
  folder: z.string(),
});
type Asked = z.infer<typeof Stored>;

export interface NarrationExportDeps
  extends NarrationFootageDeps,
    Pick<ClipsDeps, 'marked' | 'jobs' | 'partials' | 'log' | 'authorName' | 'nowMs'> {
  maker: Pick<ClipMaker, 'usable'>;
  told(narrationId: string): { narration: Narration; takes: Take[] } | undefined;
  trackOf(narrationId: string): VoiceTrack | null;
  moment(momentId: string): Moment | undefined;
  makeFilm: MakeFilm;
  /** Notes of which narration an exported file is. */
  note(exportId: Id, narrationId: Id): void;
}

/** Letters of a chapter's title. */
const MOST_TITLE = 80;

const ENDINGS: Record<NarrationFile, ClipEnding> = {
  exact: 'mp4',
  sharing: 'mp4',
  sound: 'm4a',
  words: 'txt',
};

/** A chapter is called as its moment is, where that may be read by others; empty where it may not. */
function chapterTitle(moment: Moment | undefined): string {
  if (!moment || !mayLeave(moment)) return '';
  const [first = ''] = moment.note.trim().split('\n');
  return first.length > MOST_TITLE ? `${first.slice(0, MOST_TITLE - 1).trimEnd()}…` : first;
}

const gone = () => new AppError('not-found', 'That narration is no longer here.');

export function narrationExport(deps: NarrationExportDeps): {
  export: Handlers['narrations']['export'];
  /** Starts a stored order anew. @throws AppError, `other-version` for one that cannot be read */
  redo(request: unknown): Promise<void>;
  /** What a narration's film shows, to be looked through before it leaves. @throws AppError */
  unmade(narrationId: string, signal: AbortSignal): Promise<Unmade>;
  /** Which narration a stored order is of. @throws AppError `other-version` */
  asked(request: unknown): string;
} {
  function narrationOf({ narrationId, knowingly }: Pick<Asked, 'narrationId' | 'knowingly'>) {
    const told = deps.told(narrationId);
    if (!told) throw gone();
    const { narration } = told;
    if (!mayLeave(narration) && !knowingly) {
      const { title: name } = narration;
      throw new AppError('not-allowed', 'That narration is private.', { name });
    }
    if (samplesIn(narration) === 0) {
      const { title: name } = narration;
      throw new AppError('nothing-there', 'There is nothing in that narration yet.', { name });
    }
    return told;
  }

  const { sourceOf, lessonOf, camerasOf } = narrationFootage(deps);
  const looking = narrationLook({
    ...{ lesson: deps.lesson, marked: deps.marked, frames: deps.frames },
    sourceOf: (part) => sourceOf(part.id),
    hasPicture: (probe) => deps.probeOf(probe).picture !== null,
  });

  async function filmOf(
    { narration, takes }: { narration: Narration; takes: readonly Take[] },
    { file, words, looked: [looked = ''] = [] }: Asked,
    partial: string,
    run: Parameters<MakeFilm>[2],
  ): Promise<FilmMade> {
    const told = toldBy(narration, takes);
    if (file === 'words') throw gone();
    const marked = deps.marked(narration.lessonId);
    const cues = file === 'sound' ? [] : narration.cues;
    const moments = takes
      .flatMap(({ events }) => events)
      .flatMap((event) => (event.type === 'moment' ? (event.momentId ?? []) : []));
    const chapters = new Map<string, string>();
    for (const momentId of new Set(moments)) {
      chapters.set(momentId, chapterTitle(deps.moment(momentId)));
    }
    if (file !== 'sound') {
      await looking.refuseUnseen(narration, told, looked, marked, run.signal);
    }
    const cameras = await camerasOf(narration, marked, run.signal);
    const voice = deps.trackOf(narration.id);
    if (!voice) throw gone();
    const order: FilmOrder = {
      ...{ told, voice, chapters, form: file, cameras },
      cues: words === 'picture' ? cues : [],
      captions: words === 'track' ? captionsOf(cues) : [],
    };
    try {
      return await deps.makeFilm(order, partial, run);
    } finally {
      await voice.close();
    }
  }

  /** Words alone are written in a moment. */
  async function wordsOf({ title, cues }: Narration, partial: string): Promise<FilmMade> {
    const bytes = Buffer.from(transcript(title, cues));
    await writeFile(partial, bytes, { flush: true });
    return { bytes: bytes.length, frames: 0, range: { startUs: 0, endUs: 1 } };
  }

  async function make(asked: Asked, run: Parameters<MakeFilm>[2]) {
    const { folder, name, file } = asked;
    const told = narrationOf(asked);
    const { narration } = told;
    const near = join(folder, `${safeFileName(name)}.${newId(deps.nowMs()).slice(-8)}`);
    const partial = deps.partials.open(near);
    let beside: string | null = null;
    try {
      const made =
        file === 'words'
          ? await wordsOf(narration, partial)
          : await filmOf(told, asked, partial, run);
      const captions = captionsOf(narration.cues);
      if (captions.length > 0 && (file === 'words' || asked.words === 'file')) {
        beside = deps.partials.open(`${near}.vtt`);
        await writeFile(beside, writeVtt(captions), { flush: true });
      }
      run.signal.throwIfAborted();
      const naming = (whole: string, size: number, from: string): void =>
        deps.partials.naming(from, whole, size);
      const path = await publishClip(partial, folder, name, ENDINGS[file], naming, beside);
      try {
        log(narration, folder, path, made);
      } catch (error) {
        // What is not in the log has not left the library.
        await rm(path, { force: true });
        if (beside !== null) await rm(besideOf(path), { force: true });
        throw error;
      }
      const count = made.frames.toLocaleString('en-GB');
      const checked = made.frames > 0 ? `. Checked: ${count} frames, exact.` : '';
      return { result: `${basename(path)}${checked}`, showPath: path };
    } catch (error) {
      throw folderError(error, folder);
    } finally {
      await deps.partials.drop(partial);
      if (beside !== null) await deps.partials.drop(beside);
    }
  }

  function log(narration: Narration, folderPath: string, path: string, made: FilmMade): void {
    const { bytes, frames, range } = made;
    const { lessonId } = narration;
    const [id, fileId] = [newId(deps.nowMs()), newId(deps.nowMs())];
    deps.note(id, narration.id);
    deps.log.add([
      {
        ...{ id, fileId, at: instant(deps.nowMs()), author: deps.authorName() },
        ...{ lessonId, lessonTitle: lessonOf(narration).title, angleId: null },
        ...{ ...range, bytes, frames, fileName: basename(path), folderPath },
      },
    ]);
  }

  async function start(asked: Asked): Promise<Id> {
    const { narration, takes } = narrationOf(asked);
    const { folder, file, name, looked: [looked = ''] = [] } = asked;
    if (file === 'exact' || file === 'sharing') {
      const told = toldBy(narration, takes);
      const marked = deps.marked(narration.lessonId);
      const { signal } = new AbortController();
      await looking.refuseUnseen(narration, told, looked, marked, signal);
    }
    const { parts } = lessonOf(narration);
    const lengthUs = (samplesIn(narration) / VOICE_RATE) * US_PER_SECOND;
    const [first] = parts.map((part) => sourceOf(part.id));
    // Encoded anew all of it, for as long as it lasts.
    if (first && file !== 'words') {
      await refuseWithoutRoom(folder, file, [{ probe: first.probe, lengthUs }]);
    }
    return deps.jobs.start({
      kind: 'narration',
      // One at a time with the clips: both use all of the machine.
      lane: 'clip',
      title: `Narration “${name}”`,
      lessonId: narration.lessonId,
      request: asked,
      run: (signal, report) => make(asked, { signal, report }),
    });
  }

  return {
    async export({ folderId, ...asked }) {
      const folder = await deps.maker.usable(folderId);
      return { jobId: await start({ ...asked, folder }) };
    },
    async redo(request) {
      const asked = keptOrder(Stored, request);
      await usableFolder(asked.folder);
      await start(asked);
    },
    asked: (request) => keptOrder(Stored, request).narrationId,
    unmade(narrationId, signal) {
      // Looking is not leaving: a private one is asked about when it is exported.
      const { narration, takes } = narrationOf({ narrationId, knowingly: true });
      return looking.unmade(narration, toldBy(narration, takes), signal);
    },
  };
}
