/** When a recording says that it was made. Pure. */
import { localDay } from '../../shared/domain/keep-until';
import { instant } from '../../shared/domain/row';

/** Clocks that were never set say 1904 (QuickTime's zero), 1970 or 1980; footage is younger. */
const EARLIEST_MS = Date.UTC(1996, 0, 1);
const DAY_MS = 86_400_000;

const CAMERA_TAGS = ['com.apple.quicktime.creationdate', 'creation_time', 'date_recorded', 'date'];

export interface Recorded {
  at: string | null;
  on: string | null;
}

function plausible(ms: number, nowMs: number): boolean {
  return Number.isFinite(ms) && ms >= EARLIEST_MS && ms <= nowMs + DAY_MS;
}

/**
 * @param tags of the container, then of the streams, as ffprobe gives them
 * @returns the moment, where a time is given, and the day: the camera's own where it says its time
 *   zone (`2023-05-04T15:01:02+0100`), else this machine's
 */
export function recordedOf(
  tags: readonly Readonly<Record<string, string>>[],
  nowMs: number = Date.now(),
): Recorded {
  for (const name of CAMERA_TAGS) {
    for (const all of tags) {
      const said = Object.entries(all)
        .find(([key]) => key.toLowerCase() === name)?.[1]
        ?.trim();
      const match = said === undefined ? null : /^(\d{4}-\d\d-\d\d)(?:[T ](.+))?$/.exec(said);
      if (!said || !match) continue;
      const [, day = '', time] = match;
      const zoned = /([+-]\d\d):?(\d\d)$/.exec(time ?? '');
      const text = zoned ? said.replace(/([+-]\d\d):?(\d\d)$/, '$1:$2') : said;
      const ms = Date.parse(text.replace(' ', 'T'));
      if (!plausible(ms, nowMs)) continue;
      if (time === undefined) return { at: null, on: day };
      return { at: instant(ms), on: zoned ? day : localDay(new Date(ms)) };
    }
  }
  return { at: null, on: null };
}
