/** What the room itself can do, beside playing and marking. */
import { lessonStore } from '../../../stores/document';
import { isNarrating, startNarrating, undoDrawn, useRecording } from '../../../stores/recording';
import { useView } from '../../../stores/view';
import { type Command, useCommands } from '../../commands';
import { say } from './announce';

export function undo(): void {
  // What the narration was begun with stays until it is finished.
  if (isNarrating()) {
    if (undoDrawn()) say('Undo: what was drawn');
    return;
  }
  const done = lessonStore.getState().undo();
  if (done) say(done);
}

export function redo(): void {
  if (isNarrating()) return;
  const done = lessonStore.getState().redo();
  if (done) say(done);
}

const COMMANDS: readonly Command[] = [
  {
    id: 'edit.undo',
    name: 'Undo',
    group: 'Editing',
    keys: ['$mod+KeyZ'],
    enabled: () => isNarrating() || lessonStore.getState().undoLabel !== null,
    run: undo,
    repeats: true,
  },
  {
    id: 'edit.redo',
    name: 'Redo',
    group: 'Editing',
    keys: ['$mod+Shift+KeyZ', '$mod+KeyY'],
    enabled: () => lessonStore.getState().redoLabel !== null,
    run: redo,
    repeats: true,
  },
  {
    id: 'room.export',
    name: 'Export clips',
    group: 'Lesson',
    keys: ['$mod+KeyE'],
    enabled: () => lessonStore.getState().document !== null,
    run: () => useView.setState({ dialog: { name: 'clips' } }),
  },
  {
    id: 'room.pack',
    name: 'Make a discussion pack',
    group: 'Lesson',
    keys: [],
    enabled: () => lessonStore.getState().document !== null,
    run: () => useView.setState({ dialog: { name: 'pack' } }),
  },
  {
    id: 'room.narrate',
    name: 'Narrate',
    group: 'Lesson',
    keys: ['Shift+KeyJ'],
    enabled: () =>
      useRecording.getState().phase === 'off' &&
      (lessonStore.getState().document?.parts.length ?? 0) > 0,
    run: () => startNarrating(),
  },
  {
    id: 'room.angles',
    name: 'Cameras and sound',
    group: 'Lesson',
    keys: [],
    enabled: () => lessonStore.getState().document !== null,
    run: () => useView.setState({ dialog: { name: 'angles' } }),
  },
  {
    id: 'room.parts',
    name: 'Parts of this lesson',
    group: 'Lesson',
    keys: [],
    enabled: () => lessonStore.getState().document !== null,
    run: () => useView.setState({ dialog: { name: 'parts' } }),
  },
  {
    id: 'room.escape',
    name: 'Leave full window',
    group: 'Lesson',
    keys: ['Escape'],
    enabled: () => useView.getState().fullWindow,
    run: () => useView.setState({ fullWindow: false }),
    keyOnly: true,
  },
];

export function useRoomCommands(): void {
  useCommands(COMMANDS);
}
