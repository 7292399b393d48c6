/** What a card says of a lesson. Neutral: nothing here is good or bad. */
import { isDue } from '../../../shared/domain/keep-until';
import type { LessonCard } from '../../../shared/domain/library';

const MONTH_YEAR = new Intl.DateTimeFormat('en-GB', {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const DAY_MONTH = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const WEEKDAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const WITH_YEAR = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

const DAY_MS = 86_400_000;
/** How long before its day a lesson is named by the day and asked about. */
const SOON_DAYS = 14;

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** `Tue 10 Nov`, with the year when it is not this one. */
export function dayWords(day: string, today: string): string {
  return day.slice(0, 4) === today.slice(0, 4)
    ? WEEKDAY.format(at(day)).replace(',', '')
    : WITH_YEAR.format(at(day));
}

/** True from two weeks before its keep-until day on. */
export function isSoon(keepUntil: string, today: string): boolean {
  return isDue(keepUntil, today) || at(keepUntil) - at(today) <= SOON_DAYS * DAY_MS;
}

/** `Keep until Jul 2027`; near its day `Keep until 30 Nov: decide`. */
export function keepWords(keepUntil: string, today: string): string {
  if (!isSoon(keepUntil, today)) return `Keep until ${MONTH_YEAR.format(at(keepUntil))}`;
  const day =
    keepUntil.slice(0, 4) === today.slice(0, 4)
      ? DAY_MONTH.format(at(keepUntil))
      : WITH_YEAR.format(at(keepUntil));
  return `Keep until ${day}: decide`;
}

/** `Maths · 8B · Tue 10 Nov`. */
export function aboutWords(card: LessonCard, today: string): string {
  const { subject, className, taughtOn } = card.lesson;
  return [subject, className, taughtOn ? dayWords(taughtOn, today) : '']
    .filter((part) => part !== '')
    .join(' · ');
}

export type CardState =
  | { is: 'missing'; text: string }
  | { is: 'troubled'; text: string }
  | { is: 'preparing'; text: string }
  | { is: 'well'; text: string };

/**
 * The one line about a lesson that matters most now.
 * @param preparing true while a playable copy of it is being made
 */
export function cardState(card: LessonCard, preparing = false): CardState {
  const [gone] = card.missing;
  if (gone !== undefined) {
    const text =
      card.missing.length === 1
        ? 'File moved: find it…'
        : `${card.missing.length} files moved: find them…`;
    return { is: 'missing', text };
  }
  const [odd] = card.troubled;
  if (odd !== undefined) {
    const text =
      card.troubled.length === 1
        ? `Not whole: ${odd}`
        : `${card.troubled.length} files are not whole`;
    return { is: 'troubled', text };
  }
  if (preparing && card.playable !== null && card.playable < 1) {
    const text = `Preparing a playable copy, ${Math.floor(card.playable * 100)}%`;
    return { is: 'preparing', text };
  }
  const count = card.momentCount.toLocaleString('en-GB');
  const moments = `${count} moment${card.momentCount === 1 ? '' : 's'}`;
  const permission = card.lesson.permission.trim() === '' && !card.lesson.made;
  return { is: 'well', text: permission ? `${moments} · Permission not noted` : moments };
}
