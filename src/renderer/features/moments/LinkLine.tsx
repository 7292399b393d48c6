import { ArrowRight } from 'lucide-react';
import type { Moment } from '../../../shared/domain/moment';
import { kindOf } from '../../stores/boards';
import { lessonStore, useLesson } from '../../stores/document';
import { momentById } from '../../stores/moments-by-id';
import { useView } from '../../stores/view';
import { RemovableChip } from '../../ui/RemovableChip';
import { SuggestField } from '../../ui/SuggestField';
import { doneAdding, goTo, setLink } from './actions';
import styles from './MomentEditor.module.css';
import { momentName, momentsFor } from './suggestions';

const nameOf = (moment: Moment) => momentName(moment, kindOf(moment.kind).name);

/** Other moments that this one points to; pressing one goes there. */
export function LinkLine({ moment }: { moment: Moment }) {
  const adding = useView((state) => state.adding === 'link');
  // Another name or place of a linked moment is shown too.
  useLesson(({ document }) => document?.moments);
  if (moment.links.length === 0 && !adding) return null;
  const linked = moment.links.flatMap((id) => momentById(id) ?? []);
  return (
    <div role="group" aria-label="Links to other moments" className={styles.chips}>
      {linked.map((other) => (
        <RemovableChip
          key={other.id}
          removeLabel={`Take off the link to ${nameOf(other)}`}
          onRemove={() => setLink(moment.id, other.id, false)}
          onPress={() => goTo(other)}
        >
          <ArrowRight aria-hidden size={13} /> {nameOf(other)}
        </RemovableChip>
      ))}
      {adding && (
        <SuggestField
          label="Link to another moment"
          placeholder="Type a word of its note, or its time"
          suggest={(text) =>
            momentsFor(text, lessonStore.getState().document?.moments ?? [], moment, nameOf)
          }
          onTake={({ id }) => setLink(moment.id, id, true)}
          onLeave={() => doneAdding('link')}
        />
      )}
    </div>
  );
}
