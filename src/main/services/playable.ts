/**
 * Playable copies of footage that Chromium cannot play as it is. They are made in pieces, outward
 * from where they are watched; one run of ffmpeg at a time in the whole app, and what is on screen
 * comes first.
 */
import { AppError } from '../../shared/errors';
import type { Range } from '../../shared/domain/time';
import { type CopyJob, PlayableCopy } from './playable-copy';
import { PlayableFolder } from './playable-folder';
import { PlayableNews } from './playable-news';
import {
  comesSoon,
  isNear,
  isWellAhead,
  madeRanges,
  nextStretch,
  type Stretch,
} from './playable-plan';
import type { PlayableDeps, PlayableService } from './playable-ports';

/** Without a job, this much is made beyond what is asked for. */
const ON_DEMAND = 10;

interface Run {
  copy: PlayableCopy;
  next: number;
  end: number;
  abort: AbortController;
  lower: (() => void) | null;
  /** Resolves when nothing of it runs any more. */
  over: Promise<void>;
}

export function createPlayable(deps: PlayableDeps): PlayableService {
  return new Playables(deps);
}

/** A footage file that is gone must not read as "no such piece", which means the copy's end. */
function notThePieces(error: AppError): AppError {
  if (error.code !== 'file-missing' && error.code !== 'not-found') return error;
  return new AppError('ffmpeg-failed', error.message, error.details, error);
}

class Playables implements PlayableService {
  readonly #deps: PlayableDeps;
  readonly #copies = new Map<string, Promise<PlayableCopy | null>>();
  /** Copies that are ready to be worked on; the one asked for last comes first. */
  #order: PlayableCopy[] = [];
  readonly #news: PlayableNews;
  #run: Run | null = null;
  #working: Promise<void> | null = null;
  #stopping = false;

  constructor(deps: PlayableDeps) {
    this.#deps = deps;
    this.#news = new PlayableNews(deps);
  }

  async piecePath(partId: string, piece: number, signal?: AbortSignal): Promise<string | null> {
    const copy = await this.#open(partId);
    if (!copy || piece < 0 || piece >= copy.end || signal?.aborted) return null;
    if (this.#stopping) throw new AppError('cancelled', 'Plenary is closing.');
    copy.playhead = piece;
    this.#order = [copy, ...this.#order.filter((other) => other !== copy)];
    if (copy.made.has(piece)) {
      if (await this.#deps.isWholePiece(copy.folder.pathOf(piece)))
        return copy.folder.pathOf(piece);
      // Damaged or taken away since: made anew.
      copy.made.delete(piece);
    }
    const waiting = copy.wait(piece, signal);
    this.#steer(copy, piece);
    return waiting.catch((thrown: unknown) => {
      throw notThePieces(AppError.from(thrown));
    });
  }

  watch(partId: string): void {
    void this.#open(partId).then((copy) => {
      if (!copy) return;
      // The lesson that is opened comes before others, its parts in the order they are named.
      const others = this.#order.filter((other) => other !== copy);
      const after = others.findLastIndex((other) => other.lessonId === copy.lessonId) + 1;
      const onScreen = this.#order[0]?.lessonId === copy.lessonId;
      this.#order = onScreen ? others.toSpliced(after, 0, copy) : [copy, ...others];
      this.#startJob(copy);
    });
  }

