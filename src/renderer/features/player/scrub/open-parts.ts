/** Which parts the decoding worker has open, and of which places it can give frames. */
import type { FrameTimes } from '../../../../shared/domain/frames';
import type { Id } from '../../../../shared/domain/ids';
import type { FileView, Part } from '../../../../shared/domain/lesson';
import type { Range } from '../../../../shared/domain/time';
import type { Place } from '../../../picture/place';
import type { FrameWorker } from './frame-worker';

export interface PartsHost {
  timesOf(part: Part): FrameTimes | undefined;
  fileOf(part: Part): FileView | undefined;
}

export class OpenParts {
  readonly #worker: FrameWorker;
  readonly #host: PartsHost;
  /** `able` is null while it is not known, and where the worker has failed. */
  readonly #parts = new Map<Id, { part: Part; able: boolean | null }>();
  readonly #made = new Map<Id, Range[]>();

  constructor(worker: FrameWorker, host: PartsHost) {
    this.#worker = worker;
    this.#host = host;
  }

  open(part: Part): void {
    const times = this.#host.timesOf(part);
    const file = this.#host.fileOf(part);
    if (!times || !file?.picture || !file.present || this.#parts.has(part.id)) return;
    if (file.handling === 'unreadable') return;
    this.#parts.set(part.id, { part, able: null });
    this.#worker.open({
      partId: part.id,
      from: file.handling === 'copy' ? 'copy' : 'original',
      durationUs: part.durationUs,
      firstFrameUs: file.firstFrameUs,
      times,
    });
    const made = this.#made.get(part.id);
    if (made) this.#worker.made(part.id, made);
  }

  /** The worker has opened it. Answers the part, where it is still wanted. */
  opened(partId: Id, able: boolean): Part | null {
    const known = this.#parts.get(partId);
    if (!known) return null;
    known.able = able;
    return known.part;
  }

  /** The worker has closed it for others. */
  closed(partId: Id): void {
    this.#parts.delete(partId);
  }

  forget(partId: Id): void {
    this.closed(partId);
    this.#worker.close(partId);
  }

  /** The worker has failed: nothing can be had. */
  unable(): void {
    for (const known of this.#parts.values()) known.able = null;
  }

  made(partId: Id, made: Range[]): void {
    this.#made.set(partId, made);
    this.#worker.made(partId, made);
  }

  can(place: Place): boolean {
    const known = this.#parts.get(place.part.id);
    if (!known || !this.#host.timesOf(place.part)) return false;
    const from = this.#host.fileOf(place.part)?.handling;
    return (known.able === true && from === 'direct') || this.isQuick(place);
  }

  isQuick({ part, partUs }: Place): boolean {
    const able = this.#parts.get(part.id)?.able;
    if (able === undefined || able === null || !this.#host.timesOf(part)) return false;
    const made = this.#made.get(part.id) ?? [];
    return made.some(({ startUs, endUs }) => partUs >= startUs && partUs < endUs);
  }
}
