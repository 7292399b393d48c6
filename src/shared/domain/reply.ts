/** A reply to a moment: a conversation beside the picture. */
import { z } from 'zod';
import { Id } from './ids';
import { Row } from './row';

export const Reply = Row.extend({
  lessonId: Id,
  momentId: Id,
  text: z.string().trim().min(1).max(20_000),
  /** Private by default, like the moment it answers: see privacy.ts. */
  private: z.boolean(),
});
export type Reply = z.infer<typeof Reply>;
