import { useCallback, useEffect, useState } from 'react';
import type { SessionCard } from '../../../../shared/domain/session';
import type { Together } from '../../../../shared/domain/session-record';
import { navigate } from '../../../app/route';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { readSessions, useSessions } from '../../../stores/sessions';
import { PageHead } from '../../../ui/PageHead';
import { dayWords } from '../words';
import styles from './Coaching.module.css';
import { bySide, togetherLines } from './coaching-words';
import { OpenSteps } from './OpenSteps';
import { OurWords } from './OurWords';

function Sessions({
  title,
  cards,
  none,
}: {
  title: string;
  cards: readonly SessionCard[];
  none: string;
}) {
  return (
    <section aria-label={title} className={styles.part}>
      <h2>{title}</h2>
      {cards.length === 0 ? (
        <p className={styles.quiet}>{none}</p>
      ) : (
        <ul aria-label={title} className={styles.sessions}>
          {cards.map((card) => (
            <li key={card.id}>
              <a
                href={`#${card.id}`}
                onClick={(event) => {
                  event.preventDefault();
                  navigate({ page: 'session', sessionId: card.id });
                }}
              >
                {card.title}
              </a>
              <span className={styles.day}>
                {card.heldOn ? dayWords(card.heldOn) : 'No day yet'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What a department is about, in its own words, and what it has done and agreed together. */
export function CoachingPage() {
  const cards = useSessions((state) => state.cards);
  const [together, setTogether] = useState<Together | null>(null);
  const read = useCallback(() => {
    call((api) => api.sessions.together()).then(setTogether, tellError);
  }, []);
  useEffect(() => {
    readSessions().catch(tellError);
    read();
  }, [read]);
  const { coming, past } = bySide(cards ?? []);
  const lines = together ? togetherLines(together) : [];
  return (
    <>
      <PageHead title="Our coaching" />
      <div className={styles.scroller} role="region" aria-label="Our coaching" tabIndex={0}>
        <div className={styles.page}>
          <OurWords />
          <div className={styles.side}>
            {lines.length > 0 && (
              <section aria-label="Together" className={styles.part}>
                <h2>Together</h2>
                <ul className={styles.together}>
                  {lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </section>
            )}
            {cards && (
              <Sessions
                title="Coming sessions"
                cards={coming}
                none="None is planned. Sessions has what you need to plan one."
              />
            )}
            <OpenSteps onTicked={read} />
            {cards && (
              <Sessions
                title="Past sessions"
                cards={past}
                none="Sessions that you have held stand here, with what they left."
              />
            )}
          </div>
        </div>
      </div>
    </>
  );
}
