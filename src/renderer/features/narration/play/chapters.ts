/** Chapters: one at each moment that is shown. Pure. Times are samples of the narration. */
import type { Id } from '../../../../shared/domain/ids';
import type { Happening } from '../../../../shared/domain/narration-path';

export interface Chapter {
  from: number;
  to: number;
  /** Null for what comes before the first moment. */
  momentId: Id | null;
}

/** Skipping back this soon after a chapter began goes to the one before it. */
const SOON = 2 * 48_000;

/** @param happenings in order of time. @param end how long the narration is */
export function chaptersOf(happenings: readonly Happening[], end: number): Chapter[] {
  const starts: { at: number; momentId: Id | null }[] = [];
  for (const { at, event } of happenings) {
    if (event.type !== 'moment' || event.momentId === null) continue;
    const last = starts.at(-1);
    if (last?.momentId === event.momentId) continue;
    // Two at once: the later is the one that is shown.
    if (last?.at === at) starts.pop();
    starts.push({ at, momentId: event.momentId });
  }
  if (starts.length > 0 && starts[0]?.at !== 0) starts.unshift({ at: 0, momentId: null });
  return starts.map(({ at, momentId }, index) => ({
    from: at,
    to: starts[index + 1]?.at ?? end,
    momentId,
  }));
}

/** Which chapter a time is in; -1 where there are none. */
export function chapterAt(chapters: readonly Chapter[], t: number): number {
  const after = chapters.findIndex(({ from }) => from > t);
  return (after < 0 ? chapters.length : after) - 1;
}

/** Where skipping goes: null where there is nothing to skip to. */
export function skipFrom(chapters: readonly Chapter[], t: number, by: 1 | -1): number | null {
  const here = chapterAt(chapters, t);
  if (by > 0) return chapters[here + 1]?.from ?? null;
  const from = chapters[here]?.from ?? 0;
  return t - from > SOON ? from : (chapters[here - 1]?.from ?? 0);
}
