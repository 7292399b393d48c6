import { X } from 'lucide-react';
import { Button } from './Button';
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
 * What the app has to say, in a corner and in no one's way. Read out as it appears; stays until it
 * is closed, so that nobody has to read fast.
 */
export function NoticeRegion({
  notices,
  onClose,
}: {
  notices: readonly ShownNotice[];
  onClose: (id: string) => void;
}) {
  return (
    <section aria-label="Notices" className={styles.region}>
      <ol aria-live="polite" aria-relevant="additions" className={styles.list}>
        {notices.map((notice) => (
          <li key={notice.id} className={styles.notice}>
            <div className={styles.words} data-selectable>
              <p>{notice.sentence}</p>
              {notice.next && <p className={styles.next}>{notice.next}</p>}
            </div>
            {notice.action && (
              <Button size="s" onPress={notice.action.run}>
                {notice.action.name}
              </Button>
            )}
            <IconButton
              label="Close this notice"
              icon={X}
              size="s"
              onPress={() => onClose(notice.id)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
