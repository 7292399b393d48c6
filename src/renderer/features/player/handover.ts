/** When a decoded frame that lies over the video may go: once the video has painted the same one. */
import { frameAt } from '../../../shared/domain/frames';
import type { DeckPair } from './deck-pair';
import type { FrameLists } from './frame-lists';
import type { Place } from './place';

/** The video has settled, and yet its frame does not tell that it is the one: it is trusted. */
const TRUST_MS = 400;
/** How far a time told by the picture may fall short of the list's. */
const SHORT_US = 500;

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
      times !== undefined &&
      frameAt(times, front.paintedUs + SHORT_US) === frameAt(times, asked.partUs + SHORT_US)
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
