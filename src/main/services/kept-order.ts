/** Orders that were kept over a restart, or that another version of the app kept. */
import type { z } from 'zod';
import { AppError } from '../../shared/errors';

/** @throws AppError `other-version` when it was kept by a version that asked otherwise */
export function keptOrder<T>(schema: z.ZodType<T>, request: unknown): T {
  const found = schema.safeParse(request);
  if (found.success) return found.data;
  const said = 'What was asked for was kept by another version.';
  throw new AppError('other-version', said, {}, found.error);
}
