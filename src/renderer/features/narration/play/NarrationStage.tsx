import { useEffect, useRef, useState } from 'react';
import type { Id } from '../../../../shared/domain/ids';
import { inOrder } from '../../../../shared/domain/lesson-time';
import { samplesIn } from '../../../../shared/domain/narration';
import { lessonStore, useLesson } from '../../../stores/document';
import {
  attachNarrationTransport,
  closeNarration,
  openNarration,
  openTold,
  useOpenNarration,
} from '../../../stores/narration';
import { classes } from '../../../ui/classes';
import { AngleTile } from './AngleTile';
import { CaptionWords } from './CaptionWords';
import { Narrator } from './narrator';
import styles from './NarrationStage.module.css';
import { FRESH, usePlaying } from './playing';
import { StageTrouble } from './StageTrouble';

/** Plays a narration of the lesson that is open for as long as it is on screen. */
function useNarrator(narrationId: Id, host: React.RefObject<HTMLElement | null>): Narrator | null {
  const [narrator, setNarrator] = useState<Narrator | null>(null);
  useEffect(() => {
    if (!host.current) return;
    usePlaying.setState(FRESH);
    const made = new Narrator(host.current);
    const take = () => {
      const open = openTold();
      const { document, pending } = lessonStore.getState();
      if (open && document) made.take(open.narration, open.told, document, pending === 0);
    };
    const stops = [
      attachNarrationTransport(made),
      lessonStore.subscribe(take),
      useOpenNarration.subscribe((now, before) => now.takes !== before.takes && take()),
    ];
    openNarration(narrationId).then(take, (thrown: Error) =>
      usePlaying.setState({ trouble: { what: 'gone', sentence: thrown.message } }),
    );
    setNarrator(made);
    return () => {
      for (const stop of stops) stop();
      made.dispose();
      closeNarration();
    };
  }, [narrationId, host]);
  return narrator;
}

/**
 * What the room sees and hears of a narration: the picture with what is drawn on it, and the words
 * below. It needs nothing but the narration's lesson to be open.
 */
export function NarrationStage({
  narrationId,
  onFind,
}: {
  narrationId: Id;
  onFind?: (fileId: Id) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const narrator = useNarrator(narrationId, host);
  const angles = useLesson((state) => state.document?.angles);
  const empty = useLesson(({ document }) => {
    const row = document?.narrations.find(({ id }) => id === narrationId);
    return row !== undefined && samplesIn(row) === 0;
  });
  const largeId = usePlaying(({ state }) => state.largeId);
  const alone = usePlaying(({ state }) => state.alone);
  const order = inOrder(angles ?? []);
  const large = order.find(({ id }) => id === largeId) ?? order[0];
  return (
    <section aria-label="Narration" className={styles.room}>
      <div
        ref={host}
        data-keys="through"
        className={classes(styles.stage, order.length > 1 && !alone && styles.several)}
        style={{ '--small': order.length - 1 } as React.CSSProperties}
      >
        {narrator &&
          order.map((angle) => (
            <AngleTile
              key={angle.id}
              narrator={narrator}
              angle={angle}
              look={angle === large ? 'large' : alone ? 'away' : 'small'}
            />
          ))}
        <StageTrouble empty={empty} onFind={onFind} />
        <Waiting />
      </div>
      <CaptionWords />
    </section>
  );
}

function Waiting() {
  const waiting = usePlaying((state) => state.waiting);
  const playing = useOpenNarration((state) => state.playing);
  const on = waiting && playing;
  return (
    <div role="status" className={classes(styles.waiting, on && styles.waitingOn)}>
      {on && 'Waiting for the footage'}
    </div>
  );
}
