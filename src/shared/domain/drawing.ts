/**
 * A drawing on the picture. Places are shares of the upright picture of its angle (0 to 1 from the
 * left and from the top), so that it is right at every size, rotation and zoom. Sizes (line width,
 * text) are shares of the picture's height.
 */
import { z } from 'zod';
import { BoardColour } from './board';
import { Id } from './ids';
import { Adrift } from './moment';
import { Row } from './row';
import { LessonUs } from './time';

/** A little outside the picture is allowed: hands overshoot. */
const Share = z.number().min(-0.5).max(1.5);
const Point = z.object({ x: Share, y: Share });
const Box = z.object({ x: Share, y: Share, width: Share, height: Share });

export const Shape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('pen'),
    /** x, y and pressure (0 to 1) of each point. */
    points: z
      .array(z.tuple([Share, Share, z.number().min(0).max(1)]))
      .min(1)
      .max(5_000),
  }),
  z.object({ type: z.literal('arrow'), from: Point, to: Point }),
  z.object({ type: z.literal('ellipse'), box: Box }),
  z.object({ type: z.literal('box'), box: Box }),
  /** Everything but this ellipse is dimmed. */
  z.object({ type: z.literal('spotlight'), box: Box }),
  z.object({ type: z.literal('text'), at: Point, text: z.string().trim().min(1).max(500) }),
  z.object({ type: z.literal('number'), at: Point, number: z.number().int().min(1).max(999) }),
]);
export type Shape = z.infer<typeof Shape>;

export const Drawing = Row.extend({
  lessonId: Id,
  /** The camera whose picture it lies on. */
  angleId: Id,
  /** The moment it belongs to, if to one. */
  momentId: Id.nullable(),
  /** Shown from here to here, lesson time. */
  startUs: LessonUs,
  endUs: LessonUs,
  shape: Shape,
  colour: BoardColour,
  /** Line width, or height of text, as a share of the picture's height. */
  size: z.number().min(0.001).max(0.5),
  private: z.boolean(),
  /** Set when its picture is no longer in the lesson, as for a moment. */
  adrift: Adrift.nullable(),
}).refine((drawing) => drawing.endUs >= drawing.startUs, 'ends before it starts');
export type Drawing = z.infer<typeof Drawing>;
