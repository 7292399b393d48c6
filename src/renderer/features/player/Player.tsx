import { useEffect, useRef } from 'react';
import type { Id } from '../../../shared/domain/ids';
import { call } from '../../bridge/api';
import { lessonStore } from '../../stores/document';
import { attachTransport, transport, usePlayback } from '../../stores/playback';
import { useSettings } from '../../stores/settings';
import { classes } from '../../ui/classes';
import { Engine } from './engine';
import styles from './Player.module.css';
import { TransportBar } from './TransportBar';
import { TroubleMessage } from './TroubleMessage';

/** Asks for a playable copy; a picture that fails twice while the answer is on its way asks once. */
function asking(): (fileId: Id, reason: string) => void {
  const asked = new Set<Id>();
  return (fileId, reason) => {
    if (asked.has(fileId)) return;
    asked.add(fileId);
    call((api) => api.footage.notPlayable({ fileId, reason }))
      .then(
        (file) => lessonStore.getState().fileChanged(file),
        () => usePlayback.setState({ trouble: { fileId, reason: 'unplayable' } }),
      )
      .finally(() => asked.delete(fileId));
  };
}

/** The picture and what moves it. The lesson's clock lives here and nowhere else. */
export function Player({ onFind }: { onFind: (fileId: Id) => void }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    usePlayback.setState({ volume: useSettings.getState().volume });
    const engine = new Engine(host.current, asking());
    const detach = attachTransport(engine);
    // Straight from the store: the file is asked for before React has drawn the room.
    const stop = lessonStore.subscribe((now, before) => {
      if (now.document !== before.document) engine.take(now.document);
    });
    engine.take(lessonStore.getState().document);
    return () => {
      stop();
      detach();
      engine.dispose();
    };
  }, []);
  return (
    <section aria-label="Player" className={styles.player}>
      <div className={styles.picture} data-keys="through">
        {/* biome-ignore lint/a11y: Space does the same for everybody */}
        <div ref={host} className={styles.decks} onClick={() => transport().toggle()} />
        <Waiting />
        <TroubleMessage onFind={onFind} />
      </div>
      <TransportBar />
    </section>
  );
}

function Waiting() {
  const phase = usePlayback((state) => state.phase);
  const waiting = usePlayback((state) => state.waiting);
  const fileId = usePlayback((state) => state.fileId);
  const copied =
    lessonStore.getState().document?.files.find((file) => file.id === fileId)?.handling === 'copy';
  const on = phase === 'loading' || waiting;
  return (
    <div role="status" className={classes(styles.waiting, on && styles.waitingOn)}>
      {on && (copied ? 'Preparing this stretch of the footage' : 'Opening the footage')}
    </div>
  );
}
