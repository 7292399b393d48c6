import { useState } from 'react';
import { localDay } from '../../../../shared/domain/keep-until';
import type { Session } from '../../../../shared/domain/session';
import { keepStep, useSession } from '../../../stores/session';
import { Button } from '../../../ui/Button';
import { TextField } from '../../../ui/TextField';
import { dayWords } from '../words';
import styles from './Console.module.css';

const FORTNIGHT_MS = 14 * 24 * 3_600_000;

/** What each will try, with which class, and when it is looked at again. A name is never needed. */
export function Steps({ session, group }: { session: Session; group: string }) {
  const all = useSession((state) => state.document?.nextSteps);
  const steps = (all ?? []).filter(({ text }) => text?.trim());
  const [adding, setAdding] = useState(false);
  return (
    <section aria-labelledby="next-steps" className={styles.block}>
      <h2 id="next-steps">Next steps so far</h2>
      <ul aria-label="Next steps" className={styles.steps}>
        {steps.map((step) => (
          <li key={step.id} className={styles.step} data-selectable>
            {step.who && <b>{step.who}</b>}
            <span>
              {step.text}
              {step.className && ` With ${step.className}.`}
            </span>
            {step.lookAgainOn && (
              <span className={styles.muted}>Look again on {dayWords(step.lookAgainOn)}</span>
            )}
            <button
              type="button"
              className={styles.quiet}
              aria-label={`Take out: ${step.text}`}
              onClick={() =>
                keepStep(step.id, {
                  ...{ sessionId: session.id, who: step.who, text: '' },
                  ...{ className: step.className, lookAgainOn: null, doneOn: null },
                })
              }
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      {adding ? (
        <Form session={session} who={group} onClose={() => setAdding(false)} />
      ) : (
        <Button size="s" onPress={() => setAdding(true)}>
          Add a next step
        </Button>
      )}
    </section>
  );
}

function Form({
  session,
  who: first,
  onClose,
}: {
  session: Session;
  who: string;
  onClose: () => void;
}) {
  const [who, setWho] = useState(first);
  const [text, setText] = useState('');
  const [className, setClassName] = useState('');
  const [day, setDay] = useState(() => localDay(new Date(Date.now() + FORTNIGHT_MS)));
  const keep = (): void => {
    if (text.trim() === '') return;
    keepStep(null, {
      ...{ sessionId: session.id, who: who.trim(), text: text.trim() },
      ...{ className: className.trim(), lookAgainOn: day || null, doneOn: null },
    });
    onClose();
  };
  return (
    <form
      className={styles.stepForm}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextField
        label="What I will try"
        autoFocus
        value={text}
        maxLength={2_000}
        className={styles.wide}
        onChange={setText}
      />
      <TextField label="Who, if you like" value={who} maxLength={200} onChange={setWho} />
      <TextField
        label="With which class"
        value={className}
        maxLength={200}
        onChange={setClassName}
      />
      <TextField label="Look again on" type="date" value={day} onChange={setDay} />
      <div className={styles.line}>
        <Button size="s" onPress={onClose}>
          Cancel
        </Button>
        <Button size="s" variant="primary" type="submit">
          Keep next step
        </Button>
      </div>
    </form>
  );
}
