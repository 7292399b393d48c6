import { type FormEvent, useMemo, useState } from 'react';
import { localDay } from '../../../shared/domain/keep-until';
import type { Lesson } from '../../../shared/domain/lesson';
import { tellError } from '../../app/tell-error';
import { editLesson, type LessonChange } from '../../stores/lesson-edits';
import { useLibrary } from '../../stores/library';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { Footage } from './Footage';
import { NotShown } from './NotShown';
import styles from './LessonDetails.module.css';

const PURPOSES = [
  'Professional discussion',
  'My own reflection',
  'Coaching',
  'Department meeting',
  'INSET',
];

type Draft = Omit<Required<LessonChange>, 'liveEndedAt'>;

function draftOf(lesson: Lesson): Draft {
  const { title, subject, className, taughtOn, teacher, notes, purpose, permission } = lesson;
  const { notShown, keepUntil, keepReason } = lesson;
  return {
    title,
    subject,
    className,
    taughtOn,
    teacher,
    notes,
    purpose,
    permission,
    notShown,
    keepUntil,
    keepReason,
  };
}

/** What the person changed, and nothing else. */
function changed(lesson: Lesson, draft: Draft): LessonChange {
  const before = draftOf(lesson);
  return Object.fromEntries(
    Object.entries(draft).filter(([key, value]) => before[key as keyof Draft] !== value),
  );
}

function Suggestions({ id, words }: { id: string; words: Iterable<string> }) {
  return (
    <datalist id={id}>
      {[...new Set(words)].filter(Boolean).map((word) => (
        <option key={word} value={word} />
      ))}
    </datalist>
  );
}

/** Everything that is known of a lesson, to be changed in one go. */
export function LessonDetails({ lesson, onClose }: { lesson: Lesson; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(lesson));
  const [tried, setTried] = useState(false);
  const cards = useLibrary((state) => state.cards);
  const known = useMemo(() => {
    const lessons = [...cards.values()].map((card) => card.lesson);
    return {
      subjects: lessons.map((other) => other.subject),
      classNames: lessons.map((other) => other.className),
      teachers: lessons.map((other) => other.teacher),
    };
  }, [cards]);
  const put = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));

  const longer = draft.keepUntil > lesson.keepUntil;
  const errors = {
    title: draft.title.trim() === '' ? 'A lesson needs a title.' : '',
    keepUntil:
      draft.keepUntil === ''
        ? 'Choose a day.'
        : draft.keepUntil < localDay(new Date()) && draft.keepUntil !== lesson.keepUntil
          ? 'Choose today or a later day.'
          : '',
    keepReason:
      longer && draft.keepReason.trim() === '' ? 'Say in a few words why it is kept longer.' : '',
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(errors).some(Boolean)) return;
    const change = changed(lesson, { ...draft, title: draft.title.trim() });
    try {
      if (Object.keys(change).length > 0) await editLesson(lesson, change, 'Change the details');
      onClose();
    } catch (thrown) {
      tellError(thrown);
    }
  };

  return (
    <Dialog
      title="Lesson details"
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="lesson-details">
            Save
          </Button>
        </>
      }
    >
      <form id="lesson-details" className={styles.form} onSubmit={(event) => void save(event)}>
        <TextField
          className={styles.whole}
          label="Title"
          autoFocus
          maxLength={200}
          value={draft.title}
          onChange={(title) => put({ title })}
          error={tried ? errors.title : ''}
        />
        <TextField
          label="Subject"
          list="known-subjects"
          maxLength={200}
          value={draft.subject}
          onChange={(subject) => put({ subject })}
        />
        <TextField
          label="Class"
          list="known-classes"
          placeholder="8B"
          maxLength={200}
          value={draft.className}
          onChange={(className) => put({ className })}
        />
        <TextField
          label="Taught on"
          type="date"
          value={draft.taughtOn ?? ''}
          onChange={(day) => put({ taughtOn: day === '' ? null : day })}
        />
        <TextField
          label="Teacher"
          list="known-teachers"
          hint="A name or initials"
          maxLength={200}
          value={draft.teacher}
          onChange={(teacher) => put({ teacher })}
        />
        <TextField
          label="Purpose"
          list="known-purposes"
          hint="Why this footage is kept"
          maxLength={200}
          value={draft.purpose}
          onChange={(purpose) => put({ purpose })}
        />
        <TextField
          label="Keep until"
          type="date"
          hint="On this day Plenary asks whether to keep or remove it"
          value={draft.keepUntil}
          onChange={(keepUntil) => put({ keepUntil })}
          error={tried ? errors.keepUntil : ''}
        />
        {(longer || draft.keepReason !== '') && (
          <TextField
            className={styles.whole}
            label="Why is it kept longer?"
            maxLength={500}
            value={draft.keepReason}
            onChange={(keepReason) => put({ keepReason })}
            error={tried ? errors.keepReason : ''}
          />
        )}
        <TextField
          className={styles.whole}
          label="Permission"
          lines={2}
          maxLength={2000}
          placeholder="What was agreed, with whom, and who has opted out"
          value={draft.permission}
          onChange={(permission) => put({ permission })}
        />
        <NotShown lesson={lesson} draft={draft} put={(notShown) => put({ notShown })} />
        <TextField
          className={styles.whole}
          label="Notes"
          lines={3}
          maxLength={20_000}
          value={draft.notes}
          onChange={(notes) => put({ notes })}
        />
        <Suggestions id="known-subjects" words={known.subjects} />
        <Suggestions id="known-classes" words={known.classNames} />
        <Suggestions id="known-teachers" words={known.teachers} />
        <Suggestions id="known-purposes" words={PURPOSES} />
      </form>
      <Footage lessonId={lesson.id} />
    </Dialog>
  );
}
