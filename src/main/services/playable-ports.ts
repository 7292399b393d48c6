/** What playable copies need from other rooms, and what they give. */
import type { JobKind } from '../../shared/domain/job';
import type { Send } from '../../shared/ipc/derive';
import type { Range } from '../../shared/domain/time';
import type { nextStretch, Stretch } from './playable-plan';

/** A part that needs a copy. */
export interface PlayablePart {
  lessonId: string;
  lessonTitle: string;
  /** Length in part time. */
  durationUs: number;
  /** Where its pieces lie: `derived/<partId>/pieces`. */
  folder: string;
}

export interface PieceMaking {
  signal: AbortSignal;
  onPiece(piece: number, bytes: Uint8Array): Promise<void>;
  onStart(lower: () => void): void;
}

export interface PlayableDeps {
  /** Facts about a part; null when there is none by this id, or it is watched as it is. */
  part(partId: string): PlayablePart | null;
  /**
   * Makes the pieces of a stretch in order, from the part's file as it lies now.
   * @returns the piece after the last one made
   */
  makePieces(partId: string, stretch: Stretch, making: PieceMaking): Promise<number>;
  isWholePiece(path: string): Promise<boolean>;
  jobs: {
    start(spec: {
      kind: JobKind;
      title: string;
      lessonId: string | null;
      lane?: string;
      resumes?: boolean;
      run(signal: AbortSignal, report: (share: number | null) => void): Promise<void>;
    }): string;
  };
  /** What is made next; from the playhead forward, then from the beginning, when left out. */
  nextStretch?: typeof nextStretch;
  /** Everything is made at low priority, whoever waits. */
  low?: boolean;
  send: Send;
  /** A lesson's share has changed: now and then while it grows, and when it is whole. */
  changed(lessonId: string): void;
}

export interface PlayableService {
  /**
   * Where a piece lies, once it is made; asking moves the work there. Null when the part has no such
   * piece, and when `signal` says that nobody waits any more.
   * @throws AppError when it cannot be made
   */
  piecePath(partId: string, piece: number, signal?: AbortSignal): Promise<string | null>;
  /** Begins making all of a part's copy, as a job, unless it is whole or under way. */
  watch(partId: string): void;
  /** Makes a part's copy outward from a piece. Answers what is made so far, in part time. */
  lookAt(partId: string, piece: number): Promise<Range[]>;
  /** What is made of a part's copy, in part time. */
  made(partId: string): Promise<Range[]>;
  /** Where a piece lies that is made; null for one that is not. Nothing is made for asking. */
  madePath(partId: string, piece: number): Promise<string | null>;
  /** Makes nothing more until it is asked again. */
  rest(): void;
  /** How much of a part's copy is made, 0 to 1. */
  share(partId: string): number;
  /** Stops work on these parts and lets go of their files, which may then be removed. */
  forget(partIds: readonly string[]): Promise<void>;
  /** For quitting: stops everything, and resolves when nothing runs any more. */
  stop(): Promise<void>;
}