  async lookAt(partId: string, piece: number): Promise<Range[]> {
    const copy = await this.#open(partId);
    if (!copy || this.#stopping) return [];
    copy.playhead = piece;
    this.#order = [copy, ...this.#order.filter((other) => other !== copy)];
    this.#startJob(copy);
    const run = this.#run;
    const next = this.#next(copy, piece);
    if (run && next && (run.copy !== copy || !isNear(run, next))) run.abort.abort();
    this.#work();
    return madeRanges(copy.made, copy.durationUs);
  }

  async made(partId: string): Promise<Range[]> {
    const copy = await this.#open(partId);
    return copy ? madeRanges(copy.made, copy.durationUs) : [];
  }

  async madePath(partId: string, piece: number): Promise<string | null> {
    const copy = await this.#open(partId);
    return copy?.made.has(piece) ? copy.folder.pathOf(piece) : null;
  }

  rest(): void {
    for (const copy of this.#order) if (copy.job) this.#cancelJob(copy);
  }

  share(partId: string): number {
    return this.#news.share(partId);
  }

  async forget(partIds: readonly string[]): Promise<void> {
    const gone = new AppError('cancelled', 'The lesson was removed.');
    const mine = (copy: PlayableCopy) => partIds.includes(copy.partId);
    const going: (PlayableCopy | null)[] = [];
    for (const partId of partIds) going.push((await this.#copies.get(partId)) ?? null);
    for (const partId of partIds) this.#copies.delete(partId);
    this.#news.forget(partIds);
    this.#order = this.#order.filter((copy) => !mine(copy));
    for (const copy of going) {
      copy?.fail(gone);
    }
    const run = this.#run;
    if (!run || !mine(run.copy)) return;
    run.abort.abort();
    await run.over;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const closing = new AppError('cancelled', 'Plenary is closing.');
    for (const copy of this.#order) copy.fail(closing);
    this.#run?.abort.abort();
    await this.#working;
  }

  #open(partId: string): Promise<PlayableCopy | null> {
    const known = this.#copies.get(partId);
    if (known) return known;
    const part = this.#deps.part(partId);
    if (!part) return Promise.resolve(null);
    const folder = new PlayableFolder(part.folder);
    const copy = new PlayableCopy(partId, part.lessonId, part.durationUs, folder);
    const opening = folder.takeStock(copy.end, this.#deps.isWholePiece).then((made) => {
      if (this.#copies.get(partId) !== opening) return null;
      copy.made = made;
      this.#order.push(copy);
      this.#news.tell(copy, true);
      return copy;
    });
    this.#copies.set(partId, opening);
    return opening;
  }

  #startJob(copy: PlayableCopy): void {
    const part = this.#deps.part(copy.partId);
    if (!part || copy.complete || copy.job || this.#stopping) return;
    let job: CopyJob | null = null;
    const over = new Promise<void>((done, failed) => {
      job = { done, failed, report: () => undefined };
      copy.job = job;
    });
    // Without this a job that ends before it is let run leaves nobody to take its failure.
    over.catch(() => undefined);
    this.#deps.jobs.start({
      kind: 'playable',
      title: `Playable copy of ${part.lessonTitle}`,
      lessonId: part.lessonId,
      // Which one is worked on is decided here, by what is on screen, and not by a queue.
      lane: `playable ${copy.partId}`,
      resumes: true,
      run: (signal, report) => {
        if (job) job.report = report;
        report(copy.share);
        const cancel = (): void => this.#cancelJob(copy);
        if (signal.aborted) cancel();
        signal.addEventListener('abort', cancel, { once: true });
        this.#work();
        return over;
      },
    });
  }

  /** The person stopped the job: only what is asked for by watching is still made. */
  #cancelJob(copy: PlayableCopy): void {
    const { job } = copy;
    copy.job = null;
    job?.failed(new AppError('cancelled', 'Stopped.'));
    if (this.#run?.copy === copy && copy.wanted === null) this.#run.abort.abort();
  }

  /** Makes sure that what was asked for just now is made next. */
  #steer(copy: PlayableCopy, piece: number): void {
    const run = this.#run;
    if (run) {
      const busy = run.copy.wanted !== null && comesSoon(run.copy.wanted, run);
      const serves = run.copy === copy && comesSoon(piece, run);
      // Another part of the same lesson is on screen too: it has what it waits for first.
      const shares = run.copy !== copy && run.copy.lessonId === copy.lessonId && busy;
      if (!serves && !shares) run.abort.abort();
    }
    this.#work();
  }

  #work(): void {
    if (this.#working || this.#stopping) return;
    this.#working = this.#workOn().finally(() => {
      this.#working = null;
      // Asked for between the last look and here.
      if (this.#choose()) this.#work();
    });
  }

  async #workOn(): Promise<void> {
    for (let next = this.#choose(); next && !this.#stopping; next = this.#choose()) {
      await this.#make(next.copy, next.stretch);
    }
  }

  /** What is waited for in the lesson on screen, then what is left of it, then everything else. */
  #choose(): { copy: PlayableCopy; stretch: Stretch } | null {
    const onScreen = this.#order[0]?.lessonId;
    const waited = this.#order.filter((copy) => copy.wanted !== null);
    const inTurn = [
      ...waited.filter((copy) => copy.lessonId === onScreen),
      ...this.#order.filter((copy) => copy.job),
      ...waited,
    ];
    for (const copy of inTurn) {
      const from = copy.wanted ?? copy.playhead;
      const stretch = this.#next(copy, from);
      if (!stretch) continue;
      const end = copy.job ? stretch.end : Math.min(stretch.end, stretch.first + ON_DEMAND);
      return { copy, stretch: { first: stretch.first, end } };
    }
    return null;
  }

  #next(copy: PlayableCopy, from: number): Stretch | null {
    return (this.#deps.nextStretch ?? nextStretch)(copy.made, copy.end, from);
  }

  async #make(copy: PlayableCopy, stretch: Stretch): Promise<void> {
    const abort = new AbortController();
    let markOver = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      markOver = resolve;
    });
    const run: Run = { copy, next: stretch.first, end: stretch.end, abort, lower: null, over };
    this.#run = run;
    try {
      const end = await this.#deps.makePieces(copy.partId, stretch, {
        signal: abort.signal,
        onStart: (lower) => {
          run.lower = lower;
          this.#giveWay(run);
        },
        onPiece: async (piece, bytes) => {
          await copy.folder.put(piece, bytes);
          run.next = piece + 1;
          copy.has(piece);
          this.#giveWay(run);
          this.#news.tell(copy, false);
          this.#yieldToOthers(run);
        },
      });
      if (end < stretch.end) copy.endsAt(end);
    } catch (thrown) {
      const error = AppError.from(thrown);
      const asked = abort.signal.aborted && error.code === 'cancelled';
      // A run that got somewhere is begun again from there; one that did not would fail again.
      if (!asked && (run.next === stretch.first || error.code !== 'ffmpeg-failed')) {
        copy.fail(error);
      }
    } finally {
      this.#run = null;
      markOver();
    }
    if (copy.complete) this.#finish(copy);
  }

  #finish(copy: PlayableCopy): void {
    this.#news.tell(copy, true);
    const { job } = copy;
    copy.job = null;
    job?.done();
  }

  /** Once it is well ahead of what is watched, a run has no hurry. */
  #giveWay(run: Run): void {
    const waited = run.copy.wanted !== null;
    const watched = run.copy === this.#order[0];
    const urgent = waited || (watched && !isWellAhead(run.next, run.copy.playhead));
    if (urgent && !this.#deps.low) return;
    run.lower?.();
    run.lower = null;
  }

  /** Another part on screen waits, and this one has what it waited for. */
  #yieldToOthers(run: Run): void {
    if (run.copy.wanted !== null && comesSoon(run.copy.wanted, run)) return;
    const next = this.#choose();
    if (next && next.copy !== run.copy && next.copy.wanted !== null) run.abort.abort();
  }
}
