/**
 * Time in Plenary is a whole number of microseconds (`...Us`). This is the only place where it is
 * converted. Ranges are half-open: a range holds its start and not its end.
 */
import { z } from 'zod';

export const US_PER_MS = 1_000;
export const US_PER_SECOND = 1_000_000;

/** A position or length in microseconds. Negative only as a difference. */
export const Us = z.number().int().min(-1e15).max(1e15);
/** A position on the lesson's clock: never before its beginning. */
export const LessonUs = Us.min(0);

export interface Range {
  startUs: number;
  endUs: number;
}

export function secondsToUs(seconds: number): number {
  return Math.round(seconds * US_PER_SECOND);
}

export function usToSeconds(us: number): number {
  return us / US_PER_SECOND;
}

export function clampUs(us: number, fromUs: number, toUs: number): number {
  return Math.min(Math.max(us, fromUs), Math.max(fromUs, toUs));
}

function fields(us: number): { h: number; m: number; s: number; ms: number } {
  const totalMs = Math.floor(Math.max(0, us) / US_PER_MS);
  return {
    h: Math.floor(totalMs / 3_600_000),
    m: Math.floor(totalMs / 60_000) % 60,
    s: Math.floor(totalMs / 1000) % 60,
    ms: totalMs % 1000,
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/** `HH:MM:SS.mmm`, cut (not rounded) to the millisecond. */
export function formatPosition(us: number): string {
  const { h, m, s, ms } = fields(us);
  return `${two(h)}:${two(m)}:${two(s)}.${String(ms).padStart(3, '0')}`;
}

/** `12:43` or `1:02:43`: for cards and lists, cut to the second. */
export function formatClock(us: number): string {
  const { h, m, s } = fields(us);
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `52 minutes 10 seconds`: for screen readers. */
export function formatSpoken(us: number): string {
  const { h, m, s } = fields(us);
  const words: string[] = [];
  const say = (count: number, unit: string) =>
    words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  if (h > 0) say(h, 'hour');
  if (m > 0) say(m, 'minute');
  if (s > 0 || words.length === 0) say(s, 'second');
  return words.join(' ');
}

/**
 * Reads `12:43`, `1:02:43.5`, `743.25` (seconds).
 * @returns microseconds, or null when the text is not a time.
 */
export function parseClock(text: string): number | null {
  const match = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d+(?:[.,]\d{1,6})?)$/.exec(text.trim());
  if (!match) return null;
  const [, h = '0', m = '0', s = '0'] = match;
  return secondsToUs(Number(h) * 3600 + Number(m) * 60 + Number(s.replace(',', '.')));
}
