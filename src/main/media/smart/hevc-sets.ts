/**
 * HEVC's parameter sets in MP4's decoder configuration (ISO/IEC 14496-15, 8.3.3): one record for
 * stretches that were encoded apart, and other numbers for what an encoder gave 0. Pure.
 */
import { BitReader, BitWriter, escaped, unescaped } from './bits';
import { mergedSets, type ParameterSets } from './parameter-sets';

/** ITU-T H.265, table 7-1. */
export const [VPS, SPS, PPS] = [32, 33, 34] as const;
/** Bits of a unit's head. */
const HEAD = 16;
/** Bytes of a record before its lists, and where in them its parts are. */
const GENERAL = 22;
const [PROFILE, COMPATIBLE, LEVEL, SEGMENTATION, KIND, RATE, LAYERS] = [1, 2, 12, 13, 16, 19, 21];

/** @returns null for what is no such record. */
export function parseHvcC(record: Uint8Array): ParameterSets | null {
  if (record.length <= GENERAL || record[0] !== 1) return null;
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const found = new Map<number, Uint8Array[]>([VPS, SPS, PPS].map((type) => [type, []]));
  let at = GENERAL + 1;
  for (let lists = record[GENERAL] ?? 0; lists > 0; lists--) {
    if (at + 3 > record.length) return null;
    const list = found.get(view.getUint8(at) & 63);
    let count = view.getUint16(at + 1);
    for (at += 3; count > 0; count--) {
      if (at + 2 > record.length) return null;
      const end = at + 2 + view.getUint16(at);
      if (end > record.length) return null;
      list?.push(record.subarray(at + 2, end));
      at = end;
    }
  }
  const [vps = [], sps = [], pps = []] = found.values();
  if (vps.length === 0 || sps.length === 0 || pps.length === 0) return null;
  const general = record.subarray(0, GENERAL);
  const lengthBytes = ((general[LAYERS] ?? 0) & 3) + 1;
  return { general, lengthBytes, vps, sps, pps, rest: new Uint8Array() };
}

/** `vps_video_parameter_set_id` (7.3.2.1). */
const vpsId = (vps: Uint8Array): number => (vps[2] ?? 0) >> 4;
/** `pps_pic_parameter_set_id` (7.3.2.3.1). */
const ppsId = (pps: Uint8Array): number => new BitReader(unescaped(pps.subarray(2))).golomb();

/** Goes on to a sequence parameter set's own number, behind profile, tier and level (7.3.3). */
function toSpsId(read: BitReader): void {
  read.at = HEAD + 4;
  const subLayers = read.number(3);
  read.at += 1 + 88 + 8;
  const present = Array.from({ length: subLayers }, () => [read.bit(), read.bit()]);
  if (subLayers > 0) read.at += 2 * (8 - subLayers);
  for (const [profile = 0, level = 0] of present) read.at += 88 * profile + 8 * level;
}

/** `sps_seq_parameter_set_id` (7.3.2.2.1). */
function spsId(sps: Uint8Array): number {
  const read = new BitReader(unescaped(sps));
  toSpsId(read);
  return read.golomb();
}

/**
 * Numbers for picture parameter sets, by which slices name them. All take nine bits where 0 takes one,
 * so a slice that is told one of them grows by a whole byte and all behind it stays as it is; and their
 * last two bits are not both 0 when written, so that neither of the two bytes that they lie in is.
 */
export const PPS_NUMBERS = [16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 30] as const;

/**
 * The least number under which an encoded stretch's sets can stand beside these: that of its video and
 * sequence sets, and the place of its picture sets' among {@link PPS_NUMBERS}; null when none is left.
 */
export function freeHevcId(sets: readonly ParameterSets[]): number | null {
  const taken = (kind: 'vps' | 'sps' | 'pps', idOf: (set: Uint8Array) => number) =>
    new Set(sets.flatMap((one) => one[kind].map(idOf)));
  const [vps, sps, pps] = [taken('vps', vpsId), taken('sps', spsId), taken('pps', ppsId)];
  const id = PPS_NUMBERS.findIndex(
    (number, place) => !vps.has(place) && !sps.has(place) && !pps.has(number),
  );
  return id < 0 ? null : id;
}

