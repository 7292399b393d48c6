/**
 * The clock of a lesson that is noticed live: it runs by itself and cannot be moved. Once it has
 * ended one can go to what was noticed, without a picture.
 */
import type { Transport } from '../../stores/playback';
import { playheadMoved, playheadRuns } from '../../stores/playhead';
import { clampUs, US_PER_MS } from '../../../shared/domain/time';

const nothing = () => undefined;

export class LiveTransport implements Transport {
  readonly #startedMs: number;
  readonly #endedMs: number | null;
  #standsUs = 0;

  /** @param endedAt null while it goes on. Both ISO instants. */
  constructor(startedAt: string, endedAt: string | null) {
    this.#startedMs = Date.parse(startedAt);
    this.#endedMs = endedAt === null ? null : Date.parse(endedAt);
    playheadRuns(endedAt === null);
  }

  nowUs = (): number => {
    if (this.#endedMs !== null) return this.#standsUs;
    return Math.max(0, Date.now() - this.#startedMs) * US_PER_MS;
  };

  seek = (us: number): void => {
    if (this.#endedMs === null) return;
    this.#standsUs = clampUs(us, 0, Math.max(0, this.#endedMs - this.#startedMs) * US_PER_MS);
    playheadMoved();
  };

  frameOnScreen = () => ({ startUs: this.nowUs(), endUs: this.nowUs() });

  dispose(): void {
    playheadRuns(false);
  }

  /** There is no picture yet. */
  onScreen(): null {
    return null;
  }

  play = nothing;
  pause = nothing;
  toggle = nothing;
  step = nothing;
  stepEnd = nothing;
  scrub = this.seek;
  scrubEnd = nothing;
  shuttle = nothing;
  setRate = nothing;
}
