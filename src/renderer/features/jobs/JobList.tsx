import {
  ArrowDown,
  ArrowUp,
  Check,
  CircleAlert,
  CircleSlash,
  Clock3,
  FolderOpen,
  LoaderCircle,
  X,
} from 'lucide-react';
import { isOver, type JobMove, type JobView } from '../../../shared/domain/job';
import { asksToLook, sayError } from '../../app/errors';
import { tellError } from '../../app/tell-error';
import { call } from '../../bridge/api';
import { openDialog, useApp } from '../../stores/app';
import { useJobs } from '../../stores/jobs';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { IconButton } from '../../ui/IconButton';
import { Progress } from '../../ui/Progress';
import styles from './JobList.module.css';
import { inPanelOrder, pausedLine, stateLine } from './job-words';

const MARKS = {
  queued: Clock3,
  running: LoaderCircle,
  done: Check,
  failed: CircleAlert,
  cancelled: CircleSlash,
  interrupted: CircleSlash,
};

function move(job: JobView, where: JobMove): void {
  void call((api) => api.jobs.move({ jobId: job.id, where })).catch(tellError);
}

/** Begun anew; what has to be looked through first is shown instead. */
async function retry({ id }: JobView): Promise<void> {
  try {
    await call((api) => api.jobs.retry({ jobId: id }));
  } catch (thrown) {
    if (!asksToLook(thrown)) tellError(thrown);
    // Of several the first: the others wait.
    else if (useApp.getState().dialog === null) openDialog({ name: 'look-again', jobId: id });
  }
}

/** @param first,last of those that wait: they cannot go further. */
function JobRow({ job, first, last }: { job: JobView; first: boolean; last: boolean }) {
  const paused = useJobs((state) => state.paused);
  const Mark = MARKS[job.state];
  const said = job.error && job.state === 'failed' ? sayError(job.error) : null;
  return (
    <li
      className={styles.job}
      data-state={job.state}
      data-paused={paused || undefined}
      onKeyDown={(event) => {
        if (!event.altKey || job.state !== 'queued') return;
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        move(job, event.key === 'ArrowUp' ? 'earlier' : 'later');
      }}
    >
      <Mark aria-hidden size={17} strokeWidth={1.75} className={styles.mark} />
      <div className={styles.words} data-selectable>
        <p className={styles.title}>{job.title}</p>
        <p className={styles.state}>{stateLine(job, paused)}</p>
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
        {job.canRetry && (
          <Button size="s" aria-label={`Try again: ${job.title}`} onPress={() => void retry(job)}>
            Try again
          </Button>
        )}
        {job.state === 'interrupted' && (
          <Button
            size="s"
            aria-label={`Discard: ${job.title}`}
            onPress={() => void call((api) => api.jobs.discard({ jobId: job.id })).catch(tellError)}
          >
            Discard
          </Button>
        )}
        {job.state === 'queued' && (
          <>
            <IconButton
              label={`Earlier: ${job.title}`}
              icon={ArrowUp}
              size="s"
              isDisabled={first}
              onPress={() => move(job, 'earlier')}
            />
            <IconButton
              label={`Later: ${job.title}`}
              icon={ArrowDown}
              size="s"
              isDisabled={last}
              onPress={() => move(job, 'later')}
            />
          </>
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
  const waiting = jobs.filter((job) => job.state === 'queued');
  return (
    <ul className={styles.list}>
      {inPanelOrder(jobs).map((job) => (
        <JobRow key={job.id} job={job} first={job === waiting[0]} last={job === waiting.at(-1)} />
      ))}
    </ul>
  );
}

/** Holds all jobs or lets them go on, and says how it stands; there only when there is work. */
export function PauseJobs() {
  const { jobs, paused } = useJobs();
  const waiting = jobs.filter((job) => job.state === 'queued').length;
  if (!paused && !jobs.some((job) => !isOver(job.state))) return null;
  return (
    <>
      {paused && <p role="status">{pausedLine(waiting)}</p>}
      <Button
        size="s"
        onPress={() => void call((api) => api.jobs.pause({ paused: !paused })).catch(tellError)}
      >
        {paused ? 'Go on' : 'Pause'}
      </Button>
    </>
  );
}

/** Begins all that the last run left undone, one after the other; there only when there is some. */
export function ResumeJobs() {
  const jobs = useJobs((state) => state.jobs);
  const left = jobs.filter((job) => job.state === 'interrupted' && job.canRetry);
  if (left.length === 0) return null;
  const words =
    left.length === 1 ? 'Resume the interrupted export' : `Resume ${left.length} exports`;
  const all = async (): Promise<void> => {
    // One that cannot be begun does not keep the others from it.
    for (const job of left) await retry(job);
  };
  return (
    <Button size="s" variant="primary" onPress={() => void all()}>
      {words}
    </Button>
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