/** Where the data of a unit ends: before its last bit that is 1 (7.3.2.11). */
function endOf(raw: Uint8Array): number {
  let last = raw.length - 1;
  while (last > 0 && raw[last] === 0) last--;
  return last * 8 + 7 - Math.log2((raw[last] ?? 1) & -(raw[last] ?? 1));
}

/** A set with other numbers: `change` reads the old ones and writes the new; the rest stays. */
function changed(set: Uint8Array, change: (read: BitReader, write: BitWriter) => void): Uint8Array {
  const raw = unescaped(set);
  const [read, write] = [new BitReader(raw), new BitWriter()];
  write.number(read.number(HEAD), HEAD);
  change(read, write);
  for (const end = endOf(raw); read.at < end; ) write.bit(read.bit());
  write.bit(1);
  return escaped(write.bytes());
}

/** An encoder's sets under a free number, see {@link freeHevcId}. */
export function numberedSets(sets: ParameterSets, id: number): ParameterSets {
  const vps = sets.vps.map((set) =>
    changed(set, (read, write) => {
      read.number(4);
      write.number(id, 4);
    }),
  );
  const sps = sets.sps.map((set) =>
    changed(set, (read, write) => {
      const [from, to] = [new BitReader(unescaped(set)), HEAD + 4];
      toSpsId(from);
      read.at = to;
      write.number(id, 4);
      while (read.at < from.at) write.bit(read.bit());
      read.golomb();
      write.golomb(id);
    }),
  );
  const pps = sets.pps.map((set) =>
    changed(set, (read, write) => {
      read.golomb();
      read.golomb();
      write.golomb(PPS_NUMBERS[id] ?? 0);
      write.golomb(id);
    }),
  );
  return { ...sets, vps, sps, pps };
}

/** What holds for all: flags that all have, the highest tier, profile and level; the rest is not said. */
function generalOf(all: readonly ParameterSets[]): Uint8Array | null {
  const [first] = all;
  if (!first) return null;
  const general = Uint8Array.from(first.general);
  const byte = (of: Uint8Array, at: number): number => of[at] ?? 0;
  for (const { general: other } of all.slice(1)) {
    const mine = byte(general, PROFILE);
    const its = byte(other, PROFILE);
    general[PROFILE] = ((mine | its) & 0xe0) | Math.max(mine & 31, its & 31);
    general[LEVEL] = Math.max(byte(general, LEVEL), byte(other, LEVEL));
    for (let at = COMPATIBLE; at < LEVEL; at++) general[at] = byte(general, at) & byte(other, at);
    // Colours to a pixel and bits to a colour.
    for (let at = KIND; at < RATE; at++) if (byte(general, at) !== byte(other, at)) return null;
  }
  general.set([0xf0, 0, 0xfc], SEGMENTATION);
  // No frame rate, no layers; four bytes of length.
  general.set([0, 0, 3], RATE);
  return general;
}

/**
 * One record for all of them, which says that it holds all sets there are.
 * @returns null when two sets of the same number differ, or their pictures are of other kinds
 */
export function mergeHvcC(all: readonly ParameterSets[]): Uint8Array | null {
  if (all.some(({ lengthBytes }) => lengthBytes !== 4)) return null;
  const general = generalOf(all);
  const vps = mergedSets(all, 'vps', vpsId);
  const sps = mergedSets(all, 'sps', spsId);
  const pps = mergedSets(all, 'pps', ppsId);
  if (!general || !vps || !sps || !pps) return null;
  const COMPLETE = 128;
  const list = (type: number, sets: readonly Uint8Array[]) => [
    Buffer.of(COMPLETE | type, sets.length >> 8, sets.length & 255),
    ...sets.flatMap((set) => [Buffer.of(set.length >> 8, set.length & 255), set]),
  ];
  return Buffer.concat([
    general,
    Buffer.of(3),
    ...list(VPS, vps),
    ...list(SPS, sps),
    ...list(PPS, pps),
  ]);
}
