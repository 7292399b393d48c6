/**
 * What every row that a person makes carries. Times are ISO 8601 in UTC with milliseconds.
 * A deletion keeps the id and its time only (a tombstone), so that notes can one day be swapped
 * between machines.
 */
import { z } from 'zod';
import { Id } from './ids';

export const Instant = z.iso.datetime({ precision: 3 });
/** A calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date();

export const Row = z.object({
  id: Id,
  authorId: Id,
  createdAt: Instant,
  changedAt: Instant,
});
export type Row = z.infer<typeof Row>;

export const Person = z.object({
  id: Id,
  name: z.string().trim().min(1).max(80),
  createdAt: Instant,
  changedAt: Instant,
});
export type Person = z.infer<typeof Person>;

export function instant(nowMs: number = Date.now()): string {
  return new Date(nowMs).toISOString();
}
