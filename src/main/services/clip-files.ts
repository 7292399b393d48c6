/** Where exported clips are now. They are the person's own: looked for, never moved or deleted. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClipFile, isFilm } from '../../shared/domain/clip';
import type { ExportLine } from '../db/repositories/exports';
import { inParallel } from '../../shared/in-parallel';
import { bytesOf, filesIn } from './pack/publish';
import { within } from './patience';

type Line = Pick<ExportLine, 'id' | 'fileName' | 'folderPath' | 'bytes'>;

const AT_ONCE = 4;

export interface ClipFiles {
  /**
   * How the files of these lines are found. A folder on a disk that does not answer is asked once,
   * however many lines lie in it, and counts as away.
   */
  look(lines: readonly Line[]): Promise<Map<string, ClipFile>>;
}

export function clipFile(line: Line): string {
  return join(line.folderPath, line.fileName);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

async function find(line: Line): Promise<ClipFile> {
  try {
    const path = clipFile(line);
    const facts = await stat(path);
    // A folder is a pack, and as large as all that is in it.
    const isPack = facts.isDirectory() && !isFilm(line.fileName);
    if (!facts.isFile() && !isPack) return 'gone';
    const size = isPack ? bytesOf(await filesIn(path)) : facts.size;
    return size === line.bytes ? 'there' : 'changed';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'away';
  }
}

export function clipFiles(): ClipFiles {
  /** Folders that have not answered yet: asking again would only wait beside the first question. */
  const asked = new Map<string, Promise<boolean>>();

  function answers(folder: string): Promise<boolean> {
    let answer = asked.get(folder);
    if (!answer) {
      answer = isFolder(folder).finally(() => asked.delete(folder));
      asked.set(folder, answer);
    }
    return within(answer, false);
  }

  return {
    async look(lines) {
      const folders = [...new Set(lines.map((line) => line.folderPath))];
      const open = new Map(
        await Promise.all(folders.map(async (folder) => [folder, await answers(folder)] as const)),
      );
      const found = await inParallel(lines, AT_ONCE, async (line) => {
        const file: ClipFile = open.get(line.folderPath)
          ? await within<ClipFile>(find(line), 'away')
          : 'away';
        return [line.id, file] as const;
      });
      return new Map(found);
    },
  };
}
