import { useEffect, useState } from 'react';
import type { SessionCard } from '../../../shared/domain/session';
import type { StarterView } from '../../../shared/domain/session-starter';
import { navigate } from '../../app/route';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import styles from './SessionsPage.module.css';
import { lengthWords } from './words';

const EMPTY = 'empty';

/** A new session: from a starting point, empty, or a past one planned again. */
export function NewSessionDialog({
  from,
  onClose,
}: {
  from: SessionCard | null;
  onClose: () => void;
}) {
  const [starters, setStarters] = useState<readonly StarterView[]>([]);
  const [chosen, setChosen] = useState('department');
  const [title, setTitle] = useState(from?.title ?? '');
  useEffect(() => {
    call((api) => api.sessions.starters()).then(setStarters, tellError);
  }, []);
  const starter = starters.find(({ id }) => id === chosen);
  const name = title.trim() || starter?.name || 'Our session';
  const make = (): void => {
    const what = from
      ? ({ from: 'session', sessionId: from.id, title: name } as const)
      : starter
        ? ({ from: 'starter', starterId: starter.id, title: name } as const)
        : ({ from: 'empty', title: name } as const);
    call((api) => api.sessions.create(what)).then(({ id }) => {
      onClose();
      navigate({ page: 'session', sessionId: id });
    }, tellError);
  };
  return (
    <Dialog
      title={from ? `Plan “${from.title}” again` : 'New session'}
      wide={!from}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" onPress={make}>
            Make session
          </Button>
        </>
      }
    >
      <TextField
        label="Title"
        autoFocus
        value={title}
        maxLength={200}
        placeholder={starter?.name ?? 'Our session'}
        onChange={setTitle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') make();
          // Escape is the dialog's.
          else event.continuePropagation();
        }}
      />
      {!from && (
        <div role="radiogroup" aria-label="Begin with" className={styles.starters}>
          {starters.map(({ id, name, about, slotMinutes, items }) => (
            <Starter
              key={id}
              on={chosen === id}
              name={name}
              about={`${about} ${lengthWords(slotMinutes * 60_000)}, ${items.length} items.`}
              onChoose={() => setChosen(id)}
            />
          ))}
          <Starter
            on={chosen === EMPTY}
            name="Empty"
            about="Begin with nothing, and add what you need."
            onChoose={() => setChosen(EMPTY)}
          />
        </div>
      )}
    </Dialog>
  );
}

function Starter({
  on,
  name,
  about,
  onChoose,
}: {
  on: boolean;
  name: string;
  about: string;
  onChoose: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card with two lines is no plain radio
    <button
      type="button"
      role="radio"
      aria-checked={on}
      aria-label={name}
      className={styles.starter}
      onClick={onChoose}
    >
      <span className={styles.starterName}>{name}</span>
      <span className={styles.starterAbout}>{about}</span>
    </button>
  );
}
