/** What lies where in what a session leaves, and nothing else does. Pure. */
import { safeFileName } from '../../../shared/domain/clip';
import { plainLine } from '../pack/html';

export const RECORD_PAGE = 'index.html';
export const RECORD_PDF = 'record.pdf';
export const HANDOUT_PDF = 'handout.pdf';
export const SLIP_PDF = 'reflect slip.pdf';
export const ALL_CERTIFICATES = 'All certificates.pdf';

/** Windows takes 260 characters from the drive to the ending: a folder's own path needs most of them. */
const NAME_CHARACTERS = 60;

export type OutputWord = 'record' | 'handout' | 'certificates' | 'look again';

/** `INSET, waiting and probing record`: the folder, or the file without its ending, before it is numbered. */
export function outputName(title: string, word: OutputWord): string {
  const short = Array.from(plainLine(title)).slice(0, NAME_CHARACTERS).join('');
  return safeFileName(`${short.trim()} ${word}`);
}

/** `pictures/01.jpg` */
export function pictureName(at: number): string {
  return `pictures/${String(at + 1).padStart(2, '0')}.jpg`;
}

/** `Certificate 01 RK.pdf`: numbered, so that two of one name are two. */
export function certificateName(name: string, at: number, count: number): string {
  const number = String(at + 1).padStart(Math.max(2, String(count).length), '0');
  const short = Array.from(plainLine(name)).slice(0, NAME_CHARACTERS).join('');
  return `Certificate ${number} ${safeFileName(short)}.pdf`;
}

/** True for a path that only what a session leaves has. */
export function isOfSession(path: string): boolean {
  const fixed = [RECORD_PAGE, RECORD_PDF, HANDOUT_PDF, SLIP_PDF, ALL_CERTIFICATES];
  return fixed.includes(path) || /^(pictures\/\d+\.jpg|Certificate \d+ [^/]+\.pdf)$/.test(path);
}
