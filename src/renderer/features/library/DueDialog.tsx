import type { LessonCard } from '../../../shared/domain/library';
import { showExported, useCopies } from '../../app/copies';
import { openDialog } from '../../stores/app';
import { Button } from '../../ui/Button';
import { CopyList } from '../../ui/CopyList';
import { Dialog } from '../../ui/Dialog';
import { aboutWords, dayWords } from './card-words';
import styles from './DueDialog.module.css';

/**
 * Every lesson that has reached its day, with the three things that can be done, and the copies of
 * it that were exported: those no decision here deletes.
 */
export function DueDialog({
  due,
  today,
  onClose,
}: {
  due: readonly LessonCard[];
  today: string;
  onClose: () => void;
}) {
  const copies = useCopies(due.map((card) => card.lesson.id)) ?? [];
  return (
    <Dialog title="Decide what to keep" wide onClose={onClose}>
      <ul className={styles.list}>
        {due.map((card) => {
          const lessonId = card.lesson.id;
          const { title, keepUntil } = card.lesson;
          return (
            <li key={lessonId} className={styles.row}>
              <div className={styles.words}>
                <p className={styles.title}>{title}</p>
                <p className={styles.about}>
                  {[aboutWords(card, today), `keep until ${dayWords(keepUntil, today)}`]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <div className={styles.actions}>
                <Button
                  size="s"
                  aria-label={`Keep longer: ${title}`}
                  onPress={() => openDialog({ name: 'extend', lessonId })}
                >
                  Keep longer…
                </Button>
                <Button
                  size="s"
                  aria-label={`Remove: ${title}`}
                  onPress={() => openDialog({ name: 'remove', lessonId })}
                >
                  Remove…
                </Button>
                <Button
                  size="s"
                  aria-label={`Remove with the original: ${title}`}
                  onPress={() => openDialog({ name: 'remove', lessonId, originalsToo: true })}
                >
                  Remove with the original…
                </Button>
              </div>
              <div className={styles.copies}>
                <CopyList
                  label={`Exported copies of ${title}`}
                  copies={copies.filter((copy) => copy.lessonId === lessonId)}
                  first={4}
                  onShow={(copy) => showExported(copy.id, copy.fileName)}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
