import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { RowOp } from '../../../shared/domain/document';
import { newId } from '../../../shared/domain/ids';
import { instant } from '../../../shared/domain/row';
import { useApp } from '../../stores/app';
import { lessonStore, useLesson } from '../../stores/document';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import styles from './FocusLine.module.css';

/** The edit that gives the lesson this focus: a new one, other words for it, or none. */
function focusOps(text: string): RowOp[] {
  const { document } = lessonStore.getState();
  const { me } = useApp.getState();
  if (!document || !me) return [];
  const { lesson } = document;
  const now = instant();
  const known = document.focuses.find((focus) => focus.id === lesson.focusId);
  if (text === (known?.text ?? '')) return [];
  if (text === '') {
    const after = { ...lesson, focusId: null, changedAt: now };
    return [{ table: 'lesson', id: lesson.id, before: lesson, after }];
  }
  if (known) {
    const after = { ...known, text, changedAt: now };
    return [{ table: 'focus', id: known.id, before: known, after }];
  }
  const id = newId();
  const made = {
    id,
    authorId: me.id,
    createdAt: now,
    changedAt: now,
    teacher: lesson.teacher,
    text,
  };
  return [
    { table: 'focus', id, before: null, after: made },
    {
      table: 'lesson',
      id: lesson.id,
      before: lesson,
      after: { ...lesson, focusId: id, changedAt: now },
    },
  ];
}

/** What the teacher wants to look at, above the board. Their own words, changed in place. */
export function FocusLine() {
  const focus = useLesson(({ document }) =>
    document?.focuses.find((row) => row.id === document.lesson.focusId),
  );
  const [draft, setDraft] = useState<string | null>(null);
  const keep = () => {
    if (draft === null) return;
    lessonStore.getState().commit('Change the focus', focusOps(draft.trim().slice(0, 500)));
    setDraft(null);
  };
  if (draft !== null) {
    return (
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <TextField
          label="My focus"
          value={draft}
          onChange={setDraft}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
          maxLength={500}
          // biome-ignore lint/a11y/noAutofocus: it opens because the person asked to write here
          autoFocus
        />
      </form>
    );
  }
  if (!focus) {
    return (
      <Button variant="quiet" size="s" className={styles.add} onPress={() => setDraft('')}>
        Add my focus
      </Button>
    );
  }
  return (
    <div className={styles.focus}>
      <h2 className={styles.text}>Focus: {focus.text}</h2>
      <IconButton
        label="Change my focus"
        icon={Pencil}
        size="s"
        onPress={() => setDraft(focus.text)}
      />
    </div>
  );
}
