/** What the coaching page says. Pure. */
import type { SessionCard } from '../../../../shared/domain/session';
import type { Together } from '../../../../shared/domain/session-record';
import { hoursWords } from '../after/output-words';

const count = (many: number, one: string): string =>
  `${many.toLocaleString('en-GB')} ${one}${many === 1 ? '' : 's'}`;

/** What was done together, as a few short lines; none before the first session was held. */
export function togetherLines({
  sessions,
  minutes,
  lessons,
  steps,
  stepsDone,
}: Together): string[] {
  if (sessions === 0) return [];
  return [
    `${count(sessions, 'session')}, ${hoursWords(minutes)}`,
    lessons > 0 ? `${count(lessons, 'lesson')} watched together` : '',
    steps > 0 ? `${count(steps, 'next step')} agreed` : '',
    stepsDone > 0 ? `${stepsDone.toLocaleString('en-GB')} of them looked at again` : '',
  ].filter(Boolean);
}

/** Coming ones, the next day first and those without a day last; and past ones, the last first. */
export function bySide(cards: readonly SessionCard[]): {
  coming: SessionCard[];
  past: SessionCard[];
} {
  const day = (card: SessionCard, none: string): string => card.heldOn ?? none;
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return {
    coming: cards
      .filter(({ phase }) => phase !== 'ended')
      .toSorted((a, b) => order(day(a, '9999'), day(b, '9999'))),
    past: cards
      .filter(({ phase }) => phase === 'ended')
      .toSorted((a, b) => order(day(b, b.changedAt), day(a, a.changedAt))),
  };
}
