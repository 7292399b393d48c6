/** What lies where in a pack, and nothing else does. Pure. */
import { safeFileName } from '../../../shared/domain/clip';
import { plainLine } from './html';

export const PAGE = 'index.html';
export const HANDOUT = 'handout.pdf';
/** In the order in which they are made. */
export const FOLDERS = ['clips', 'captions', 'pictures'] as const;

/** Windows takes 260 characters from the drive to the ending: the folder's own path needs most of them. */
const NAME_CHARACTERS = 60;

/** A clip in a folder named like one would be taken for the clip. */
const ENDINGS = /(\s*\.(mp4|m4a|zip|partial))+$/i;

/** The name of the pack's folder, before it is numbered. */
export function packName(title: string): string {
  return safeFileName(safeFileName(plainLine(title)).replace(ENDINGS, ''));
}

export interface ClipPlaces {
  clip: string;
  captions: string;
  picture: string;
}

/** `clips/01 Wait time.mp4` and what goes with it, as paths within the pack, with forward slashes. */
export function placesOf(name: string, at: number, count: number): ClipPlaces {
  const number = String(at + 1).padStart(Math.max(2, String(count).length), '0');
  // Halves of characters are no part of a name on any disk, nor of an address.
  // `12:43` is `12.43` in a name: no disk of Windows holds a colon.
  const plain = plainLine(name).replace(/(\d):(?=\d)/g, '$1.');
  const short = safeFileName(Array.from(plain).slice(0, NAME_CHARACTERS).join(''));
  return {
    clip: `clips/${number} ${short}.mp4`,
    captions: `captions/${number} ${short}.vtt`,
    picture: `pictures/${number}.jpg`,
  };
}

/** True for a path that only a pack has. */
export function isOfPack(path: string): boolean {
  return (
    path === PAGE ||
    path === HANDOUT ||
    /^(clips\/\d+ [^/]+\.mp4|captions\/\d+ [^/]+\.vtt|pictures\/\d+\.jpg)$/.test(path)
  );
}
