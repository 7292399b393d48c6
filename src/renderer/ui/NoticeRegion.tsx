import { X } from 'lucide-react';
import { Button } from './Button';
import { classes } from './classes';
import { IconButton } from './IconButton';
import styles from './NoticeRegion.module.css';

export interface ShownNotice {
  id: string;
  sentence: string;
  /** What can be done now. */
  next?: string;
  action?: { name: string; run: () => void };
}

/**
 * What the app has to say, at the right under the header, where it covers no lesson's picture. Read
 * out as it appears; stays until it is closed, so that nobody has to read fast.
 */
export function NoticeRegion({
  notices,
  besidePicture,
  onClose,
}: {
  notices: readonly ShownNotice[];
  /** A lesson is on screen: no wider than what stands beside its picture. */
  besidePicture: boolean;
  onClose: (id: string) => void;
}) {
  return (
    // React Aria hides what lies behind a dialog from screen readers; what is said here is not behind.
    <section
      aria-label="Notices"
      data-react-aria-top-layer="true"
      className={classes(styles.region, besidePicture && styles.beside)}
    >
      <ol aria-live="polite" aria-relevant="additions" className={styles.list}>
        {notices.map((notice) => (
          <li key={notice.id} className={styles.notice}>
            <div className={styles.words} data-selectable>
              <p>{notice.sentence}</p>
              {notice.next && <p className={styles.next}>{notice.next}</p>}
            </div>
            <IconButton
              label="Close this notice"
              icon={X}
              size="s"
              onPress={() => onClose(notice.id)}
            />
            {notice.action && (
              <Button size="s" onPress={notice.action.run}>
                {notice.action.name}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
