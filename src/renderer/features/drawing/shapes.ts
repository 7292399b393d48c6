/** Shapes from what a hand does, and what they are called. Pure. */
import type { Point, Shape } from '../../../shared/domain/drawing';
import type { Tool } from '../../stores/drawing';

export const SHAPE_NAMES: Record<Shape['type'], string> = {
  pen: 'Pen stroke',
  arrow: 'Arrow',
  ellipse: 'Ellipse',
  box: 'Box',
  spotlight: 'Spotlight',
  text: 'Text',
  number: 'Number',
  measure: 'Stopwatch',
};

export const NEW_TEXT = 'Text';

/** Smaller than this, as a share of the picture, a drag is a click. */
const LEAST = 0.01;
const USUAL = { width: 0.22, height: 0.22 };

export interface Making {
  /** For a numbered marker. */
  number: number;
  /** For a stopwatch. */
  lengthUs: number;
}

/** What a drag with a tool draws; a mere click draws one of the usual size there. */
export function shapeFrom(tool: Tool, from: Point, to: Point, making: Making): Shape | null {
  const isClick = Math.abs(to.x - from.x) < LEAST && Math.abs(to.y - from.y) < LEAST;
  const box = isClick
    ? { x: from.x - USUAL.width / 2, y: from.y - USUAL.height / 2, ...USUAL }
    : {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      };
  switch (tool) {
    case 'select':
    case 'pen':
      return null;
    case 'arrow':
      return isClick
        ? { type: 'arrow', from: { x: from.x - 0.12, y: from.y - 0.12 }, to: from }
        : { type: 'arrow', from, to };
    case 'ellipse':
    case 'box':
    case 'spotlight':
      return { type: tool, box };
    case 'text':
      return { type: 'text', at: from, text: NEW_TEXT };
    case 'number':
      return { type: 'number', at: from, number: making.number };
    case 'measure':
      return { type: 'measure', at: from, lengthUs: making.lengthUs };
  }
}

/** A wavy line under a place, as a pen draws it: for who has no hand free to draw one. */
export function usualStroke({ x, y }: Point): Shape {
  const points = Array.from({ length: 33 }, (_, at): [number, number, number] => {
    const along = at / 32;
    const wave = Math.sin(along * 6 * Math.PI) * 0.008;
    return [x + (along - 0.5) * USUAL.width, y + wave, 0.5];
  });
  return { type: 'pen', points };
}

/** The next number for a marker: one more than the highest there is. */
export function nextNumber(shapes: readonly Shape[]): number {
  const highest = shapes.reduce(
    (most, shape) => (shape.type === 'number' ? Math.max(most, shape.number) : most),
    0,
  );
  return Math.min(999, highest + 1);
}
