/**
 * H.264's parameter sets in MP4's decoder configuration (ISO/IEC 14496-15, 5.3.3): which numbers they
 * have, and one record for stretches that were encoded apart. Pure.
 */
import { BitReader } from './bits';

/** Of H.264 or HEVC. */
export interface ParameterSets {
  /** What stands before the sets: profile, level and the like. */
  general: Uint8Array;
  /** Bytes of the length before each NAL unit. */
  lengthBytes: number;
  /** HEVC's alone. */
  vps: Uint8Array[];
  sps: Uint8Array[];
  pps: Uint8Array[];
  /** What H.264's higher profiles add: chroma format, bit depths, extensions. */
  rest: Uint8Array;
}

/** Bytes of an H.264 record before its sets, and where in them its parts are. */
const GENERAL = 4;
const [PROFILE, LEVEL] = [1, 3] as const;

/** @returns null for what is no such record. */
export function parseAvcC(record: Uint8Array): ParameterSets | null {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (record.length < 7 || record[0] !== 1) return null;
  let at = 6;
  const take = (count: number): Uint8Array[] | null => {
    const sets: Uint8Array[] = [];
    for (let n = 0; n < count; n++) {
      if (at + 2 > record.length) return null;
      const end = at + 2 + view.getUint16(at);
      if (end > record.length) return null;
      sets.push(record.subarray(at + 2, end));
      at = end;
    }
    return sets;
  };
  const sps = take((record[5] ?? 0) & 31);
  const pps = at < record.length ? take(record[at++] ?? 0) : null;
  if (!sps || !pps || sps.length === 0 || pps.length === 0) return null;
  const lengthBytes = ((record[GENERAL] ?? 0) & 3) + 1;
  const general = record.subarray(0, GENERAL);
  return { general, lengthBytes, vps: [], sps, pps, rest: record.subarray(at) };
}

/** `seq_parameter_set_id` (7.3.2.1.1): after the NAL unit's head, profile, constraints and level. */
export const spsId = (sps: Uint8Array): number => new BitReader(sps.subarray(4)).golomb();
/** `pic_parameter_set_id` (7.3.2.2). */
export const ppsId = (pps: Uint8Array): number => new BitReader(pps.subarray(1)).golomb();

/** The least number that neither kind of set uses yet. */
export function freeId(sets: readonly ParameterSets[]): number {
  const taken = new Set(sets.flatMap(({ sps, pps }) => [...sps.map(spsId), ...pps.map(ppsId)]));
  let id = 0;
  while (taken.has(id)) id++;
  return id;
}

/** All sets of a kind, each once; null when two of the same number differ. */
export function mergedSets(
  all: readonly ParameterSets[],
  kind: 'vps' | 'sps' | 'pps',
  idOf: (set: Uint8Array) => number,
): Uint8Array[] | null {
  const byId = new Map<number, Uint8Array>();
  for (const set of all.flatMap((one) => one[kind])) {
    const known = byId.get(idOf(set));
    if (known && Buffer.compare(known, set) !== 0) return null;
    byId.set(idOf(set), set);
  }
  return [...byId.values()];
}

/**
 * One record for all of them.
 * @returns null when two sets of the same number differ, or there are more than fit.
 */
export function mergeAvcC(all: readonly ParameterSets[]): Uint8Array | null {
  if (all.length === 0 || all.some(({ lengthBytes }) => lengthBytes !== 4)) return null;
  const sps = mergedSets(all, 'sps', spsId);
  const pps = mergedSets(all, 'pps', ppsId);
  if (!sps || !pps || sps.length > 31 || pps.length > 255) return null;
  const listed = (sets: readonly Uint8Array[]) =>
    sets.flatMap((set) => [Buffer.of(set.length >> 8, set.length & 255), set]);
  const level = Math.max(...all.map(({ general }) => general[LEVEL] ?? 0));
  // Of the most that any of them needs: profiles rise with their numbers up to High (A.2).
  const { general, rest } = all.reduce((most, one) =>
    (one.general[PROFILE] ?? 0) > (most.general[PROFILE] ?? 0) ? one : most,
  );
  return Buffer.concat([
    general.subarray(0, LEVEL),
    Buffer.of(level, 0xff, 0xe0 | sps.length),
    ...listed(sps),
    Buffer.of(pps.length),
    ...listed(pps),
    rest,
  ]);
}
