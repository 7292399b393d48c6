import type { ExportEntry } from '../../../shared/domain/clip';
import { formatClock } from '../../../shared/domain/time';

const WHEN = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `Tue, 10 Nov 2026, 14:05`, on this person's clock. */
export function whenWords(at: string): string {
  return WHEN.format(new Date(at));
}

/** `12:39–12:58`. */
export function rangeWords(entry: Pick<ExportEntry, 'startUs' | 'endUs'>): string {
  return `${formatClock(entry.startUs)}–${formatClock(entry.endUs)}`;
}
