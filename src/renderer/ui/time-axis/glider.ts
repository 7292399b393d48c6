/** Moves a view on by itself, frame by frame, until it comes to rest. */
import { type Glide, glidedPx, isStill, glideOver } from './glide';

export class Glider {
  #glide: Glide | null = null;
  #sinceMs = 0;
  #donePx = 0;
  #frame = 0;
  readonly #move: (px: number) => boolean;

  /** @param move moves the view by so many pixels; false when it can go no further. */
  constructor(move: (px: number) => boolean) {
    this.#move = move;
  }

  get isGliding(): boolean {
    return this.#glide !== null;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#glide = null;
  }

  /** So many pixels more, on top of what is still to come. @returns false when nothing may move. */
  add(px: number): boolean {
    if (wantsStillness()) return false;
    const restPx = this.#glide ? glidedPx(this.#glide, Infinity) - this.#donePx : 0;
    this.#begin(glideOver(restPx + px));
    return true;
  }

  throw(speed: number): void {
    if (!wantsStillness()) this.#begin({ speed });
  }

  #begin(glide: Glide): void {
    cancelAnimationFrame(this.#frame);
    this.#glide = glide;
    this.#sinceMs = performance.now();
    this.#donePx = 0;
    this.#frame = requestAnimationFrame((ms) => this.#step(ms));
  }

  #step(ms: number): void {
    if (!this.#glide) return;
    const goneMs = ms - this.#sinceMs;
    const toPx = glidedPx(this.#glide, goneMs);
    const moved = this.#move(toPx - this.#donePx);
    this.#donePx = toPx;
    if (isStill(this.#glide, goneMs) || (!moved && goneMs > 50)) this.stop();
    else this.#frame = requestAnimationFrame((next) => this.#step(next));
  }
}

function wantsStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
