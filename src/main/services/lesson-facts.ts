/** What a new lesson is called and when it was taught, from its file. */
import { localDay } from '../../shared/domain/keep-until';

/** Names that cameras and phones give by themselves; they say nothing to a person. */
const BY_MACHINE: readonly RegExp[] = [
  /^(img|vid|mov|mvi|dsc|dscf|dscn|dji|gopr|g[hxlps]|pxl|clip|mah|mts|cam|rec|video|untitled)[ \d]*$/i,
  /^(wp|signal|screen recording|whatsapp video)\b/i,
  /^[\d ]+$/,
  /^[a-z]{1,4}\d[\d ]{3,}$/i,
];

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * A title from a file's name: without its ending, with spaces for underscores, and for dashes where
 * the name has no spaces of its own ("Le week-end" keeps its dash). A name only a machine could love
 * gives way to the day.
 */
export function titleFrom(fileName: string, taughtOn: string): string {
  const words = fileName
    .replace(/\.[^.]{1,5}$/, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  const clean = (words.includes(' ') ? words : words.replace(/(?<=[\p{L}\p{N}])-(?=\p{L})/gu, ' '))
    .replace(/[_\s]+/g, ' ')
    .trim();
  const plain = clean.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  if (plain === '' || BY_MACHINE.some((pattern) => pattern.test(plain))) {
    return `Lesson on ${long.format(new Date(`${taughtOn}T00:00:00Z`))}`;
  }
  return Array.from(clean).slice(0, 120).join('').trim();
}

/** Cameras whose clock was never set say 1904, 1970, 1980 or the year they were made. */
const FIRST_YEAR = 2001;

/**
 * The day a lesson was taught: as recorded where that is believable, else the day the file was
 * last written.
 */
export function taughtOn(recordedOn: string | null, writtenMs: number, nowMs: number): string {
  const today = localDay(new Date(nowMs));
  if (recordedOn !== null && Number(recordedOn.slice(0, 4)) >= FIRST_YEAR && recordedOn <= today) {
    return recordedOn;
  }
  const written = localDay(new Date(writtenMs));
  return written <= today && Number(written.slice(0, 4)) >= FIRST_YEAR ? written : today;
}
