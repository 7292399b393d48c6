/**
 * Which frames of a clip are copied as they are coded, and which are encoded anew. Pure.
 *
 *     chosen      [-----------------------------)
 *     coded    I..p..p..I..p..p..I..p..p..I..p..p..I
 *               [encode)[        copy       )[enc)
 *
 * Copying can begin where decoding can: at a keyframe that needs nothing before it (IDR). It can end
 * anywhere in decoding order where all that came before is shown before all that comes after; where
 * frames are not reordered that is every frame. The frames left over at the end are few: those that
 * are coded between two such places.
 */
import { frameAt, type FrameTimes } from '../../../shared/domain/frames';

/** A coded frame, in decoding order; its part time in microseconds. */
export interface CodedFrame {
  us: number;
}

/** Frames by their numbers in the frame list; each range half open, each may be empty. */
export interface SmartPlan {
  first: number;
  copyFrom: number;
  copyTo: number;
  end: number;
  /** How many packets are copied, in decoding order from the keyframe on. */
  packets: number;
}

/** Less than this share copied is not worth joining it with what is encoded. */
const LEAST_COPIED = 0.2;
/** Times of one frame as two readers tell them. */
export const NEAR_US = 1_000;

/** The frame that begins at a time; -1 for none. */
export function frameBeginning(times: FrameTimes, us: number): number {
  const number = frameAt(times, us + NEAR_US);
  return Math.abs((times[number] ?? Number.NaN) - us) <= NEAR_US ? number : -1;
}

/**
 * @param range numbers of the first frame and of the last
 * @param coded frames in decoding order from an IDR picture within the range on, until the range is
 *   surely over or the file is
 * @returns null when nothing, or too little, can be copied
 */
export function planSmart(
  times: FrameTimes,
  { first, last }: { first: number; last: number },
  coded: readonly CodedFrame[],
): SmartPlan | null {
  const end = last + 1;
  const numbers = coded.map(({ us }) => frameBeginning(times, us));
  const [copyFrom] = numbers;
  if (copyFrom === undefined || copyFrom < first || copyFrom >= end) return null;
  // The earliest frame among those coded from here on.
  const least = new Float64Array(numbers.length + 1).fill(Number.POSITIVE_INFINITY);
  for (let at = numbers.length - 1; at >= 0; at--) {
    least[at] = Math.min(least[at + 1] ?? 0, numbers[at] ?? -1);
  }
  // Also a frame that is in no list, or one shown before the keyframe.
  let packets = 0;
  let most = -1;
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? -1;
    if (number < copyFrom) break;
    most = Math.max(most, number);
    if (most >= end) break;
    // All of them, and none twice: so many frames from the first to the last.
    if (most < (least[at + 1] ?? 0) && most - copyFrom === at) packets = at + 1;
  }
  const copyTo = copyFrom + packets;
  if (packets < (end - first) * LEAST_COPIED) return null;
  return { first, copyFrom, copyTo, end, packets };
}
