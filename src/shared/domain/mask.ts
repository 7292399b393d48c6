/**
 * What nobody who is handed a clip may see or hear: a part of the picture, all of it, or what is
 * said. Marked by hand on the lesson; covered in what is exported, never in the original. Places are
 * shares of the upright picture, as a drawing's are.
 */
import { z } from 'zod';
import { type Box, BoxShape } from './drawing';
import { Id } from './ids';
import { Adrift } from './moment';
import { Row } from './row';
import { LessonUs } from './time';

/** Nothing of the picture under any of these can be had back from the file. */
export const MaskLook = z.enum(['blur', 'pixelate', 'solid']);
export type MaskLook = z.infer<typeof MaskLook>;

/** Where an area lies at a time, counted from the mask's own start. */
export const MaskKey = z.object({ afterUs: LessonUs, box: BoxShape });
export type MaskKey = z.infer<typeof MaskKey>;

export const MaskWhat = z.discriminatedUnion('type', [
  /** A box, or the ellipse in it; between its keys it moves in a straight line. */
  z.object({
    type: z.literal('area'),
    form: z.enum(['box', 'ellipse']),
    look: MaskLook,
    /** In order of time, no two at one. */
    keys: z
      .array(MaskKey)
      .min(1)
      .max(1_000)
      .refine(
        (keys) => keys.every((key, at) => at === 0 || key.afterUs > (keys[at - 1]?.afterUs ?? 0)),
        'keys in order of time',
      ),
  }),
  z.object({ type: z.literal('picture'), look: MaskLook }),
  /** Of every camera: what one of them hears the others may hear too. */
  z.object({ type: z.literal('sound'), sounds: z.enum(['silence', 'tone']) }),
]);
export type MaskWhat = z.infer<typeof MaskWhat>;

export const Mask = Row.extend({
  lessonId: Id,
  /** The camera whose picture it covers; null for sound. */
  angleId: Id.nullable(),
  /** Covered from here to here, lesson time. */
  startUs: LessonUs,
  endUs: LessonUs,
  what: MaskWhat,
  /** Set when its picture is no longer in the lesson, as for a moment. */
  adrift: Adrift.nullable(),
})
  .refine((mask) => mask.endUs >= mask.startUs, 'ends before it starts')
  .refine(
    ({ what, angleId }) => (what.type === 'sound') === (angleId === null),
    'a picture is of a camera, sound of all',
  );
export type Mask = z.infer<typeof Mask>;

const between = (from: number, to: number, share: number): number => from + (to - from) * share;

/**
 * Where an area lies. Before its first key it is where that one is, after its last where that is.
 * @param afterUs microseconds since the mask's start
 */
export function boxAt(keys: readonly MaskKey[], afterUs: number): Box {
  const next = keys.findIndex((key) => key.afterUs > afterUs);
  const to = keys[next === -1 ? keys.length - 1 : next];
  const from = next === -1 ? to : (keys[next - 1] ?? to);
  if (!from || !to) return { x: 0, y: 0, width: 0, height: 0 };
  const lengthUs = to.afterUs - from.afterUs;
  const share = lengthUs > 0 ? (afterUs - from.afterUs) / lengthUs : 0;
  return {
    x: between(from.box.x, to.box.x, share),
    y: between(from.box.y, to.box.y, share),
    width: between(from.box.width, to.box.width, share),
    height: between(from.box.height, to.box.height, share),
  };
}

/** The masks that cover something of a range of one camera, or of its sound. */
export function masksIn(
  masks: readonly Mask[],
  angleId: string,
  { startUs, endUs }: { startUs: number; endUs: number },
): Mask[] {
  return masks.filter(
    (mask) =>
      mask.adrift === null &&
      (mask.angleId === null || mask.angleId === angleId) &&
      mask.startUs < endUs &&
      mask.endUs > startUs,
  );
}
