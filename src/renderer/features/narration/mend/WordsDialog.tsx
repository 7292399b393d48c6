import { useState } from 'react';
import { VOICE_RATE } from '../../../../shared/domain/narration';
import { samplesToRead } from '../../../../shared/domain/narration-cues';
import { lessonEndUs } from '../../../../shared/domain/lesson-time';
import { formatClock } from '../../../../shared/domain/time';
import { tellError } from '../../../app/tell-error';
import { kindOf } from '../../../stores/boards';
import { useLesson } from '../../../stores/document';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Select } from '../../../ui/Select';
import { TextField } from '../../../ui/TextField';
import { TimeField } from '../../../ui/TimeField';
import { addWords } from './caption-edits';
import styles from './dialogs.module.css';
import { useReading } from './reading';

const HERE = 'here';
const LESSON = 'lesson';

/**
 * Words to be read over a picture that stands: a narration can be made of nothing else. The dialog stays
 * for the next words until it is closed.
 */
export function WordsDialog({ onClose }: { onClose: () => void }) {
  const read = useReading();
  const document = useLesson((state) => state.document);
  const nothingYet = (read?.end ?? 0) === 0;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(HERE);
  const [lessonUs, setLessonUs] = useState(0);
  const [busy, setBusy] = useState(false);
  const picture = nothingYet && chosen === HERE ? LESSON : chosen;
  const endUs = document ? lessonEndUs(document) : 0;
  const moments = (document?.moments ?? []).filter(({ adrift }) => !adrift);
  const options = [
    ...(nothingYet ? [] : [{ id: HERE, name: 'As it is here' }]),
    { id: LESSON, name: 'From the lesson, at…' },
    ...moments.map(({ id, note, kind, startUs }) => ({
      id,
      name: `${formatClock(startUs)} ${note.trim().split('\n')[0]?.slice(0, 60) || kindOf(kind).name}`,
    })),
  ];
  const choose = (id: string): void => {
    setChosen(id);
    const moment = moments.find((each) => each.id === id);
    if (!moment) return;
    setLessonUs(moment.startUs);
    // What was noticed is what there is to say, unless something is written.
    if (text.trim() === '') setText(moment.note);
  };
  const add = (): void => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    addWords(text.trim(), picture === HERE ? undefined : lessonUs)
      .then(() => {
        setText('');
        setChosen(HERE);
      })
      .catch(tellError)
      .finally(() => setBusy(false));
  };
  const seconds = (samplesToRead(text) / VOICE_RATE).toFixed(1);
  return (
    <Dialog
      title="Add words"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button variant="primary" isDisabled={text.trim() === '' || busy} onPress={add}>
            Add
          </Button>
        </>
      }
    >
      <TextField
        label="Words"
        lines={3}
        autoFocus
        maxLength={2_000}
        value={text}
        onChange={setText}
        hint={
          text.trim() === ''
            ? 'The picture stands for as long as they take to read.'
            : `The picture stands for ${seconds} seconds, so that they can be read.`
        }
      />
      <div className={styles.picture}>
        <Select label="Picture" options={options} value={picture} onChange={choose} />
        {picture !== HERE && (
          <TimeField
            key={picture}
            label="Lesson time"
            us={lessonUs}
            onKeep={(us) => {
              if (us > endUs) return `The lesson ends at ${formatClock(endUs)}`;
              setLessonUs(us);
              return null;
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
