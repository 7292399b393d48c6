/**
 * A narration: somebody talks over a lesson, and what the picture showed while they did. Time in it is
 * counted in samples of the voice, never by a clock: what was said and what was shown cannot drift apart.
 *
 * What was recorded is never changed. A narration is a row of stretches of takes, so that cutting,
 * recording a stretch anew and holding the picture are edits of the row; see narration-edit.ts.
 */
import { z } from 'zod';
import { BoardColour } from './board';
import { BoxShape, Shape } from './drawing';
import { Id } from './ids';
import { Row } from './row';
import { LessonUs } from './time';

/** Samples a second of every voice track. */
export const VOICE_RATE = 48_000;
/** Twelve hours: no narration is as long. */
const MOST_SAMPLES = VOICE_RATE * 3_600 * 12;

/** A place in a voice track or in a narration. */
export const Samples = z.number().int().min(0).max(MOST_SAMPLES);

/** Which cameras are in view. */
export const NarrationLayout = z.object({
  /** The one that is watched large; null for the first. */
  largeId: Id.nullable(),
  /** The small ones are put away. */
  alone: z.boolean(),
});
export type NarrationLayout = z.infer<typeof NarrationLayout>;

const at = { at: Samples };

/**
 * What happened at a sample of a take. Only `shown` says what the picture was: it is taken from frames
 * that were on screen. A key press is not a picture (a jump takes a quarter of a second and more to
 * show), so `meant` is kept for whoever mends the narration, and shows nothing.
 */
export const NarrationEvent = z.discriminatedUnion('type', [
  /** From here on this frame is on screen, and then what follows it at this rate, unless it is held. */
  z.object({
    ...at,
    type: z.literal('shown'),
    lessonUs: LessonUs,
    held: z.boolean(),
    /** Lesson time a second of voice; backwards when negative. */
    rate: z.number().min(-16).max(16),
  }),
  z.object({ ...at, type: z.literal('layout'), ...NarrationLayout.shape }),
  /** A stroke as it is once it is drawn; one of the same id takes the place of an earlier one. */
  z.object({
    ...at,
    type: z.literal('drawn'),
    id: Id,
    shape: Shape,
    colour: BoardColour,
    size: z.number().min(0.001).max(0.5),
  }),
  z.object({ ...at, type: z.literal('wiped'), id: Id }),
  z.object({ ...at, type: z.literal('cleared') }),
  z.object({ ...at, type: z.literal('moment'), momentId: Id.nullable() }),
  /** A part of the picture fills it; null for all of it. */
  z.object({ ...at, type: z.literal('zoom'), box: BoxShape.nullable() }),
  /** Of the lesson's own sound, 0 to 1. */
  z.object({ ...at, type: z.literal('volume'), volume: z.number().min(0).max(1) }),
  z.object({
    ...at,
    type: z.literal('meant'),
    what: z.enum(['play', 'pause', 'seek', 'rate', 'loop']),
  }),
]);
export type NarrationEvent = z.infer<typeof NarrationEvent>;
export type EventOf<T extends NarrationEvent['type']> = Extract<NarrationEvent, { type: T }>;

/** One recording without a break, or none at all: captions and holds without a voice. */
export const Take = z.object({
  id: Id,
  /** False where nothing was recorded: it is silent. */
  voiced: z.boolean(),
  samples: Samples,
  /** In order of time. */
  events: z.array(NarrationEvent).max(200_000),
});
export type Take = z.infer<typeof Take>;

/** Of a take, from here to here; or its picture at `from`, standing still and silent for `samples`. */
export const Stretch = z.discriminatedUnion('type', [
  z.object({ type: z.literal('told'), takeId: Id, from: Samples, to: Samples }),
  z.object({ type: z.literal('hold'), takeId: Id, from: Samples, samples: Samples }),
]);
export type Stretch = z.infer<typeof Stretch>;

export const Narration = Row.extend({
  lessonId: Id,
  title: z.string().trim().min(1).max(200),
  takes: z.array(Take).max(1_000),
  row: z.array(Stretch).max(5_000),
});
export type Narration = z.infer<typeof Narration>;

/** How long a stretch is, in samples. */
export function lengthOf(stretch: Stretch): number {
  return stretch.type === 'hold' ? stretch.samples : Math.max(0, stretch.to - stretch.from);
}

/** How long all of it is, in samples. */
export function samplesIn({ row }: Pick<Narration, 'row'>): number {
  return row.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
}
