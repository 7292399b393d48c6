import type { Id } from '../../../../shared/domain/ids';
import { useLesson } from '../../../stores/document';
import { FileTrouble } from '../../../picture/FileTrouble';
import { usePlaying } from './playing';
import styles from './NarrationStage.module.css';

/** Where the picture would be, when there is none: what is wrong, and what to do. */
export function StageTrouble({ empty, onFind }: { empty: boolean; onFind?: (fileId: Id) => void }) {
  const trouble = usePlaying((state) => state.trouble);
  const fileId = trouble?.what === 'picture' ? trouble.fileId : null;
  const file = useLesson((state) => state.document?.files.find(({ id }) => id === fileId));
  if (trouble?.what === 'picture' && file) {
    return (
      <FileTrouble
        file={file}
        reason={trouble.reason}
        safe="The narration is safe and can still be heard."
        onFind={onFind}
      />
    );
  }
  if (trouble?.what === 'gone') {
    return (
      <div role="status" className={styles.said}>
        {trouble.sentence}
      </div>
    );
  }
  if (trouble?.what === 'voice') {
    return (
      <div role="status" className={styles.said}>
        The voice of this narration could not be read. Close Plenary and open it again; if that does
        not help, restore a backup of the library.
      </div>
    );
  }
  if (!empty) return null;
  return (
    <div role="status" className={styles.said}>
      Nothing has been told in this narration yet. Record it in the lesson with Narrate.
    </div>
  );
}
