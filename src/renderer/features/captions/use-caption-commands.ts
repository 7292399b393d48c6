/** Captions by keyboard. */
import { type Command, useCommands } from '../../app/commands';
import { tellError } from '../../app/tell-error';
import { useCaptions } from '../../stores/captions';
import { lessonStore } from '../../stores/document';
import { useView } from '../../stores/view';
import { importCaptions } from './edits';

const has = () => (lessonStore.getState().document?.captions.length ?? 0) > 0;

const COMMANDS: readonly Command[] = [
  {
    id: 'captions.toggle',
    name: 'Captions on or off',
    group: 'Playing',
    keys: ['Shift+KeyC'],
    enabled: has,
    run: () => useCaptions.setState(({ on }) => ({ on: !on })),
  },
  {
    id: 'captions.import',
    name: 'Add captions or a transcript',
    group: 'Lesson',
    keys: [],
    enabled: () => lessonStore.getState().document !== null,
    run: () => {
      importCaptions().catch(tellError);
    },
  },
  {
    id: 'captions.transcript',
    name: 'Captions and transcript',
    group: 'Lesson',
    keys: [],
    enabled: () => lessonStore.getState().document !== null,
    run: () => useView.setState({ dialog: { name: 'captions' } }),
  },
];

export function useCaptionCommands(): void {
  useCommands(COMMANDS);
}
