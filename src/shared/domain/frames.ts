/**
 * Which frame is on screen. A frame list holds the presentation time of every frame in part time,
 * rising, and one more value: where the last frame ends. Variable frame rates need nothing special.
 */
export type FrameTimes = Float64Array;

export function frameCount(times: FrameTimes): number {
  return Math.max(0, times.length - 1);
}

/** Index of the frame on screen at a time: the last that begins at or before it, kept in bounds. */
export function frameAt(times: FrameTimes, us: number): number {
  let low = 0;
  let high = frameCount(times) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] ?? Number.POSITIVE_INFINITY) <= us) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function frameStartUs(times: FrameTimes, index: number): number {
  return times[Math.min(Math.max(index, 0), Math.max(0, frameCount(times) - 1))] ?? 0;
}

export function frameEndUs(times: FrameTimes, index: number): number {
  return times[Math.min(Math.max(index, 0) + 1, times.length - 1)] ?? 0;
}

/** A time well inside a frame, so that a seek there shows this frame and no neighbour. */
export function insideFrameUs(times: FrameTimes, index: number): number {
  return Math.round((frameStartUs(times, index) + frameEndUs(times, index)) / 2);
}

/**
 * Frames of a half-open range: from the frame on screen at its start to the frame on screen just
 * before its end, both included. A range always has at least one frame.
 */
export function framesOf(
  times: FrameTimes,
  startUs: number,
  endUs: number,
): { first: number; last: number } {
  const first = frameAt(times, startUs);
  return { first, last: Math.max(first, frameAt(times, endUs - 1)) };
}
