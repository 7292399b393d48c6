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
/** A box on the picture, in shares of it. */
export const BoxShape = z.object({ x: Share, y: Share, width: Share, height: Share });

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
  z.object({ type: z.literal('ellipse'), box: BoxShape }),
  z.object({ type: z.literal('box'), box: BoxShape }),
  /** Everything but this ellipse is dimmed. */
  z.object({ type: z.literal('spotlight'), box: BoxShape }),
  z.object({ type: z.literal('text'), at: Point, text: z.string().trim().min(1).max(500) }),
  /** A stopwatch in the picture: it runs from the drawing's start for this long, and then stands. */
  z.object({ type: z.literal('measure'), at: Point, lengthUs: LessonUs }),
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

export type Point = z.infer<typeof Point>;
export type Box = z.infer<typeof BoxShape>;

/** How long a drawing takes to come and to go. */
export const FADE_US = 250_000;

/** True while a drawing is on the picture; at its very end it is gone. */
export function isShownAt(
  drawing: Pick<Drawing, 'startUs' | 'endUs' | 'adrift'>,
  us: number,
): boolean {
  return drawing.adrift === null && us >= drawing.startUs && us < drawing.endUs;
}

/** The box around a shape, in shares of the picture; text and markers have none but their place. */
export function boundsOf(shape: Shape): Box {
  switch (shape.type) {
    case 'pen':
      return around(shape.points.map(([x, y]) => ({ x, y })));
    case 'arrow':
      return around([shape.from, shape.to]);
    case 'ellipse':
    case 'box':
    case 'spotlight':
      return shape.box;
    case 'text':
    case 'number':
    case 'measure':
      return { ...shape.at, width: 0, height: 0 };
  }
}

function around(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The shape moved, stopping where its box would leave the picture altogether. */
export function movedBy(shape: Shape, dx: number, dy: number): Shape {
  const { x, y, width, height } = boundsOf(shape);
  const within = (at: number, length: number, by: number) =>
    Math.min(Math.max(at + by, -length / 2), 1 - length / 2) - at;
  const byX = within(x, width, dx);
  const byY = within(y, height, dy);
  return mapped(shape, (point) => ({ x: point.x + byX, y: point.y + byY }));
}

/** The shape fitted into another box; what has no size only moves. */
export function fittedTo(shape: Shape, to: Box): Shape {
  const from = boundsOf(shape);
  const along = (at: number, start: number, length: number, toStart: number, toLength: number) =>
    length === 0 ? toStart + toLength / 2 : toStart + ((at - start) / length) * toLength;
  return mapped(shape, ({ x, y }) => ({
    x: along(x, from.x, from.width, to.x, to.width),
    y: along(y, from.y, from.height, to.y, to.height),
  }));
}

function mapped(shape: Shape, move: (point: Point) => Point): Shape {
  switch (shape.type) {
    case 'pen': {
      const points = shape.points.map(([x, y, pressure]): [number, number, number] => {
        const to = move({ x, y });
        return [to.x, to.y, pressure];
      });
      return { ...shape, points };
    }
    case 'arrow':
      return { ...shape, from: move(shape.from), to: move(shape.to) };
    case 'ellipse':
    case 'box':
    case 'spotlight': {
      const { x, y, width, height } = shape.box;
      const from = move({ x, y });
      const to = move({ x: x + width, y: y + height });
      return { ...shape, box: { ...from, width: to.x - from.x, height: to.y - from.y } };
    }
    case 'text':
    case 'number':
    case 'measure':
      return { ...shape, at: move(shape.at) };
  }
}
