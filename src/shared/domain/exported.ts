/** Which lines of the export log are of one file. Pure. */
import type { ExportEntry } from './clip';

type Line = Pick<ExportEntry, 'fileId' | 'fileName' | 'at' | 'lessonId' | 'bytes'> &
  ({ folderName: string } | { folderPath: string });

const folderOf = (line: Line): string => ('folderPath' in line ? line.folderPath : line.folderName);

/**
 * What lines of one export have in common and no others: of a clip, and of the captions beside it. Lines of
 * before an export had an id are of one when they have name, folder and time in common; without a name,
 * as a removed lesson leaves them, each stands for itself.
 */
export function exportKey(line: Line): string | null {
  if (line.fileId !== null) return line.fileId;
  if (line.fileName === '') return null;
  return JSON.stringify([line.at, folderOf(line), line.fileName, line.lessonId]);
}

/** Of one file: captions beside a clip are another, told apart by their size once names are gone. */
export function sameFile<L extends Line & { id: string }>(one: L, other: L): boolean {
  if (one.id === other.id) return true;
  const key = exportKey(one);
  const together = key !== null && key === exportKey(other);
  return together && one.fileName === other.fileName && one.bytes === other.bytes;
}
