/** The place of an angle in words, and read back from them. Pure. */
import { formatPosition, parseClock } from '../../../shared/domain/time';

/** `+00:01:02.345` when it begins that long after the lesson, `−…` before it. */
export function formatOffset(us: number): string {
  return `${us < 0 ? '−' : '+'}${formatPosition(Math.abs(us))}`;
}

/** @returns µs, or null when the text is not a time. */
export function parseOffset(text: string): number | null {
  const match = /^\s*([+−-]?)\s*(.*)$/.exec(text);
  const us = parseClock(match?.[2] ?? '');
  if (us === null) return null;
  return match?.[1] === '−' || match?.[1] === '-' ? -us : us;
}

/** `100 parts in a million slow`: what its clock does. */
export function formatDrift(ppm: number): string {
  if (ppm === 0) return 'its clock keeps time';
  const perHour = Math.abs(ppm) * 3.6;
  const much = perHour < 1000 ? `${perHour.toFixed(0)} ms` : `${(perHour / 1000).toFixed(2)} s`;
  return `its clock is ${much} an hour ${ppm > 0 ? 'slow' : 'fast'}`;
}
