/** Runs long work: queued by lane, one voice for progress, each cancelled by its own name. */
import { AppError, type ErrorView } from '../../shared/errors';
import { type Id, newId } from '../../shared/domain/ids';
import { isOver, type JobKind, type JobState, type JobView } from '../../shared/domain/job';
import { instant } from '../../shared/domain/row';
import type { Journal } from './journal';
import { createPace, type Pace } from './pace';

/** What a finished job may say: one short line, and a file that "show in folder" points to. */
export interface JobEnd {
  result?: string;
  showPath?: string;
}

/** Tells how much is done, 0 to 1; null when it cannot be known. May be called as often as one likes. */
export type Report = (share: number | null) => void;

export interface JobSpec {
  kind: JobKind;
  title: string;
  lessonId: Id | null;
  /** Jobs of one lane run at most `lanes[lane]` at a time, in order. The kind's name unless given. */
  lane?: string;
  /** True for work that begins again by itself at the next start, and so is never "interrupted". */
  resumes?: boolean;
  /**
   * Must settle soon after `signal` aborts. Rejecting then means cancelled; resolving means that it
   * was done before it noticed.
   */
  run(signal: AbortSignal, report: Report): Promise<JobEnd | void>;
  /** Called once when it is over, also when it was cancelled before it ever ran. */
  over?(): void;
}

export interface Jobs {
  start(spec: JobSpec): Id;
  /** Stops this job and no other. Resolves when it is over; at once when it is unknown or over. */
  cancel(jobId: Id): Promise<void>;
  /** Stops every job of a lesson, and resolves when they are over. */
  cancelOf(lessonId: Id): Promise<void>;
  /** Every job, oldest first. */
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
  onCleared(listener: (jobIds: Id[]) => void): () => void;
}

export interface JobsOptions {
  journal: Journal;
  /** How many jobs of a lane run at once; 1 where not said. */
  lanes?: Readonly<Record<string, number>>;
}

/** Progress is told at most four times a second. */
const TELL_EVERY_MS = 250;
/** Jobs that are over and kept to be looked at; older ones go. */
const KEEP_OVER = 500;

interface Job {
  view: JobView;
  spec: JobSpec;
  lane: string;
  abort: AbortController;
  pace: Pace | null;
  showPath: string | null;
  /** When it was last told, and the timer that will tell what came since. */
  toldMs: number;
  timer: NodeJS.Timeout | null;
  over: Promise<void>;
  markOver: () => void;
}

