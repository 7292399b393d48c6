/** What a hand does on the picture: strokes, drags of new shapes, moving and fitting of old ones. */
import {
  boundsOf,
  type Drawing,
  fittedTo,
  movedBy,
  type Shape,
} from '../../../shared/domain/drawing';
import { useDrawing } from '../../stores/drawing';
import { beginDrawingEdit, drawings } from '../../stores/drawn';
import { type Frame, shareOf } from '../../picture/picture-place';
import type { Hold } from '../../ui/use-hold';
import { addDrawing, changeOp, making } from './actions';
import { shapeFrom } from './shapes';

/** Points nearer to each other than this, as a share of the picture, are one. */
const APART = 0.0015;
const MOST_POINTS = 5_000;
/** A shape is never fitted smaller than this. */
const LEAST = 0.005;

interface Sheet {
  host: Element;
  picture: Frame;
  /** Shows a shape that is being made; null when it is made or given up. */
  preview: (shape: Shape | null) => void;
}

export type Corner = 'nw' | 'ne' | 'sw' | 'se' | 'from' | 'to';

const placeOf = ({ host, picture }: Sheet, event: { clientX: number; clientY: number }) => {
  const box = host.getBoundingClientRect();
  // While the picture is zoomed, it takes up more of the screen than it was laid out for.
  const scale = host.clientWidth > 0 ? box.width / host.clientWidth : 1;
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  return shareOf(picture, x / scale, y / scale);
};

/** Begins what the tool in hand does where the pointer went down. */
export function holdWithTool(sheet: Sheet, event: PointerEvent): Hold {
  const { tool } = useDrawing.getState();
  return tool === 'pen' ? stroke(sheet, event) : drag(sheet, event);
}

function stroke(sheet: Sheet, first: PointerEvent): Hold {
  const points: [number, number, number][] = [];
  const add = (event: PointerEvent) => {
    const { x, y } = placeOf(sheet, event);
    const last = points.at(-1);
    if (last && Math.hypot(last[0] - x, last[1] - y) < APART) return;
    if (points.length < MOST_POINTS) points.push([x, y, event.pressure || 0.5]);
  };
  add(first);
  return {
    move(event) {
      const all = event.getCoalescedEvents();
      for (const one of all.length > 0 ? all : [event]) add(one);
      sheet.preview({ type: 'pen', points: [...points] });
    },
    end() {
      sheet.preview(null);
      addDrawing({ type: 'pen', points });
    },
    abandon: () => sheet.preview(null),
  };
}

function drag(sheet: Sheet, first: PointerEvent): Hold {
  const from = placeOf(sheet, first);
  const known = making();
  let to = from;
  const shape = () => shapeFrom(useDrawing.getState().tool, from, to, known);
  return {
    move(event) {
      to = placeOf(sheet, event);
      sheet.preview(shape());
    },
    end() {
      const made = shape();
      sheet.preview(null);
      if (made) addDrawing(made);
    },
    abandon: () => sheet.preview(null),
  };
}

/** Takes hold of a drawing, or of a corner of it. A whole drag is one step of undo. */
export function holdDrawing(sheet: Sheet, event: PointerEvent, id: string, corner?: Corner): Hold {
  const drawing = drawings().find((known) => known.id === id);
  const from = placeOf(sheet, event);
  useDrawing.setState({ selectedId: id });
  if (!drawing) return { move: () => undefined, end: () => undefined, abandon: () => undefined };
  const gesture = beginDrawingEdit(corner ? 'Change the size of a drawing' : 'Move a drawing');
  return {
    move(next) {
      const to = placeOf(sheet, next);
      const shape = corner
        ? cornered(drawing, corner, to)
        : movedBy(drawing.shape, to.x - from.x, to.y - from.y);
      gesture.update([changeOp(drawing, { shape })]);
    },
    end: () => gesture.finish(),
    abandon: () => gesture.abandon(),
  };
}

function cornered({ shape }: Drawing, corner: Corner, to: { x: number; y: number }): Shape {
  if (shape.type === 'arrow') return corner === 'from' ? { ...shape, from: to } : { ...shape, to };
  const { x, y, width, height } = boundsOf(shape);
  const left = corner === 'nw' || corner === 'sw' ? Math.min(to.x, x + width - LEAST) : x;
  const right = corner === 'ne' || corner === 'se' ? Math.max(to.x, x + LEAST) : x + width;
  const top = corner === 'nw' || corner === 'ne' ? Math.min(to.y, y + height - LEAST) : y;
  const bottom = corner === 'sw' || corner === 'se' ? Math.max(to.y, y + LEAST) : y + height;
  return fittedTo(shape, { x: left, y: top, width: right - left, height: bottom - top });
}
