import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { newId } from '../../../../shared/domain/ids';
import type { Session, SessionItem, WatchedAt } from '../../../../shared/domain/session';
import type { RunState } from '../../../../shared/domain/session-run';
import { tellError } from '../../../app/tell-error';
import { changePlan, keepCapture, keepReflection, useSession } from '../../../stores/session';
import { useRun } from '../../../stores/session-run';
import { classes } from '../../../ui/classes';
import { useText } from '../use-text';
import { itemName } from '../words';
import styles from './Console.module.css';
import { MarkMoment } from './MarkMoment';
import { Parking } from './Parking';
import { Steps } from './Steps';

const TOGETHER = '';

/** What was being watched, last, when something is said now. */
function watchedNow(session: Session, state: RunState): WatchedAt | null {
  const at = state.lastAt;
  const item = session.items.find(({ id }) => id === at?.itemId);
  if (!at || item?.kind !== 'watch' || !item.what) return null;
  return { itemId: at.itemId, lessonId: item.what.lessonId, atUs: at.atUs };
}

/** What the room said, by group or together, kept as it is typed; next steps; the parking place. */
export function Said({ session, state }: { session: Session; state: RunState }) {
  const [group, setGroup] = useState(TOGETHER);
  const trouble = useSession((open) => open.trouble);
  const pending = useSession((open) => open.pending);
  // Whoever is writing stays with what they write about while the session moves on.
  const [writingId, setWritingId] = useState<string | null>(null);
  const on = session.items.find(({ id }) => id === state.itemId);
  const item = session.items.find(({ id }) => id === writingId) ?? on;
  useEffect(() => {
    if (!trouble) return;
    tellError(trouble);
    useSession.setState({ trouble: null });
  }, [trouble]);
  const groups = [TOGETHER, ...session.groups];
  return (
    <aside aria-label="What is written down" className={styles.said}>
      <h2>What the room said</h2>
      <div role="group" aria-label="Who said it" className={styles.groups}>
        {groups.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={group === name}
            className={styles.groupChip}
            onClick={() => setGroup(name)}
          >
            {name || 'Together'}
          </button>
        ))}
        <button
          type="button"
          aria-label="Another group"
          className={styles.groupChip}
          onClick={() => {
            const name = `Group ${session.groups.length + 1}`;
            if (session.groups.includes(name)) return;
            changePlan((plan) => ({ groups: [...plan.groups, name] }));
            setGroup(name);
          }}
        >
          <Plus aria-hidden size={13} />
        </button>
      </div>
      {item && (
        <Field
          key={`${item.id}:${group}`}
          {...{ session, item, group }}
          onWriting={(writing) => setWritingId(writing ? item.id : null)}
        />
      )}
      {item !== on && on && (
        <p role="status" className={styles.muted}>
          The session has gone on to “{itemName(on)}”. You are still writing about “
          {item && itemName(item)}”.
        </p>
      )}
      <Others item={item} group={group} />
      <MarkMoment session={session} state={state} />
      {item?.kind === 'reflect' && <Myself session={session} itemId={item.id} />}
      <Steps session={session} group={group} />
      <Parking session={session} itemId={state.itemId} />
      <p role="status" className={styles.promise}>
        {pending === 0 ? 'Saved' : 'Saving'} as you type. Nothing here leaves this machine.
      </p>
    </aside>
  );
}

function Field({
  session,
  item,
  group,
  onWriting,
}: {
  session: Session;
  item: SessionItem;
  group: string;
  onWriting: (writing: boolean) => void;
}) {
  const kept = useSession((state) =>
    state.document?.captures.find((each) => each.itemId === item.id && each.groupName === group),
  );
  // One id from the first letter on, whatever order answers come in.
  const [fresh] = useState(() => newId());
  const id = kept?.id ?? fresh;
  const { text, type, leave } = useText(`${item.id}:${group}`, kept?.text ?? '', (typed) => {
    const { session: plan, view } = useRun.getState();
    const watched = kept?.watched ?? (plan && view ? watchedNow(plan, view.state) : null);
    keepCapture(id, {
      ...{ sessionId: session.id, itemId: item.id, groupName: group },
      ...{ text: typed, watched },
    });
  });
  return (
    <textarea
      aria-label="What the room said"
      rows={6}
      maxLength={20_000}
      placeholder={`${group || 'Together'}: ${itemName(item)}`}
      className={styles.area}
      value={text}
      onChange={(event) => {
        type(event.target.value);
        onWriting(true);
      }}
      onBlur={() => {
        leave();
        onWriting(false);
      }}
    />
  );
}

/** What the other groups said of the same item: to be read while one is typed for. */
function Others({ item, group }: { item: SessionItem | undefined; group: string }) {
  const captures = useSession((state) => state.document?.captures);
  const others = (captures ?? []).filter(
    (each) => each.itemId === item?.id && each.groupName !== group && each.text.trim() !== '',
  );
  if (others.length === 0) return null;
  return (
    <ul aria-label="Also said" className={styles.others}>
      {others.map(({ id, groupName, text }) => (
        <li key={id} data-selectable>
          <b>{groupName || 'Together'}</b> {text}
        </li>
      ))}
    </ul>
  );
}

/** For the person at this machine alone; the room's screen never shows it, and no record holds it. */
function Myself({ session, itemId }: { session: Session; itemId: string }) {
  const [open, setOpen] = useState(false);
  const kept = useSession((state) =>
    state.document?.reflections.find((each) => each.itemId === itemId),
  );
  const { text, type, leave } = useText(`reflect:${itemId}`, kept?.text ?? '', (typed) =>
    keepReflection(session.id, itemId, typed),
  );
  if (!open) {
    return (
      <button type="button" className={styles.quiet} onClick={() => setOpen(true)}>
        Write for myself alone…
      </button>
    );
  }
  return (
    <textarea
      aria-label="For myself alone"
      rows={4}
      maxLength={20_000}
      placeholder="Only you see this, here"
      className={classes(styles.area, styles.mine)}
      value={text}
      onChange={(event) => type(event.target.value)}
      onBlur={leave}
    />
  );
}
