/** When a decoded frame that lies over the video may go: once the video has painted the same one. */
import type { DeckPair } from '../../picture/deck-pair';
import type { FrameLists } from '../../picture/frame-lists';
import { frameOf, frameTold, type Place } from '../../picture/place';

/** The video has settled, and yet its frame does not tell that it is the one: it is trusted. */
const TRUST_MS = 400;

export class Handover {
  readonly #pair: DeckPair;
  readonly #frames: FrameLists;
  #trusting: ReturnType<typeof setTimeout> | undefined;

  constructor(pair: DeckPair, frames: FrameLists) {
    this.#pair = pair;
    this.#frames = frames;
  }

  /** True once the video itself stands on the frame that was asked for. */
  shows(asked: Place | null): boolean {
    const { front } = this.#pair;
    if (!front.part || front.part.id !== asked?.part.id || front.paintedUs === null) return false;
    const times = this.#frames.get(front.part.id);
    return (
      times !== undefined && frameTold(times, front.paintedUs) === frameOf(times, asked.partUs)
    );
  }

  /** The video has settled. @param trusted is called when it says no more than that for a while. */
  settled(covered: boolean, trusted: () => void): void {
    clearTimeout(this.#trusting);
    if (covered) this.#trusting = setTimeout(trusted, TRUST_MS);
  }

  dispose(): void {
    clearTimeout(this.#trusting);
  }
}
