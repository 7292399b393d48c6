/** What the Clips page says of what was exported. Pure. */
import type { ClipFile, ExportEntry, ExportShown } from '../../../shared/domain/clip';
import { exportKey, sameFile } from '../../../shared/domain/exported';
import { fold } from '../../../shared/domain/search-text';
import { formatClock } from '../../../shared/domain/time';

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** `Tue, 10 Nov 2026`, on this person's calendar. */
export function dayWords(at: string): string {
  return DAY.format(new Date(at));
}

/** `14:05, AB`: the time on this person's clock, and by whom. */
export function timeAndAuthor({ at, author }: Pick<ExportEntry, 'at' | 'author'>): string {
  return [TIME.format(new Date(at)), author].filter(Boolean).join(', ');
}

/** `12:39–12:58`. */
export function rangeWords(entry: Pick<ExportEntry, 'startUs' | 'endUs'>): string {
  return `${formatClock(entry.startUs)}–${formatClock(entry.endUs)}`;
}

/** What of the lesson it is. */
export function ofWords(
  entry: Pick<ExportShown, 'lessonId' | 'narrationId' | 'sessionId' | 'startUs' | 'endUs'>,
): string {
  if (entry.narrationId) return 'Narration';
  if (entry.sessionId) return entry.lessonId ? 'Session, with pictures' : 'Session';
  // What a session left without pictures is of no stretch, also when the session is gone.
  return entry.lessonId === null && entry.startUs === entry.endUs ? '' : rangeWords(entry);
}

/** False for a clip of a lesson that was removed: its name, which may hold the title, went with it. */
export function isNamed(entry: Pick<ExportEntry, 'fileName'>): boolean {
  return entry.fileName !== '';
}

export function clipName(entry: Pick<ExportEntry, 'fileName'>): string {
  return isNamed(entry) ? entry.fileName : 'A clip of a removed lesson';
}

export function lessonName(entry: Pick<ExportEntry, 'lessonTitle'>): string {
  return entry.lessonTitle === '' ? 'Removed lesson' : entry.lessonTitle;
}

/** Where the file is, when it is not simply in its folder; empty when there is nothing to say. */
export function placeWords(entry: Pick<ExportEntry, 'fileName'>, file?: ClipFile): string {
  if (!isNamed(entry)) return 'Its name is no longer kept';
  switch (file) {
    case 'gone':
      return 'No longer there';
    case 'away':
      return 'This folder is not there now';
    case 'changed':
      return 'Changed since it was exported';
    default:
      return '';
  }
}

/** Beside a clip that is kept as HEVC. */
export const HEVC_SHORT = 'HEVC: may not play in PowerPoint or older browsers';

/** Why a clip is not played, and what can be done. */
export function notPlayed(
  entry: Pick<ExportEntry, 'folderName'>,
  file: ClipFile,
  hevc = false,
): { sentence: string; next: string } {
  const folder = `“${entry.folderName}”`;
  switch (file) {
    case 'gone':
      return {
        sentence: `This file is no longer in ${folder}.`,
        next: 'It was moved, renamed or deleted there. It can be exported again while its lesson is here.',
      };
    case 'away':
      return {
        sentence: `The folder ${folder} is not there now.`,
        next: 'Plug in the drive it is on, then try again.',
      };
    case 'changed':
      return {
        sentence: 'This file was changed after it was exported, so Plenary does not play it.',
        next: 'Show it in its folder to open it with another program.',
      };
    case 'there':
      if (hevc) {
        return {
          sentence: 'This clip is kept as HEVC, as it was filmed, which Plenary cannot play here.',
          next: 'Show it in its folder: VLC, phones and Macs play it. To have it play everywhere, export it again from its lesson “For slides” or “For sharing”.',
        };
      }
      return {
        sentence: 'This file cannot be played here.',
        next: 'Show it in its folder to open it with another program, or export it again.',
      };
  }
}

/** A file that was exported: of one range, or of several in their order. */
export interface ExportedFile {
  /** The line of its first range, by which it is spoken of. */
  entry: ExportShown;
  ranges: readonly ExportShown[];
  /** The name of the captions beside it; empty for none. */
  captions: string;
}

/** The files of the log, the newest first: a reel has a line for each of its ranges. */
export function filesOf(log: readonly ExportShown[]): ExportedFile[] {
  const byFile = new Map<string, ExportShown[]>();
  for (const line of log) {
    const key = exportKey(line) ?? line.id;
    const known = byFile.get(key);
    if (known) known.push(line);
    else byFile.set(key, [line]);
  }
  return [...byFile.values()].flatMap((lines) => {
    // Ids rise with time, the order in which they were written.
    const inOrder = lines.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const [entry] = inOrder;
    if (!entry) return [];
    if (lines.length === 1) return [{ entry, ranges: lines, captions: '' }];
    const beside = inOrder.find((line) => !sameFile(entry, line));
    const ranges = inOrder.filter((line) => sameFile(entry, line));
    return [{ entry, ranges, captions: beside?.fileName ?? '' }];
  });
}

/** How much footage a file holds: `2:10`. */
export function lengthWords(ranges: readonly Pick<ExportEntry, 'startUs' | 'endUs'>[]): string {
  return formatClock(ranges.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0));
}

/** Which stretches a file holds, in a few words. */
export function whichWords({ entry, ranges }: ExportedFile): string {
  return ranges.length === 1 ? rangeWords(entry) : `${ranges.length} clips, ${lengthWords(ranges)}`;
}

const clips = (count: number) => `${count.toLocaleString('en-GB')} clip${count === 1 ? '' : 's'}`;

/** `12 of 10,000 clips`. */
export function countWords(shown: number, total: number): string {
  return shown === total ? clips(total) : `${shown.toLocaleString('en-GB')} of ${clips(total)}`;
}

const haystacks = new WeakMap<ExportShown, string>();

function haystack(entry: ExportShown): string {
  const known = haystacks.get(entry);
  if (known !== undefined) return known;
  const { author, folderName, camera } = entry;
  const made = fold([lessonName(entry), clipName(entry), author, folderName, camera].join('\n'));
  haystacks.set(entry, made);
  return made;
}

/** The files of which every word is found: in the lesson, the name, the folder, the camera, or by whom. */
export function siftLog(files: readonly ExportedFile[], text: string): readonly ExportedFile[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return files;
  return files.filter(({ entry }) => words.every((word) => haystack(entry).includes(word)));
}
