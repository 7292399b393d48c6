/** The queue of long work: by lane, in order, each cancelled by its own name. */
import { AppError, type ErrorView } from '../../shared/errors';
import type { Id } from '../../shared/domain/ids';
import {
  isOver,
  type JobKind,
  type JobMove,
  type JobState,
  type JobView,
} from '../../shared/domain/job';
import { createJob, type Job, type JobEnd, type JobSpec } from './job';
import type { Journal } from './journal';
import { keptJobs } from './kept';
import { createVoice } from './voice';

export interface Jobs {
  start(spec: JobSpec): Id;
  /** Stops this job and no other. Resolves when it is over; at once when it is unknown or over. */
  cancel(jobId: Id): Promise<void>;
  /** Stops every job of a lesson, forgets those that were interrupted, and resolves when all are over. */
  cancelOf(lessonId: Id): Promise<void>;
  /** Moves a waiting job before or behind its neighbour among those that wait. */
  move(jobId: Id, where: JobMove): void;
  /** Holds all work, or lets it go on: nothing new begins while it is held. */
  pause(paused: boolean): void;
  paused(): boolean;
  /**
   * Starts the work of a job that did not come to its end anew; the old one leaves the list.
   * @param more said since, added to what was asked for
   * @throws AppError `not-found`, or what checking the request again finds
   */
  retry(jobId: Id, more?: object): Promise<void>;
  /** What a job takes to be done again. @throws AppError `not-found` */
  requestOf(jobId: Id): { kind: JobKind; request: unknown };
  /** Forgets one job that is over, and what it would take to do it again; no other. */
  discard(jobId: Id): void;
  /** Every job, in the order in which they begin. */
  list(): JobView[];
  /** Forgets the jobs that are over. */
  clear(): Id[];
  /** The file that "show in folder" points to, or null. For main only: never sent to the page. */
  showPath(jobId: Id): string | null;
  /** Resolves with the job as it ended; at once when it is over. Throws `not-found`. */
  ended(jobId: Id): Promise<JobView>;
  /** For quitting: takes no more work, cancels all, and resolves when all of it is over. */
  stopAll(): Promise<void>;
  onChanged(listener: (job: JobView) => void): () => void;
  onPaused(listener: (paused: boolean) => void): () => void;
  /** Told with every job's id when the order has changed. */
  onOrdered(listener: (jobIds: Id[]) => void): () => void;
  onCleared(listener: (jobIds: Id[]) => void): () => void;
}

export interface JobsOptions {
  journal: Journal;
  /** How many jobs of a lane run at once; 1 where not said. */
  lanes?: Readonly<Record<string, number>>;
  /** Starts what a stored request asks for, checked like a new one. */
  again?(kind: JobKind, request: unknown): Promise<void>;
  /** Runs a job so that {@link JobsOptions.hold} reaches the programs it starts. */
  within?<T>(work: () => Promise<T>): Promise<T>;
  /** Holds those programs, or lets them go on. */
  hold?(held: boolean): void;
}

/** Jobs that are over and kept to be looked at; older ones go. */
const KEEP_OVER = 500;

