/** Playing a narration by keyboard: one object an action, for keys, the keys sheet and the palette. */
import { type Command, useCommands } from '../../../app/commands';
import { samplesIn, VOICE_RATE } from '../../../../shared/domain/narration';
import { narrationTransport, openTold, useOpenNarration } from '../../../stores/narration';
import { useView } from '../../../stores/view';
import { toggleNarration } from './AngleTile';
import { skipChapter, toggleRepeat } from './open-chapters';
import { usePlaying } from './playing';

const by = (seconds: number) => () => {
  const player = narrationTransport();
  player.seek(player.now() + seconds * VOICE_RATE);
};

export const backTen = by(-10);

export function toggleCaptions(): void {
  const shown = openTold()?.narration.captionsShown ?? false;
  usePlaying.setState(({ captions }) => ({ captions: !(captions ?? shown) }));
}

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];

function changeSpeed(way: 1 | -1): void {
  const at = SPEEDS.indexOf(useOpenNarration.getState().speed) + way;
  const speed = SPEEDS[at];
  if (speed !== undefined) narrationTransport().setSpeed(speed);
}

const playing = (
  id: string,
  name: string,
  keys: string[],
  run: () => void,
  more: Partial<Command> = {},
): Command => ({ id: `narration.${id}`, name, group: 'Playing', keys, run, ...more });

const REPEATS = { repeats: true, keyOnly: true };

const COMMANDS: readonly Command[] = [
  playing('toggle', 'Play or pause', ['Space', 'KeyK'], toggleNarration),
  playing('back-ten', 'Back 10 seconds', ['KeyJ'], backTen, { repeats: true }),
  playing('on-ten', 'On 10 seconds', ['KeyL'], by(10), { repeats: true }),
  playing('on', 'One second on', ['ArrowRight'], by(1), REPEATS),
  playing('back', 'One second back', ['ArrowLeft'], by(-1), REPEATS),
  playing('far-on', 'Five seconds on', ['Shift+ArrowRight'], by(5), REPEATS),
  playing('far-back', 'Five seconds back', ['Shift+ArrowLeft'], by(-5), REPEATS),
  playing('next', 'Next chapter', ['KeyN'], () => skipChapter(1)),
  playing('previous', 'Previous chapter', ['Shift+KeyN'], () => skipChapter(-1)),
  playing('repeat', 'Repeat this chapter', ['Shift+KeyL'], toggleRepeat),
  playing('start', 'To the beginning', ['Home'], () => narrationTransport().seek(0)),
  playing('end', 'To the end', ['End'], () => {
    const open = openTold();
    if (open) narrationTransport().seek(samplesIn(open.narration));
  }),
  playing('faster', 'Faster', ['Shift+Period'], () => changeSpeed(1)),
  playing('slower', 'Slower', ['Shift+Comma'], () => changeSpeed(-1)),
  playing('captions', 'Captions on or off', ['KeyC'], toggleCaptions),
  playing('mute', 'Sound on or off', ['KeyM'], () =>
    usePlaying.setState(({ muted }) => ({ muted: !muted })),
  ),
  playing('window', 'Full window', ['KeyF'], () =>
    useView.setState(({ fullWindow }) => ({ fullWindow: !fullWindow })),
  ),
];

export function useNarrationCommands(): void {
  useCommands(COMMANDS);
}
