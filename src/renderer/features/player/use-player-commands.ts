/** Playing by keyboard: one object an action, for keys, the keys sheet and the palette. */
import { type Command, useCommands } from '../../app/commands';
import { lessonEndUs } from '../../../shared/domain/lesson-time';
import { US_PER_SECOND } from '../../../shared/domain/time';
import { lessonStore } from '../../stores/document';
import { transport, usePlayback } from '../../stores/playback';
import { selectionOf, useView } from '../../stores/view';
import { dropSelection, markInHere, markOutHere, toggleLoop } from './marking';

const by = (seconds: number) => () => {
  const player = transport();
  player.seek(player.nowUs() + seconds * US_PER_SECOND);
};

const playing = (
  id: string,
  name: string,
  keys: string[],
  run: () => void,
  more: Partial<Command> = {},
): Command => ({ id: `player.${id}`, name, group: 'Playing', keys, run, ...more });

const selecting = (
  id: string,
  name: string,
  keys: string[],
  run: () => void,
  more: Partial<Command> = {},
) => ({
  ...playing(id, name, keys, run, more),
  group: 'Selection',
});

function changeVolume(change: number): void {
  const { volume } = usePlayback.getState();
  usePlayback.setState({
    volume: Math.min(3, Math.max(0, Math.round((volume + change) * 100) / 100)),
    muted: false,
  });
}

const hasSelection = () => selectionOf(useView.getState()) !== null;
const hasMark = () => useView.getState().inUs !== null || useView.getState().outUs !== null;

const COMMANDS: readonly Command[] = [
  playing('toggle', 'Play or pause', ['Space', 'KeyK'], () => transport().toggle()),
  playing(
    'forwards',
    'Play forwards, again for 2× and 4×',
    ['KeyL'],
    () => transport().shuttle(1),
    {
      keyOnly: true,
    },
  ),
  playing(
    'backwards',
    'Play backwards, again for 2× and 4×',
    ['KeyJ'],
    () => transport().shuttle(-1),
    {
      keyOnly: true,
    },
  ),
  playing('on', 'One second on', ['ArrowRight'], by(1), { repeats: true, keyOnly: true }),
  playing('back', 'One second back', ['ArrowLeft'], by(-1), { repeats: true, keyOnly: true }),
  playing('far-on', 'Five seconds on', ['Shift+ArrowRight'], by(5), {
    repeats: true,
    keyOnly: true,
  }),
  playing('far-back', 'Five seconds back', ['Shift+ArrowLeft'], by(-5), {
    repeats: true,
    keyOnly: true,
  }),
  playing('frame-on', 'One frame on', ['.'], () => transport().step(1), {
    repeats: true,
    release: () => transport().stepEnd(),
    keyOnly: true,
  }),
  playing('frame-back', 'One frame back', [','], () => transport().step(-1), {
    repeats: true,
    release: () => transport().stepEnd(),
    keyOnly: true,
  }),
  playing('start', 'To the beginning', ['Home'], () => transport().seek(0)),
  playing('end', 'To the end', ['End'], () => {
    const { document } = lessonStore.getState();
    if (document) transport().seek(lessonEndUs(document));
  }),
  playing('louder', 'Louder', ['Shift+ArrowUp'], () => changeVolume(0.1), { repeats: true }),
  playing('quieter', 'Quieter', ['Shift+ArrowDown'], () => changeVolume(-0.1), { repeats: true }),
  playing('mute', 'Sound on or off', ['KeyM'], () =>
    usePlayback.setState(({ muted }) => ({ muted: !muted })),
  ),
  playing('window', 'Full window', ['KeyF'], () =>
    useView.setState(({ fullWindow }) => ({ fullWindow: !fullWindow })),
  ),
  selecting('in', 'Mark in', ['KeyI'], markInHere),
  selecting('out', 'Mark out', ['KeyO'], markOutHere),
  selecting(
    'to-in',
    'To the selection’s beginning',
    ['Shift+KeyI'],
    () => transport().seek(useView.getState().inUs ?? 0),
    { enabled: () => useView.getState().inUs !== null },
  ),
  selecting('loop', 'Loop the selection', ['Shift+KeyL'], toggleLoop, {
    enabled: () => hasSelection() || usePlayback.getState().looping,
  }),
  selecting('drop', 'Clear the selection', ['Shift+KeyX'], dropSelection, { enabled: hasMark }),
];

export function usePlayerCommands(): void {
  useCommands(COMMANDS);
}
