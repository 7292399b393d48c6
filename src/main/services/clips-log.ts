/** The export log as it is shown: what left the library, whether it is still there, once more. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ClipAgain, type ExportEntry, isFilm } from '../../shared/domain/clip';
import type { Angle, Part } from '../../shared/domain/lesson';
import { sameFile } from '../../shared/domain/exported';
import { inOrder, piecesOf } from '../../shared/domain/lesson-time';
import { type Mask, masksIn } from '../../shared/domain/mask';
import { AppError } from '../../shared/errors';
import { inParallel } from '../../shared/in-parallel';
import type { Handlers } from '../../shared/ipc/derive';
import type { ExportLine, Exports } from '../db/repositories/exports';
import { clipFile, type ClipFiles } from './clip-files';
import type { ClipStills } from './clip-stills';
import { within } from './patience';

const LOOKED_AT_ONCE = 4;

export interface ClipsLogDeps {
  log: Pick<Exports, 'get' | 'all' | 'of'>;
  files: ClipFiles;
  stills: Pick<ClipStills, 'want' | 'has'>;
  stillOf(exportId: string): string;
  lesson(
    lessonId: string,
  ): { title: string; notShown: string; angles: Angle[]; parts: Part[]; masks: Mask[] } | undefined;
  /** The narration that an exported file is of; null for a clip, and where it is gone. */
  narrationOf(exportId: string): string | null;
  /** The session that it was made of; null for what is of a lesson, and where it is gone. */
  sessionOf(exportId: string): string | null;
  /** False for a sound recorder's part. */
  hasPicture(partId: string): boolean;
  /** Whether an exported clip's pictures are HEVC. */
  isHevc(path: string): Promise<boolean>;
  isRemoving(lessonId: string): boolean;
  dialogs: { showInFolder(path: string): void };
}

export interface ClipsLog {
  handlers: Pick<Handlers['clips'], 'log' | 'look' | 'copies' | 'again' | 'showInFolder'>;
  /** For footage://: an exported clip as it was put there, or its picture; else null. */
  pathOf(kind: 'clip' | 'still', exportId: string): Promise<string | null>;
}

/** A lesson that was removed has left neither its title nor the names of its clips. */
const isNamed = (line: Pick<ExportLine, 'fileName'>): boolean => line.fileName !== '';

function entryOf({ folderPath, ...line }: ExportLine): ExportEntry {
  return { ...line, folderName: basename(folderPath) || folderPath };
}

/** `Wait time (2).mp4` was asked for as `Wait time`. */
function askedName(fileName: string): string {
  return fileName.replace(/\.(m(p4|4a)|vtt)$/i, '').replace(/ \(\d+\)$/, '') || fileName;
}

