/** The parts of a lesson as the player needs them: in order, each with its file. */
import type { LessonDocument } from '../../../shared/domain/document';
import type { Id } from '../../../shared/domain/ids';
import type { FileView, Part } from '../../../shared/domain/lesson';
import { lessonEndUs, partEndUs, partsOf } from '../../../shared/domain/lesson-time';
import { US_PER_SECOND } from '../../../shared/domain/time';
import type { PlaybackTrouble } from '../../stores/playback';
import { neighbour } from '../../picture/place';

/** For files that do not say how many frames a second they have. */
const USUAL_FPS = 25;

export class Reel {
  readonly parts: readonly Part[];
  readonly endUs: number;
  readonly #files: ReadonlyMap<Id, FileView>;

  constructor(document: LessonDocument | null) {
    this.parts = document ? partsOf(document) : [];
    this.endUs = document ? lessonEndUs(document) : 0;
    this.#files = new Map(document?.files.map((file) => [file.id, file]));
  }

  part(id: Id | undefined): Part | undefined {
    return this.parts.find((part) => part.id === id);
  }

  file(fileId: Id): FileView | undefined {
    return this.#files.get(fileId);
  }

  fileOf(part: Part): FileView | undefined {
    return this.#files.get(part.fileId);
  }

  fps(part: Part): number {
    return this.fileOf(part)?.picture?.fps ?? USUAL_FPS;
  }

  next(part: Part): Part | undefined {
    return neighbour(this.parts, part, 1);
  }

  /** Why a part has no picture; null when it should have one. */
  troubleOf(part: Part): PlaybackTrouble | null {
    const file = this.fileOf(part);
    if (!file) return null;
    if (!file.present) return { fileId: file.id, reason: 'missing' };
    return file.handling === 'unreadable' ? { fileId: file.id, reason: 'unreadable' } : null;
  }

  /** True when a file that kept the picture away may be tried again. */
  isMended(trouble: PlaybackTrouble): boolean {
    const file = this.#files.get(trouble.fileId);
    if (!file || trouble.reason === 'unplayable') return !file;
    return file.present && file.handling !== 'unreadable';
  }

  /** True on the last frame and after it. */
  isAtEnd(us: number): boolean {
    const last = this.parts.at(-1);
    return last !== undefined && us >= partEndUs(last) - US_PER_SECOND / this.fps(last);
  }
}
