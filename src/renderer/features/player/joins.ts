/** Going over from one part of the lesson to the next without a seam. */
import type { FileView, Part } from '../../../shared/domain/lesson';
import { partEndUs } from '../../../shared/domain/lesson-time';
import { US_PER_SECOND } from '../../../shared/domain/time';
import { usePlayback } from '../../stores/playback';
import type { DeckPair } from '../../picture/deck-pair';
import type { FrameLists } from '../../picture/frame-lists';
import type { Reel } from './reel';

/** How long before a join the next part is made ready, in time of watching. */
const READY_BEFORE_US = 15 * US_PER_SECOND;

/** What follows the end of a part. */
export type Crossing =
  /** There is no more. */
  | { to: null }
  /** Its file keeps its picture away. */
  | { to: Part; how: 'troubled' }
  /** It is on screen, or comes as soon as its picture is there. */
  | { to: Part; how: 'crossed' | 'coming'; file: FileView };

export class Joins {
  readonly #pair: DeckPair;
  readonly #frames: FrameLists;

  constructor(pair: DeckPair, frames: FrameLists) {
    this.#pair = pair;
    this.#frames = frames;
  }

  /** Makes the next part ready when it is near. */
  prepare(reel: Reel, nowUs: number): void {
    const { part } = this.#pair.front;
    if (!part) return;
    const { speed } = usePlayback.getState();
    const next = reel.next(part);
    const file = next && reel.fileOf(next);
    if (!next || !file || reel.troubleOf(next)) return;
    if (partEndUs(part) - nowUs > READY_BEFORE_US * Math.max(1, speed)) return;
    this.#pair.prepare(next, file);
    this.#frames.want(next.id);
  }

  /** The picture on screen has come to its end. */
  cross(reel: Reel, part: Part): Crossing {
    const next = reel.next(part);
    const file = next && reel.fileOf(next);
    if (!next || !file) return { to: null };
    if (reel.troubleOf(next)) return { to: next, how: 'troubled' };
    return { to: next, how: this.#pair.cross(next, file) ? 'crossed' : 'coming', file };
  }
}
