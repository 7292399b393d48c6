/**
 * What is made ready once it seems that nobody goes on: frames decoded where steps may begin, and a
 * copy with many keyframes around there.
 */
import type { Id } from '../../../shared/domain/ids';
import type { Part } from '../../../shared/domain/lesson';
import { usePlayback } from '../../stores/playback';
import type { Place } from '../../picture/place';

/** A picture that has stood for so long is likely to be stepped from. */
const PRIME_MS = 500;
/** A lesson that was just opened has the machine to itself for so long. */
const ASK_MS = 4_000;

export interface AtRestHost {
  /** The picture on screen. */
  place(): Place | null;
  /** Its frames are going to be of use. */
  open(part: Part): void;
  prime(place: Place): void;
  /** True where the part is watched through a copy, whose making has begun anyhow. */
  isCopy(part: Part): boolean;
  /** Any frame around this place is to be had at once: made ready from there outward. */
  frequent(part: Part, partUs: number): void;
}

export class AtRest {
  readonly #host: AtRestHost;
  /** Parts of which a copy with many keyframes is made or of use. */
  readonly #reviewed = new Set<Id>();
  #priming: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AtRestHost) {
    this.#host = host;
  }

  /** A copy of this part is of use. */
  wantsCopy(part: Part): void {
    this.#reviewed.add(part.id);
  }

  /** The picture has come to stand, or something became known of it. */
  begins(): void {
    clearTimeout(this.#priming);
    this.#priming = setTimeout(() => {
      const place = this.#host.place();
      if (!place) return;
      this.#host.open(place.part);
      if (!usePlayback.getState().playing) this.#host.prime(place);
      this.#askForCopy(place.part);
    }, PRIME_MS);
  }

  dispose(): void {
    clearTimeout(this.#priming);
    clearTimeout(this.#asking);
  }

  #askForCopy(part: Part): void {
    if (this.#asking !== undefined || !this.#reviewed.has(part.id)) return;
    this.#asking = setTimeout(
      () => {
        this.#asking = undefined;
        const place = this.#host.place();
        if (place && this.#reviewed.has(place.part.id)) {
          this.#host.frequent(place.part, place.partUs);
        }
      },
      this.#host.isCopy(part) ? 0 : ASK_MS,
    );
  }
}
