/** What can be done again: kept on disk until it was, or is put aside, so that a kill loses none of it. */
import { AppError } from '../../shared/errors';
import type { Id } from '../../shared/domain/ids';
import type { JobView } from '../../shared/domain/job';
import { instant } from '../../shared/domain/row';
import type { JobSpec } from './job';
import type { Journal } from './journal';

type Noted = Pick<JobView, 'id' | 'kind' | 'title' | 'lessonId'>;

export interface KeptJobs {
  /** What the last run of the app left, as it is shown; the oldest first. */
  left(): JobView[];
  leftOne(jobId: Id): JobView | undefined;
  canRetry(jobId: Id): boolean;
  /** @throws AppError `not-found` */
  requestOf(jobId: Id): unknown;
  /** It waits its turn. */
  waits(job: Noted, spec: JobSpec): void;
  /** It has begun. @throws AppError `disk-full` */
  began(job: Noted, spec: JobSpec): void;
  /** It is over; what it takes to do it again stays in hand, on disk no longer. */
  ended(jobId: Id): void;
  forget(jobId: Id): void;
}

export function keptJobs(journal: Journal): KeptJobs {
  const left = new Map<Id, JobView>();
  const requests = new Map<Id, unknown>();
  for (const { request, ...job } of journal.leftovers.jobs) {
    if (request !== undefined) requests.set(job.id, request);
    left.set(job.id, {
      ...job,
      ...{ canRetry: request !== undefined, state: 'interrupted', progress: null },
      ...{ secondsLeft: null, result: '', error: null, canShow: false, endedAt: instant() },
    });
  }
  const noted = ({ id, kind, title, lessonId }: Noted, { request }: JobSpec) => ({
    ...{ id, kind, title, lessonId, startedAt: instant(), request },
  });
  return {
    left: () => [...left.values()].map((view) => ({ ...view })),
    leftOne: (jobId) => left.get(jobId),
    canRetry: (jobId) => requests.has(jobId),
    requestOf(jobId) {
      if (requests.has(jobId)) return requests.get(jobId);
      throw new AppError('not-found', 'That job is no longer listed.');
    },
    waits(job, spec) {
      if (spec.request === undefined) return;
      requests.set(job.id, spec.request);
      journal.waits(noted(job, spec));
    },
    began(job, spec) {
      if (!spec.resumes) journal.began(noted(job, spec));
    },
    ended: (jobId) => journal.ended(jobId),
    forget(jobId) {
      left.delete(jobId);
      if (requests.delete(jobId)) journal.ended(jobId);
    },
  };
}
