/** Days to keep a lesson until, offered by name. */
import { defaultKeepUntil, termEnds } from '../../../shared/domain/keep-until';

export interface KeepChoice {
  day: string;
  name: string;
}

const WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `31 July 2027`. */
export function longDay(day: string): string {
  return WORDS.format(Date.parse(`${day}T00:00:00Z`));
}

/** Ends of terms and of the school year that lie after the day it is kept until now. */
export function keepChoices(keepUntil: string, today: string): KeepChoice[] {
  const [thisTerm, nextTerm, third] = termEnds(today, 3);
  const named: (KeepChoice | null)[] = [
    thisTerm ? { day: thisTerm, name: 'The end of this term' } : null,
    nextTerm ? { day: nextTerm, name: 'The end of next term' } : null,
    third ? { day: third, name: 'The end of the term after' } : null,
    { day: defaultKeepUntil(today, 'school-year'), name: 'The end of the school year' },
  ];
  const choices = new Map<string, KeepChoice>();
  for (const choice of named) {
    // A day with two names keeps its first.
    if (choice && choice.day > keepUntil && choice.day > today && !choices.has(choice.day)) {
      choices.set(choice.day, choice);
    }
  }
  return [...choices.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
