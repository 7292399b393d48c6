/** What a person can set. Kept in the library's database. */
import { z } from 'zod';
import { Id } from './ids';
import { KeepDefault } from './keep-until';
import { LessonUs, US_PER_SECOND } from './time';

export const Settings = z.object({
  /** Who is at this machine; null until they have said what to call them. */
  meId: Id.nullable(),
  /** How much earlier a moment begins when its key is pressed while the lesson plays. */
  leadUs: LessonUs.max(60 * US_PER_SECOND),
  pauseWhileTyping: z.boolean(),
  keepDefault: KeepDefault,
  /** Whether added footage stays where it is or is copied into the library's folder. */
  footageStays: z.boolean(),
  /** Whether beginning to draw on the picture pauses the lesson. */
  pauseWhileDrawing: z.boolean(),
  /** The board in hand; null for the built-in one. */
  boardId: Id.nullable(),
  volume: z.number().min(0).max(4),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  meId: null,
  leadUs: 4 * US_PER_SECOND,
  pauseWhileTyping: true,
  keepDefault: 'next-term',
  footageStays: true,
  pauseWhileDrawing: true,
  boardId: null,
  volume: 1,
};
