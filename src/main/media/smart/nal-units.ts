/** The units a coded picture of H.264 is made of, each behind its length in four bytes. Pure. */

/** ITU-T H.264, table 7-1. */
const LAST_SLICE = 5;
const IDR = 5;
const SPS = 7;
const PPS = 8;

interface Unit {
  type: number;
  whole: Uint8Array;
}

/** Each with its length before it, of H.264 or HEVC. */
export function* unitsOf(picture: Uint8Array): Generator<Uint8Array> {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  for (let at = 0; at + 4 < picture.length; ) {
    const end = at + 4 + view.getUint32(at);
    yield picture.subarray(at, end);
    at = end;
  }
}

function* avcUnits(picture: Uint8Array): Generator<Unit> {
  for (const whole of unitsOf(picture)) yield { type: (whole[4] ?? 0) & 31, whole };
}

const isSlice = ({ type }: Unit): boolean => type >= 1 && type <= LAST_SLICE;

/** Whether a picture is one from which decoding begins afresh: an IDR picture (7.4.1.2.4). */
export function isIdr(picture: Uint8Array): boolean {
  for (const unit of avcUnits(picture)) if (isSlice(unit)) return unit.type === IDR;
  return false;
}

/**
 * A picture's slices and nothing else. What goes is needed by nobody who begins to read at an IDR
 * picture, and cameras tell in it when, where and with what was filmed (supplemental information).
 * @param sets the parameter sets that stand in the file's head: one among the slices says the same
 * @returns null when a set among the slices says something else, or there is no slice
 */
export function slicesOf(picture: Uint8Array, sets: readonly Uint8Array[]): Uint8Array | null {
  const slices: Uint8Array[] = [];
  for (const unit of avcUnits(picture)) {
    if (isSlice(unit)) slices.push(unit.whole);
    else if (unit.type === SPS || unit.type === PPS) {
      const set = unit.whole.subarray(4);
      if (!sets.some((known) => Buffer.compare(known, set) === 0)) return null;
    }
  }
  const [first] = slices;
  if (!first) return null;
  const bytes = slices.reduce((sum, { length }) => sum + length, 0);
  const { buffer, byteOffset } = first;
  const last = slices.at(-1);
  const together = last && last.byteOffset + last.length - byteOffset === bytes;
  // Mostly they lie one behind the other, and nothing need be copied.
  return together ? new Uint8Array(buffer, byteOffset, bytes) : Buffer.concat(slices);
}
