/** How loud a narration's voices are made. */

/**
 * Speech that is listened to on laptops and projectors: -16 LUFS, no peak above -1.5 dBTP. The first is
 * what Apple Podcasts ask for (-16 LKFS, give or take one; at most -1 dBTP) and lies within what AES
 * TD1008 recommends for speech (-18) and for all else (-16); half a decibel more is left for encoders.
 */
export const TARGET_LUFS = -16;
export const MOST_PEAK_DB = -1.5;

/** No voice is made louder by more than this: what is left of so soft a one is noise. */
const MOST_GAIN_DB = 30;

/**
 * The gain that brings a voice there, in decibels, to a tenth.
 * @param lufs as EBU R128 measures it, without any gain
 * @param peakDb its true peak, dBTP: where the two disagree the voice stays softer
 */
export function evenGainDb({ lufs, peakDb }: { lufs: number; peakDb: number }): number {
  const room = Number.isFinite(peakDb) ? MOST_PEAK_DB - peakDb : MOST_GAIN_DB;
  const gain = Math.min(TARGET_LUFS - lufs, room, MOST_GAIN_DB);
  // Down, so that the peak's limit is kept.
  return Math.floor(gain * 10 + 1e-9) / 10;
}
