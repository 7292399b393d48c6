/**
 * Posters that were on screen, held so that coming back to the library shows them at once. Without
 * a holder Chromium forgets a picture with the page that showed it, and then decodes it anew each
 * time while what it decoded before still waits to be thrown away.
 */

/** More than two screens of cards. */
const MOST = 60;
const held = new Map<string, HTMLImageElement>();

/** Holds a poster that has loaded; the one that was held longest without being shown gives way. */
export function holdPoster(src: string): void {
  const image = held.get(src) ?? new Image();
  if (!held.delete(src)) image.src = src;
  held.set(src, image);
  const [oldest] = held.keys();
  if (held.size > MOST && oldest !== undefined) held.delete(oldest);
}
