import { Check, CircleAlert, CircleSlash, Clock3, FolderOpen, LoaderCircle, X } from 'lucide-react';
import { isOver, type JobView } from '../../../shared/domain/job';
import { sayError } from '../../app/errors';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { useJobs } from '../../stores/jobs';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { IconButton } from '../../ui/IconButton';
import { Progress } from '../../ui/Progress';
import styles from './JobList.module.css';
import { inPanelOrder, stateLine } from './job-words';

const MARKS = {
  queued: Clock3,
  running: LoaderCircle,
  done: Check,
  failed: CircleAlert,
  cancelled: CircleSlash,
  interrupted: CircleSlash,
};

function JobRow({ job }: { job: JobView }) {
  const Mark = MARKS[job.state];
  const said = job.error && job.state === 'failed' ? sayError(job.error) : null;
  return (
    <li className={styles.job} data-state={job.state}>
      <Mark aria-hidden size={17} strokeWidth={1.75} className={styles.mark} />
      <div className={styles.words} data-selectable>
        <p className={styles.title}>{job.title}</p>
        <p className={styles.state}>{stateLine(job)}</p>
        {said && (
          <p className={styles.error}>
            {said.sentence} {said.next}
          </p>
        )}
      </div>
      <div className={styles.actions}>
        {job.canShow && (
          <Button
            size="s"
            aria-label={`Show in folder: ${job.title}`}
            onPress={() =>
              void call((api) => api.jobs.showInFolder({ jobId: job.id })).catch(tellError)
            }
          >
            <FolderOpen aria-hidden size={15} strokeWidth={1.75} />
            Show in folder
          </Button>
        )}
        {!isOver(job.state) && (
          <IconButton
            label={`Cancel: ${job.title}`}
            icon={X}
            size="s"
            onPress={() => void call((api) => api.jobs.cancel({ jobId: job.id })).catch(tellError)}
          />
        )}
      </div>
      {job.state === 'running' && (
        <div className={styles.progress}>
          <Progress label={job.title} share={job.progress} />
        </div>
      )}
    </li>
  );
}

/** Every job, with what can be done about it. */
export function JobList() {
  const jobs = useJobs((state) => state.jobs);
  if (jobs.length === 0) {
    return (
      <EmptyState sentence="Long work shows here: playable copies, copied footage and exported clips. Nothing is under way." />
    );
  }
  return (
    <ul className={styles.list}>
      {inPanelOrder(jobs).map((job) => (
        <JobRow key={job.id} job={job} />
      ))}
    </ul>
  );
}

/** Takes what is over off the list; there only when something is. */
export function ClearJobs() {
  const some = useJobs((state) => state.jobs.some((job) => isOver(job.state)));
  if (!some) return null;
  return (
    <Button size="s" onPress={() => void call((api) => api.jobs.clear()).catch(tellError)}>
      Clear what is over
    </Button>
  );
}