export function clipsLogService(deps: ClipsLogDeps): ClipsLog {
  const { log, files, stills, isRemoving } = deps;

  function lineOf(exportId: string): ExportLine {
    const line = log.get(exportId);
    if (!line) throw new AppError('not-found', 'That export is no longer in the log.');
    return line;
  }

  const isKept = (line: ExportLine): boolean =>
    line.lessonId !== null && !isRemoving(line.lessonId);

  /** All lines of a line's file, in the file's order. */
  function linesOfFile(line: ExportLine): ExportLine[] {
    if (line.lessonId === null) return [line];
    return log.of(line.lessonId).filter((other) => sameFile(line, other));
  }

  function camerasOf(
    { angles, parts }: { angles: Angle[]; parts: Part[] },
    ranges: readonly { startUs: number; endUs: number }[],
  ): ClipAgain['cameras'] {
    const filmed = inOrder(angles).flatMap((angle) => {
      const own = parts.filter(({ angleId }) => angleId === angle.id);
      const found = ranges.map((range) => piecesOf(own, range));
      // Of a reel a camera has to have all: it is cut from one.
      const pieces = found.every((each) => each.length > 0) ? found.flat() : [];
      const picture = pieces.some(({ part }) => deps.hasPicture(part.id));
      return pieces.length > 0 ? [{ id: angle.id, name: angle.name, picture }] : [];
    });
    const seen = filmed.filter(({ picture }) => picture);
    return (seen.length > 0 ? seen : filmed).map(({ id, name }) => ({ id, name }));
  }

  return {
    handlers: {
      log() {
        const names = new Map<string, ReadonlyMap<string, string>>();
        const camerasOfLesson = (lessonId: string): ReadonlyMap<string, string> => {
          const { angles = [] } = deps.lesson(lessonId) ?? {};
          const some = angles.length > 1 ? angles : [];
          const made = new Map(some.map(({ id, name }) => [id, name]));
          names.set(lessonId, made);
          return made;
        };
        return log.all().map((line) => {
          const { lessonId, angleId } = line;
          const known = lessonId && (names.get(lessonId) ?? camerasOfLesson(lessonId));
          const narrationId = deps.narrationOf(line.id);
          const camera = (known && angleId && known.get(angleId)) || '';
          const sessionId = deps.sessionOf(line.id);
          return { ...entryOf(line), camera, narrationId, sessionId };
        });
      },
      async look({ exportIds, inView }) {
        const lines = exportIds.flatMap((id) => log.get(id) ?? []).filter(isNamed);
        const found = await files.look(lines);
        if (inView) {
          stills.want(
            lines.filter(
              (line) => isKept(line) && isFilm(line.fileName) && found.get(line.id) === 'there',
            ),
          );
        }
        return inParallel(lines, LOOKED_AT_ONCE, async (line) => {
          const { id } = line;
          const file = found.get(id) ?? 'away';
          const known = file === 'there' && isFilm(line.fileName);
          const hevc =
            known && (await within(deps.isHevc(clipFile(line)), false).catch(() => false));
          return { exportId: id, file, picture: stills.has(id), hevc };
        });
      },
      async copies({ lessonIds }) {
        // A reel has a line for each of its ranges, and is one file.
        const all = lessonIds.flatMap((lessonId) => log.of(lessonId).reverse());
        const first = new Map(all.toReversed().map((line) => [clipFile(line), line]));
        const lines = all.filter((line) => first.get(clipFile(line)) === line);
        const found = await files.look(lines);
        return lines.flatMap((line) => {
          const { id, at, author, lessonId, fileName } = line;
          if (lessonId === null) return [];
          const { folderName } = entryOf(line);
          const file = found.get(id) ?? 'away';
          return [{ id, at, author, lessonId, fileName, folderName, file }];
        });
      },
      again({ exportId }) {
        const line = lineOf(exportId);
        const { lessonId, fileName } = line;
        const lesson =
          lessonId === null || isRemoving(lessonId) ? undefined : deps.lesson(lessonId);
        if (lessonId === null || !lesson) {
          throw new AppError('not-found', 'That lesson is no longer in the library.');
        }
        const ranges = linesOfFile(line).map(({ startUs, endUs }) => ({ startUs, endUs }));
        const cameras = camerasOf(lesson, ranges);
        const [first] = cameras;
        if (!first) {
          const name = fileName;
          throw new AppError('nothing-there', `There is no footage for ${name}.`, { name });
        }
        const { title: lessonTitle, notShown } = lesson;
        const angleId = (cameras.find(({ id }) => id === line.angleId) ?? first).id;
        const name = askedName(fileName);
        const covered = cameras.some(({ id }) =>
          ranges.some((range) => masksIn(lesson.masks, id, range).length > 0),
        );
        return { lessonId, lessonTitle, notShown, name, ranges, cameras, angleId, covered };
      },
      showInFolder({ exportId }) {
        const line = lineOf(exportId);
        // Without a name it is the folder that is shown.
        const file = clipFile(line);
        if (!existsSync(file)) {
          const name = isNamed(line) ? line.fileName : entryOf(line).folderName;
          throw new AppError('file-missing', `${name} is not where it was put.`, { name });
        }
        deps.dialogs.showInFolder(file);
      },
    },
    async pathOf(kind, exportId) {
      const line = log.get(exportId);
      if (!line || !isNamed(line) || !isKept(line)) return null;
      if (kind === 'still') return deps.stillOf(exportId);
      const file = clipFile(line);
      // Another file under the same name is not what the log speaks of.
      const facts = await stat(file);
      return facts.isFile() && facts.size === line.bytes ? file : null;
    },
  };
}
