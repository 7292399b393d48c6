/** From packets to what is on screen when. Pure. */
import type { Packet } from './packets';

export interface Presented {
  /** When each frame is shown, rising, in the file's own microseconds. */
  timesUs: number[];
  /** When the last frame ends. */
  endUs: number;
  /** True when every packet said when it is shown. */
  complete: boolean;
}

/** A frame's likely length where nothing says it: the median of those shortly before it. */
function usualGapUs(timesUs: readonly number[]): number {
  const last = timesUs.slice(-21);
  const gaps = last.slice(1).map((time, index) => time - (last[index] ?? time));
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 40_000;
}

/**
 * Frames as they are shown. Of several frames at one time only one is ever on screen, so the list
 * strictly rises.
 * @param frameUs where fields are stored as packets of their own: the length of a frame. Two
 *   packets nearer to each other than 0.6 of it are two fields of one frame.
 */
export function presentedTimes(packets: readonly Packet[], frameUs: number | null): Presented {
  const shown = packets.filter((packet) => !packet.hidden);
  const timed = shown.filter((packet) => packet.ptsUs !== null);
  timed.sort((a, b) => (a.ptsUs ?? 0) - (b.ptsUs ?? 0));
  const timesUs: number[] = [];
  let endUs = 0;
  for (const { ptsUs, durationUs } of timed) {
    if (ptsUs === null) continue;
    const lastUs = timesUs.at(-1);
    const isField = frameUs !== null && lastUs !== undefined && ptsUs - lastUs < frameUs * 0.6;
    if (!isField && ptsUs !== lastUs) timesUs.push(ptsUs);
    endUs = durationUs === null ? -1 : ptsUs + durationUs;
  }
  const lastUs = timesUs.at(-1) ?? 0;
  if (endUs <= lastUs) endUs = lastUs + usualGapUs(timesUs);
  return { timesUs, endUs, complete: timed.length === shown.length };
}

/** Tolerance for "the same length": half a clock tick of millisecond containers on both sides. */
const SAME_US = 2_100;

/** True when frames are not evenly spaced, beyond a coarse clock and a frame dropped now and then. */
export function isVariable(timesUs: readonly number[]): boolean {
  const gaps = timesUs.slice(1).map((time, index) => time - (timesUs[index] ?? time));
  if (gaps.length < 2) return false;
  const even = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const odd = gaps.filter((gap) => Math.abs(gap - even) > SAME_US).length;
  return odd > gaps.length * 0.02;
}
