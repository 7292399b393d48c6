/** Frame lists of parts, fetched once each and kept while the room is open. */
import type { FrameTimes } from '../../shared/domain/frames';
import type { Id } from '../../shared/domain/ids';

export class FrameLists {
  readonly #lists = new Map<Id, FrameTimes>();
  readonly #asked = new Map<Id, number>();
  readonly #gone = new AbortController();

  get(partId: Id): FrameTimes | undefined {
    return this.#lists.get(partId);
  }

  /** Asks for a list, again after a while when it could not be had. */
  want(partId: Id): void {
    const AGAIN_MS = 3000;
    const asked = this.#asked.get(partId);
    if (this.#lists.has(partId) || (asked !== undefined && Date.now() - asked < AGAIN_MS)) return;
    this.#asked.set(partId, Number.POSITIVE_INFINITY);
    void this.#fetch(partId).finally(() => this.#asked.set(partId, Date.now()));
  }

  close(): void {
    this.#gone.abort();
  }

  async #fetch(partId: Id): Promise<void> {
    try {
      const answer = await fetch(`footage://frames/${partId}`, { signal: this.#gone.signal });
      if (!answer.ok) return;
      const bytes = await answer.arrayBuffer();
      if (bytes.byteLength >= 16 && bytes.byteLength % 8 === 0) {
        this.#lists.set(partId, new Float64Array(bytes));
      }
    } catch {
      // Not there yet, or the room was left: stepping goes by the average until it is.
    }
  }
}
