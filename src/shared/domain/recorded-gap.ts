/** The time that was not recorded between two files of one recording. */
import { US_PER_SECOND } from './time';

/** Cameras write whole seconds: less than this between two files means that they follow on. */
const CLOCK_US = 2 * US_PER_SECOND;
/** More than this is another lesson, or a clock that was set in between. */
const LONGEST_GAP_US = 2 * 3600 * US_PER_SECOND;

/** When a recording began, Unix ms, or null where it does not say. @param at an ISO instant. */
export function recordedMs(at: string | null | undefined): number | null {
  if (!at) return null;
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? null : ms;
}

/**
 * The unrecorded time between two files, in microseconds; 0 where it is not known or not
 * plausible, so that the files are laid end to end.
 * @param before when it began (ISO) and how long it is, in microseconds.
 */
export function gapUs(
  before: { at: string | null | undefined; durationUs: number },
  after: { at: string | null | undefined },
): number {
  const [beganMs, nextMs] = [recordedMs(before.at), recordedMs(after.at)];
  if (beganMs === null || nextMs === null) return 0;
  const gap = (nextMs - beganMs) * 1000 - before.durationUs;
  return gap >= CLOCK_US && gap <= LONGEST_GAP_US ? Math.round(gap) : 0;
}
