import { Award, CalendarPlus, FileText, type LucideIcon, Printer } from 'lucide-react';
import { useState } from 'react';
import { minutesDone } from '../../../../shared/domain/session-steps';
import type { SessionDocument } from '../../../../shared/ipc/contract';
import { Button } from '../../../ui/Button';
import styles from './After.module.css';
import { hoursWords, type OutputKind, OUTPUTS } from './output-words';
import { OutputDialog } from './OutputDialog';

const ICONS: Record<OutputKind, LucideIcon> = {
  record: FileText,
  certificates: Award,
  calendar: CalendarPlus,
  handout: Printer,
};

function Outputs({ sessionId, kinds }: { sessionId: string; kinds: readonly OutputKind[] }) {
  const [open, setOpen] = useState<OutputKind | null>(null);
  return (
    <>
      <ul className={styles.outputs}>
        {kinds.map((kind) => {
          const Icon = ICONS[kind];
          const { name, about, make } = OUTPUTS[kind];
          return (
            <li key={kind} className={styles.output}>
              <Icon aria-hidden size={19} strokeWidth={1.5} className={styles.icon} />
              <div className={styles.words}>
                <h3>{name}</h3>
                <p className={styles.about}>{about}</p>
              </div>
              <Button size="s" aria-label={`${make}…`} onPress={() => setOpen(kind)}>
                Make
              </Button>
            </li>
          );
        })}
      </ul>
      {open && <OutputDialog sessionId={sessionId} kind={open} onClose={() => setOpen(null)} />}
    </>
  );
}

const count = (many: number, one: string, more: string): string =>
  `${many} ${many === 1 ? one : more}`;

/** What is left of a session once it has ended, and what can be made of it for people to keep. */
export function Afterwards({ document }: { document: SessionDocument }) {
  const { session, run, captures, nextSteps, parked } = document;
  const said = captures.filter(({ text }) => text.trim() !== '').length;
  const facts = [
    `${hoursWords(minutesDone(session, run.state))} together`,
    `${count(said, 'thing', 'things')} the room said`,
    count(nextSteps.length, 'next step', 'next steps'),
    parked.length > 0 ? `${parked.length} to come back to` : '',
  ];
  return (
    <section aria-label="Afterwards" className={styles.section}>
      <h2>Afterwards</h2>
      <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <Outputs sessionId={session.id} kinds={['record', 'certificates', 'calendar', 'handout']} />
    </section>
  );
}

/** What is printed before the day. */
export function ForTheDay({ document: { session } }: { document: SessionDocument }) {
  if (session.items.length === 0) return null;
  return (
    <section aria-label="For the day" className={styles.section}>
      <h2>For the day</h2>
      <Outputs sessionId={session.id} kinds={['handout']} />
    </section>
  );
}
