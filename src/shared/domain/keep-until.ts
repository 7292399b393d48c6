/** How long a lesson is kept. A day is `YYYY-MM-DD`; terms end in December, April and July. */
import { z } from 'zod';

export const KeepDefault = z.enum(['this-term', 'next-term', 'school-year']);
export type KeepDefault = z.infer<typeof KeepDefault>;

/** Last day of each term as [month, day]. Schools differ; these are safe late ends (England). */
const TERM_ENDS: readonly (readonly [number, number])[] = [
  [4, 30],
  [7, 31],
  [12, 31],
];

const iso = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The first `count` term ends on or after the day. */
export function termEnds(fromDay: string, count: number): string[] {
  const ends: string[] = [];
  for (let year = Number(fromDay.slice(0, 4)); ends.length < count; year++) {
    for (const [month, day] of TERM_ENDS) {
      const end = iso(year, month, day);
      if (end >= fromDay && ends.length < count) ends.push(end);
    }
  }
  return ends;
}

/** The day a new lesson is kept until: one term ahead unless the setting says otherwise. */
export function defaultKeepUntil(today: string, rule: KeepDefault): string {
  if (rule === 'school-year') {
    const july = `${today.slice(0, 4)}-07-31`;
    return today <= july ? july : `${Number(today.slice(0, 4)) + 1}-07-31`;
  }
  return termEnds(today, 2)[rule === 'this-term' ? 0 : 1] ?? today;
}

/** True from the keep-until day on: the library then asks what to do, and goes on asking. */
export function isDue(keepUntil: string, today: string): boolean {
  return today >= keepUntil;
}

/** The calendar day of a moment in time, where this person is. */
export function localDay(at: Date): string {
  return iso(at.getFullYear(), at.getMonth() + 1, at.getDate());
}
