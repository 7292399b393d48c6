import type { Id } from '../../shared/domain/ids';
import type { FileView } from '../../shared/domain/lesson';
import { Button } from '../ui/Button';
import styles from './FileTrouble.module.css';

/** Where the picture would be, when its file keeps it away: what is wrong, what to do. */
export function FileTrouble({
  file,
  reason,
  safe,
  onFind,
}: {
  file: FileView;
  reason: 'missing' | 'unreadable' | 'unplayable';
  /** What is not lost with it. */
  safe: string;
  onFind?: (fileId: Id) => void;
}) {
  return (
    <div className={styles.trouble} role="status">
      {reason === 'missing' && (
        <>
          <p>“{file.name}” is not where it was. Plug in the drive it is on, or find it.</p>
          <p className={styles.aside}>{safe}</p>
          {onFind && (
            <Button variant="primary" onPress={() => onFind(file.id)}>
              Find it…
            </Button>
          )}
        </>
      )}
      {reason === 'unreadable' && (
        <>
          <p>“{file.name}” cannot be shown.</p>
          <p className={styles.aside}>
            {file.trouble || 'It does not hold footage that can be read.'} Copy it from the camera
            or phone again.
          </p>
        </>
      )}
      {reason === 'unplayable' && (
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
