import type { Id } from '../../../shared/domain/ids';
import { FileTrouble } from '../../picture/FileTrouble';
import { useLesson } from '../../stores/document';
import { usePlayback } from '../../stores/playback';
import styles from '../../picture/FileTrouble.module.css';

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
    <FileTrouble
      file={file}
      reason={trouble.reason}
      safe="Your moments are safe and can still be read and changed."
      onFind={onFind}
    />
  );
}
