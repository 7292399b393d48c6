/** A lesson in a few words, for the top of its room. */
import type { Lesson } from '../../../../shared/domain/lesson';

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });

/** `Maths · 8B · Tue 10 Nov`, with what is known. */
export function taughtWords(lesson: Pick<Lesson, 'subject' | 'className' | 'taughtOn'>): string {
  const day = lesson.taughtOn
    ? DAY.format(new Date(`${lesson.taughtOn}T12:00:00`)).replace(',', '')
    : '';
  return [lesson.subject, lesson.className, day].filter((word) => word !== '').join(' · ');
}

/** `Keep until Jul 2027`. */
export function keepWords(keepUntil: string): string {
  return `Keep until ${MONTH.format(new Date(`${keepUntil}T12:00:00`))}`;
}
