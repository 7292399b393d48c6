/** What exporting clips needs from other rooms, as small interfaces. */
import type { ClipForm, ExportEntry } from '../../shared/domain/clip';
import type { Angle, Part } from '../../shared/domain/lesson';

/** A stretch of one part, in part time. */
export interface ClipPart {
  path: string;
  /** The probe as media stored it. */
  probe: unknown;
  frames: Float64Array;
  startUs: number;
  endUs: number;
  /** Where the part lies in the lesson, see `Part`; and of which clip of the file it is, from 0. */
  place?: { offsetUs: number; rate: number; clip: number };
  words?: ClipWords;
}

/** What lies over footage. */
export interface ClipWords {
  /** At the bottom, with its clip's number in a reel; empty for none. */
  caption: string;
  number: number | null;
  /** In a corner; empty for none. */
  line: string;
}

/** What stands on a card before a clip of a reel. */
export interface ClipCard {
  title: string;
  small: string;
}

/** What a file is made of, in order. */
export type ClipItem = ClipPart | { card: ClipCard };

/** A file looked at before it is made: the very pictures it will hold, small, in runs of some frames. */
export interface ClipLook {
  /** When each frame is shown in the file. */
  timesUs: number[];
  durationUs: number;
  /** From where in the lesson each frame is, and of which clip; a card's from where its clip begins. */
  froms: { lessonUs: number; clip: number }[];
  /** Which frames are made together, half open. */
  runs: { from: number; to: number }[];
  /** @throws AppError. A frame of a damaged recording may be missing. */
  make(
    run: number,
    how: { signal: AbortSignal; onPicture: (frame: number, jpeg: Buffer) => void },
  ): Promise<void>;
  /** What was painted for it is removed. */
  close(): Promise<void>;
}

export interface ClipLogLine extends Omit<ExportEntry, 'folderName'> {
  folderPath: string;
}

export interface ClipsDeps {
  /** A lesson's title, its angles and the parts of all of them. */
  lesson(lessonId: string): { title: string; angles: Angle[]; parts: Part[] } | undefined;
  /** Where a part's original is; never its playable copy. */
  source(partId: string): { path: string; probe: unknown; present: boolean } | undefined;
  /** When each frame of a part is shown: the list that the page steps by. */
  frames(partId: string, signal: AbortSignal): Promise<Float64Array>;
  /**
   * Writes the whole clip to `partial`, or nothing.
   * @throws AppError
   */
  makeClip(
    items: readonly ClipItem[],
    partial: string,
    run: { signal: AbortSignal; report: (share: number) => void; form: ClipForm },
  ): Promise<{ bytes: number; frames: number; exact: boolean; fellBack: boolean }>;
  jobs: {
    start(spec: {
      kind: 'clip';
      title: string;
      lessonId: string;
      request: unknown;
      run(
        signal: AbortSignal,
        report: (share: number | null) => void,
      ): Promise<{ result: string; showPath: string }>;
    }): string;
  };
  /** Outputs under way are known on disk, so that a kill leaves no stray file. */
  partials: {
    /** Notes `${near}.partial` and answers it. */
    open(near: string): string;
    /** Notes that it is whole and about to become `file`. */
    naming(partial: string, file: string, bytes: number): void;
    /** Removes it and forgets it. */
    drop(partial: string): Promise<void>;
  };
  log: {
    add(line: ClipLogLine): void;
  };
  kept: { get(key: string): unknown; set(key: string, value: unknown): void };
  dialogs: { chooseFolder(): Promise<string | null> };
  isCloudFolder(path: string): boolean;
  /** Who is at this machine, for the log. */
  authorName(): string;
  nowMs(): number;
}
