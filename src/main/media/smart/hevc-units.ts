/** The units a coded picture of HEVC is made of, each behind its length in four bytes. Pure. */
import { PPS, PPS_NUMBERS, SPS, VPS } from './hevc-sets';
import { unitsOf } from './nal-units';

/** ITU-T H.265, table 7-1: slices, and those of pictures at which decoding can begin. */
const LAST_SLICE = 31;
const [FIRST_KEY, LAST_BLA, LAST_KEY] = [16, 18, 23] as const;
const BLA_N_LP = 18;
const CRA = 21;

interface Unit {
  type: number;
  /** Of the picture itself, not of what some cameras lay over it (a second eye, see annex F). */
  own: boolean;
  whole: Uint8Array;
}

function* hevcUnits(picture: Uint8Array): Generator<Unit> {
  for (const whole of unitsOf(picture)) {
    const [one = 0, two = 0] = whole.subarray(4);
    yield { type: (one >> 1) & 63, own: (one & 1) === 0 && two >> 3 === 0, whole };
  }
}

const isSlice = ({ type, own }: Unit): boolean => own && type <= LAST_SLICE;
const isKey = (type: number): boolean => type >= FIRST_KEY && type <= LAST_KEY;

/**
 * Whether decoding can begin with a picture (IRAP), and pictures before it are still shown:
 * `no_output_of_prior_pics_flag` (7.4.7.1) would have a player leave out some of what comes before it.
 */
export function canBegin(picture: Uint8Array): boolean {
  for (const unit of hevcUnits(picture)) {
    if (isSlice(unit)) return isKey(unit.type) && ((unit.whole[6] ?? 0) & 0x40) === 0;
  }
  return false;
}

/** As a picture that begins a stretch after another one: nothing before it may be referred to. */
function asBeginning(slice: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(slice);
  copy[4] = ((copy[4] ?? 0) & 0x81) | (BLA_N_LP << 1);
  return copy;
}

/**
 * A picture's slices and nothing else, as {@link slicesOf} of H.264.
 * @param joined it follows another stretch. One from which decoding may begin (CRA) then says that the
 *   link to what was before it is broken (BLA): the standard's own way of splicing. It is one
 *   number in the head of each slice.
 */
export function hevcSlicesOf(
  picture: Uint8Array,
  sets: readonly Uint8Array[],
  joined: boolean,
): Uint8Array | null {
  const slices: Uint8Array[] = [];
  for (const unit of hevcUnits(picture)) {
    const { type, whole } = unit;
    if (isSlice(unit)) {
      const broken = joined && (type === CRA || (type >= FIRST_KEY && type <= LAST_BLA));
      slices.push(broken ? asBeginning(whole) : whole);
    } else if (unit.own && (type === VPS || type === SPS || type === PPS)) {
      const set = whole.subarray(4);
      if (!sets.some((known) => Buffer.compare(known, set) === 0)) return null;
    }
  }
  return slices.length === 0 ? null : Buffer.concat(slices);
}

/**
 * A slice that names the picture parameter set 0 names one of {@link PPS_NUMBERS} instead (7.3.6.1). One
 * byte is put in: behind it, and before the first byte of the slice, nothing is 0.
 */
function numberedSlice(whole: Uint8Array, type: number, number: number): Uint8Array | null {
  const before = isKey(type) ? 2 : 1;
  const byte = whole[6] ?? 0;
  if (((byte >> (7 - before)) & 1) !== 1) return null;
  const first = (byte >> (8 - before)) << (16 - before);
  const two = first | ((number + 1) << (7 - before)) | (byte & ((1 << (7 - before)) - 1));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(whole.length - 3);
  return Buffer.concat([
    length,
    whole.subarray(4, 6),
    Buffer.of(two >> 8, two & 255),
    whole.subarray(7),
  ]);
}

/**
 * An encoder's picture as its slices alone, under another number.
 * @param id see `freeHevcId`
 * @returns null when it names another set than 0
 */
export function numberedPicture(picture: Uint8Array, id: number): Uint8Array | null {
  const slices: Uint8Array[] = [];
  for (const unit of hevcUnits(picture)) {
    if (!isSlice(unit)) continue;
    const slice = numberedSlice(unit.whole, unit.type, PPS_NUMBERS[id] ?? 0);
    if (!slice) return null;
    slices.push(slice);
  }
  return slices.length === 0 ? null : Buffer.concat(slices);
}
