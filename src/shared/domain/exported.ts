/** Which lines of the export log are of one file. Pure. */
import type { ExportEntry } from './clip';

type Line = Pick<ExportEntry, 'fileId' | 'fileName' | 'at' | 'lessonId'> &
  ({ folderName: string } | { folderPath: string });

const folderOf = (line: Line): string => ('folderPath' in line ? line.folderPath : line.folderName);

/**
 * What lines of one file have in common and no others. Lines of before a file had an id are of one file
 * when they have name, folder and time in common; without a name, as a removed lesson leaves them, each
 * stands for itself.
 */
export function fileKey(line: Line): string | null {
  if (line.fileId !== null) return line.fileId;
  if (line.fileName === '') return null;
  return JSON.stringify([line.at, folderOf(line), line.fileName, line.lessonId]);
}

export function sameFile<L extends Line & { id: string }>(one: L, other: L): boolean {
  const key = fileKey(one);
  return one.id === other.id || (key !== null && key === fileKey(other));
}
