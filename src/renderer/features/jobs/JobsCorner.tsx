import { TimerReset } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { isOver } from '../../../shared/domain/job';
import { useJobs } from '../../stores/jobs';
import { classes } from '../../ui/classes';
import { Progress } from '../../ui/Progress';
import styles from './JobsCorner.module.css';
import { timeLeft } from './job-words';

// Only when it is asked for.
const JobsPopover = lazy(async () => ({ default: (await import('./JobsPopover')).JobsPopover }));

/**
 * Long work at a glance, on every page: a bar a running job, and the whole panel a press away.
 * It keeps its place whether there is work or not, so that nothing jumps.
 * @param place `side` for the navigation, `bar` for a lesson room's top bar.
 */
export function JobsCorner({ place }: { place: 'side' | 'bar' }) {
  const jobs = useJobs((state) => state.jobs);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const running = jobs.filter((job) => job.state === 'running');
  const waiting = jobs.filter((job) => job.state === 'queued').length;
  const first = running[0];
  if (place === 'side' && !jobs.some((job) => !isOver(job.state))) {
    return <section aria-label="Jobs" className="visually-hidden" />;
  }
  const words = first
    ? `${first.title}${running.length + waiting > 1 ? ` and ${running.length + waiting - 1} more` : ''}`
    : waiting > 0
      ? `${waiting} waiting`
      : 'Jobs';
  return (
    <section aria-label="Jobs" className={classes(styles.corner, styles[place])}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={`Jobs: ${words}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {!first && <TimerReset aria-hidden size={16} strokeWidth={1.75} />}
        <span className={styles.words}>
          <span className={styles.title}>{words}</span>
          {first && <span className={styles.left}>{timeLeft(first.secondsLeft)}</span>}
        </span>
      </button>
      <Suspense>
        {open && <JobsPopover anchor={button} place={place} onClose={() => setOpen(false)} />}
      </Suspense>
      {running.map((job) => (
        <Progress key={job.id} label={job.title} share={job.progress} />
      ))}
    </section>
  );
}
