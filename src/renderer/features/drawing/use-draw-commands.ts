/** Drawing by keyboard: tools, putting a shape in the middle, moving and fitting the chosen one. */
import { boundsOf, fittedTo, movedBy, type Shape } from '../../../shared/domain/drawing';
import { type Command, useCommands } from '../../app/commands';
import { startDrawing, stopDrawing, useDrawing } from '../../stores/drawing';
import { lessonStore } from '../../stores/document';
import { isNarrating } from '../../stores/recording';
import { isHolding } from '../../ui/use-hold';
import { addDrawing, changeDrawing, chosenDrawing, making, removeDrawing } from './actions';
import { shapeFrom, usualStroke } from './shapes';
import { TOOLS, toolsFor } from './tools';

const STEP = 0.01;
const LEAST = 0.01;
const hasChosen = () => chosenDrawing() !== undefined;

function nudge(dx: number, dy: number): void {
  const drawing = chosenDrawing();
  if (!drawing) return;
  const shape = movedBy(drawing.shape, dx, dy);
  changeDrawing(drawing.id, 'Move a drawing', { shape }, `move:${drawing.id}`);
}

function grown(shape: Shape, dx: number, dy: number): Shape {
  const { x, y, width, height } = boundsOf(shape);
  if (width === 0 && height === 0) return shape;
  const to = { x, y, width: Math.max(LEAST, width + dx), height: Math.max(LEAST, height + dy) };
  return fittedTo(shape, to);
}

function grow(dx: number, dy: number): void {
  const drawing = chosenDrawing();
  if (!drawing) return;
  const shape = grown(drawing.shape, dx, dy);
  changeDrawing(drawing.id, 'Change the size of a drawing', { shape }, `size:${drawing.id}`);
}

const MIDDLE = { x: 0.5, y: 0.5 };

function addInTheMiddle(): void {
  const { tool } = useDrawing.getState();
  const shape = tool === 'pen' ? usualStroke(MIDDLE) : shapeFrom(tool, MIDDLE, MIDDLE, making());
  if (shape) addDrawing(shape);
}

const draw = (
  id: string,
  name: string,
  keys: string[],
  run: () => void,
  more: Partial<Command> = {},
): Command => ({ id: `drawing.${id}`, name, group: 'Drawing', keys, run, ...more });

const moving = { enabled: hasChosen, repeats: true, keyOnly: true } as const;

const COMMANDS: readonly Command[] = [
  ...TOOLS.map(({ id, name, key }) =>
    draw(
      `tool-${id}`,
      `Draw with: ${name}`,
      [`Key${key}`],
      () => useDrawing.setState({ tool: id }),
      {
        enabled: () => toolsFor(isNarrating()).some((tool) => tool.id === id),
      },
    ),
  ),
  draw('middle', 'Put one in the middle', ['Enter'], addInTheMiddle, {
    enabled: () => useDrawing.getState().tool !== 'select',
  }),
  draw('left', 'Drawing to the left', ['ArrowLeft'], () => nudge(-STEP, 0), moving),
  draw('right', 'Drawing to the right', ['ArrowRight'], () => nudge(STEP, 0), moving),
  draw('up', 'Drawing up', ['ArrowUp'], () => nudge(0, -STEP), moving),
  draw('down', 'Drawing down', ['ArrowDown'], () => nudge(0, STEP), moving),
  draw('wider', 'Drawing wider', ['Shift+ArrowRight'], () => grow(STEP, 0), moving),
  draw('narrower', 'Drawing narrower', ['Shift+ArrowLeft'], () => grow(-STEP, 0), moving),
  draw('taller', 'Drawing taller', ['Shift+ArrowDown'], () => grow(0, STEP), moving),
  draw('lower', 'Drawing less tall', ['Shift+ArrowUp'], () => grow(0, -STEP), moving),
  draw(
    'remove',
    'Take the drawing away',
    ['Delete', 'Backspace'],
    () => {
      const drawing = chosenDrawing();
      if (drawing) removeDrawing(drawing.id);
    },
    { enabled: hasChosen },
  ),
  draw('done', 'Done drawing', ['Escape'], () => {
    if (isHolding()) return;
    if (hasChosen()) useDrawing.setState({ selectedId: null });
    else stopDrawing(true);
  }),
];

/** The keys of drawing, while it goes on: they come before the room's own. */
export function useDrawCommands(): void {
  useCommands(COMMANDS);
}

const START: readonly Command[] = [
  {
    id: 'drawing.start',
    name: 'Draw on the picture',
    group: 'Drawing',
    keys: ['Shift+KeyD'],
    enabled: () => (lessonStore.getState().document?.parts.length ?? 0) > 0,
    run: () => (useDrawing.getState().on ? stopDrawing(true) : startDrawing()),
  },
];

/** The key that begins it, in the room. */
export function useStartDrawing(): void {
  useCommands(START);
}
