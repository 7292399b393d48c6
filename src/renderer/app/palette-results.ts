/** What Ctrl+K finds: commands, lessons and moments, the likeliest first. Pure. */
import type { LessonCard, SearchHit } from '../../shared/domain/library';
import type { Command } from './commands';

export type Result =
  | { is: 'command'; id: string; command: Command }
  | { is: 'lesson'; id: string; card: LessonCard }
  | { is: 'moment'; id: string; hit: SearchHit };

const MOST = { commands: 8, lessons: 8, moments: 20 };

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
): Result[] {
  const words = wordsOf(text);
  const found: Result[] = [];
  const lessons: Result[] = [];
  for (const card of cards) {
    const { id, title, subject, className, teacher } = card.lesson;
    if (words.length === 0 || !fits(`${title} ${subject} ${className} ${teacher}`, words)) continue;
    lessons.push({ is: 'lesson', id: `lesson ${id}`, card });
    if (lessons.length === MOST.lessons) break;
  }
  for (const command of commands) {
    if (command.keyOnly || !fits(`${command.name} ${command.group}`, words)) continue;
    found.push({ is: 'command', id: `command ${command.id}`, command });
  }
  const moments = hits
    .filter((hit) => hit.momentId !== null)
    .slice(0, MOST.moments)
    .map((hit): Result => ({ is: 'moment', id: `moment ${hit.momentId ?? ''}`, hit }));
  return words.length === 0 ? found : [...lessons, ...moments, ...found.slice(0, MOST.commands)];
}
