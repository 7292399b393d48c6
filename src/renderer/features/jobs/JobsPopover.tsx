import type { RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { ClearJobs, JobList } from './JobList';
import styles from './JobsCorner.module.css';

/** The whole jobs panel beside its corner. */
export function JobsPopover({
  anchor,
  place,
  onClose,
}: {
  anchor: RefObject<HTMLElement | null>;
  place: 'side' | 'bar';
  onClose: () => void;
}) {
  return (
    <Popover
      isOpen
      triggerRef={anchor}
      onOpenChange={(open) => !open && onClose()}
      className={styles.popover}
      placement={place === 'side' ? 'right bottom' : 'bottom end'}
    >
      <Dialog aria-label="Jobs panel" className={styles.panel}>
        <header className={styles.head}>
          <h2>Jobs</h2>
          <ClearJobs />
        </header>
        <JobList />
      </Dialog>
    </Popover>
  );
}
