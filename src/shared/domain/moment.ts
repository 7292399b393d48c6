/** A moment: a point or a range in a lesson that someone wants to talk about. */
import { z } from 'zod';
import { Id } from './ids';
import { KindId, TagName } from './board';
import { Row } from './row';
import { clampUs, LessonUs, type Range, Us } from './time';
import { VoiceNote } from './voice';

/** Where a moment's picture was, in part time, once that part has left the lesson. */
export const Adrift = z.object({ fileId: Id, startUs: Us, endUs: Us });
export type Adrift = z.infer<typeof Adrift>;

export const Moment = Row.extend({
  lessonId: Id,
  kind: KindId,
  startUs: LessonUs,
  /** Equal to startUs for a point. */
  endUs: LessonUs,
  note: z.string().max(20_000),
  /** Private by default: see privacy.ts for what that means. */
  private: z.boolean(),
  tags: z.array(TagName).max(50),
  /** The teacher's focus it speaks to. */
  focusId: Id.nullable(),
  /** Other moments of the lesson that it points to; one that has gone is passed over. */
  links: z.array(Id).max(50),
  voice: VoiceNote.nullable(),
  /** To be shown when the department watches together; private ones never are. */
  inSession: z.boolean(),
  /**
   * Where the clock stood when it was noticed live, before there was footage; null for any other.
   * Lining up with the footage moves `startUs` and leaves this.
   */
  liveUs: LessonUs.nullable(),
  /** Set when the moment's picture is no longer in the lesson; the moment is kept and listed. */
  adrift: Adrift.nullable(),
}).refine((moment) => moment.endUs >= moment.startUs, 'ends before it starts');
export type Moment = z.infer<typeof Moment>;

/** What a new moment has unless it is said. */
export const PLAIN_MOMENT = {
  note: '',
  private: true,
  tags: [],
  focusId: null,
  links: [],
  voice: null,
  inSession: false,
  liveUs: null,
  adrift: null,
} satisfies Partial<Moment>;

/**
 * Where a moment marked now begins: a few seconds earlier while the lesson plays, because people
 * press the key after they have seen it; exactly here when it is held.
 */
export function markedStartUs(atUs: number, leadUs: number, playing: boolean): number {
  return Math.max(0, playing ? atUs - leadUs : atUs);
}

/** A range kept inside the lesson, at least as long as it was where that is possible. */
export function keepInside(range: Range, lessonEndUs: number): Range {
  const startUs = clampUs(range.startUs, 0, lessonEndUs);
  return { startUs, endUs: clampUs(range.endUs, startUs, lessonEndUs) };
}

/** Earlier first; of two that begin together the longer first; then by id, so order is total. */
export function byTime(a: Moment, b: Moment): number {
  return a.startUs - b.startUs || b.endUs - a.endUs || (a.id < b.id ? -1 : 1);
}
