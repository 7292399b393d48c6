import { useEffect, useState } from 'react';
import { localDay } from '../../../../shared/domain/keep-until';
import type { SessionStep } from '../../../../shared/ipc/contract';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { Checkbox } from '../../../ui/Checkbox';
import { dayWords } from '../words';
import styles from './Coaching.module.css';

function hintOf({ step, sessionTitle }: SessionStep): string {
  return [
    step.className && `with ${step.className}`,
    step.lookAgainOn && `look again on ${dayWords(step.lookAgainOn)}`,
    `from “${sessionTitle}”`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What was agreed and is not yet looked at again. One that is ticked stays until the page is left. */
export function OpenSteps({ onTicked }: { onTicked: () => void }) {
  const [steps, setSteps] = useState<readonly SessionStep[] | null>(null);
  useEffect(() => {
    let here = true;
    call((api) => api.sessions.steps({ dueOn: null })).then(
      (found) => here && setSteps(found),
      tellError,
    );
    return () => {
      here = false;
    };
  }, []);
  const tick = ({ step }: SessionStep, done: boolean): void => {
    const { id, sessionId, who, text, className, lookAgainOn } = step;
    if (!sessionId) return;
    const doneOn = done ? localDay(new Date()) : null;
    const fields = { id, sessionId, who, text: text ?? '', className, lookAgainOn, doneOn };
    call((api) => api.sessions.step(fields)).then((kept) => {
      if (!kept) return;
      setSteps(
        (known) =>
          known?.map((each) => (each.step.id === id ? { ...each, step: kept } : each)) ?? null,
      );
      onTicked();
    }, tellError);
  };
  if (!steps) return null;
  return (
    <section aria-label="Open next steps" className={styles.part}>
      <h2>Open next steps</h2>
      {steps.length === 0 ? (
        <p className={styles.quiet}>
          None just now. What you agree to try in a session stands here until you have looked again.
        </p>
      ) : (
        <ul aria-label="Next steps" className={styles.steps}>
          {steps.map((each) => (
            <li key={each.step.id} data-done={each.step.doneOn !== null || undefined}>
              <Checkbox
                checked={each.step.doneOn !== null}
                hint={hintOf(each)}
                onChange={(done) => tick(each, done)}
              >
                {each.step.who && `${each.step.who}: `}
                {each.step.text}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
