/** What the jobs panel says of a job. */
import type { JobView } from '../../../shared/domain/job';

const count = (value: number, unit: string) => `${value} ${unit}${value === 1 ? '' : 's'}`;

/** `about 2 minutes left`; empty while it cannot be known. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 5) return 'nearly done';
  if (seconds < 60) return `about ${Math.ceil(seconds / 5) * 5} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${count(minutes, 'minute')} left`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `about ${count(hours, 'hour')}${rest > 0 ? ` ${count(rest, 'minute')}` : ''} left`;
}

/** How it stands while all jobs are held. */
export function pausedLine(waiting: number): string {
  return waiting > 0 ? `Paused. ${waiting} waiting.` : 'Paused.';
}

/** The state of a job in one line. Errors are said elsewhere, in full. */
export function stateLine(job: JobView, paused = false): string {
  switch (job.state) {
    case 'queued':
      return 'Waiting for its turn';
    case 'running': {
      const share = job.progress === null ? 'Working' : `${Math.floor(job.progress * 100)}%`;
      if (paused) return `${share}, paused`;
      const left = timeLeft(job.secondsLeft);
      return left ? `${share}, ${left}` : share;
    }
    case 'done':
      return job.result || 'Done';
    case 'failed':
      return 'Not done';
    case 'cancelled':
      return 'Cancelled';
    case 'interrupted':
      return 'Stopped when Plenary closed; nothing half-made was left behind';
  }
}

const RANKS: Partial<Record<JobView['state'], number>> = { running: 0, queued: 1, interrupted: 2 };
const OVER = 3;

/**
 * At work first, then waiting, then what the last run left, in the order in which it would begin, then
 * what is over with the newest on top.
 */
export function inPanelOrder(jobs: readonly JobView[]): JobView[] {
  const rank = (job: JobView) => RANKS[job.state] ?? OVER;
  return jobs
    .map((job, at) => ({ job, at }))
    .sort((a, b) => {
      const byRank = rank(a.job) - rank(b.job);
      if (byRank !== 0) return byRank;
      return rank(a.job) === OVER ? b.at - a.at : a.at - b.at;
    })
    .map(({ job }) => job);
}
