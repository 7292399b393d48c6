import { Check, ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import type { Session, SessionItem } from '../../../../shared/domain/session';
import { allottedMs, clockOf, endsAtMs, spentMs } from '../../../../shared/domain/session-clock';
import type { RunState } from '../../../../shared/domain/session-run';
import { useClock } from '../../../stores/session-run';
import { Button } from '../../../ui/Button';
import { classes } from '../../../ui/classes';
import { behindWords, clockWords, itemName, lengthWords, stepsWords, timeOfDay } from '../words';
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
        {[people > 0 ? `${people} people` : '', lengthWords(session.slotMinutes * 60_000)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ol aria-label="Items" className={styles.items}>
        {session.items.map((item, place) => {
          const on = place === at;
          const done = state.done.includes(item.id) || (place < at && spentMs(item.id, state) > 0);
          const ms = done ? spentMs(item.id, state) : allottedMs(item, state);
          return (
            <Item
              key={item.id}
              {...{ item, on, done, skipped: place < at && !done }}
              {...{ ms: on ? 0 : ms, step: on ? state.step : 0 }}
            />
          );
        })}
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

/** The arrow keys, Home and End go along the list; Enter goes there. */
function steer(event: KeyboardEvent<HTMLButtonElement>): void {
  const rows = [...(event.currentTarget.closest('ol')?.querySelectorAll('button') ?? [])].filter(
    (button) => button.dataset['item'] !== undefined,
  );
  const at = rows.indexOf(event.currentTarget);
  const places: Record<string, number> = {
    ...{ ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 },
  };
  const row = rows[places[event.key] ?? -1];
  if (!row) return;
  event.preventDefault();
  event.stopPropagation();
  row.focus();
}

/** Brings a row and the one after it into sight, by no more than the list itself. */
function reveal(row: HTMLElement): void {
  const list = row.closest('ol');
  if (!list) return;
  const [all, one] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  const next = row.nextElementSibling?.getBoundingClientRect() ?? one;
  if (one.top >= all.top && next.bottom <= all.bottom) return;
  list.scrollTop += one.top - all.top - (all.height - one.height) / 2;
}

function Remaining() {
  return useClock(stepLeft, '');
}

interface Row {
  item: SessionItem;
  on: boolean;
  done: boolean;
  /** Something after it is on, and it never was. */
  skipped: boolean;
  /** What it took, once it is done; before that what it may take. */
  ms: number;
  /** Which of its steps runs, where it is on. */
  step: number;
}

/** Drawn anew only when something of it is: every row hears of the clock twice a second. */
const Item = memo(function Item({ item, on, done, skipped, ms, step: runs }: Row) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (on && row.current) reveal(row.current);
  }, [on]);
  return (
    <li ref={row}>
      <button
        type="button"
        data-item={item.id}
        tabIndex={on ? 0 : -1}
        aria-current={on ? 'step' : undefined}
        className={classes(styles.item, on && styles.on, (done || skipped) && !on && styles.done)}
        onClick={() => ask({ do: 'jump', itemId: item.id })}
        onKeyDown={steer}
      >
        {done && !on && <Check aria-label="Done" size={14} className={styles.check} />}
        <span className={styles.itemWords}>
          <span className={on ? undefined : styles.itemName}>{itemName(item)}</span>
          {on && <span className={styles.muted}>{stepsWords(item)}</span>}
        </span>
        <span className={classes(styles.time, on && styles.timeOn)}>
          {on ? <Remaining /> : skipped ? 'skipped' : clockWords(ms)}
        </span>
      </button>
      {on && item.kind === 'discuss' && item.steps.length > 1 && (
        <div role="group" aria-label="Who talks now" className={styles.stepRow}>
          {item.steps.map(({ grouping }, step) => (
            <button
              // oxlint-disable-next-line react/no-array-index-key -- steps have no other name than their place
              key={step}
              type="button"
              aria-pressed={runs === step}
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
});
