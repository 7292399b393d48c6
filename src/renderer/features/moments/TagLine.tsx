import type { Moment } from '../../../shared/domain/moment';
import { boardInHand } from '../../stores/boards';
import { lessonStore } from '../../stores/document';
import { useView } from '../../stores/view';
import { RemovableChip } from '../../ui/RemovableChip';
import { SuggestField } from '../../ui/SuggestField';
import { doneAdding, setTag } from './actions';
import styles from './MomentEditor.module.css';
import { tagsFor, tagsOf } from './suggestions';

const LONGEST_TAG = 40;

/** The tags of a moment, and a line to add another from the board, the lesson or one's own words. */
export function TagLine({ moment }: { moment: Moment }) {
  const adding = useView((state) => state.adding === 'tag');
  if (moment.tags.length === 0 && !adding) return null;
  const known = () => [
    ...boardInHand().tags.map(({ name }) => name),
    ...tagsOf(lessonStore.getState().document?.moments ?? []),
  ];
  return (
    <div role="group" aria-label="Tags" className={styles.chips}>
      {moment.tags.map((tag) => (
        <RemovableChip
          key={tag}
          removeLabel={`Take off the tag “${tag}”`}
          onRemove={() => setTag(moment.id, tag, false)}
        >
          {tag}
        </RemovableChip>
      ))}
      {adding && (
        <SuggestField
          label="Add a tag"
          placeholder="waiting"
          maxLength={LONGEST_TAG}
          suggest={(text) => tagsFor(text, known(), moment.tags)}
          onTake={({ name }) => setTag(moment.id, name, true)}
          onType={(text) => setTag(moment.id, text, true)}
          onLeave={() => doneAdding('tag')}
        />
      )}
    </div>
  );
}
