/** When the page has what it needs to begin. */
import { later } from './later';
import { PAGE_URL } from './page';
import type { Answer, Asked } from './serve-files';

/** Longest that loading the rest waits for the page. */
const PAGE_MS = 1_000;
/** A page that has asked for no file for so long has what it needs. */
const QUIET_MS = 20;

/**
 * Tells when the page's own process is up: when it asks for its scripts. Until then it and the
 * graphics process keep both cores of a small machine busy, and what main did would only delay them.
 */
export function watchedPage(answer: (asked: Asked) => Answer): {
  answer: (asked: Asked) => Answer;
  isUp: Promise<void>;
} {
  const up = later<void>();
  const tell = (): void => up.keep();
  let quiet = setTimeout(tell, PAGE_MS);
  return {
    isUp: up.promise,
    answer: (asked) => {
      if (!asked.url.startsWith(PAGE_URL)) {
        clearTimeout(quiet);
        quiet = setTimeout(tell, QUIET_MS);
      }
      return answer(asked);
    },
  };
}
