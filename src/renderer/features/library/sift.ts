/** Which lessons are shown, and in what order. Pure. */
import type { LessonCard } from '../../../shared/domain/library';

export type SortBy = 'taught' | 'added' | 'title' | 'keep';

export interface Sieve {
  text: string;
  /** Empty for all. */
  subject: string;
  className: string;
  /** A term's id from `termOf`, empty for all. */
  term: string;
  sort: SortBy;
}

export const OPEN_SIEVE: Sieve = { text: '', subject: '', className: '', term: '', sort: 'taught' };

export interface Term {
  /** Sorts by time: `2026-3` is the autumn of 2026. */
  id: string;
  name: string;
}

const TERM_NAMES = ['Spring', 'Summer', 'Autumn'] as const;

/** The term a day lies in: terms end in April, July and December (see keep-until.ts). */
export function termOf(day: string): Term {
  const month = Number(day.slice(5, 7));
  const at = month <= 4 ? 0 : month <= 7 ? 1 : 2;
  const year = day.slice(0, 4);
  return { id: `${year}-${at + 1}`, name: `${TERM_NAMES[at]} ${year}` };
}

/** Everything on a card that can be searched for, in lower case and without accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en-GB');
}

const haystacks = new WeakMap<object, string>();

function haystack(card: LessonCard): string {
  const known = haystacks.get(card.lesson);
  if (known !== undefined) return known;
  const { title, subject, className, teacher } = card.lesson;
  const made = plain(`${title}\n${subject}\n${className}\n${teacher}`);
  haystacks.set(card.lesson, made);
  return made;
}

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

const newest = (a: LessonCard, b: LessonCard) =>
  a.lesson.createdAt < b.lesson.createdAt ? 1 : a.lesson.createdAt > b.lesson.createdAt ? -1 : 0;

const COMPARE: Record<SortBy, (a: LessonCard, b: LessonCard) => number> = {
  taught: (a, b) => {
    const left = a.lesson.taughtOn ?? a.lesson.createdAt.slice(0, 10);
    const right = b.lesson.taughtOn ?? b.lesson.createdAt.slice(0, 10);
    return left < right ? 1 : left > right ? -1 : newest(a, b);
  },
  added: newest,
  title: (a, b) => collator.compare(a.lesson.title, b.lesson.title),
  keep: (a, b) =>
    a.lesson.keepUntil < b.lesson.keepUntil ? -1 : a.lesson.keepUntil > b.lesson.keepUntil ? 1 : 0,
};

/** The lessons that pass, in order. Every word of the text must be found. */
export function sift(cards: Iterable<LessonCard>, sieve: Sieve): LessonCard[] {
  const words = plain(sieve.text).split(/\s+/).filter(Boolean);
  const kept: LessonCard[] = [];
  for (const card of cards) {
    const { subject, className, taughtOn } = card.lesson;
    if (sieve.subject && subject !== sieve.subject) continue;
    if (sieve.className && className !== sieve.className) continue;
    if (sieve.term && (!taughtOn || termOf(taughtOn).id !== sieve.term)) continue;
    if (words.length > 0) {
      const text = haystack(card);
      if (!words.every((word) => text.includes(word))) continue;
    }
    kept.push(card);
  }
  return kept.sort(COMPARE[sieve.sort]);
}

export interface Choices {
  subjects: string[];
  classNames: string[];
  terms: Term[];
}

/** What there is to filter by. */
export function choicesOf(cards: Iterable<LessonCard>): Choices {
  const subjects = new Set<string>();
  const classNames = new Set<string>();
  const terms = new Map<string, Term>();
  for (const { lesson } of cards) {
    if (lesson.subject) subjects.add(lesson.subject);
    if (lesson.className) classNames.add(lesson.className);
    if (!lesson.taughtOn) continue;
    const term = termOf(lesson.taughtOn);
    terms.set(term.id, term);
  }
  return {
    subjects: [...subjects].sort(collator.compare),
    classNames: [...classNames].sort(collator.compare),
    terms: [...terms.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
  };
}
