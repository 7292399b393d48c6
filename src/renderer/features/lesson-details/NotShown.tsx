import { useMemo } from 'react';
import type { Lesson } from '../../../shared/domain/lesson';
import { useLibrary } from '../../stores/library';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import styles from './LessonDetails.module.css';
import { saidOfClass } from './not-shown';

type Named = Pick<Lesson, 'className' | 'notShown'>;

/** Who is not to be shown, and what another lesson of the same class says of it. */
export function NotShown({
  lesson,
  draft,
  put,
}: {
  lesson: Lesson;
  draft: Named;
  put: (notShown: string) => void;
}) {
  const cards = useLibrary((state) => state.cards);
  const { className, notShown } = draft;
  const said = useMemo(() => {
    const others = [...cards.values()].flatMap((card) =>
      card.lesson.id === lesson.id ? [] : [card.lesson],
    );
    return saidOfClass(others, { className, notShown });
  }, [cards, lesson.id, className, notShown]);
  return (
    <div className={styles.whole}>
      <TextField
        label="Who is not to be shown"
        hint="Names or initials of pupils whose families said no. This stays on this machine."
        lines={2}
        maxLength={2000}
        value={notShown}
        onChange={put}
      />
      {said !== '' && (
        <Button
          variant="link"
          className={styles.said}
          onPress={() => put(said)}
        >{`Another lesson of ${className.trim()} says: ${said}`}</Button>
      )}
    </div>
  );
}
