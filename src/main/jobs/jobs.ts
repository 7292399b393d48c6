/** Runs long work: queued by lane, one voice for progress, each cancelled by its own name. */
import { AppError, type ErrorView } from '../../shared/errors';
import { type Id, newId } from '../../shared/domain/ids';
import {
  isOver,
  type JobKind,
  type JobMove,
  type JobState,
  type JobView,
} from '../../shared/domain/job';
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
   * What it takes to do this again, as plain data. Kept on disk until the job is over, so that a
   * killed app can offer it; given back to {@link JobsOptions.again}.
   */
  request?: unknown;
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
  /** Stops every job of a lesson, forgets those that were interrupted, and resolves when all are over. */
  cancelOf(lessonId: Id): Promise<void>;
  /** Moves a waiting job before or behind its neighbour among those that wait. */
  move(jobId: Id, where: JobMove): void;
  /** Holds all work, or lets it go on: nothing new begins while it is held. */
  pause(paused: boolean): void;
  paused(): boolean;
  /**
   * Starts the work of a job that did not come to its end anew; the old one leaves the list.
   * @throws AppError `not-found`, or what checking the request again finds
   */
  retry(jobId: Id): Promise<void>;
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
  /** The most that was told of it: work that is begun again on the way does not look undone. */
  most: number;
  showPath: string | null;
  /** When it was last told, and the timer that will tell what came since. */
  toldMs: number;
  timer: NodeJS.Timeout | null;
  over: Promise<void>;
  markOver: () => void;
}

export function createJobs({
  journal,
  lanes = {},
  again,
  within = (work) => work(),
  hold,
}: JobsOptions): Jobs {
  let jobs = new Map<Id, Job>();
  const interrupted = new Map<Id, JobView>();
  const changed = new Set<(job: JobView) => void>();
  const pausedTold = new Set<(paused: boolean) => void>();
  const ordered = new Set<(jobIds: Id[]) => void>();
  /** What can be done again, by job; and those that are being begun again just now. */
  const requests = new Map<Id, unknown>();
  const retrying = new Set<Id>();
  let pausedMs: number | null = null;
  const cleared = new Set<(jobIds: Id[]) => void>();
  let stopping = false;

  for (const left of journal.leftovers.jobs) {
    const { request, ...view } = left;
    if (request !== undefined) requests.set(left.id, request);
    interrupted.set(left.id, {
      ...view,
      canRetry: request !== undefined,
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
    if (job.view.state === 'running' && pausedMs === null) {
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
      canRetry: state !== 'done' && requests.has(job.view.id),
      endedAt: instant(),
    };
    // What closing the app stopped is offered at the next start, like what a kill stopped.
    if (!(stopping && state === 'cancelled' && requests.has(job.view.id))) {
      journal.ended(job.view.id);
    }
    job.spec.over?.();
    tell(job);
    job.markOver();
    forgetOldest();
    startQueued();
  }

  function forget(id: Id): void {
    jobs.delete(id);
    interrupted.delete(id);
    if (requests.delete(id)) journal.ended(id);
  }

  function forgetOldest(): void {
    const over = [...jobs.values()].filter((job) => isOver(job.view.state));
    const ids = over.slice(0, Math.max(0, over.length - KEEP_OVER)).map((job) => job.view.id);
    for (const id of ids) forget(id);
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
      job.most = Math.max(job.most, progress ?? 0);
      job.view.progress = progress === null ? null : job.most;
      tellSoon(job);
    };
    try {
      if (!job.spec.resumes)
        journal.began({ id, kind, title, lessonId, startedAt, request: job.spec.request });
      tell(job);
      const end = await within(() => job.spec.run(job.abort.signal, report));
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
        most: 0,
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
          canRetry: false,
          startedAt: null,
          endedAt: null,
        },
      };
      jobs.set(id, job);
      if (spec.request !== undefined) {
        requests.set(id, spec.request);
        const { kind, title, lessonId, request } = spec;
        journal.waits({ id, kind, title, lessonId, startedAt: instant(), request });
      }
      tell(job);
      // Not before the caller has the id: a job that ends at once would be told of before it is known.
      queueMicrotask(startQueued);
      return id;
    },
    cancel: (jobId) => cancelAll((job) => job.view.id === jobId),
    async cancelOf(lessonId) {
      await cancelAll((job) => job.view.lessonId === lessonId);
      // What could be done again names what is in the lesson: that goes with it.
      const ids = [...interrupted.values()]
        .filter((view) => view.lessonId === lessonId)
        .map(({ id }) => id);
      for (const id of ids) forget(id);
      if (ids.length > 0) for (const listener of cleared) listener(ids);
    },
    move(jobId, where) {
      const all = [...jobs.values()];
      const waiting = all.filter((job) => job.view.state === 'queued');
      const at = waiting.findIndex((job) => job.view.id === jobId);
      const job = waiting[at];
      const other = at < 0 ? undefined : waiting[where === 'earlier' ? at - 1 : at + 1];
      if (!job || !other) return;
      const swapped = all.map((each) => (each === job ? other : each === other ? job : each));
      jobs = new Map(swapped.map((each) => [each.view.id, each]));
      const ids = [...interrupted.keys(), ...jobs.keys()];
      journal.ordered(ids);
      for (const listener of ordered) listener(ids);
    },
    pause(paused) {
      if (paused === (pausedMs !== null)) return;
      const nowMs = performance.now();
      hold?.(paused);
      for (const job of jobs.values()) {
        if (job.view.state !== 'running') continue;
        if (pausedMs !== null) job.pace?.rested(nowMs - pausedMs);
        job.view.secondsLeft = null;
      }
      pausedMs = paused ? nowMs : null;
      for (const listener of pausedTold) listener(paused);
      for (const job of jobs.values()) if (job.view.state === 'running') tell(job);
      startQueued();
    },
    paused: () => pausedMs !== null,
    async retry(jobId) {
      const view = interrupted.get(jobId) ?? jobs.get(jobId)?.view;
      const request = requests.get(jobId);
      if (!view?.canRetry || request === undefined || !again) {
        throw new AppError('not-found', 'That job is no longer listed.');
      }
      // Pressed twice, it is begun once.
      if (retrying.has(jobId)) return;
      retrying.add(jobId);
      try {
        await again(view.kind, request);
        forget(jobId);
        for (const listener of cleared) listener([jobId]);
      } finally {
        retrying.delete(jobId);
      }
    },
    discard(jobId) {
      const view = interrupted.get(jobId) ?? jobs.get(jobId)?.view;
      if (!view || !isOver(view.state)) return;
      forget(jobId);
      for (const listener of cleared) listener([jobId]);
    },
    list: () => [
      ...[...interrupted.values()].map((view) => ({ ...view })),
      ...[...jobs.values()].map((job) => ({ ...job.view })),
    ],
    clear() {
      const over = [...jobs.values()].filter((job) => isOver(job.view.state));
      const ids = [...interrupted.keys(), ...over.map((job) => job.view.id)];
      for (const id of ids) forget(id);
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
      hold?.(false);
    },
    onChanged(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    onPaused(listener) {
      pausedTold.add(listener);
      return () => pausedTold.delete(listener);
    },
    onOrdered(listener) {
      ordered.add(listener);
      return () => ordered.delete(listener);
    },
    onCleared(listener) {
      cleared.add(listener);
      return () => cleared.delete(listener);
    },
  };
}
