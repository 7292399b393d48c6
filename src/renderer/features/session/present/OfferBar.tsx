import { useState } from 'react';
import type { Session } from '../../../../shared/domain/session';
import { offerOf } from '../../../../shared/domain/session-clock';
import type { RunState } from '../../../../shared/domain/session-run';
import { runNow, useClock } from '../../../stores/session-run';
import { Button } from '../../../ui/Button';
import { itemName, lengthWords } from '../words';
import { ask } from './asking';
import styles from './Console.module.css';

/** In words, so that it is drawn anew only when it says something else. */
const words = (session: Session, state: RunState): string => {
  const offer = offerOf(session, state);
  if (!offer) return '';
  const [first, ...others] = offer.cuts;
  const item = session.items.find(({ id }) => id === first?.itemId);
  const from = item ? `“${itemName(item)}”` : '';
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `To end nearer to the time, ${lengthWords(offer.gainedMs)} could come off ${from}${more}.`;
};

/** When the session runs late it offers to shorten what is left; it never does so by itself. */
export function OfferBar({ session }: { session: Session }) {
  const text = useClock(words, '');
  // Until the next item: whoever said no is not asked again while they talk.
  const [declined, setDeclined] = useState(false);
  if (!text || declined) return null;
  const shorten = (): void => {
    const state = runNow();
    const offer = state && offerOf(session, state);
    if (offer) ask({ do: 'shorten', cuts: offer.cuts });
  };
  return (
    <section aria-label="Running late" className={styles.offer}>
      <p>{text}</p>
      <Button size="s" onPress={shorten}>
        Shorten what is left
      </Button>
      <Button size="s" variant="quiet" onPress={() => setDeclined(true)}>
        Leave it as it is
      </Button>
    </section>
  );
}