export function createJobs({
  journal,
  lanes = {},
  again,
  within = (work) => work(),
  hold,
}: JobsOptions): Jobs {
  let jobs = new Map<Id, Job>();
  const kept = keptJobs(journal);
  const retrying = new Set<Id>();
  const changed = createVoice<JobView>();
  const pausedTold = createVoice<boolean>();
  const ordered = createVoice<Id[]>();
  const cleared = createVoice<Id[]>();
  let pausedMs: number | null = null;
  let stopping = false;

  const running = (): Job[] => [...jobs.values()].filter((job) => job.state() === 'running');
  const viewOf = (jobId: Id): JobView | undefined => kept.leftOne(jobId) ?? jobs.get(jobId)?.view();

  function finish(job: Job, state: JobState, more: { end?: JobEnd; error?: ErrorView } = {}): void {
    const { id } = job;
    job.ended(state, state !== 'done' && kept.canRetry(id), more);
    // What closing the app stopped is offered at the next start, like what a kill stopped.
    if (!(stopping && state === 'cancelled' && kept.canRetry(id))) kept.ended(id);
    job.spec.over?.();
    job.tell();
    job.settled();
    forgetOldest();
    startQueued();
  }

  function forget(ids: readonly Id[]): void {
    for (const id of ids) {
      jobs.delete(id);
      kept.forget(id);
    }
    if (ids.length > 0) cleared.tell([...ids]);
  }

  function forgetOldest(): void {
    const over = [...jobs.values()].filter((job) => isOver(job.state()));
    forget(over.slice(0, Math.max(0, over.length - KEEP_OVER)).map(({ id }) => id));
  }

  async function run(job: Job): Promise<void> {
    job.began();
    try {
      kept.began(job.view(), job.spec);
      job.tell();
      const end = await within(() => job.spec.run(job.abort.signal, job.report));
      finish(job, 'done', { end: end ?? {} });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (job.abort.signal.aborted || error.code === 'cancelled') finish(job, 'cancelled');
      else finish(job, 'failed', { error: error.view() });
    }
  }

  function startQueued(): void {
    if (stopping || pausedMs !== null) return;
    const busy = new Map<string, number>();
    for (const { lane } of running()) busy.set(lane, (busy.get(lane) ?? 0) + 1);
    for (const job of jobs.values()) {
      const inLane = busy.get(job.lane) ?? 0;
      if (job.state() !== 'queued' || inLane >= (lanes[job.lane] ?? 1)) continue;
      busy.set(job.lane, inLane + 1);
      void run(job);
    }
  }

  async function cancelAll(which: (job: Job) => boolean): Promise<void> {
    const chosen = [...jobs.values()].filter((job) => !isOver(job.state()) && which(job));
    // Queued ones first, so that none starts in the place of one that stops.
    for (const job of chosen) if (job.state() === 'queued') finish(job, 'cancelled');
    for (const job of chosen) job.abort.abort();
    await Promise.all(chosen.map((job) => job.over));
  }

  return {
    start(spec) {
      if (stopping) throw new AppError('cancelled', 'Plenary is closing.');
      const job = createJob(spec, () => pausedMs !== null, changed.tell);
      jobs.set(job.id, job);
      kept.waits(job.view(), spec);
      job.tell();
      // Not before the caller has the id: a job that ends at once would be told of before it is known.
      queueMicrotask(startQueued);
      return job.id;
    },
    cancel: (jobId) => cancelAll(({ id }) => id === jobId),
    async cancelOf(lessonId) {
      await cancelAll(({ spec }) => spec.lessonId === lessonId);
      // What could be done again names what is in the lesson: that goes with it.
      const left = kept.left().filter((view) => view.lessonId === lessonId);
      forget(left.map(({ id }) => id));
    },
    move(jobId, where) {
      const all = [...jobs.values()];
      const waiting = all.filter((job) => job.state() === 'queued');
      const at = waiting.findIndex(({ id }) => id === jobId);
      const job = waiting[at];
      const other = at < 0 ? undefined : waiting[where === 'earlier' ? at - 1 : at + 1];
      if (!job || !other) return;
      const swapped = all.map((each) => (each === job ? other : each === other ? job : each));
      jobs = new Map(swapped.map((each) => [each.id, each]));
      const ids = [...kept.left().map(({ id }) => id), ...jobs.keys()];
      journal.ordered(ids);
      ordered.tell(ids);
    },
    pause(paused) {
      if (paused === (pausedMs !== null)) return;
      const nowMs = performance.now();
      hold?.(paused);
      for (const job of running()) {
        if (pausedMs !== null) job.rested(nowMs - pausedMs);
        job.held();
      }
      pausedMs = paused ? nowMs : null;
      pausedTold.tell(paused);
      for (const job of running()) job.tell();
      startQueued();
    },
    paused: () => pausedMs !== null,
    async retry(jobId, more = {}) {
      const view = viewOf(jobId);
      if (!view?.canRetry || !again) {
        throw new AppError('not-found', 'That job is no longer listed.');
      }
      const request = kept.requestOf(jobId);
      // Pressed twice, it is begun once.
      if (retrying.has(jobId)) return;
      retrying.add(jobId);
      try {
        const added = Object.keys(more).length > 0 ? Object.assign({}, request, more) : request;
        await again(view.kind, added);
        forget([jobId]);
      } finally {
        retrying.delete(jobId);
      }
    },
    requestOf(jobId) {
      const request = kept.requestOf(jobId);
      const { kind } = viewOf(jobId) ?? {};
      if (!kind) throw new AppError('not-found', 'That job is no longer listed.');
      return { kind, request };
    },
    discard(jobId) {
      const view = viewOf(jobId);
      if (view && isOver(view.state)) forget([jobId]);
    },
    list: () => [...kept.left(), ...[...jobs.values()].map((job) => job.view())],
    clear() {
      const over = [...jobs.values()].filter((job) => isOver(job.state()));
      const ids = [...kept.left(), ...over].map(({ id }) => id);
      forget(ids);
      return ids;
    },
    showPath: (jobId) => jobs.get(jobId)?.showPath ?? null,
    async ended(jobId) {
      const job = jobs.get(jobId);
      if (!job) throw new AppError('not-found', 'That job is no longer listed.');
      await job.over;
      return job.view();
    },
    async stopAll() {
      stopping = true;
      await cancelAll(() => true);
      hold?.(false);
    },
    onChanged: changed.on,
    onPaused: pausedTold.on,
    onOrdered: ordered.on,
    onCleared: cleared.on,
  };
}
