/** One job: what is asked of it, what is shown of it, and how often that is told. */
import type { ErrorView } from '../../shared/errors';
import { type Id, newId } from '../../shared/domain/ids';
import type { JobKind, JobState, JobView } from '../../shared/domain/job';
import { instant } from '../../shared/domain/row';
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
   * killed app can offer it; given back to `again` of the queue's options.
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

/** Progress is told at most four times a second. */
const TELL_EVERY_MS = 250;

export interface Job {
  readonly id: Id;
  readonly spec: JobSpec;
  readonly lane: string;
  readonly abort: AbortController;
  readonly over: Promise<void>;
  readonly showPath: string | null;
  /** A copy, as it is now. */
  view(): JobView;
  state(): JobState;
  began(): void;
  readonly report: Report;
  /** All work is held, or has been for so long. */
  held(): void;
  rested(ms: number): void;
  tell(): void;
  /** What is shown of it from now on; {@link Job.settled} says it. */
  ended(state: JobState, canRetry: boolean, more?: { end?: JobEnd; error?: ErrorView }): void;
  settled(): void;
}

/**
 * @param paused whether all work is held: how long is left is then not said
 * @param changed is told of it, at most four times a second while it runs
 */
export function createJob(
  spec: JobSpec,
  paused: () => boolean,
  changed: (view: JobView) => void,
): Job {
  const { kind, title, lessonId } = spec;
  let view: JobView = {
    ...{ id: newId(), kind, title, lessonId, state: 'queued', progress: null, secondsLeft: null },
    ...{ result: '', error: null, canShow: false, canRetry: false, startedAt: null, endedAt: null },
  };
  let pace: Pace | null = null;
  /** The most that was told of it: work that is begun again on the way does not look undone. */
  let most = 0;
  let showPath: string | null = null;
  let toldMs = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  let settled = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    settled = resolve;
  });

  function tell(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    toldMs = performance.now();
    if (view.state === 'running' && !paused()) {
      view.secondsLeft = pace?.secondsLeft(toldMs) ?? null;
    }
    changed({ ...view });
  }

  function tellSoon(): void {
    if (timer) return;
    const wait = toldMs + TELL_EVERY_MS - performance.now();
    if (wait <= 0) tell();
    else timer = setTimeout(tell, wait);
  }

  return {
    ...{ id: view.id, spec, lane: spec.lane ?? kind, abort: new AbortController() },
    ...{ over, settled, tell },
    get showPath() {
      return showPath;
    },
    view: () => ({ ...view }),
    state: () => view.state,
    began() {
      view = { ...view, state: 'running', startedAt: instant() };
      pace = createPace(performance.now());
    },
    report(share) {
      if (view.state !== 'running') return;
      const progress = share === null ? null : Math.min(1, Math.max(0, share));
      if (progress === null) pace = null;
      else (pace ??= createPace(performance.now())).note(progress, performance.now());
      most = Math.max(most, progress ?? 0);
      view.progress = progress === null ? null : most;
      tellSoon();
    },
    held() {
      view.secondsLeft = null;
    },
    rested: (ms) => pace?.rested(ms),
    ended(state, canRetry, { end, error } = {}) {
      showPath = end?.showPath ?? null;
      view = {
        ...view,
        ...{ state, canRetry, secondsLeft: null, canShow: showPath !== null, endedAt: instant() },
        progress: state === 'done' ? 1 : view.progress,
        result: end?.result ?? '',
        error: error ?? null,
      };
    },
  };
}
