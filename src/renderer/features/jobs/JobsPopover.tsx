import type { RefObject } from 'react';
import { PanelPopover } from '../../ui/PanelPopover';
import { ClearJobs, JobList, PauseJobs, ResumeJobs } from './JobList';
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
    <PanelPopover
      label="Jobs panel"
      anchor={anchor}
      size="l"
      flush
      placement={place === 'side' ? 'right bottom' : 'bottom end'}
      onClose={onClose}
    >
      <header className={styles.head}>
        <h2>Jobs</h2>
        <ResumeJobs />
        <PauseJobs />
        <ClearJobs />
      </header>
      <JobList />
    </PanelPopover>
  );
}
