/** What exporting clips needs from other rooms, as small interfaces. */
import type { ClipForm, ExportEntry } from '../../shared/domain/clip';
import type { Drawing, Shape } from '../../shared/domain/drawing';
import type { Angle, Part } from '../../shared/domain/lesson';
import type { Mask, MaskKey, MaskLook } from '../../shared/domain/mask';
import type { Moment } from '../../shared/domain/moment';

/** A stretch of one part, in part time. */
export interface ClipPart {
  path: string;
  /** The probe as media stored it. */
  probe: unknown;
  frames: Float64Array;
  startUs: number;
  endUs: number;
  /** Where the part lies in the lesson, see `Part`. */
  place: { offsetUs: number; rate: number };
  /** Which of the order's clips it belongs to, from 0. */
  clip: number;
  /** So many times as long as it was. */
  slow: 1 | 2 | 4;
  words?: ClipWords | undefined;
  /** How long its clip has run is shown. */
  timer: boolean;
  drawn: ClipDrawn[];
  covers: ClipCover[];
  hushes: ClipHush[];
}

/** Drawings that are shown together, in part time. */
export interface ClipDrawn {
  startUs: number;
  endUs: number;
  drawings: { shape: Shape; colour: Drawing['colour']; size: number; runsUs: number }[];
}

/** A part of the picture, or all of it, that nobody may see; part time, also that of its keys. */
export interface ClipCover {
  startUs: number;
  endUs: number;
  look: MaskLook;
  form: 'box' | 'ellipse' | 'all';
  keys: MaskKey[];
}

/** What nobody may hear, in part time. */
export interface ClipHush {
  startUs: number;
  endUs: number;
  /** A tone in its place; else silence. */
  tone: boolean;
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
  /** A school's; the app's own when left out. */
  colours?: { background: string; text: string } | undefined;
}

/** What a file is made of, in order. */
export type ClipItem = ClipPart | { card: ClipCard } | { gapUs: number };

export interface ClipResult {
  bytes: number;
  frames: number;
  exact: boolean;
  fellBack: boolean;
  /** What became of HEVC that was asked for as it is; null where there was none. */
  hevc: 'kept' | 'encoded' | null;
  startsUs: number[];
}

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
  /** A lesson's title, who is not to be shown, its angles and the parts of all of them. */
  lesson(
    lessonId: string,
  ): { title: string; notShown: string; angles: Angle[]; parts: Part[] } | undefined;
  moment(momentId: string): Pick<Moment, 'lessonId' | 'private'> | undefined;
  /** Where a part's original is; never its playable copy. */
  source(partId: string): { path: string; probe: unknown; present: boolean } | undefined;
  /** What is drawn on a lesson's pictures and hidden in it, as it is now. */
  marked(lessonId: string): { masks: readonly Mask[]; drawings: readonly Drawing[] };
  /** When each frame of a part is shown: the list that the page steps by. */
  frames(partId: string, signal: AbortSignal): Promise<Float64Array>;
  /**
   * Writes the whole clip to `partial`, or nothing.
   * @returns `startsUs` is where each item begins in it, and at last where it ends
   * @throws AppError
   */
  makeClip(
    items: readonly ClipItem[],
    partial: string,
    run: {
      signal: AbortSignal;
      report: (share: number) => void;
      form: ClipForm;
      /** It must play in every browser. */
      anywhere: boolean;
    },
  ): Promise<ClipResult>;
  jobs: {
    start(spec: {
      kind: 'clip' | 'pack' | 'narration';
      title: string;
      lessonId: string;
      lane?: string;
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
    /** All or none. */
    add(lines: readonly ClipLogLine[]): void;
  };
  kept: { get(key: string): unknown; set(key: string, value: unknown): void };
  dialogs: { chooseFolder(): Promise<string | null> };
  isCloudFolder(path: string): boolean;
  /** Who is at this machine, for the log. */
  authorName(): string;
  nowMs(): number;
}
