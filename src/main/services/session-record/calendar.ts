/**
 * Days to look again, as a calendar that any program reads (RFC 5545). Pure. Each is a whole day: it has
 * no hour, so no time zone, and is no appointment that anyone must accept.
 */
import { plainText } from '../pack/html';

export interface CalendarDay {
  /** The next step's: the same day read in again takes the place of the one before. */
  id: string;
  /** `YYYY-MM-DD` */
  day: string;
  summary: string;
  description: string;
}

/** Octets of a line, without its end (RFC 5545, 3.1). */
const MOST_OCTETS = 75;

/** A long line in pieces, none of which cuts a character; each but the first begins with a space. */
export function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const char of line) {
    const bytes = Buffer.byteLength(char);
    if (octets + bytes > MOST_OCTETS) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += char;
    octets += bytes;
  }
  return [...pieces, piece].join('\r\n');
}

/** A text as a value (RFC 5545, 3.3.11). */
function escaped(text: string): string {
  return plainText(text)
    .trim()
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');
}

const dayOf = (day: string): string => day.replaceAll('-', '');

function nextDay(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return dayOf(next.toISOString().slice(0, 10));
}

/** @param now when it is made: ISO 8601 in UTC */
export function calendarOf(name: string, days: readonly CalendarDay[], now: string): string {
  const stamp = now.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenary//Look again//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(({ id, day, summary, description }) => [
      'BEGIN:VEVENT',
      `UID:${id}@plenary`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${dayOf(day)}`,
      `DTEND;VALUE=DATE:${nextDay(day)}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
