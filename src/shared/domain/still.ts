/**
 * A still picture to lie over exported footage or between it: title cards, captions, a name, drawings.
 * It is transparent where nothing is painted, unless it has a card. Layers lie over each other in
 * their order; captions, numbers and lines of one still make room for each other.
 */
import { z } from 'zod';
import { BoardColour } from './board';
import { Shape } from './drawing';
import { paintedLine, paintedText } from './painted-text';
import { LessonUs } from './time';

/** The longest and the shortest side of a still, in pixels: 3840x2160, upright or sideways. */
const MOST_PX = 3840;
const LEAST_PX = 64;

/** More than any note or caption holds. */
const Words = z.string().max(100_000);
const Text = Words.transform(paintedText);
const Line = Words.transform(paintedLine);

/** `#rrggbb` */
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i);

const Corner = z.enum(['top-left', 'top-right', 'bottom-left', 'bottom-right']);
const MarkNumber = z.number().int().min(1).max(999);

/** Fills the picture: a title of at most four lines, and a small line under it. */
const Card = z.object({
  type: z.literal('card'),
  title: Text,
  detail: Line.default(''),
  /** A school's colours; null for the app's own. */
  background: Colour.nullable().default(null),
  /** Where it could hardly be read on the background, the better of the app's own takes its place. */
  text: Colour.nullable().default(null),
});

/** Words at the bottom on a dark plate, of at most three lines; nothing when there are none. */
const Caption = z.object({
  type: z.literal('caption'),
  text: Text,
  /** Stands before the words. */
  number: MarkNumber.nullable().default(null),
});

/** A number by itself, in a corner. */
const Numbered = z.object({
  type: z.literal('number'),
  number: MarkNumber,
  corner: Corner.default('top-left'),
});

/** One quiet line in a corner: a name, or what the clip is for. */
const Quiet = z.object({
  type: z.literal('line'),
  text: Line,
  corner: Corner.default('bottom-right'),
});

/** Drawings, as they lie on the picture in the lesson's room. */
const Shapes = z.object({
  type: z.literal('shapes'),
  drawings: z
    .array(
      z.object({
        shape: Shape,
        colour: BoardColour,
        size: z.number().min(0.001).max(0.5),
        /** How long its stopwatch has run. */
        runsUs: LessonUs.default(0),
      }),
    )
    .max(500),
  /**
   * Where the footage lies in the still, in shares of it: the whole of it unless there are bars, more
   * than that where a part of the footage fills the picture.
   */
  within: z
    .object({
      x: z.number().min(-50).max(1),
      y: z.number().min(-50).max(1),
      width: z.number().positive().max(50),
      height: z.number().positive().max(50),
    })
    .default({ x: 0, y: 0, width: 1, height: 1 }),
});

const Layer = z.discriminatedUnion('type', [Card, Caption, Numbered, Quiet, Shapes]);

const SidePx = z.number().int().min(LEAST_PX).max(MOST_PX);

export const Still = z
  .object({
    /** Pixels of the file, whatever the display. */
    width: SidePx,
    height: SidePx,
    layers: z.array(Layer).max(20),
    /** The part that is taken of it, in pixels: all of it when left out. */
    only: z
      .object({
        x: z.number().int().min(0),
        y: z.number().int().min(0),
        width: z.number().int().positive(),
        height: z.number().int().positive(),
      })
      .optional(),
  })
  .refine(({ width, height }) => Math.min(width, height) <= 2160, 'larger than 3840x2160')
  .refine(
    ({ width, height, only }) =>
      !only || (only.x + only.width <= width && only.y + only.height <= height),
    'a part of it',
  );

/** What is asked for. */
export type StillAsked = z.input<typeof Still>;
/** What is painted: its words can be, and nothing is left unsaid. */
export type Still = z.infer<typeof Still>;

export type Layer = z.infer<typeof Layer>;
export type LayerOf<T extends Layer['type']> = Extract<Layer, { type: T }>;
export type Corner = z.infer<typeof Corner>;
