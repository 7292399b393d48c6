import { Check, ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { Session, SessionItem } from '../../../../shared/domain/session';
import { clockOf, endsAtMs, spentMs } from '../../../../shared/domain/session-clock';
import type { RunState } from '../../../../shared/domain/session-run';
import { useClock } from '../../../stores/session-run';
import { Button } from '../../../ui/Button';
import { classes } from '../../../ui/classes';
import { behindWords, clockWords, itemName, stepsWords, timeOfDay } from '../words';
import { allottedMs } from '../../../../shared/domain/session-clock';
import { ask } from './asking';
import styles from './Console.module.css';

const stepLeft = (session: Session, state: RunState): string => {
  const { stepLeftMs } = clockOf(session, state);
  return stepLeftMs > -1_000 ? `${clockWords(stepLeftMs)} left` : `${clockWords(-stepLeftMs)} over`;
};
const now = (): string => timeOfDay(Date.now());
const ends = (session: Session, state: RunState): string =>
  timeOfDay(endsAtMs(session, state, Date.now()));
const left = (session: Session, state: RunState): string =>
  clockWords(Math.max(0, clockOf(session, state).leftMs));
const behind = (session: Session, state: RunState): string =>
  behindWords(clockOf(session, state).behindMs);

/** Every item in order, the one that is on marked; any can be jumped to. The clock below. */
export function ItemRail({
  session,
  state,
  onEnd,
}: {
  session: Session;
  state: RunState;
  onEnd: () => void;
}) {
  const at = session.items.findIndex(({ id }) => id === state.itemId);
  const people = session.people.length;
  return (
    <aside aria-label="Session" className={styles.rail}>
      <h1 className={styles.title}>{session.title}</h1>
      <p className={styles.muted}>
        {[people > 0 ? `${people} people` : '', `${session.slotMinutes} min`]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ol aria-label="Items" className={styles.items}>
        {session.items.map((item, place) => (
          <Item key={item.id} item={item} state={state} isPast={place < at} />
        ))}
      </ol>
      <dl className={styles.clock}>
        <Figure name="Now" read={now} />
        <Figure name="Left" read={left} />
        <Figure name="Ends about" read={ends} />
      </dl>
      <Behind />
      <div className={styles.line}>
        <Button className={styles.grow} isDisabled={at <= 0} onPress={() => ask({ do: 'back' })}>
          <ChevronLeft aria-hidden size={16} /> Back
        </Button>
        <Button
          variant="primary"
          className={styles.grow}
          isDisabled={at === session.items.length - 1}
          onPress={() => ask({ do: 'next' })}
        >
          Next <ChevronRight aria-hidden size={16} />
        </Button>
      </div>
      <Button size="s" onPress={onEnd}>
        End session
      </Button>
    </aside>
  );
}

function Figure({
  name,
  read,
}: {
  name: string;
  read: (session: Session, state: RunState) => string;
}) {
  const text = useClock(read, '');
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Behind() {
  const words = useClock(behind, '');
  return (
    <p role="status" className={styles.muted}>
      {words}
    </p>
  );
}

function Item({ item, state, isPast }: { item: SessionItem; state: RunState; isPast: boolean }) {
  const on = item.id === state.itemId;
  const row = useRef<HTMLLIElement>(null);
  const read = useCallback(
    (_session: Session, run: RunState): string =>
      isPast || run.done.includes(item.id) ? clockWords(spentMs(item.id, run)) : '',
    [item.id, isPast],
  );
  const took = useClock(read, '');
  const remaining = useClock(stepLeft, '');
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);
  const done = isPast || state.done.includes(item.id);
  return (
    <li ref={row}>
      <button
        type="button"
        aria-current={on ? 'step' : undefined}
        className={classes(styles.item, on && styles.on, done && !on && styles.done)}
        onClick={() => ask({ do: 'jump', itemId: item.id })}
      >
        {done && !on && <Check aria-label="Done" size={14} className={styles.check} />}
        <span className={styles.itemWords}>
          {itemName(item)}
          {on && <span className={styles.muted}>{stepsWords(item)}</span>}
        </span>
        <span className={classes(styles.time, on && styles.timeOn)}>
          {on ? remaining : done ? took : clockWords(allottedMs(item, state))}
        </span>
      </button>
      {on && item.kind === 'discuss' && item.steps.length > 1 && (
        <div role="group" aria-label="Who talks now" className={styles.stepRow}>
          {item.steps.map(({ grouping }, step) => (
            <button
              // oxlint-disable-next-line react/no-array-index-key -- steps have no other name than their place
              key={step}
              type="button"
              aria-pressed={state.step === step}
              className={styles.stepChip}
              onClick={() => ask({ do: 'step', step })}
            >
              {grouping}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
