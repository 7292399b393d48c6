/**
 * What the picture showed, as a log: an event whenever what is on screen is not what the event before
 * leads to. Taken from frames that were painted, so that a jump counts when it is seen. Pure.
 */
import { type EventOf, VOICE_RATE } from '../../../../shared/domain/narration';
import { US_PER_SECOND } from '../../../../shared/domain/time';
import type { OnScreen } from '../../../stores/screen';

type Shown = EventOf<'shown'>;

/** Frames are painted when the screen is ready for them: nearer than this nothing differs, µs. */
const LEAST_US = 30_000;

export class ShownLog {
  #last: Shown | null = null;

  /** A frame came on screen at a sample. */
  frame(at: number, screen: OnScreen): Shown | null {
    const last = this.#last;
    const lengthUs = screen.endUs - screen.startUs;
    if (screen.rate === 0) {
      const stands = last?.held && Math.abs(last.lessonUs - screen.startUs) < 1;
      return stands ? null : this.#log(at, screen.startUs, 0);
    }
    const offUs = screen.startUs - this.#ledTo(at);
    const mayBeOffUs = Math.max(LEAST_US, lengthUs) * Math.max(1, Math.abs(screen.rate));
    const asBefore = last && !last.held && last.rate === screen.rate;
    if (asBefore && Math.abs(offUs) < mayBeOffUs) return null;
    return this.#log(at, screen.startUs, screen.rate);
  }

  /** Between frames: the picture may have stopped, or run at another rate. */
  look(at: number, screen: OnScreen): Shown | null {
    const last = this.#last;
    if (!last) return this.#log(at, screen.startUs, 0);
    if (last.held || last.rate === screen.rate) return null;
    if (screen.rate === 0) return this.#log(at, screen.startUs, 0);
    return this.#log(at, this.#ledTo(at), screen.rate);
  }

  /** The lesson's time that the last event leads to. */
  #ledTo(at: number): number {
    const last = this.#last;
    if (!last) return 0;
    const seconds = Math.max(0, at - last.at) / VOICE_RATE;
    return last.held ? last.lessonUs : last.lessonUs + seconds * US_PER_SECOND * last.rate;
  }

  #log(at: number, us: number, rate: number): Shown {
    const lessonUs = Math.max(0, Math.round(us));
    const held = rate === 0;
    // An event is never before the one that it follows.
    const time = Math.max(at, this.#last?.at ?? 0);
    this.#last = { type: 'shown', at: time, lessonUs, held, rate: held ? 1 : rate };
    return this.#last;
  }
}
