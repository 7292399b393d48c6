/** What Ctrl+K finds: commands, lessons and what was said in them, the likeliest first. Pure. */
import type { LessonCard, SearchHit, SearchSource } from '../../shared/domain/library';
import { holds, parseSearch, readyText } from '../../shared/domain/search-text';
import type { Command } from './commands';

export type Result =
  | { is: 'command'; id: string; command: Command }
  | { is: 'card'; id: string; card: LessonCard }
  | { is: SearchSource; id: string; hit: SearchHit }
  | { is: 'more'; id: 'more' };

const MOST = { commands: 8, lessons: 8 };

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en-GB');
}

/** True when every word begins a word of the text, or lies in it when it is longer than one letter. */
export function fits(text: string, words: readonly string[]): boolean {
  const folded = fold(text);
  const starts = folded.split(/[\s·:"“”'’(),.-]+/);
  return words.every(
    (word) =>
      starts.some((start) => start.startsWith(word)) || (word.length > 1 && folded.includes(word)),
  );
}

export function wordsOf(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean);
}

export function resultsFor(
  text: string,
  commands: readonly Command[],
  cards: Iterable<LessonCard>,
  hits: readonly SearchHit[],
  hasMore: boolean,
): Result[] {
  const words = wordsOf(text);
  const wanted = parseSearch(text);
  const found: Result[] = [];
  const lessons: Result[] = [];
  for (const card of cards) {
    const { id, title, subject, className, teacher } = card.lesson;
    if (words.length === 0 || !fits(`${title} ${subject} ${className} ${teacher}`, words)) continue;
    lessons.push({ is: 'card', id: `lesson ${id}`, card });
    if (lessons.length === MOST.lessons) break;
  }
  for (const command of commands) {
    if (command.keyOnly || !holds(readyText(`${command.name} ${command.group}`), wanted)) continue;
    found.push({ is: 'command', id: `command ${command.id}`, command });
  }
  if (words.length === 0) return found;
  const listed = new Set(lessons.map(({ id }) => id));
  const said = hits
    .map(
      (hit, at): Result => ({
        is: hit.is,
        id: hit.is === 'lesson' ? `lesson ${hit.lessonId}` : `${hit.is} ${hit.lessonId} ${at}`,
        hit,
      }),
    )
    .filter(({ id }) => !listed.has(id));
  const more: Result[] = hasMore ? [{ is: 'more', id: 'more' }] : [];
  return [...lessons, ...found.slice(0, MOST.commands), ...said, ...more];
}
