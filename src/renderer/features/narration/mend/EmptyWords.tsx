import { Button } from '../../../ui/Button';
import styles from './MendTimeline.module.css';
import { useMendView } from './mend-view';

/** A narration in which nothing is told yet. */
export function EmptyWords() {
  return (
    <div className={styles.empty}>
      <p>
        Nothing is recorded yet. Without a microphone, words can be written over pictures of the
        lesson: each picture stands for as long as its words take to read.
      </p>
      <Button onPress={() => useMendView.setState({ dialog: 'words' })}>Add words…</Button>
    </div>
  );
}
