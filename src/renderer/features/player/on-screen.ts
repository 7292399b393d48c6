/** What the screen really shows, by what was painted last: not what was asked for. */
import { frameStartUs } from '../../../shared/domain/frames';
import { toLessonUs } from '../../../shared/domain/lesson-time';
import { usePlayback } from '../../stores/playback';
import type { OnScreen } from '../../stores/screen';
import type { Deck } from '../../picture/deck';
import type { DeckPair } from '../../picture/deck-pair';
import type { FrameLists } from '../../picture/frame-lists';
import { frameHolding, frameTold, type Place, toLessonRange } from '../../picture/place';
import type { Reel } from './reel';

/** The frame that a deck painted last. */
function painted(deck: Deck, frames: FrameLists): Place | null {
  const { part, paintedUs } = deck;
  if (!part || paintedUs === null) return null;
  const times = frames.get(part.id);
  return { part, partUs: times ? frameStartUs(times, frameTold(times, paintedUs)) : paintedUs };
}

/** @param over the decoded frame that lies over the video, while one does */
export function onScreen(
  { front, wanted }: DeckPair,
  frames: FrameLists,
  reel: Reel,
  over: Place | null,
): OnScreen | null {
  const { playing, speed, waiting } = usePlayback.getState();
  const runs =
    playing && !waiting && speed > 0 && front === wanted && front.settled && !front.video.paused;
  const rate = runs ? speed : 0;
  if (!over && front.part && front.file?.picture === null) {
    // Sound alone has no frames: each moment is one of its own.
    const us = toLessonUs(front.part, front.partUs);
    return { startUs: us, endUs: us, rate };
  }
  const place = over ?? painted(front, frames);
  if (!place) return null;
  const { part, partUs } = place;
  const frame = frameHolding(frames.get(part.id), partUs, reel.fps(part));
  const backwards = playing && speed < 0 ? speed : 0;
  return { ...toLessonRange(part, frame), rate: over ? backwards : rate };
}
