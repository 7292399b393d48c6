/** What the services need from other rooms, as small interfaces: each can be stood in for. */
import type { Readable } from 'node:stream';
import type { Handling, Picture, Sound } from '../../shared/domain/lesson';
import type { JobKind } from '../../shared/domain/job';
import type { Send } from '../../shared/ipc/derive';
import type { LibraryFile } from '../db/library-file';

/** What services read of a probe. It is stored whole, and media alone knows the rest of it. */
export interface Probed {
  container: string;
  bytes: number;
  durationUs: number;
  /** What the file's own clock says at part time 0. */
  firstFrameUs: number;
  picture: Picture | null;
  sound: Sound | null;
  trouble: string;
  /** The day it was recorded (`YYYY-MM-DD`), where the file says so. */
  recordedOn: string | null;
  /** When the recording began (ISO, UTC), where the file says so. */
  recordedAt: string | null;
}

export interface Media {
  /** @throws AppError `file-missing`, `file-denied`, `file-unreadable`. */
  probe(path: string, signal?: AbortSignal): Promise<Probed>;
  /** How a file is watched, by its probe alone. */
  handlingOf(probe: Probed): { handling: Handling; reason: string };
  /** A probe as it was stored. */
  storedProbe(json: unknown): Probed;
  /** The same for two copies of one file, wherever they are. */
  fingerprint(path: string): Promise<string>;
  readFrameTimes(path: string, probe: Probed, signal: AbortSignal): Promise<Float64Array>;
  /**
   * @param side pixels of the longer side, where a poster's are too many
   * @returns false when there is no picture to make one of.
   */
  makePoster(
    path: string,
    probe: Probed,
    outFile: string,
    signal: AbortSignal,
    side?: number,
  ): Promise<boolean>;
  /**
   * Whether the first frames from a place on can be decoded.
   * @param atUs part time
   */
  playsAt(path: string, probe: Probed, atUs: number, signal?: AbortSignal): Promise<boolean>;
  /** Makes a recording of the page's whole; `file-unreadable` when there is no sound in it. */
  finishVoice(from: string, to: string): Promise<{ durationUs: number; levels: number[] }>;
  /** The shape of a take's voice, as `decodePeaks` reads it. @param samples 48,000 a second */
  voiceLevels(path: string, samples: number): Promise<Uint8Array<ArrayBuffer>>;
  /** How loud a WAV file is: LUFS, null for silence, and its true peak, dBTP. */
  measureLoudness(
    voice: Readable,
    signal?: AbortSignal,
  ): Promise<{ lufs: number | null; peakDb: number }>;
  /** Copies and compares; `to` is there only when it is the same. */
  copyVerified(
    from: string,
    to: string,
    how: { signal?: AbortSignal; report?: (share: number | null) => void },
  ): Promise<unknown>;
}

export interface JobStarter {
  start(spec: {
    kind: JobKind;
    title: string;
    lessonId: string | null;
    resumes?: boolean;
    run(signal: AbortSignal, report: (share: number | null) => void): Promise<void>;
    /** Called once when it is over, also when it was cancelled before it ever ran. */
    over?(): void;
  }): string;
  /** Stops every job of a lesson and waits until they are over. */
  cancelOf(lessonId: string): Promise<void>;
}

export interface Dialogs {
  chooseFiles(): Promise<string[] | null>;
  locateFile(name: string): Promise<string | null>;
  /** A file of a board. */
  chooseBoard(): Promise<string | null>;
  /** A picture to show in a session, or a PDF with it. */
  choosePicture(): Promise<string | null>;
  /** A file to write to, with a name to begin with; `title` is the dialog's. */
  chooseSave(name: string, title: string): Promise<string | null>;
}

export interface Playable {
  /** How much of a part's playable copy is made, 0 to 1. */
  share(partId: string): number;
  /** Stops making copies of these parts and lets go of their files. */
  forget(partIds: readonly string[]): Promise<void> | void;
}

export interface Deps {
  /** The library's folder, absolute. */
  folder: string;
  library: LibraryFile;
  media: Media;
  jobs: JobStarter;
  dialogs: Dialogs;
  send: Send;
  playable: Playable;
  /** Folder with `lesson.mp4` and `lesson.json`. */
  madeLessonFolder: string;
  /** Folder with the boards to begin from. */
  boardsFolder: string;
  /** Whether a path lies in a folder that is copied to the cloud. */
  /** Folder with the sessions to begin from. */
  sessionsFolder: string;
  isCloudFolder: (path: string) => boolean;
  nowMs: () => number;
}
