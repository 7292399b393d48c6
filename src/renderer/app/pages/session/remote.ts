/** What a presenter's remote does, in both windows: Page Up and Down, B, F5, Escape. */
import { call } from '../../../bridge/api';
import { command, useRun } from '../../../stores/session-run';
import type { Command } from '../../commands';
import { tellError } from '../../tell-error';

type Asked = Parameters<typeof command>[0];

const ask = (asked: Asked) => (): void => {
  command(asked).catch(tellError);
};

const state = () => useRun.getState().view?.state;

export function showRoom(on: string | null): void {
  call((api) => api.sessions.showRoom({ on })).then(
    (screens) => useRun.setState({ screens }),
    tellError,
  );
}

/** On a display of its own; where there is none it fills this window. */
function present(): void {
  call((api) => api.sessions.showRoom({ on: 'auto' })).then(
    (screens) => useRun.setState({ screens, here: screens.shownOn === null }),
    tellError,
  );
}

/** Back to the item, or light again; only then is the room's screen taken away. */
function escape(): void {
  if (state()?.blank) ask({ do: 'blank', on: false })();
  else if (state()?.picture?.again) ask({ do: 'again-over' })();
  else if (useRun.getState().here) useRun.setState({ here: false });
  else showRoom(null);
}

export function remoteCommands(): Command[] {
  const group = 'Presenting';
  return [
    {
      ...{ id: 'session.onward', name: 'On: play, then the next item', group },
      ...{ keys: ['PageDown'], whileTyping: true, run: ask({ do: 'onward' }) },
    },
    {
      ...{ id: 'session.back', name: 'Back to the item before', group },
      ...{ keys: ['PageUp'], whileTyping: true, run: ask({ do: 'back' }) },
    },
    {
      ...{ id: 'session.blank', name: 'Blank the screen', group, keys: ['b', '.'] },
      run: () => ask({ do: 'blank', on: !state()?.blank })(),
    },
    {
      ...{ id: 'session.show', name: 'Show the room’s screen', group },
      ...{ keys: ['F5'], whileTyping: true, run: present },
    },
    {
      ...{ id: 'session.escape', name: 'Take the room’s screen away', group },
      ...{ keys: ['Escape'], keyOnly: true, run: escape },
    },
    {
      ...{ id: 'session.play', name: 'Play or pause the footage', group, keys: ['Space', 'k'] },
      enabled: () => Boolean(state()?.picture),
      run: () => ask({ do: state()?.picture?.playing ? 'pause' : 'play' })(),
    },
  ];
}
