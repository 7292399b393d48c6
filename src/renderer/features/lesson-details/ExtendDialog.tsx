import { useState } from 'react';
import { localDay } from '../../../shared/domain/keep-until';
import type { Lesson } from '../../../shared/domain/lesson';
import { tellError } from '../../app/tell-error';
import { editLesson } from '../../stores/lesson-edits';
import { Button } from '../../ui/Button';
import { Choice } from '../../ui/Choice';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { keepChoices, longDay } from './keep-choices';

const OTHER = 'other';

/** Keeping a lesson longer is deliberate: a day, and why. */
export function ExtendDialog({
  lesson,
  onClose,
  onRemove,
}: {
  lesson: Lesson;
  onClose: () => void;
  onRemove: () => void;
}) {
  const today = localDay(new Date());
  const choices = keepChoices(lesson.keepUntil, today);
  const [choice, setChoice] = useState(choices[0]?.day ?? OTHER);
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const day = choice === OTHER ? other : choice;
  const dayError = day > today ? '' : 'Choose a day after today.';
  const reasonError = reason.trim() === '' ? 'Say in a few words why it is kept longer.' : '';

  const keep = async () => {
    setTried(true);
    if (dayError || reasonError) return;
    try {
      await editLesson(
        lesson,
        { keepUntil: day, keepReason: reason.trim() },
        `Keep until ${longDay(day)}`,
      );
      onClose();
    } catch (thrown) {
      tellError(thrown);
    }
  };

  return (
    <Dialog
      title={`Keep “${lesson.title}” longer`}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onRemove}>Remove it instead…</Button>
          <Button variant="primary" onPress={() => void keep()}>
            Keep
          </Button>
        </>
      }
    >
      <p>
        It is kept until {longDay(lesson.keepUntil)}.
        {lesson.keepReason !== '' && ` Why: ${lesson.keepReason}`}
      </p>
      <Choice
        label="Keep it until"
        value={choice}
        onChange={setChoice}
        options={[
          ...choices.map(({ day: id, name }) => ({ id, name, hint: longDay(id) })),
          { id: OTHER, name: 'Another day' },
        ]}
      />
      {choice === OTHER && (
        <TextField
          label="Day"
          type="date"
          value={other}
          onChange={setOther}
          error={tried ? dayError : ''}
        />
      )}
      <TextField
        label="Why is it kept longer?"
        value={reason}
        onChange={setReason}
        maxLength={500}
        placeholder="We come back to it at the June INSET"
        error={tried ? reasonError : ''}
      />
    </Dialog>
  );
}
