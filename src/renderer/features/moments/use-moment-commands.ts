/** Marking and moments by keyboard. */
import { useEffect, useMemo } from 'react';
import { type Command, useCommands } from '../../app/commands';
import { lessonStore } from '../../stores/document';
import { transport } from '../../stores/playback';
import { chosenMoments } from '../../stores/moments-by-id';
import { useView } from '../../stores/view';
import { useBoardInHand } from '../../stores/boards';
import { useApp } from '../../stores/app';
import { visibleMoments } from '../../stores/visible-moments';
import {
  chosen,
  deleteMoments,
  goToNeighbour,
  setEdgeHere,
  setInSession,
  setPrivate,
  startAdding,
} from './actions';
import { canBeside, toggleBeside } from './beside';
import { boardCommands } from './board-commands';
import { currentAt } from './current';
import { focusesFor } from './focuses';
import { listed } from './listed';
import { startWriting } from '../../stores/writing';
import { stopPlaying, togglePlayThese } from './play-these';
import { finishRecording, leaveRecording, startRecording, useRecorder } from './voice-recorder';

const isOpen = () => lessonStore.getState().document !== null;
const hasChosen = () => chosen() !== undefined;

function canFocus(): boolean {
  const { document } = lessonStore.getState();
  const moment = chosen();
  return document !== null && moment !== undefined && focusesFor(document, moment).length > 0;
}

/** The chosen moment, else the one playback is at. */
function toWriteOn(): string | undefined {
  const { document } = lessonStore.getState();
  if (!document) return undefined;
  const here = currentAt(listed().placed, transport().nowUs());
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
    name: 'Delete the chosen moments',
    group: 'Marking',
    keys: ['Delete', 'Backspace'],
    enabled: hasChosen,
    run: () => deleteMoments(chosenMoments()),
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
  {
    id: 'moment.tag',
    name: 'Add a tag',
    group: 'Marking',
    keys: ['Shift+KeyT'],
    enabled: hasChosen,
    run: () => startAdding('tag'),
  },
  {
    id: 'moment.reply',
    name: 'Reply to the moment',
    group: 'Marking',
    keys: ['Shift+KeyR'],
    enabled: hasChosen,
    run: () => startAdding('reply'),
  },
  {
    id: 'moment.link',
    name: 'Link to another moment',
    group: 'Marking',
    keys: ['Shift+KeyG'],
    enabled: hasChosen,
    run: () => startAdding('link'),
  },
  {
    id: 'moment.focus',
    name: 'Say which focus the chosen moments speak to',
    group: 'Marking',
    keys: ['Shift+KeyO'],
    enabled: canFocus,
    run: () => startAdding('focus'),
  },
  {
    id: 'moment.voice',
    name: 'Record or finish a voice note',
    group: 'Marking',
    keys: ['Shift+KeyV'],
    enabled: () => hasChosen() || useRecorder.getState().momentId !== null,
    run: () => {
      if (useRecorder.getState().momentId !== null) {
        void finishRecording();
        return;
      }
      const moment = chosen();
      if (moment) void startRecording(moment);
    },
  },
  {
    id: 'moment.private',
    name: 'Share the chosen moments, or make them private',
    group: 'Marking',
    keys: ['Shift+KeyH'],
    enabled: hasChosen,
    run: () => {
      const moment = chosen();
      if (moment) setPrivate(moment.id, !moment.private);
    },
  },
  {
    id: 'moment.session',
    name: 'Show the chosen moments in session, or not',
    group: 'Marking',
    keys: ['Shift+KeyB'],
    enabled: hasChosen,
    run: () => {
      const moment = chosen();
      if (moment) setInSession(moment.id, !moment.inSession);
    },
  },
  {
    id: 'moments.find',
    name: 'Find in these moments',
    group: 'Moments',
    keys: ['/'],
    enabled: () => (lessonStore.getState().document?.moments.length ?? 0) > 0,
    run: () => {
      useView.setState({ panel: 'moments', fullWindow: false });
      // The panel is drawn by then, where it was not on screen.
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('[data-moment-filter]')?.focus(),
      );
    },
  },
  {
    id: 'moments.play',
    name: 'Play these moments one after the other',
    group: 'Moments',
    keys: ['Shift+KeyP'],
    enabled: () => visibleMoments().length > 0,
    run: togglePlayThese,
  },
  {
    id: 'moments.beside',
    name: 'You noticed, I noticed: side by side',
    group: 'Moments',
    keys: ['Shift+KeyU'],
    enabled: canBeside,
    run: toggleBeside,
  },
  {
    id: 'people.layers',
    name: 'Who is marking, and whose moments are shown',
    group: 'Moments',
    keys: ['Shift+KeyW'],
    enabled: () => isOpen() && useApp.getState().me !== null,
    run: () => useView.setState({ layersOpen: true, fullWindow: false }),
  },
];

export function useMomentCommands(): void {
  const board = useBoardInHand();
  useCommands(useMemo(() => boardCommands(board), [board]));
  useCommands(COMMANDS);
  useEffect(
    () => () => {
      stopPlaying();
      leaveRecording();
    },
    [],
  );
}
