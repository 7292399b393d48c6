import { MapPin } from 'lucide-react';
import { useState } from 'react';
import type { Session } from '../../../../shared/domain/session';
import type { RunState } from '../../../../shared/domain/session-run';
import { formatClock } from '../../../../shared/domain/time';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { Button } from '../../../ui/Button';
import { TextField } from '../../../ui/TextField';
import styles from './Console.module.css';

/** What is watched now, or was watched last: talk is about that. */
function placeNow(session: Session, state: RunState): { itemId: string; atUs: number } | null {
  const at = state.picture ?? state.lastAt;
  const item = session.items.find(({ id }) => id === at?.itemId);
  if (!at || item?.kind !== 'watch' || !item.what) return null;
  return { itemId: at.itemId, atUs: at.atUs };
}

/** A moment that came up in talk goes to the lesson, as one of this session. */
export function MarkMoment({ session, state }: { session: Session; state: RunState }) {
  const [at, setAt] = useState<{ itemId: string; atUs: number } | null>(null);
  const [note, setNote] = useState('');
  // Said here and not as a notice: those stay until someone closes them.
  const [marked, setMarked] = useState('');
  const now = placeNow(session, state);
  if (at === null) {
    return (
      <div className={styles.line}>
        <Button size="s" isDisabled={now === null} onPress={() => setAt(now)}>
          <MapPin aria-hidden size={15} /> Mark a moment
        </Button>
        <span role="status" className={styles.muted}>
          {marked}
        </span>
      </div>
    );
  }
  const close = (): void => {
    setMarked('');
    setAt(null);
    setNote('');
  };
  const keep = (): void => {
    call((api) => api.sessions.mark({ sessionId: session.id, ...at, note })).then(
      ({ startUs }) => setMarked(`In the lesson, at ${formatClock(startUs)}`),
      tellError,
    );
    close();
  };
  return (
    <form
      className={styles.mark}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <TextField
        label={`What is it about ${formatClock(at.atUs)}?`}
        labelHidden
        autoFocus
        placeholder={`About ${formatClock(at.atUs)}`}
        value={note}
        maxLength={2_000}
        onChange={setNote}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      />
      <Button size="s" type="submit">
        Keep
      </Button>
    </form>
  );
}
