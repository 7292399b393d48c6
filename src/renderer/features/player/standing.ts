/** Where the playhead stands, and which picture belongs there. */
import { frameStartUs } from '../../../shared/domain/frames';
import { toLessonUs } from '../../../shared/domain/lesson-time';
import { clampUs } from '../../../shared/domain/time';
import { playheadMoved } from '../../stores/playhead';
import type { DeckPair } from '../../picture/deck-pair';
import type { FrameLists } from '../../picture/frame-lists';
import { frameTold, type Place } from '../../picture/place';

export class Standing {
  readonly #pair: DeckPair;
  readonly #frames: FrameLists;
  /** Lesson time, where the picture's own clock does not say it: asked for, or paused. */
  us: number | null = null;
  /** The picture asked for, until playing moves on from it. */
  asked: Place | null = null;

  constructor(pair: DeckPair, frames: FrameLists) {
    this.#pair = pair;
    this.#frames = frames;
  }

  nowUs(): number {
    if (this.us !== null) return this.us;
    const { part, partUs } = this.#pair.front;
    return part ? toLessonUs(part, clampUs(partUs, 0, part.durationUs)) : 0;
  }

  /** The picture on screen, by the best account there is of it. */
  place(): Place | null {
    if (this.asked) return this.asked;
    const { part, partUs, presentedUs } = this.#pair.front;
    if (!part) return null;
    const times = this.#frames.get(part.id);
    if (presentedUs === null || !times) return { part, partUs: presentedUs ?? partUs };
    return { part, partUs: frameStartUs(times, frameTold(times, presentedUs)) };
  }

  /** From here on it stands at a picture that was asked for. */
  at(place: Place, us = toLessonUs(place.part, place.partUs)): void {
    this.us = us;
    this.asked = place;
    playheadMoved();
  }

  /** From here on the picture's own clock says where it is. */
  letGo(): void {
    this.us = null;
    this.asked = null;
  }
}
