import { TimerReset } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { isOver } from '../../../shared/domain/job';
import { useJobs } from '../../stores/jobs';
import { classes } from '../../ui/classes';
import { Progress } from '../../ui/Progress';
import { ClearJobs, JobList } from './JobList';
import styles from './JobsCorner.module.css';
import { timeLeft } from './job-words';

/**
 * Long work at a glance, on every page: a bar a running job, and the whole panel a press away.
 * It keeps its place whether there is work or not, so that nothing jumps.
 * @param place `side` for the navigation, `bar` for a lesson room's top bar.
 */
export function JobsCorner({ place }: { place: 'side' | 'bar' }) {
  const jobs = useJobs((state) => state.jobs);
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
      <DialogTrigger>
        <AriaButton className={styles.button} aria-label={`Jobs: ${words}`}>
          {!first && <TimerReset aria-hidden size={16} strokeWidth={1.75} />}
          <span className={styles.words}>
            <span className={styles.title}>{words}</span>
            {first && <span className={styles.left}>{timeLeft(first.secondsLeft)}</span>}
          </span>
        </AriaButton>
        <Popover
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
      </DialogTrigger>
      {running.map((job) => (
        <Progress key={job.id} label={job.title} share={job.progress} />
      ))}
    </section>
  );
}
