/**
 * Whether a file's sound runs on from packet to packet. Chromium (130, measured) plays the packets of
 * a file one straight after the other: a gap in their times, as phones leave one after their first
 * packet, brings all that follows forward, and a long stretch hidden by an edit list puts it back.
 * Picture and sound are then apart for the whole lesson.
 */
import type { Packet } from './packets';

/** By so much containers round each packet's time. */
const ROUNDING_US = 2_000;
/** Less than this is not heard. */
const APART_US = 30_000;
/** What a codec needs before its first sound, at the most: HE-AAC at 16 kHz. */
const PRIMING_US = 200_000;

/**
 * @param packets of a codec whose packets are all of one length, in stored order
 * @returns false where a player that counts packets would come apart from their times
 */
export function runsOn(packets: readonly Packet[]): boolean {
  const timed = packets.filter(({ ptsUs, durationUs }) => ptsUs !== null && durationUs !== null);
  const lengths = timed.map(({ durationUs }) => durationUs ?? 0).sort((a, b) => a - b);
  const eachUs = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const shown = timed.filter(({ hidden }) => !hidden);
  const firstUs = timed[0]?.ptsUs ?? 0;
  const shownUs = shown[0]?.ptsUs ?? firstUs;
  if (shownUs - firstUs > PRIMING_US) return false;
  let apartUs = 0;
  for (let index = 1; index < shown.length; index++) {
    const stepUs = (shown[index]?.ptsUs ?? 0) - (shown[index - 1]?.ptsUs ?? 0);
    if (Math.abs(stepUs - eachUs) > ROUNDING_US) apartUs += stepUs - eachUs;
    if (Math.abs(apartUs) > APART_US) return false;
  }
  return true;
}
