/** Which frame of a part's list a decoded picture is. Pure. */
import { frameAt, frameCount, type FrameTimes } from '../../../../shared/domain/frames';
import { PIECE_US } from '../../../../shared/domain/pieces';

/** How far a container's rounding puts a time from the list's: a millisecond in Matroska. */
export const NEAR_US = 600;

/**
 * The frame that begins at a time.
 * @returns -1 when none does: such a picture is not presented, and must not be shown.
 */
export function indexBeginning(times: FrameTimes, us: number): number {
  if (frameCount(times) === 0) return -1;
  const index = frameAt(times, us + NEAR_US);
  return Math.abs((times[index] ?? Number.NaN) - us) <= NEAR_US ? index : -1;
}

/** The frame on screen at a time, as pieces hold it: they repeat it where a piece begins. */
export function indexShownAt(times: FrameTimes, us: number): number {
  return frameAt(times, us + NEAR_US);
}

/** The piece in which a frame begins. */
export function pieceOfFrame(times: FrameTimes, index: number): number {
  return Math.floor(((times[index] ?? 0) + NEAR_US) / PIECE_US);
}

/**
 * What must be taken from a file's times to get part time.
 * @param packetsUs times of the first packets of the file in order of presentation, the last few of
 *   which may stand before others that are not among them
 * @param lastUs the time of the last packet of all
 * @param candidatesUs what it may be, most likely first
 * @returns null when the file's packets and the list do not agree under any of them
 */
export function clockOffset(
  times: FrameTimes,
  packetsUs: readonly number[],
  lastUs: number,
  candidatesUs: readonly number[],
): number | null {
  const UNSURE = 8;
  const sure = packetsUs.slice(0, Math.max(1, packetsUs.length - UNSURE));
  const count = frameCount(times);
  const fits = (offsetUs: number): boolean => {
    const presented = sure.map((us) => us - offsetUs).filter((us) => us >= -NEAR_US);
    return (
      presented.length > 0 &&
      presented.every((us, index) => Math.abs((times[index] ?? Number.NaN) - us) <= NEAR_US) &&
      indexBeginning(times, lastUs - offsetUs) === count - 1
    );
  };
  return candidatesUs.find(fits) ?? null;
}
