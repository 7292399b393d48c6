/** Marking and moments by keyboard. */
import { useMemo } from 'react';
import { type Command, useCommands } from '../../app/commands';
import { lessonStore } from '../../stores/document';
import { transport } from '../../stores/playback';
import { useView } from '../../stores/view';
import { useBoardInHand } from '../../stores/boards';
import { chosen, deleteMoment, goToNeighbour, setEdgeHere } from './actions';
import { boardCommands } from './board-commands';
import { currentAt, inListOrder } from './current';
import { startWriting } from '../../stores/writing';

const isOpen = () => lessonStore.getState().document !== null;
const hasChosen = () => chosen() !== undefined;

/** The chosen moment, else the one playback is at. */
function toWriteOn(): string | undefined {
  const { document } = lessonStore.getState();
  if (!document) return undefined;
  const here = currentAt(inListOrder(document.moments).placed, transport().nowUs());
  return chosen()?.id ?? here?.id;
}

const COMMANDS: readonly Command[] = [
  {
    id: 'moment.write',
    name: 'Write a note',
    group: 'Marking',
    keys: ['Enter'],
    enabled: () => toWriteOn() !== undefined,
    run: () => {
      const id = toWriteOn();
      if (id) startWriting(id);
    },
  },
  {
    id: 'moment.delete',
    name: 'Delete the moment',
    group: 'Marking',
    keys: ['Delete', 'Backspace'],
    enabled: hasChosen,
    run: () => {
      const moment = chosen();
      if (moment) deleteMoment(moment.id);
    },
  },
  {
    id: 'moment.start-here',
    name: 'Begin the moment here',
    group: 'Marking',
    keys: ['['],
    enabled: hasChosen,
    run: () => setEdgeHere('start'),
  },
  {
    id: 'moment.end-here',
    name: 'End the moment here',
    group: 'Marking',
    keys: [']'],
    enabled: hasChosen,
    run: () => setEdgeHere('end'),
  },
  {
    id: 'moment.next',
    name: 'Next moment',
    group: 'Marking',
    keys: ['KeyN'],
    enabled: isOpen,
    run: () => goToNeighbour(1),
  },
  {
    id: 'moment.previous',
    name: 'Moment before',
    group: 'Marking',
    keys: ['Shift+KeyN'],
    enabled: isOpen,
    run: () => goToNeighbour(-1),
  },
  {
    id: 'moment.export',
    name: 'Export the moment as a clip',
    group: 'Marking',
    keys: ['KeyE'],
    enabled: hasChosen,
    run: () => {
      const moment = chosen();
      if (moment) useView.setState({ dialog: { name: 'clips', momentId: moment.id } });
    },
  },
];

export function useMomentCommands(): void {
  const board = useBoardInHand();
  useCommands(useMemo(() => boardCommands(board), [board]));
  useCommands(COMMANDS);
}
