import { ListChecks, Plus, Presentation, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { newId, type Id } from '../../../../shared/domain/ids';
import {
  fitOf,
  type ItemCheck,
  type ItemKind,
  plainItem,
  type SessionItem,
} from '../../../../shared/domain/session';
import { type Command, useCommands } from '../../../app/commands';
import { sayError } from '../../../app/errors';
import { navigate } from '../../../app/route';
import { tellError } from '../../../app/tell-error';
import { call } from '../../../bridge/api';
import { changePlan, openSession, redoPlan, undoPlan, useSession } from '../../../stores/session';
import { Button } from '../../../ui/Button';
import { classes } from '../../../ui/classes';
import { EmptyState } from '../../../ui/EmptyState';
import { IconButton } from '../../../ui/IconButton';
import { Menu } from '../../../ui/Menu';
import { Afterwards, ForTheDay } from '../after/Afterwards';
import { checkWords, fitWords, itemName, KIND_NAMES, KINDS } from '../words';
import styles from './Build.module.css';
import { ItemForm } from './ItemForm';
import { ItemList } from './ItemList';
import { SessionFields } from './SessionFields';

const COMMANDS: readonly Command[] = [
  {
    id: 'session.undo',
    name: 'Undo',
    group: 'Session',
    keys: ['$mod+z'],
    enabled: () => useSession.getState().past.length > 0,
    run: undoPlan,
  },
  {
    id: 'session.redo',
    name: 'Redo',
    group: 'Session',
    keys: ['$mod+Shift+z'],
    enabled: () => useSession.getState().future.length > 0,
    run: redoPlan,
  },
];

/** A session before it is held: what is in it and how long it takes; and what is left of it after. */
export function SessionPage({ sessionId }: { sessionId: Id }) {
  const document = useSession((state) => state.document);
  const error = useSession((state) => state.error);
  const trouble = useSession((state) => state.trouble);
  useCommands(COMMANDS);
  useEffect(() => {
    void openSession(sessionId);
  }, [sessionId]);
  useEffect(() => {
    if (!trouble) return;
    tellError(trouble);
    useSession.setState({ trouble: null });
  }, [trouble]);
  if (error) {
    const said = sayError(error.view());
    return (
      <EmptyState sentence={`${said?.sentence ?? ''} ${said?.next ?? ''}`}>
        <Button variant="primary" onPress={() => navigate({ page: 'sessions' })}>
          Back to your sessions
        </Button>
      </EmptyState>
    );
  }
  if (document?.session.id !== sessionId) return null;
  return <Plan key={sessionId} />;
}

function Plan() {
  const document = useSession((state) => state.document);
  const [chosenId, setChosenId] = useState<Id | null>(null);
  const [checks, setChecks] = useState<readonly ItemCheck[] | null>(null);
  const [checking, setChecking] = useState(false);
  const byItem = useMemo(
    () => new Map((checks ?? []).map((check) => [check.itemId, check])),
    [checks],
  );
  if (!document) return null;
  const { session } = document;
  const { items } = session;
  const chosen = items.find(({ id }) => id === chosenId);
  const fit = fitOf(session);
  const add = (kind: ItemKind): void => {
    const item: SessionItem = { ...plainItem(kind), id: newId() };
    const at = chosen ? items.indexOf(chosen) + 1 : items.length;
    changePlan((plan) => ({
      items: [...plan.items.slice(0, at), item, ...plan.items.slice(at)],
    }));
    setChosenId(item.id);
  };
  const goesOn = document.run.state.phase === 'running' || document.run.state.phase === 'stopped';
  return (
    <div className={styles.page_}>
      <Head
        title={session.title}
        canPresent={items.length > 0}
        goesOn={goesOn}
        onPresent={() => navigate({ page: 'present', sessionId: session.id })}
        isChecking={checking}
        onCheck={() => {
          setChecking(true);
          call((api) => api.sessions.check({ sessionId: session.id }))
            .then(setChecks, tellError)
            .finally(() => setChecking(false));
        }}
      />
      <div className={styles.columns}>
        <div className={styles.plan}>
          <SessionFields session={session} />
          {items.length === 0 ? (
            <p className={styles.none}>
              Nothing in it yet. Add what you do first: a welcome, then something to watch. Then it
              can be presented.
            </p>
          ) : (
            <ItemList
              {...{ items, chosenId }}
              slotMinutes={session.slotMinutes}
              checks={byItem}
              onChoose={setChosenId}
            />
          )}
          <div className={styles.below}>
            <Menu
              label="Add an item"
              actions={KINDS.map((kind) => ({
                id: kind,
                name: KIND_NAMES[kind],
                run: () => add(kind),
              }))}
            >
              <Button size="s">
                <Plus aria-hidden size={15} /> Add an item
              </Button>
            </Menu>
            <p
              role="status"
              className={classes(styles.fit, fit.overMs >= 60_000 && styles.overFit)}
            >
              {fitWords(fit)}
            </p>
          </div>
        </div>
        <div className={styles.side}>
          {checks && <Checked checks={checks} items={items} onClose={() => setChecks(null)} />}
          {chosen ? (
            <ItemForm key={chosen.id} item={chosen} session={session} />
          ) : (
            !checks && (
              <p className={styles.none}>
                Choose an item to say more about it. Alt and the arrow keys move it.
              </p>
            )
          )}
          {document.run.state.phase === 'ended' ? (
            <Afterwards document={document} />
          ) : (
            <ForTheDay document={document} />
          )}
        </div>
      </div>
    </div>
  );
}

function Head({
  title,
  canPresent,
  goesOn,
  isChecking,
  onPresent,
  onCheck,
}: {
  title: string;
  canPresent: boolean;
  goesOn: boolean;
  isChecking: boolean;
  onPresent: () => void;
  onCheck: () => void;
}) {
  const pending = useSession((state) => state.pending);
  const canUndo = useSession((state) => state.past.length > 0);
  const canRedo = useSession((state) => state.future.length > 0);
  return (
    <header className={styles.head}>
      <h1>{title}</h1>
      <span role="status" className={styles.saved}>
        {pending === 0 ? 'Saved' : 'Saving'}
      </span>
      <span className={styles.grow} />
      <IconButton label="Undo" icon={Undo2} isDisabled={!canUndo} onPress={undoPlan} />
      <IconButton label="Redo" icon={Redo2} isDisabled={!canRedo} onPress={redoPlan} />
      <span role="status" className={styles.saved}>
        {isChecking && 'Trying what you show'}
      </span>
      <Button isDisabled={isChecking} onPress={onCheck}>
        <ListChecks aria-hidden size={16} strokeWidth={1.75} />
        Check before the day
      </Button>
      <Button variant="primary" isDisabled={!canPresent} onPress={onPresent}>
        <Presentation aria-hidden size={16} strokeWidth={1.75} />
        {goesOn ? 'Resume' : 'Present'}
      </Button>
    </header>
  );
}

/** What the check found; sound is heard by a person, so it is played to them. */
function Checked({
  checks,
  items,
  onClose,
}: {
  checks: readonly ItemCheck[];
  items: readonly SessionItem[];
  onClose: () => void;
}) {
  const [screens, setScreens] = useState<number | null>(null);
  useEffect(() => {
    call((api) => api.sessions.screens()).then(
      ({ displays }) => setScreens(displays.length),
      tellError,
    );
  }, []);
  const troubled = checks.filter(({ state }) => state !== 'fine');
  return (
    <section aria-label="Check before the day" className={styles.form}>
      <h2>Check before the day</h2>
      <ul className={styles.found}>
        {troubled.length === 0 && <li>Everything you show is here and plays.</li>}
        {troubled.map((check) => {
          const { itemId } = check;
          const item = items.find(({ id }) => id === itemId);
          return (
            <li key={itemId}>
              <b>{item ? itemName(item) : ''}</b> {checkWords(check)}
            </li>
          );
        })}
        {screens !== null && (
          <li>
            {screens > 1
              ? `${screens} displays found: the room’s screen will have one of its own.`
              : 'One display found: the room sees this window. Plug in the projector to have two.'}
          </li>
        )}
      </ul>
      <div className={styles.below}>
        <Button size="s" onPress={chime}>
          Try the sound
        </Button>
        <Button size="s" variant="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    </section>
  );
}

/** Two notes, so that the room's speakers are heard before the day. */
function chime(): void {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = 0.2;
  gain.connect(context.destination);
  for (const [at, hertz] of [440, 660].entries()) {
    const note = context.createOscillator();
    note.frequency.value = hertz;
    note.connect(gain);
    note.start(context.currentTime + at * 0.35);
    note.stop(context.currentTime + at * 0.35 + 0.3);
    if (at === 1) note.onended = () => void context.close();
  }
}
