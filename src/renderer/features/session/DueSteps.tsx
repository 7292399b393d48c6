import { Footprints } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { localDay } from '../../../shared/domain/keep-until';
import type { SessionStep } from '../../../shared/ipc/contract';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import styles from './DueSteps.module.css';
import { dayWords } from './words';

/** Next steps whose day has come greet the person in the library, until they have looked again. */
export function DueSteps() {
  const [due, setDue] = useState<readonly SessionStep[]>([]);
  const read = useCallback(() => {
    call((api) => api.sessions.steps({ dueOn: localDay(new Date()) })).then(
      setDue,
      // It is a greeting: where it cannot be had the library is the same.
      () => undefined,
    );
  }, []);
  useEffect(read, [read]);
  const [first] = due;
  if (!first) return null;
  const { step, sessionTitle } = first;
  const more = due.length - 1;
  const keep = (change: { doneOn?: string; lookAgainOn?: string }): void => {
    const { id, sessionId, who, text, className, lookAgainOn, doneOn } = step;
    if (!sessionId) return;
    const fields = { sessionId, who, text: text ?? '', className, lookAgainOn, doneOn };
    call((api) => api.sessions.step({ id, ...fields, ...change })).then(read, tellError);
  };
  const inAWeek = localDay(new Date(Date.now() + 7 * 24 * 3_600_000));
  return (
    <Banner
      name="Look again"
      icon={Footprints}
      words={
        <>
          {step.who ? `${step.who}: ` : ''}you said you would look again on{' '}
          {step.lookAgainOn ? dayWords(step.lookAgainOn) : 'this'}: “{step.text}”
          {step.className && ` with ${step.className}`}
          <span className={styles.from}>
            {' '}
            From “{sessionTitle}”{more > 0 && `, and ${more} more`}
          </span>
        </>
      }
    >
      <Button size="s" onPress={() => keep({ lookAgainOn: inAWeek })}>
        In a week
      </Button>
      <Button size="s" onPress={() => keep({ doneOn: localDay(new Date()) })}>
        We looked
      </Button>
    </Banner>
  );
}
