import type { Session } from '../../../../shared/domain/session';
import { clockOf } from '../../../../shared/domain/session-clock';
import type { RunState } from '../../../../shared/domain/session-run';
import { useClock } from '../../../stores/session-run';
import { classes } from '../../../ui/classes';
import { clockWords } from '../words';
import styles from './RoomScreen.module.css';

const RADIUS = 44;
const ROUND = 2 * Math.PI * RADIUS;

/** Time left of the step, to the second; it stands at nothing once it is over. */
const leftText = (session: Session, state: RunState): string =>
  clockWords(Math.max(0, clockOf(session, state).stepLeftMs));

/** In steps of a hundredth: the eye sees no more of a ring, and no more is drawn. */
const leftShare = (session: Session, state: RunState): number => {
  const { stepLeftMs, stepAllottedMs } = clockOf(session, state);
  return stepAllottedMs > 0 ? Math.max(0, Math.ceil((stepLeftMs / stepAllottedMs) * 200) / 200) : 0;
};

const isHeld = (_session: Session, state: RunState): boolean => state.held;

/** The time left: a ring that empties, and the minutes and seconds in it. */
export function Ring({ large = false, small = false }: { large?: boolean; small?: boolean }) {
  const text = useClock(leftText, '');
  const share = useClock(leftShare, 0);
  const held = useClock(isHeld, false);
  return (
    <div
      role="timer"
      aria-label="Time left"
      className={classes(styles.ring, large && styles.ringLarge, small && styles.ringSmall)}
    >
      <svg viewBox="0 0 100 100" aria-hidden>
        <circle cx="50" cy="50" r={RADIUS} className={styles.track} />
        <circle
          cx="50"
          cy="50"
          r={RADIUS}
          className={styles.left}
          strokeDasharray={`${ROUND * share} ${ROUND}`}
          transform="rotate(-90 50 50)"
        />
      </svg>
      <span className={styles.time}>{text}</span>
      {held && <span className={styles.heldWord}>held</span>}
    </div>
  );
}