export function createJobs({ journal, lanes = {} }: JobsOptions): Jobs {
  const jobs = new Map<Id, Job>();
  const interrupted = new Map<Id, JobView>();
  const changed = new Set<(job: JobView) => void>();
  const cleared = new Set<(jobIds: Id[]) => void>();
  let stopping = false;

  for (const left of journal.leftovers.jobs) {
    interrupted.set(left.id, {
      ...left,
      state: 'interrupted',
      progress: null,
      secondsLeft: null,
      result: '',
      error: null,
      canShow: false,
      endedAt: instant(),
    });
  }

  function tell(job: Job): void {
    if (job.timer) clearTimeout(job.timer);
    job.timer = null;
    job.toldMs = performance.now();
    if (job.view.state === 'running') {
      job.view.secondsLeft = job.pace?.secondsLeft(job.toldMs) ?? null;
    }
    for (const listener of changed) listener({ ...job.view });
  }

  function tellSoon(job: Job): void {
    if (job.timer) return;
    const wait = job.toldMs + TELL_EVERY_MS - performance.now();
    if (wait <= 0) tell(job);
    else job.timer = setTimeout(() => tell(job), wait);
  }

  function finish(job: Job, state: JobState, more: { end?: JobEnd; error?: ErrorView } = {}): void {
    job.showPath = more.end?.showPath ?? null;
    job.view = {
      ...job.view,
      state,
      progress: state === 'done' ? 1 : job.view.progress,
      secondsLeft: null,
      result: more.end?.result ?? '',
      error: more.error ?? null,
      canShow: job.showPath !== null,
      endedAt: instant(),
    };
    journal.ended(job.view.id);
    job.spec.over?.();
    tell(job);
    job.markOver();
    forgetOldest();
    startQueued();
  }

  function forgetOldest(): void {
    const over = [...jobs.values()].filter((job) => isOver(job.view.state));
    const ids = over.slice(0, Math.max(0, over.length - KEEP_OVER)).map((job) => job.view.id);
    for (const id of ids) jobs.delete(id);
    if (ids.length > 0) for (const listener of cleared) listener(ids);
  }

  async function run(job: Job): Promise<void> {
    const { id, kind, title, lessonId } = job.view;
    const startedAt = instant();
    job.view = { ...job.view, state: 'running', startedAt };
    const pace = createPace(performance.now());
    job.pace = pace;
    const report: Report = (share) => {
      if (job.view.state !== 'running') return;
      const progress = share === null ? null : Math.min(1, Math.max(0, share));
      if (progress === null) job.pace = null;
      else (job.pace ??= createPace(performance.now())).note(progress, performance.now());
      job.view.progress = progress;
      tellSoon(job);
    };
    try {
      if (!job.spec.resumes) journal.began({ id, kind, title, lessonId, startedAt });
      tell(job);
      const end = await job.spec.run(job.abort.signal, report);
      finish(job, 'done', { end: end ?? {} });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (job.abort.signal.aborted || error.code === 'cancelled') finish(job, 'cancelled');
      else finish(job, 'failed', { error: error.view() });
    }
  }

  function startQueued(): void {
    if (stopping) return;
    const busy = new Map<string, number>();
    for (const job of jobs.values()) {
      if (job.view.state === 'running') busy.set(job.lane, (busy.get(job.lane) ?? 0) + 1);
    }
    for (const job of jobs.values()) {
      const inLane = busy.get(job.lane) ?? 0;
      if (job.view.state !== 'queued' || inLane >= (lanes[job.lane] ?? 1)) continue;
      busy.set(job.lane, inLane + 1);
      void run(job);
    }
  }

  async function cancelAll(which: (job: Job) => boolean): Promise<void> {
    const chosen = [...jobs.values()].filter((job) => !isOver(job.view.state) && which(job));
    // Queued ones first, so that none starts in the place of one that stops.
    for (const job of chosen) if (job.view.state === 'queued') finish(job, 'cancelled');
    for (const job of chosen) job.abort.abort();
    await Promise.all(chosen.map((job) => job.over));
  }

  return {
    start(spec) {
      if (stopping) throw new AppError('cancelled', 'Plenary is closing.');
      const id = newId();
      let markOver = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        markOver = resolve;
      });
      const job: Job = {
        spec,
        lane: spec.lane ?? spec.kind,
        abort: new AbortController(),
        pace: null,
        showPath: null,
        toldMs: -Infinity,
        timer: null,
        over,
        markOver,
        view: {
          id,
          kind: spec.kind,
          title: spec.title,
          lessonId: spec.lessonId,
          state: 'queued',
          progress: null,
          secondsLeft: null,
          result: '',
          error: null,
          canShow: false,
          startedAt: null,
          endedAt: null,
        },
      };
      jobs.set(id, job);
      tell(job);
      // Not before the caller has the id: a job that ends at once would be told of before it is known.
      queueMicrotask(startQueued);
      return id;
    },
    cancel: (jobId) => cancelAll((job) => job.view.id === jobId),
    cancelOf: (lessonId) => cancelAll((job) => job.view.lessonId === lessonId),
    list: () => [
      ...[...interrupted.values()].map((view) => ({ ...view })),
      ...[...jobs.values()].map((job) => ({ ...job.view })),
    ],
    clear() {
      const over = [...jobs.values()].filter((job) => isOver(job.view.state));
      const ids = [...interrupted.keys(), ...over.map((job) => job.view.id)];
      interrupted.clear();
      for (const id of ids) jobs.delete(id);
      if (ids.length > 0) for (const listener of cleared) listener(ids);
      return ids;
    },
    showPath: (jobId) => jobs.get(jobId)?.showPath ?? null,
    async ended(jobId) {
      const job = jobs.get(jobId);
      if (!job) throw new AppError('not-found', 'That job is no longer listed.');
      await job.over;
      return { ...job.view };
    },
    async stopAll() {
      stopping = true;
      await cancelAll(() => true);
    },
    onChanged(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onCleared(listener) {
      cleared.add(listener);
      return () => cleared.delete(listener);
    },
  };
}
