/**
 * One seek at a time. A decoder that is busy seeking gains nothing from more orders: while one is
 * in flight only the newest wish is kept, and given when the picture is there.
 */
export class Seeker {
  #inFlight = false;
  #wish: number | null = null;
  readonly #go: (us: number) => void;
  readonly #settled: () => void;

  /** @param go starts a seek. @param settled the picture of the newest wish is there. */
  constructor(go: (us: number) => void, settled: () => void) {
    this.#go = go;
    this.#settled = settled;
  }

  get busy(): boolean {
    return this.#inFlight;
  }

  ask(us: number): void {
    if (this.#inFlight) {
      this.#wish = us;
      return;
    }
    this.#inFlight = true;
    this.#go(us);
  }

  /** The decoder says that it is there. */
  arrived(): void {
    if (!this.#inFlight) return;
    const wish = this.#wish;
    this.#wish = null;
    if (wish === null) {
      this.#inFlight = false;
      this.#settled();
    } else this.#go(wish);
  }

  /** Another file was put in: nothing is in flight any more. */
  reset(): void {
    this.#inFlight = false;
    this.#wish = null;
  }
}
