/**
 * A narration: somebody talks over a lesson, and what the picture showed while they did. Time in it is
 * counted in samples of the voice, never by a clock: what was said and what was shown cannot drift apart.
 *
 * What was recorded is never changed. A narration is a row of stretches of takes, so that cutting,
 * recording a stretch anew and holding the picture are edits of the row; see narration-edit.ts. Takes
 * lie beside the lesson's document, which would be slow to open with them in it.
 */
import { z } from 'zod';
import { BoardColour } from './board';
import { BoxShape, Shape } from './drawing';
import { Id } from './ids';
import { Row } from './row';
import { LessonUs, US_PER_SECOND } from './time';

/** Samples a second of every voice track. */
export const VOICE_RATE = 48_000;
/** How long so many samples of a voice are, microseconds; not rounded. */
export function samplesToUs(samples: number): number {
  return (samples * US_PER_SECOND) / VOICE_RATE;
}

/** @returns whole samples */
export function usToSamples(us: number): number {
  return Math.round((us * VOICE_RATE) / US_PER_SECOND);
}

/** Six hours: no recording without a break is as long. */
export const LONGEST_TAKE = VOICE_RATE * 3_600 * 6;
/** No narration is as long: its voice has to fit into one WAV file (4 GB). */
const MOST_SAMPLES = VOICE_RATE * 3_600 * 12;
/** Bytes of voice in one message at most: five seconds. */
export const MOST_VOICE_BYTES_AT_ONCE = VOICE_RATE * 2 * 5;

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

/** One recording without a break, or none at all: what was shown without a voice. */
export const Take = z.object({
  id: Id,
  narrationId: Id,
  /** False where nothing was recorded: it is silent. */
  voiced: z.boolean(),
  samples: Samples,
  /** In order of time; their places in this list are what they are spoken of by. */
  events: z.array(NarrationEvent).max(200_000),
});
export type Take = z.infer<typeof Take>;

/** Of a take, from here to here; or its picture at `from`, standing still and silent for `samples`. */
export const Stretch = z.discriminatedUnion('type', [
  z.object({ type: z.literal('told'), takeId: Id, from: Samples, to: Samples }),
  z.object({ type: z.literal('hold'), takeId: Id, from: Samples, samples: Samples }),
]);
export type Stretch = z.infer<typeof Stretch>;

/** What mending changed in a take, whose recording stays as it is. */
export const TakeMend = z.object({
  takeId: Id,
  /** Its voice is made louder by so many decibels, or softer. */
  gainDb: z.number().min(-60).max(40),
  /** Events at another time, or gone (null), by their places in the take's list. */
  moved: z
    .array(z.object({ event: z.number().int().min(0).max(200_000), at: Samples.nullable() }))
    .max(20_000),
});
export type TakeMend = z.infer<typeof TakeMend>;

/** Words of the voice, or instead of one. Times are the narration's own. */
export const NarrationCue = z
  .object({ id: Id, from: Samples, to: Samples, text: z.string().max(2_000) })
  .refine(({ from, to }) => to > from, 'ends before it starts');
export type NarrationCue = z.infer<typeof NarrationCue>;

/** A row of the lesson's document. The person it belongs to is its author. */
export const Narration = Row.extend({
  lessonId: Id,
  title: z.string().trim().min(1).max(200),
  private: z.boolean(),
  row: z.array(Stretch).max(5_000),
  mends: z.array(TakeMend).max(1_000),
  /** In order of time; they do not overlap. */
  cues: z.array(NarrationCue).max(10_000),
  captionsShown: z.boolean(),
  /** Its last recording was cut off, and nobody has said since that it is well. */
  draft: z.boolean(),
});
export type Narration = z.infer<typeof Narration>;

/** What is shown and heard: a row of stretches, and the takes as they were mended. */
export interface Told {
  row: readonly Stretch[];
  takes: readonly Pick<Take, 'id' | 'samples' | 'voiced' | 'events'>[];
}

/** How long a stretch is, in samples. */
export function lengthOf(stretch: Stretch): number {
  return stretch.type === 'hold' ? stretch.samples : Math.max(0, stretch.to - stretch.from);
}

/** How long all of it is, in samples. */
export function samplesIn({ row }: Pick<Told, 'row'>): number {
  return row.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
}

/** A take's events as mending left them, in order of time. */
function mended({ events, samples }: Take, mend: TakeMend | undefined): NarrationEvent[] {
  if (!mend || mend.moved.length === 0) return events;
  const moved = new Map(mend.moved.map(({ event, at }) => [event, at]));
  const left = events.flatMap((event, place) => {
    const at = moved.get(place);
    if (at === undefined) return [event];
    return at === null ? [] : [{ ...event, at: Math.min(at, samples) }];
  });
  return left.sort((a, b) => a.at - b.at);
}

/**
 * A narration with what its takes recorded: what playing, drawing and rendering ask.
 * @param takes as they were recorded
 */
export function toldBy(narration: Pick<Narration, 'row' | 'mends'>, takes: readonly Take[]): Told {
  const mends = new Map(narration.mends.map((mend) => [mend.takeId, mend]));
  return {
    row: narration.row,
    takes: takes.map((take) => ({ ...take, events: mended(take, mends.get(take.id)) })),
  };
}
