import { BookOpen, Coffee, Footprints, MessageCircle, PenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ItemOf, Session, SessionItem } from '../../../../shared/domain/session';
import type { RunPicture, RunState } from '../../../../shared/domain/session-run';
import { useSettings } from '../../../stores/settings';
import { classes } from '../../../ui/classes';
import { GROUPING_CALLS } from '../words';
import { Ring } from './Ring';
import styles from './RoomScreen.module.css';

/** What the room sees. Sizes follow the screen's, so that it reads the same from any back row. */
export function RoomScreen({
  session,
  state,
  film,
  preview = false,
}: {
  session: Session;
  /** As main told it last; clocks count on by themselves. */
  state: RunState;
  /** The footage that is shown; it is there for as long as the item is. */
  film: ReactNode;
  /** On the console, beside everything else. */
  preview?: boolean;
}) {
  const item = session.items.find(({ id }) => id === state.itemId);
  const { picture } = state;
  return (
    <section
      aria-label={preview ? 'On the room’s screen' : 'The room’s screen'}
      className={styles.screen}
      data-blank={state.blank || undefined}
    >
      {picture && (
        <Film session={session} picture={picture}>
          {film}
        </Film>
      )}
      {item && !picture?.again && <Item item={item} state={state} session={session} />}
      {state.blank && <div className={styles.blank} role="img" aria-label="The screen is blank" />}
    </section>
  );
}

function Film({
  session,
  picture,
  children,
}: {
  session: Session;
  picture: RunPicture;
  children: ReactNode;
}) {
  const item = session.items.find(({ id }) => id === picture.itemId);
  const question = item?.kind === 'watch' ? item.question : '';
  const waits = isWaiting(picture);
  return (
    <div className={classes(styles.film, waits && styles.dim)}>
      <div className={styles.picture}>{children}</div>
      {!waits && (picture.again || question !== '') && (
        <p className={styles.strip}>{picture.again ? question || 'Watching again' : question}</p>
      )}
    </div>
  );
}

/** Nobody has pressed play yet: the question is there to be read first. */
function isWaiting(picture: RunPicture): boolean {
  return !picture.again && !picture.playing && picture.atUs === 0 && !picture.over;
}

/** Long words are set smaller, so that they stay on the screen; never below what a back row reads. */
function sizeOf(text: string): string {
  if (text.length < 70) return styles.huge ?? '';
  if (text.length < 160) return styles.large ?? '';
  if (text.length < 420) return styles.medium ?? '';
  return styles.small ?? '';
}

function Words({ text }: { text: string }) {
  if (!text.trim()) return null;
  return <p className={classes(styles.words, sizeOf(text))}>{text}</p>;
}

function Item({ item, state, session }: { item: SessionItem; state: RunState; session: Session }) {
  switch (item.kind) {
    case 'welcome':
      return <Welcome item={item} session={session} />;
    case 'watch':
      return <Watch item={item} state={state} />;
    case 'discuss': {
      const step = item.steps[Math.min(state.step, item.steps.length - 1)];
      return (
        <Card icon={<MessageCircle aria-hidden />} call={step ? GROUPING_CALLS[step.grouping] : ''}>
          <Words text={item.prompt || item.title || 'What did you notice?'} />
          <Ring />
        </Card>
      );
    }
    case 'reflect':
      return (
        <Card icon={<PenLine aria-hidden />} call="For yourself, on paper">
          <Words text={item.prompt || item.title} />
          <Ring />
        </Card>
      );
    case 'read':
      return <Read item={item} />;
    case 'next-steps':
      return (
        <Card icon={<Footprints aria-hidden />} call="Next steps">
          <Words text={item.prompt || item.title || 'What will I try, and with which class?'} />
          <Ring />
        </Card>
      );
    case 'break':
      return (
        <Card icon={<Coffee aria-hidden />} call="Break">
          <Words text={item.text || item.title} />
          <Ring large />
        </Card>
      );
    case 'text':
      return (
        <Card call={item.title && item.text ? item.title : ''}>
          <Words text={item.text || item.title} />
        </Card>
      );
  }
}

function Card({ icon, call, children }: { icon?: ReactNode; call: string; children: ReactNode }) {
  return (
    <div className={styles.card}>
      {(icon || call) && (
        <p className={styles.call}>
          {icon}
          {call}
        </p>
      )}
      {children}
    </div>
  );
}

function Welcome({ item, session }: { item: ItemOf<'welcome'>; session: Session }) {
  const agreements = useSettings((state) => state.agreements);
  const long = agreements.length > 4;
  return (
    <div className={styles.card}>
      <p className={styles.call}>{item.text || session.intention || 'Welcome'}</p>
      <h1 className={classes(styles.words, long ? styles.medium : styles.large)}>
        {session.title}
      </h1>
      <ul aria-label="Our agreements" className={classes(styles.agreements, long && styles.many)}>
        {agreements.map((agreement) => (
          <li key={agreement}>{agreement}</li>
        ))}
      </ul>
    </div>
  );
}

function Watch({ item, state }: { item: ItemOf<'watch'>; state: RunState }) {
  const { picture } = state;
  if (picture && !isWaiting(picture)) return null;
  return (
    <div className={classes(styles.card, styles.over)}>
      <p className={styles.call}>{item.title || 'Watch'}</p>
      <Words text={item.question || 'What do you notice?'} />
    </div>
  );
}

function Read({ item }: { item: ItemOf<'read'> }) {
  if (item.fileId) {
    return (
      <div className={styles.page}>
        <img
          src={`footage://picture/${item.fileId}`}
          alt={item.title || 'The page to look at together'}
        />
        <span className={styles.corner}>
          <Ring small />
        </span>
      </div>
    );
  }
  return (
    <Card icon={<BookOpen aria-hidden />} call={item.title || 'Read together'}>
      <Words text={item.text} />
      <Ring />
    </Card>
  );
}
