import { CalendarDays, Plus, Presentation } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SessionCard } from '../../../shared/domain/session';
import { type Command, useCommands } from '../../app/commands';
import { navigate } from '../../app/route';
import { tellError } from '../../app/tell-error';
import { readSessions, useSessions } from '../../stores/sessions';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { IconButton } from '../../ui/IconButton';
import { PageHead } from '../../ui/PageHead';
import { Copy, Trash2 } from 'lucide-react';
import { NewSessionDialog } from './NewSessionDialog';
import { RemoveSessionDialog } from './RemoveSessionDialog';
import styles from './SessionsPage.module.css';
import { dayWords } from './words';

const PHASES: Record<SessionCard['phase'], string> = {
  ready: 'Not held yet',
  running: 'Being held',
  stopped: 'Stopped, to go on another day',
  ended: 'Held',
};

function aboutWords(card: SessionCard): string {
  const people = card.people === 1 ? '1 person' : `${card.people} people`;
  return [
    card.heldOn ? dayWords(card.heldOn) : 'No day yet',
    `${card.slotMinutes} min`,
    card.people > 0 ? people : '',
    card.items === 1 ? '1 item' : `${card.items} items`,
  ]
    .filter(Boolean)
    .join(' · ');
}

type Open = { is: 'new'; from: SessionCard | null } | { is: 'remove'; card: SessionCard } | null;

/** Every session of the department: coming ones first, then those that were held. */
export function SessionsPage() {
  const cards = useSessions((state) => state.cards);
  const [open, setOpen] = useState<Open>(null);
  useEffect(() => {
    readSessions().catch(tellError);
  }, []);
  useCommands(COMMANDS);
  const make = (
    <Button variant="primary" onPress={() => setOpen({ is: 'new', from: null })}>
      <Plus aria-hidden size={17} strokeWidth={2.25} />
      New session
    </Button>
  );
  return (
    <>
      <PageHead title="Sessions">{cards && cards.length > 0 && make}</PageHead>
      {cards?.length === 0 && (
        <EmptyState sentence="Plan a department session here: what you watch, what you talk about, and what each of you will try.">
          {make}
        </EmptyState>
      )}
      {cards && cards.length > 0 && (
        <ul aria-label="Sessions" className={styles.list}>
          {cards.map((card) => (
            <Row
              key={card.id}
              card={card}
              onAgain={() => setOpen({ is: 'new', from: card })}
              onRemove={() => setOpen({ is: 'remove', card })}
            />
          ))}
        </ul>
      )}
      {open?.is === 'new' && <NewSessionDialog from={open.from} onClose={() => setOpen(null)} />}
      {open?.is === 'remove' && (
        <RemoveSessionDialog card={open.card} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

const COMMANDS: readonly Command[] = [];

function Row({
  card,
  onAgain,
  onRemove,
}: {
  card: SessionCard;
  onAgain: () => void;
  onRemove: () => void;
}) {
  const goesOn = card.phase === 'running' || card.phase === 'stopped';
  return (
    <li className={styles.row} data-held={card.phase === 'ended' || undefined}>
      <CalendarDays aria-hidden size={20} strokeWidth={1.5} className={styles.icon} />
      <div className={styles.words}>
        <a
          href={`#${card.id}`}
          className={styles.title}
          onClick={(event) => {
            event.preventDefault();
            navigate({ page: 'session', sessionId: card.id });
          }}
        >
          {card.title}
        </a>
        <p className={styles.about}>{aboutWords(card)}</p>
        {card.intention && <p className={styles.intention}>{card.intention}</p>}
      </div>
      <span className={styles.phase}>{card.cutOff ? 'Interrupted' : PHASES[card.phase]}</span>
      {goesOn && (
        <Button size="s" onPress={() => navigate({ page: 'present', sessionId: card.id })}>
          <Presentation aria-hidden size={15} strokeWidth={1.75} />
          Resume
        </Button>
      )}
      <IconButton label={`Plan ${card.title} again`} icon={Copy} size="s" onPress={onAgain} />
      <IconButton label={`Remove ${card.title}`} icon={Trash2} size="s" onPress={onRemove} />
    </li>
  );
}
