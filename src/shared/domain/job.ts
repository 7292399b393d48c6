/** Long work as people see it. */
import { z } from 'zod';
import { ErrorView } from '../errors';
import { Id } from './ids';
import { Instant } from './row';

export const JobKind = z.enum([
  'prepare',
  'copy-in',
  'playable',
  'clip',
  'pack',
  'narration',
  'session',
  'align',
]);
export type JobKind = z.infer<typeof JobKind>;

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted']);
export type JobState = z.infer<typeof JobState>;

/** Where a waiting job goes among those that wait. */
export const JobMove = z.enum(['earlier', 'later']);
export type JobMove = z.infer<typeof JobMove>;

export const JobView = z.object({
  id: Id,
  kind: JobKind,
  /** What it does, in words: `Clip "Wait time"`, `Playable copy of Area of triangles`. */
  title: z.string(),
  lessonId: Id.nullable(),
  state: JobState,
  /** 0 to 1, or null while it cannot be known. */
  progress: z.number().min(0).max(1).nullable(),
  /** Seconds still to go, or null while it cannot be known. */
  secondsLeft: z.number().min(0).nullable(),
  /** One short line about the result: the name of the clip that was made. */
  result: z.string(),
  error: ErrorView.nullable(),
  /** True when there is something on disk that "show in folder" can point to. */
  canShow: z.boolean(),
  /** True when it did not come to its end and the same work can be started anew. */
  canRetry: z.boolean(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export type JobView = z.infer<typeof JobView>;

export function isOver(state: JobState): boolean {
  return state !== 'queued' && state !== 'running';
}
