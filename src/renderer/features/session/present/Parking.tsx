import { useState } from 'react';
import type { Session } from '../../../../shared/domain/session';
import { keepParked, useSession } from '../../../stores/session';
import { Checkbox } from '../../../ui/Checkbox';
import { TextField } from '../../../ui/TextField';
import styles from './Console.module.css';

/** Things to come back to: one line each, ticked when they were. */
export function Parking({ session, itemId }: { session: Session; itemId: string | null }) {
  const all = useSession((state) => state.document?.parked);
  const parked = (all ?? []).filter(({ text }) => text.trim() !== '');
  const [text, setText] = useState('');
  return (
    <section aria-label="Parking place" className={styles.block}>
      <h2>Parking place</h2>
      {parked.length > 0 && (
        <ul className={styles.parked}>
          {parked.map((each) => (
            <li key={each.id}>
              <Checkbox
                checked={each.done}
                onChange={(done) =>
                  keepParked(each.id, {
                    ...{ sessionId: session.id, itemId: each.itemId, text: each.text, done },
                  })
                }
              >
                {each.text}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label="To come back to"
        labelHidden
        placeholder="To come back to…"
        value={text}
        maxLength={2_000}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text.trim() === '') return;
          keepParked(null, { sessionId: session.id, itemId, text: text.trim(), done: false });
          setText('');
        }}
      />
    </section>
  );
}
