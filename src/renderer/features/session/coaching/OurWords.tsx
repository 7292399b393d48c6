import { useState } from 'react';
import type { Programme } from '../../../../shared/domain/settings';
import { tellError } from '../../../app/tell-error';
import { changeSettings, useSettings } from '../../../stores/settings';
import { Button } from '../../../ui/Button';
import { TextField } from '../../../ui/TextField';
import { useText } from '../use-text';
import styles from './Coaching.module.css';

type Key = keyof Programme;

const FIELDS: readonly { key: Key; label: string; hint: string; lines?: number; most: number }[] = [
  {
    ...{ key: 'name', label: 'What we are called', most: 120 },
    hint: 'Stands on records and certificates: Mathematics, Hillside School',
  },
  {
    ...{ key: 'vision', label: 'Our vision', lines: 3, most: 5_000 },
    hint: 'Why we watch lessons together',
  },
  {
    ...{ key: 'principles', label: 'What guides us', lines: 5, most: 5_000 },
    hint: 'How we do it, one a line',
  },
  {
    ...{ key: 'success', label: 'What success looks like', lines: 4, most: 5_000 },
    hint: 'How we will know that it helps pupils',
  },
];

function Field({ at }: { at: (typeof FIELDS)[number] }) {
  const { key, label, hint, lines, most } = at;
  const kept = useSettings((state) => state.programme[key]);
  const { text, type, leave } = useText(`programme.${key}`, kept, (typed) => {
    // The others as they are kept by then: two fields may be typed in one after the other.
    const programme = { ...useSettings.getState().programme, [key]: typed };
    useSettings.setState({ programme });
    changeSettings({ programme }).catch(tellError);
  });
  return (
    <TextField
      label={label}
      hint={hint}
      lines={lines}
      maxLength={most}
      value={text}
      onChange={type}
      onBlur={leave}
    />
  );
}

/** The department's own words: read here, and written in the same place. */
export function OurWords() {
  const programme = useSettings((state) => state.programme);
  const [writing, setWriting] = useState(false);
  const written = FIELDS.filter(({ key }) => programme[key].trim() !== '');
  if (writing) {
    return (
      <section aria-label="Our words" className={styles.words}>
        {FIELDS.map((field) => (
          <Field key={field.key} at={field} />
        ))}
        <div>
          <Button variant="primary" onPress={() => setWriting(false)}>
            Done
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section aria-label="Our words" className={styles.words} data-selectable>
      {written.length === 0 && (
        <p className={styles.lead}>
          Why you watch lessons together, what guides you, and how you will know that it helps: in
          your own words.
        </p>
      )}
      {written.map(({ key, label }) =>
        key === 'name' ? (
          <p key={key} className={styles.name}>
            {programme.name}
          </p>
        ) : (
          <div key={key} className={styles.own}>
            <h2>{label}</h2>
            <p className={key === 'vision' ? styles.vision : styles.prose}>
              {programme[key].trim()}
            </p>
          </div>
        ),
      )}
      <div>
        <Button
          variant={written.length === 0 ? 'primary' : 'plain'}
          onPress={() => setWriting(true)}
        >
          {written.length === 0 ? 'Write our words' : 'Change our words'}
        </Button>
      </div>
    </section>
  );
}
