/** Watching several cameras by keyboard. */
import { type Command, useCommands } from '../../app/commands';
import { hearNext, useAngles, watchAngle } from '../../stores/angles';
import { lessonStore } from '../../stores/document';

const count = () => lessonStore.getState().document?.angles.length ?? 0;
const withDocument = (run: (document: NonNullable<ReturnType<typeof open>>) => void) => () => {
  const document = open();
  if (document) run(document);
};
const open = () => lessonStore.getState().document;

const COMMANDS: readonly Command[] = [
  ...Array.from(
    { length: 9 },
    (_, at): Command => ({
      id: `angles.large-${at + 1}`,
      name: `Camera ${at + 1} large`,
      group: 'Cameras',
      keys: [`Shift+Digit${at + 1}`],
      enabled: () => count() > Math.max(1, at),
      run: withDocument((document) => watchAngle(document, at)),
      keyOnly: at > 3,
    }),
  ),
  {
    id: 'angles.hear-next',
    name: 'Sound from the next camera',
    group: 'Cameras',
    keys: ['Shift+KeyE'],
    enabled: () => count() > 1,
    run: withDocument(hearNext),
  },
  {
    id: 'angles.alone',
    name: 'Show or hide the small cameras',
    group: 'Cameras',
    keys: ['Shift+KeyK'],
    enabled: () => count() > 1,
    run: () => useAngles.setState(({ alone }) => ({ alone: !alone })),
  },
];

export function useAngleCommands(): void {
  useCommands(COMMANDS);
}
