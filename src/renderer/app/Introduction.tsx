import { type FormEvent, useState } from 'react';
import { call } from '../bridge/api';
import { takeMe } from '../stores/people';
import { useSettings } from '../stores/settings';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import styles from './Introduction.module.css';
import { Mark } from './shell/Mark';
import { tellError } from './tell-error';

/** First start asks one thing. No account, and it goes nowhere. */
export function Introduction() {
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const start = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || busy) return;
    setBusy(true);
    try {
      const me = await call((api) => api.people.introduce({ name: name.trim() }));
      useSettings.setState({ meId: me.id });
      takeMe(me);
    } catch (thrown) {
      tellError(thrown);
      setBusy(false);
    }
  };
  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={(event) => void start(event)}>
        <Mark />
        <h1>Watch lessons together</h1>
        <TextField
          autoFocus
          label="What should we call you?"
          hint="Your initials will do. They are written beside your moments and stay on this machine; there is no account."
          maxLength={80}
          value={name}
          onChange={setName}
          error={tried && name.trim() === '' ? 'Type a name or your initials.' : ''}
        />
        <Button variant="primary" type="submit" className={styles.start}>
          Start
        </Button>
      </form>
    </main>
  );
}
