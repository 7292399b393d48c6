import { useEffect, useRef } from 'react';
import type { Lesson } from '../../../shared/domain/lesson';
import { instant } from '../../../shared/domain/row';
import { formatPosition } from '../../../shared/domain/time';
import { tellError } from '../../app/tell-error';
import { editLesson } from '../../stores/lesson-edits';
import { attachTransport } from '../../stores/playback';
import { watchPlayhead } from '../../stores/playhead';
import { useView } from '../../stores/view';
import { Button } from '../../ui/Button';
import styles from './LiveStage.module.css';
import { LiveTransport } from './live-transport';

/** In place of the picture while there is none: the clock that marks are made by. */
export function LiveStage({ lesson }: { lesson: Lesson }) {
  const { liveStartedAt, liveEndedAt } = lesson;
  const timer = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (liveStartedAt === null) return;
    const transport = new LiveTransport(liveStartedAt, liveEndedAt);
    const detach = attachTransport(transport);
    const stop = watchPlayhead((us) => {
      const text = formatPosition(us);
      if (timer.current && timer.current.textContent !== text) timer.current.textContent = text;
    });
    return () => {
      stop();
      detach();
      transport.dispose();
    };
  }, [liveStartedAt, liveEndedAt]);

  const goes = liveEndedAt === null;
  return (
    <section aria-label="Player" className={styles.stage}>
      <p className={styles.words}>
        {goes
          ? 'Noticing live: every key you press is marked at this time.'
          : 'Noticed live, with no footage yet.'}
      </p>
      <span
        ref={timer}
        role="timer"
        aria-label="Position"
        aria-live="off"
        className={styles.clock}
      />
      {goes ? (
        <Button
          onPress={() => {
            editLesson(lesson, { liveEndedAt: instant() }, 'End live noticing').catch(tellError);
          }}
        >
          End live noticing
        </Button>
      ) : (
        <Button variant="primary" onPress={() => useView.setState({ dialog: { name: 'parts' } })}>
          Add the footage
        </Button>
      )}
      <p className={styles.quiet}>
        {goes
          ? 'Footage can be added afterwards; your moments are then lined up with it.'
          : 'Once the footage is here, one moment lines up all of them.'}
      </p>
    </section>
  );
}
