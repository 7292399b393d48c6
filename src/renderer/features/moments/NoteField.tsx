import { useEffect, useRef, useState } from 'react';
import type { Id } from '../../../shared/domain/ids';
import type { Moment } from '../../../shared/domain/moment';
import { lessonStore } from '../../stores/document';
import { changeMoment } from './actions';
import { useView } from '../../stores/view';
import { stopWriting } from '../../stores/writing';
import { WritingArea } from '../../ui/WritingArea';

/** Typing is saved when it rests for so long, and at once when the note is left. */
const REST_MS = 400;

function save(id: Id, note: string | null): void {
  if (note !== null) changeMoment(id, 'Write a note', { note }, `note:${id}`);
}

/** The note while it is written. All that is typed in one go is one step of undo. */
export function NoteField({ moment }: { moment: Moment }) {
  // What was typed here. Until then the moment's own note: when the room changes its shape around
  // the field, what the field before it held is saved only after this one is drawn.
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef<string | null>(null);
  const { id } = moment;

  useEffect(() => {
    if (typed === null) return;
    const rest = setTimeout(() => save(id, latest.current), REST_MS);
    return () => clearTimeout(rest);
  }, [typed, id]);

  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    const keep = () => save(id, latest.current);
    // Before the store hands over what waits, whatever else is listening.
    window.addEventListener('pagehide', keep, { capture: true });
    return () => {
      window.removeEventListener('pagehide', keep, { capture: true });
      keep();
      lessonStore.getState().sealEdits();
    };
  }, [id]);

  return (
    <WritingArea
      ref={field}
      label="Note"
      value={typed ?? moment.note}
      placeholder="What did you notice?"
      onChange={(event) => {
        latest.current = event.target.value;
        setTyped(event.target.value);
      }}
      onLeave={() => {
        // Another note may be written by now.
        if (useView.getState().writingId === id) stopWriting(false);
      }}
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
