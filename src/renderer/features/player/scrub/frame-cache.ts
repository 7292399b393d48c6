/**
 * Decoded frames of one part, within so many bytes. When there is no room the frame that is least
 * likely to be wished goes: the one furthest from the last wish, frames that lie behind it counting
 * as further.
 */
export interface Kept {
  close(): void;
}

/** How much less a frame against the way of the wishes is worth. */
const BEHIND = 3;

export class FrameCache<Frame extends Kept> {
  readonly #frames = new Map<number, { frame: Frame; bytes: number }>();
  #budgetBytes: number;
  #bytes = 0;
  #at = 0;
  #way: 1 | -1 | 0 = 0;

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(index: number): boolean {
    return this.#frames.has(index);
  }

  get(index: number): Frame | undefined {
    return this.#frames.get(index)?.frame;
  }

  /** Around which frame, and which way, frames are worth keeping from now on. */
  aim(index: number, way: 1 | -1 | 0): void {
    this.#at = index;
    this.#way = way;
  }

  /** From now on it may hold so many bytes; frames beyond that go at once. */
  allow(budgetBytes: number): void {
    this.#budgetBytes = budgetBytes;
    while (this.#bytes > budgetBytes) this.#drop(this.#furthest() ?? 0);
  }

  /** The kept frame nearest to an index within two bounds, both included. */
  nearest(index: number, low: number, high: number): number | null {
    let best: number | null = null;
    for (const kept of this.#frames.keys()) {
      if (kept < low || kept > high) continue;
      if (best === null || Math.abs(kept - index) < Math.abs(best - index)) best = kept;
    }
    return best;
  }

  /** True when a frame of this size would be kept: nothing nearer would have to go for it. */
  worthKeeping(index: number, bytes: number): boolean {
    if (this.has(index)) return false;
    if (this.#bytes + bytes <= this.#budgetBytes) return true;
    const furthest = this.#furthest();
    return furthest !== null && this.#distance(index) < this.#distance(furthest);
  }

  /** Takes a frame over; it is closed when it goes, or at once when it is not worth keeping. */
  put(index: number, frame: Frame, bytes: number): void {
    if (!this.worthKeeping(index, bytes)) {
      frame.close();
      return;
    }
    this.#frames.set(index, { frame, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#budgetBytes) {
      const furthest = this.#furthest();
      if (furthest === null || this.#frames.size === 1) break;
      this.#drop(furthest);
    }
  }

  clear(): void {
    for (const index of [...this.#frames.keys()]) this.#drop(index);
  }

  #drop(index: number): void {
    const kept = this.#frames.get(index);
    if (!kept) return;
    this.#frames.delete(index);
    this.#bytes -= kept.bytes;
    kept.frame.close();
  }

  #distance(index: number): number {
    const by = index - this.#at;
    return this.#way !== 0 && Math.sign(by) === -this.#way ? Math.abs(by) * BEHIND : Math.abs(by);
  }

  #furthest(): number | null {
    let found: number | null = null;
    for (const index of this.#frames.keys()) {
      if (found === null || this.#distance(index) > this.#distance(found)) found = index;
    }
    return found;
  }
}
