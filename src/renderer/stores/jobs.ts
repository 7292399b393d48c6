/** Long work, a mirror of main, newest last. */
import { create } from 'zustand';
import type { Id } from '../../shared/domain/ids';
import { isOver, type JobView } from '../../shared/domain/job';

interface Jobs {
  jobs: readonly JobView[];
  paused: boolean;
}

export const useJobs = create<Jobs>(() => ({ jobs: [], paused: false }));

export function takePaused(paused: boolean): void {
  useJobs.setState({ paused });
}

export function takeOrder(jobIds: readonly Id[]): void {
  const place = new Map(jobIds.map((id, at) => [id, at]));
  const at = ({ id }: JobView): number => place.get(id) ?? jobIds.length;
  useJobs.setState(({ jobs }) => ({ jobs: [...jobs].sort((a, b) => at(a) - at(b)) }));
}

export function takeJobs(jobs: readonly JobView[]): void {
  useJobs.setState({ jobs });
}

export function takeJob(job: JobView): void {
  useJobs.setState(({ jobs }) => ({
    jobs: jobs.some((other) => other.id === job.id)
      ? jobs.map((other) => (other.id === job.id ? job : other))
      : [...jobs, job],
  }));
}

export function dropJobs(jobIds: readonly Id[]): void {
  const gone = new Set(jobIds);
  useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((job) => !gone.has(job.id)) }));
}

/** How many are waiting or at work. */
export function openCount(jobs: readonly JobView[]): number {
  return jobs.reduce((count, job) => count + (isOver(job.state) ? 0 : 1), 0);
}
