import { minutesDone } from '../../../../shared/domain/session-steps';
import type { SessionDocument } from '../../../../shared/ipc/contract';
import styles from './Build.module.css';

/** What is left of a session once it has ended: what was done, said and agreed. */
export function Afterwards({ document }: { document: SessionDocument }) {
  const { session, run, captures, nextSteps, parked } = document;
  const minutes = minutesDone(session, run.state);
  const said = captures.filter(({ text }) => text.trim() !== '').length;
  return (
    <section aria-label="Afterwards" className={styles.form}>
      <h2>Afterwards</h2>
      <ul className={styles.found}>
        <li>{minutes === 1 ? '1 minute together' : `${minutes} minutes together`}</li>
        <li>{said === 1 ? '1 thing the room said' : `${said} things the room said`}</li>
        <li>{nextSteps.length === 1 ? '1 next step' : `${nextSteps.length} next steps`}</li>
        {parked.length > 0 && <li>{parked.length} to come back to</li>}
      </ul>
    </section>
  );
}
