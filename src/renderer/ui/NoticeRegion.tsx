import { X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
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

function Act({ notice }: { notice: ShownNotice }) {
  if (!notice.action) return null;
  return (
    <Button size="s" onPress={notice.action.run}>
      {notice.action.name}
    </Button>
  );
}

/** Keeps the window's foot free, as high as what is said there. */
function useRoomAtFoot(atFoot: boolean) {
  const region = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = region.current;
    if (!element || !atFoot) return;
    const { style } = document.documentElement;
    const measure = () => style.setProperty('--notices', `${element.offsetHeight}px`);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => {
      watch.disconnect();
      style.removeProperty('--notices');
    };
  }, [atFoot]);
  return region;
}

/**
 * What the app has to say: in a lesson's room at the right under the header, where it covers no
 * picture, and on the pages at the foot, which makes room for it. Read out as it appears; stays until
 * it is closed, so that nobody has to read fast.
 */
export function NoticeRegion({
  notices,
  place,
  onClose,
}: {
  notices: readonly ShownNotice[];
  /**
   * `picture`: a lesson is on screen, no wider than what stands beside its picture. `foot`: beside
   * the navigation, under the page. `corner`: at the right under the top, over what is there.
   */
  place: 'picture' | 'foot' | 'corner';
  onClose: (id: string) => void;
}) {
  const region = useRoomAtFoot(place === 'foot');
  return (
    // React Aria hides what lies behind a dialog from screen readers; what is said here is not behind.
    <section
      ref={region}
      aria-label="Notices"
      data-react-aria-top-layer="true"
      className={classes(
        styles.region,
        place === 'picture' && styles.beside,
        place === 'foot' && styles.foot,
      )}
    >
      <ol aria-live="polite" aria-relevant="additions" className={styles.list}>
        {notices.map((notice) => (
          <li key={notice.id} className={styles.notice}>
            <div className={styles.words} data-selectable>
              <p>{notice.sentence}</p> {notice.next && <p className={styles.next}>{notice.next}</p>}
            </div>
            {/* In the order in which it lies: in one line the cross is last. */}
            {place === 'foot' && <Act notice={notice} />}
            <IconButton
              label="Close this notice"
              icon={X}
              size="s"
              onPress={() => onClose(notice.id)}
            />
            {place !== 'foot' && <Act notice={notice} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
