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

/** Index of the first cue that begins after a time. Cues in order. */
export function firstAfter(cues: readonly Cue[], us: number): number {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startUs ?? 0) <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many cues before the last that began are looked at: captions overlap by a few at most. */
const OVERLAP = 8;

/**
 * The cue said at a time: of several the one that began last. A cue without a length stands until
 * the next one.
 * @returns its index, or -1 where nobody speaks.
 */
export function cueAt(cues: readonly Cue[], us: number): number {
  const after = firstAfter(cues, us);
  for (let at = after - 1; at >= Math.max(0, after - OVERLAP); at--) {
    const cue = cues[at];
    if (!cue || cue.adrift) continue;
    if (us < cue.endUs || (cue.endUs === cue.startUs && at === after - 1)) return at;
  }
  return -1;
}

/** All cues so much later, or earlier when negative; none goes to before the lesson. */
export function shiftCues(cues: readonly Cue[], byUs: number): Cue[] {
  return cues.map((cue) => {
    const startUs = Math.max(0, cue.startUs + byUs);
    return { ...cue, startUs, endUs: Math.max(startUs, cue.endUs + byUs) };
  });
}

/** Indexes of the cues that hold a text, whatever its case and accents. All when it is empty. */
export function findCues(cues: readonly Cue[], text: string): number[] {
  const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const wanted = plain(text.trim());
  return cues.flatMap((cue, at) => (wanted === '' || plain(cue.text).includes(wanted) ? [at] : []));
}
