/** Hiding by keyboard: making one, moving and fitting the chosen one, its times and its positions. */
import { boxGrown, boxMoved } from '../../../shared/domain/mask-edits';
import { type Command, useCommands } from '../../app/commands';
import { stopMasking, useMasking } from '../../stores/masking';
import { isHolding } from '../../ui/use-hold';
import {
  boxHere,
  chosenMask,
  goToKey,
  hidePart,
  hidePicture,
  hideSound,
  keyHere,
  placeMask,
  removeKey,
  removeMask,
  setEdgeHere,
} from './actions';

const STEP = 0.01;
const LEAP = 0.05;

const hasChosen = () => chosenMask() !== undefined;
/** A part that is on the picture now: what is not seen is not moved. */
const hasBox = () => {
  const mask = chosenMask();
  return mask !== undefined && boxHere(mask) !== null;
};

function nudge(dx: number, dy: number): void {
  const mask = chosenMask();
  const box = mask && boxHere(mask);
  if (mask && box) placeMask(mask, 'Move what is hidden', boxMoved(box, dx, dy));
}

function grow(dx: number, dy: number): void {
  const mask = chosenMask();
  const box = mask && boxHere(mask);
  if (mask && box) placeMask(mask, 'Fit what is hidden', boxGrown(box, dx, dy));
}

function withChosen(run: (mask: NonNullable<ReturnType<typeof chosenMask>>) => void): void {
  const mask = chosenMask();
  if (mask) run(mask);
}

const hide = (
  id: string,
  name: string,
  keys: string[],
  run: () => void,
  more: Partial<Command> = {},
): Command => ({ id: `masks.${id}`, name, group: 'Hiding', keys, run, ...more });

const chosen = { enabled: hasChosen } as const;
const moving = { enabled: hasBox, repeats: true, keyOnly: true } as const;

const COMMANDS: readonly Command[] = [
  hide('part', 'Hide a part of the picture', ['KeyP', 'Enter'], () => hidePart()),
  hide('picture', 'Hide the whole picture', ['KeyW'], hidePicture),
  hide('sound', 'Hide what is said', ['KeyS'], hideSound),
  hide('left', 'Hidden part to the left', ['ArrowLeft'], () => nudge(-STEP, 0), moving),
  hide('right', 'Hidden part to the right', ['ArrowRight'], () => nudge(STEP, 0), moving),
  hide('up', 'Hidden part up', ['ArrowUp'], () => nudge(0, -STEP), moving),
  hide('down', 'Hidden part down', ['ArrowDown'], () => nudge(0, STEP), moving),
  hide('far-left', 'Hidden part far to the left', ['Alt+ArrowLeft'], () => nudge(-LEAP, 0), moving),
  hide(
    'far-right',
    'Hidden part far to the right',
    ['Alt+ArrowRight'],
    () => nudge(LEAP, 0),
    moving,
  ),
  hide('far-up', 'Hidden part far up', ['Alt+ArrowUp'], () => nudge(0, -LEAP), moving),
  hide('far-down', 'Hidden part far down', ['Alt+ArrowDown'], () => nudge(0, LEAP), moving),
  hide('wider', 'Hidden part wider', ['Shift+ArrowRight'], () => grow(STEP, 0), moving),
  hide('narrower', 'Hidden part narrower', ['Shift+ArrowLeft'], () => grow(-STEP, 0), moving),
  hide('taller', 'Hidden part taller', ['Shift+ArrowDown'], () => grow(0, STEP), moving),
  hide('lower', 'Hidden part less tall', ['Shift+ArrowUp'], () => grow(0, -STEP), moving),
  hide(
    'from',
    'Hide from here',
    ['BracketLeft'],
    () => withChosen((mask) => setEdgeHere(mask, 'start')),
    chosen,
  ),
  hide(
    'until',
    'Hide until here',
    ['BracketRight'],
    () => withChosen((mask) => setEdgeHere(mask, 'end')),
    chosen,
  ),
  hide(
    'key-before',
    'To the position before',
    ['Shift+Comma'],
    () => withChosen((mask) => goToKey(mask, -1)),
    chosen,
  ),
  hide(
    'key-after',
    'To the next position',
    ['Shift+Period'],
    () => withChosen((mask) => goToKey(mask, 1)),
    chosen,
  ),
  hide(
    'key-remove',
    'Take this position away',
    ['Shift+Delete'],
    () =>
      withChosen((mask) => {
        const key = keyHere(mask);
        if (key) removeKey(mask, key.afterUs);
      }),
    chosen,
  ),
  hide(
    'remove',
    'Show again what was hidden',
    ['Delete', 'Backspace'],
    () => withChosen((mask) => removeMask(mask.id)),
    chosen,
  ),
  hide('done', 'Done hiding', ['Escape'], () => {
    if (isHolding()) return;
    if (hasChosen()) useMasking.setState({ selectedId: null });
    else stopMasking();
  }),
];

/** The keys of hiding, while it goes on: they come before the room's own. */
export function useMaskCommands(): void {
  useCommands(COMMANDS);
}
