/** One part's playable copy while it is known: what is made, who waits, where it is watched. */
import { pieceCount } from '../../shared/domain/pieces';
import type { AppError } from '../../shared/errors';
import type { PlayableFolder } from './playable-folder';

interface Waiter {
  piece: number;
  resolve: (path: string | null) => void;
  reject: (error: AppError) => void;
}

/** A job that makes all of a copy, seen from the copy. */
export interface CopyJob {
  report: (share: number) => void;
  done: () => void;
  failed: (error: AppError) => void;
}

export class PlayableCopy {
  made = new Set<number>();
  /** The piece asked for last. */
  playhead = 0;
  /** The number after the last piece; falls when the file turns out to end earlier. */
  end: number;
  /** Set while a job makes all of it; without one only what is asked for is made. */
  job: CopyJob | null = null;
  /**
   * The piece that was asked for last, until it is there. Older wishes are served in passing: the
   * page does not say when it has lost interest in one.
   */
  wanted: number | null = null;
  #waiters: Waiter[] = [];

  constructor(
    readonly partId: string,
    readonly lessonId: string,
    readonly durationUs: number,
    readonly folder: PlayableFolder,
  ) {
    this.end = pieceCount(durationUs);
  }

  get share(): number {
    return this.end === 0 ? 1 : Math.min(1, this.made.size / this.end);
  }

  get complete(): boolean {
    return this.made.size >= this.end;
  }

  /** Resolves with the piece's path, or null when it turns out to be past the end. */
  wait(piece: number, signal: AbortSignal | undefined): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const waiter = { piece, resolve, reject };
      this.wanted = piece;
      this.#waiters.push(waiter);
      signal?.addEventListener(
        'abort',
        () => {
          this.#release(
            (other) => other === waiter,
            () => resolve(null),
          );
        },
        { once: true },
      );
    });
  }

  /** A piece is there: those who wait for it have it. */
  has(piece: number): void {
    this.made.add(piece);
    this.#release(
      (waiter) => waiter.piece === piece,
      ({ resolve }) => resolve(this.folder.pathOf(piece)),
    );
  }

  endsAt(piece: number): void {
    this.end = Math.min(this.end, piece);
    for (const made of this.made) if (made >= this.end) this.made.delete(made);
    this.#release(
      (waiter) => waiter.piece >= this.end,
      ({ resolve }) => resolve(null),
    );
  }

  /** Everyone who waits is told that it failed, and so is the job. */
  fail(error: AppError): void {
    this.#release(
      () => true,
      ({ reject }) => reject(error),
    );
    const { job } = this;
    this.job = null;
    job?.failed(error);
  }

  #release(which: (waiter: Waiter) => boolean, how: (waiter: Waiter) => void): void {
    const released = this.#waiters.filter(which);
    this.#waiters = this.#waiters.filter((waiter) => !which(waiter));
    if (!this.#waiters.some(({ piece }) => piece === this.wanted)) this.wanted = null;
    for (const waiter of released) how(waiter);
  }
}
