/** Captions or a transcript beside the lesson: cues in lesson time. */
import { z } from 'zod';
import { Id } from './ids';
import { Adrift } from './moment';
import { Row } from './row';
import { LessonUs } from './time';

export const Cue = z.object({
  startUs: LessonUs,
  endUs: LessonUs,
  /** Plain text; line breaks stay. */
  text: z.string().max(5_000),
  /** Set when its picture is no longer in the lesson, as for a moment. */
  adrift: Adrift.nullable(),
});
export type Cue = z.infer<typeof Cue>;

export const CaptionTrack = Row.extend({
  lessonId: Id,
  name: z.string().trim().min(1).max(200),
  /** In order of time. */
  cues: z.array(Cue).max(50_000),
});
export type CaptionTrack = z.infer<typeof CaptionTrack>;
