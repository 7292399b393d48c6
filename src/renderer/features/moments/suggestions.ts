/** What is offered while a tag or a linked moment is typed. Pure. */
import { formatClock } from '../../../shared/domain/time';
import type { Moment } from '../../../shared/domain/moment';
import { fold, holds, parseSearch, readyText } from '../../../shared/domain/search-text';

const MOST = 6;

/** Tags of the lesson, the most used first. */
export function tagsOf(moments: readonly Moment[]): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of moments)
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([tag]) => tag);
}

/** Those that begin with the text come before those with a word that does. */
export function tagsFor(
  text: string,
  known: Iterable<string>,
  taken: readonly string[],
): { id: string; name: string }[] {
  const typed = fold(text.trim());
  const wanted = parseSearch(text);
  const fitting = [...new Set(known)].filter(
    (tag) => !taken.includes(tag) && holds(readyText(tag), wanted),
  );
  const begins = (tag: string) => (fold(tag).startsWith(typed) ? 0 : 1);
  return fitting
    .map((tag, at) => ({ tag, at }))
    .sort((a, b) => begins(a.tag) - begins(b.tag) || a.at - b.at)
    .slice(0, MOST)
    .map(({ tag }) => ({ id: tag, name: tag }));
}

/** `Question 12:43 Nobody filled the gap`. */
export function momentName(moment: Moment, kindName: string): string {
  const note = moment.note.replace(/\s+/g, ' ').trim();
  const words = note.length > 60 ? `${note.slice(0, 59)}…` : note;
  return [kindName, formatClock(moment.startUs), words].filter(Boolean).join(' ');
}

/** Moments whose name or tags hold the text, the nearest in time first. */
export function momentsFor(
  text: string,
  moments: readonly Moment[],
  from: Moment,
  nameOf: (moment: Moment) => string,
): { id: string; name: string }[] {
  const wanted = parseSearch(text);
  const far = (moment: Moment) => Math.abs(moment.startUs - from.startUs);
  return moments
    .filter(
      (moment) =>
        moment.id !== from.id &&
        !from.links.includes(moment.id) &&
        holds(readyText(nameOf(moment), moment.note, ...moment.tags), wanted),
    )
    .sort((a, b) => far(a) - far(b))
    .slice(0, MOST)
    .map((moment) => ({ id: moment.id, name: nameOf(moment) }));
}
