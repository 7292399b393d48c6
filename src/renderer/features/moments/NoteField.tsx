import { useEffect, useRef } from 'react';
import type { Moment } from '../../../shared/domain/moment';
import { changeMoment } from './actions';
import { useTyped } from '../../stores/use-typed';
import { useView } from '../../stores/view';
import { stopWriting } from '../../stores/writing';
import { WritingArea } from '../../ui/WritingArea';

/** The note while it is written. All that is typed in one go is one step of undo. */
export function NoteField({ moment }: { moment: Moment }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { id } = moment;
  const { typed, type } = useTyped(id, (note) =>
    changeMoment(id, 'Write a note', { note }, `note:${id}`),
  );

  useEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, [id]);

  return (
    <WritingArea
      ref={field}
      label="Note"
      value={typed ?? moment.note}
      placeholder="What did you notice?"
      onChange={(event) => type(event.target.value)}
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
