/** Sentences for footage that is not whole. Pure. */

/** What demuxers and parsers say while packets are read, and what it means. */
const CUT = /partial file|File ended prematurely|Truncating packet|truncated|EOF in mid/i;
const DAMAGED =
  /Invalid NAL|missing picture in access unit|Packet corrupt|invalid as first byte|Error parsing|Invalid data found|error while decoding|Header missing|damaged|Invalid length/i;

/** Whether a complaint of ffmpeg means that the footage itself is damaged. */
export function soundsDamaged(line: string): boolean {
  return DAMAGED.test(line) || CUT.test(line);
}

export interface Signs {
  /** What ffprobe complained about while reading. */
  complaints: readonly string[];
  /** A box of the file says that it is longer than the file. */
  cutOff: boolean;
  /** How long the file says it is, or null. */
  saidUs: number | null;
  /** How long the footage found in it is. */
  foundUs: number;
}

/** The stated length may cover sound that runs on after the picture; more than this is missing. */
const MISSING_US = 2_000_000;

export function troubleOf({ complaints, cutOff, saidUs, foundUs }: Signs): string {
  const missing = saidUs !== null && saidUs - foundUs > Math.max(MISSING_US, saidUs * 0.02);
  if (cutOff || (missing && complaints.some((line) => CUT.test(line)))) {
    return 'The recording is cut short. It can be watched as far as it goes.';
  }
  if (complaints.some((line) => DAMAGED.test(line))) {
    return 'Part of the recording is damaged. The rest can be watched.';
  }
  if (complaints.some((line) => CUT.test(line))) {
    return 'The recording is cut short. It can be watched as far as it goes.';
  }
  return '';
}
