import { useEffect, useRef, useState } from 'react';
import type { Moment } from '../../../shared/domain/moment';
import { lessonStore } from '../../stores/document';
import { changeMoment } from './actions';
import styles from './MomentEditor.module.css';
import { stopWriting } from '../../stores/writing';

/** Typing is saved when it rests for so long, and at once when the note is left. */
const REST_MS = 400;

/** The note while it is written. All that is typed in one go is one step of undo. */
export function NoteField({ moment }: { moment: Moment }) {
  const [text, setText] = useState(moment.note);
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(text);
  const { id } = moment;

  useEffect(() => {
    const save = () => changeMoment(id, 'Write a note', { note: latest.current }, `note:${id}`);
    const rest = setTimeout(save, REST_MS);
    return () => clearTimeout(rest);
  }, [text, id]);

  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    const save = () => changeMoment(id, 'Write a note', { note: latest.current }, `note:${id}`);
    // Before the store hands over what waits, whatever else is listening.
    window.addEventListener('pagehide', save, { capture: true });
    return () => {
      window.removeEventListener('pagehide', save, { capture: true });
      save();
      lessonStore.getState().sealEdits();
    };
  }, [id]);

  return (
    <textarea
      ref={field}
      aria-label="Note"
      className={styles.note}
      value={text}
      maxLength={20_000}
      rows={2}
      placeholder="What did you notice?"
      onChange={(event) => {
        latest.current = event.target.value;
        setText(event.target.value);
      }}
      onBlur={() => stopWriting(false)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        const done = event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey);
        if (!done) return;
        event.preventDefault();
        event.stopPropagation();
        stopWriting(true);
      }}
    />
  );
}
