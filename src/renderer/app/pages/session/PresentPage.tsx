import { useEffect, useState } from 'react';
import type { Id } from '../../../../shared/domain/ids';
import { Console } from '../../../features/session/present/Console';
import { RoomBar } from '../../../features/session/present/RoomBar';
import { RoomScreen } from '../../../features/session/room/RoomScreen';
import { call } from '../../../bridge/api';
import { lessonStore } from '../../../stores/document';
import { openSession } from '../../../stores/session';
import { mirrorRun, takeRun, useRun } from '../../../stores/session-run';
import { Button } from '../../../ui/Button';
import { EmptyState } from '../../../ui/EmptyState';
import { useCommands } from '../../commands';
import { navigate } from '../../route';
import { sayThrown } from '../../errors';
import { tellError } from '../../tell-error';
import styles from './PresentPage.module.css';
import { remoteCommands, showRoom } from './remote';
import { RoomFilm } from './RoomFilm';

const REMOTE = remoteCommands();

/** @returns why it cannot be presented; empty where it is. */
async function begin(sessionId: Id): Promise<string> {
  await openSession(sessionId);
  const { session } = await call((api) => api.sessions.open({ sessionId }));
  if (session.items.length === 0)
    return 'There is nothing in this session to present. Add something to it first.';
  useRun.setState({ session, view: null });
  takeRun(await call((api) => api.sessions.present({ sessionId, fromItemId: null })));
  useRun.setState({ screens: await call((api) => api.sessions.showRoom({ on: 'auto' })) });
  return '';
}

/**
 * A session while it is held. The room has a screen of its own where there is a second display; with one
 * display the room sees this window, and the console is one press away.
 */
export function PresentPage({ sessionId }: { sessionId: Id }) {
  useCommands(REMOTE);
  const [failed, setFailed] = useState('');
  const session = useRun((state) => state.session);
  const view = useRun((state) => state.view);
  const screens = useRun((state) => state.screens);
  const here = useRun((state) => state.here);
  useEffect(() => {
    const stop = mirrorRun();
    begin(sessionId).then(setFailed, (thrown: unknown) => {
      const said = sayThrown(thrown);
      setFailed(`${said?.sentence ?? ''} ${said?.next ?? ''}`);
    });
    return () => {
      stop();
      useRun.setState({ session: null, view: null, screens: null, here: false });
      // What was watched may have moments by now that were marked here.
      lessonStore.getState().leave().catch(tellError);
    };
  }, [sessionId]);
  const apart = screens !== null && screens.shownOn !== null;
  useEffect(() => {
    if (apart) useRun.setState({ here: false });
  }, [apart]);
  if (failed) {
    return (
      <EmptyState sentence={failed}>
        <Button variant="primary" onPress={() => navigate({ page: 'session', sessionId })}>
          Back to the session
        </Button>
      </EmptyState>
    );
  }
  if (session?.id !== sessionId || !view) return null;
  const { picture } = view.state;
  const item = session.items.find(({ id }) => id === picture?.itemId);
  const film = picture && item?.kind === 'watch' && item.what && (
    <RoomFilm
      key={item.id}
      leads={!apart}
      what={item.what}
      picture={picture}
      sessionId={session.id}
    />
  );
  const end = (as: 'stopped' | 'ended'): void => {
    call((api) => api.sessions.leave({ sessionId, as })).then(
      () => navigate({ page: 'session', sessionId }),
      tellError,
    );
  };
  if (here && !apart) {
    return (
      <main className={styles.room}>
        <RoomScreen session={session} state={view.state} film={film} />
        <RoomBar onConsole={() => useRun.setState({ here: false })} />
      </main>
    );
  }
  return (
    <Console
      session={session}
      state={view.state}
      screens={screens}
      preview={<RoomScreen preview session={session} state={view.state} film={film} />}
      onShow={showRoom}
      onRoom={() => useRun.setState({ here: true })}
      onEnd={end}
    />
  );
}
