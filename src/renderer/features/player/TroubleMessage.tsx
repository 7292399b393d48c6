import type { Id } from '../../../shared/domain/ids';
import { useLesson } from '../../stores/document';
import { usePlayback } from '../../stores/playback';
import { Button } from '../../ui/Button';
import styles from './Player.module.css';

/** Where the picture would be, when there is none: which file, what is wrong, what to do. */
export function TroubleMessage({ onFind }: { onFind: (fileId: Id) => void }) {
  const trouble = usePlayback((state) => state.trouble);
  const file = useLesson((state) =>
    state.document?.files.find((known) => known.id === trouble?.fileId),
  );
  const empty = useLesson((state) => state.document !== null && state.document.parts.length === 0);
  if (empty) {
    return (
      <div className={styles.trouble} role="status">
        <p>This lesson has no footage.</p>
      </div>
    );
  }
  if (!trouble || !file) return null;
  return (
    <div className={styles.trouble} role="status">
      {trouble.reason === 'missing' && (
        <>
          <p>“{file.name}” is not where it was. Plug in the drive it is on, or find it.</p>
          <p className={styles.aside}>Your moments are safe and can still be read and changed.</p>
          <Button variant="primary" onPress={() => onFind(file.id)}>
            Find it…
          </Button>
        </>
      )}
      {trouble.reason === 'unreadable' && (
        <>
          <p>“{file.name}” cannot be shown.</p>
          <p className={styles.aside}>
            {file.trouble || 'It does not hold footage that can be read.'} Copy it from the camera
            or phone again.
          </p>
        </>
      )}
      {trouble.reason === 'unplayable' && (
        <>
          <p>“{file.name}” stopped playing here.</p>
          <p className={styles.aside}>
            {file.trouble || 'The recording may be damaged at this place.'} Another place in the
            lesson may still play.
          </p>
        </>
      )}
    </div>
  );
}
