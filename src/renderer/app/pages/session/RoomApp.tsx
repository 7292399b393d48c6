import { useEffect } from 'react';
import { RoomScreen } from '../../../features/session/room/RoomScreen';
import { call, listen } from '../../../bridge/api';
import { lessonStore } from '../../../stores/document';
import { watchPeaks } from '../../../stores/peaks';
import { watchPlayable } from '../../../stores/playable';
import { takeCards } from '../../../stores/library';
import { mirrorRun, takeRun, useRun } from '../../../stores/session-run';
import { takeSettings } from '../../../stores/settings';
import { listenForKeys, useCommands } from '../../commands';
import { remoteCommands } from './remote';
import { RoomFilm } from './RoomFilm';

const REMOTE = remoteCommands();

/** What the room's window needs of the library, and the session that is presented. */
async function begin(): Promise<void> {
  const { settings, lessons } = await call((api) => api.app.snapshot());
  takeSettings(settings);
  takeCards(lessons);
  const run = await call((api) => api.sessions.running());
  if (!run) return;
  const { sessionId } = run;
  const { session } = await call((api) => api.sessions.open({ sessionId }));
  useRun.setState({ session });
  takeRun(run);
}

/** The room's screen in a window of its own: nothing but what the room is to see. */
export function RoomApp() {
  useEffect(() => {
    document.title = 'Plenary: the room’s screen';
    const stops = [
      mirrorRun(),
      listenForKeys(window),
      watchPlayable(),
      watchPeaks(),
      listen((api) =>
        api.footage.onFileChanged((file) => lessonStore.getState().fileChanged(file)),
      ),
    ];
    // Where it fails the screen stays empty, and the console, which main asks too, says why.
    begin().catch(() => undefined);
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  useCommands(REMOTE);
  const session = useRun((state) => state.session);
  const view = useRun((state) => state.view);
  if (!session || !view) return null;
  const { picture } = view.state;
  const item = session.items.find(({ id }) => id === picture?.itemId);
  return (
    <main style={{ height: '100%' }}>
      <RoomScreen
        session={session}
        state={view.state}
        film={
          picture &&
          item?.kind === 'watch' &&
          item.what && (
            <RoomFilm
              key={item.id}
              leads
              what={item.what}
              picture={picture}
              sessionId={session.id}
            />
          )
        }
      />
    </main>
  );
}
