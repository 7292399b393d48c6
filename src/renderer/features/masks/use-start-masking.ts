/** The key that opens hiding, in the room. Apart from the panel, which comes in when it is asked for. */
import { type Command, useCommands } from '../../app/commands';
import { lessonStore } from '../../stores/document';
import { startMasking, stopMasking, useMasking } from '../../stores/masking';

const START: readonly Command[] = [
  {
    id: 'masks.start',
    name: 'Hide parts of the picture or sound',
    group: 'Hiding',
    keys: ['Shift+KeyQ'],
    enabled: () => (lessonStore.getState().document?.parts.length ?? 0) > 0,
    run: () => (useMasking.getState().on ? stopMasking() : startMasking()),
  },
];

export function useStartMasking(): void {
  useCommands(START);
}
