import { useEffect, useMemo, useRef } from 'react';
import { samplesToUs, usToSamples } from '../../../../shared/domain/narration';
import type { Happening } from '../../../../shared/domain/narration-path';
import { formatClock } from '../../../../shared/domain/time';
import { useLesson } from '../../../stores/document';
import { narrationTransport } from '../../../stores/narration';
import { Button } from '../../../ui/Button';
import { listOf } from '../../../ui/list-window';
import { TimeField } from '../../../ui/TimeField';
import { useListWindow } from '../../../ui/use-list-window';
import { moveEvent, removeEvent } from './edits';
import { eventWords, type Names } from './event-words';
import { useMendView } from './mend-view';
import styles from './panels.module.css';
import { useReading } from './reading';

const ROW_PX = 32;
const NONE: readonly Happening[] = [];
const NO_NAMES: Names = { moments: [], angles: [] };

/** Of an event that happens twice, in two stretches of one take, each is a row of its own. */
const keyOf = ({ takeId, place, at }: Happening) => `${takeId}/${place}/${at}`;

/** What happens in the narration, in order; the one in hand can be moved or removed. */
export function NarrationEvents() {
  const read = useReading();
  const happenings = read?.happenings ?? NONE;
  const document = useLesson((state) => state.document);
  const names = document ?? NO_NAMES;
  const chosen = useMendView((state) => state.event);
  const scroller = useRef<HTMLDivElement>(null);
  const ids = useMemo(() => listOf(happenings.map(keyOf)), [happenings]);
  const list = useListWindow(ids, scroller, ROW_PX);
  const isChosen = ({ takeId, place }: Happening) =>
    takeId === chosen?.takeId && place === chosen.place;
  const reveal = useRef(list.reveal);
  useEffect(() => {
    reveal.current = list.reveal;
  });
  useEffect(() => {
    const at = happenings.find(
      ({ takeId, place }) => takeId === chosen?.takeId && place === chosen.place,
    );
    if (at) reveal.current(keyOf(at), false);
  }, [chosen, happenings]);
  if (!read) return null;
  return (
    <div className={styles.panel}>
      <div ref={scroller} className={styles.scroller}>
        {happenings.length === 0 && (
          <p className={styles.none}>
            Nothing happens in this narration yet: what is played, held, drawn and shown while it is
            recorded is listed here.
          </p>
        )}
        <ol aria-label="Events" className={styles.list} style={{ height: list.heightPx }}>
          {list.rows.map(({ id, index, topPx }) => {
            const happening = happenings[index];
            if (!happening) return null;
            return (
              <li
                key={id}
                ref={(element) => list.measure(id, element)}
                className={styles.item}
                style={{ transform: `translateY(${topPx}px)` }}
                aria-setsize={happenings.length}
                aria-posinset={index + 1}
              >
                <EventRow happening={happening} names={names} chosen={isChosen(happening)} />
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

function EventRow({
  happening,
  names,
  chosen,
}: {
  happening: Happening;
  names: Names;
  chosen: boolean;
}) {
  const { takeId, place, event, at } = happening;
  return (
    <>
      <button
        type="button"
        aria-expanded={chosen}
        className={styles.row}
        onClick={() => {
          useMendView.setState({ event: chosen ? null : { takeId, place } });
          narrationTransport().seek(at);
        }}
      >
        <span className={styles.at}>{formatClock(samplesToUs(at))}</span>
        <span className={styles.words}>{eventWords(event, names)}</span>
      </button>
      {chosen && (
        <div className={styles.editor}>
          <TimeField
            label="When"
            us={Math.round(samplesToUs(at))}
            onKeep={(us) => moveEvent(happening, usToSamples(us))}
          />
          <div className={styles.acts}>
            <Button
              size="s"
              onPress={() => moveEvent(happening, Math.round(narrationTransport().now()))}
            >
              Move here
            </Button>
            <Button size="s" onPress={() => removeEvent(happening)}>
              Remove
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
