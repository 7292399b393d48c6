/**
 * H.264's parameter sets in MP4's decoder configuration (ISO/IEC 14496-15, 5.3.3): which numbers they
 * have, and one record for stretches that were encoded apart. Pure.
 */

export interface ParameterSets {
  profile: number;
  compatibility: number;
  level: number;
  /** Bytes of the length before each NAL unit. */
  lengthBytes: number;
  sps: Uint8Array[];
  pps: Uint8Array[];
  /** What higher profiles add: chroma format, bit depths, extensions. */
  rest: Uint8Array;
}

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
  const [, profile = 0, compatibility = 0, level = 0, length = 0] = record;
  return {
    ...{ profile, compatibility, level, lengthBytes: (length & 3) + 1 },
    ...{ sps, pps, rest: record.subarray(at) },
  };
}

/** Those of a decoder's configuration, where it has such a record. */
export function setsOf({
  description,
}: {
  description?: AllowSharedBufferSource | undefined;
}): ParameterSets | null {
  if (!description) return null;
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return parseAvcC(bytes);
}

/** The n-th unsigned Exp-Golomb number of some bits (ITU-T H.264, 9.1). */
function golomb(bytes: Uint8Array, n: number): number {
  let bit = 0;
  const next = (): number => {
    const value = ((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
    bit++;
    return value;
  };
  let value = 0;
  for (let number = 0; number <= n; number++) {
    let zeros = 0;
    while (zeros < 31 && bit < bytes.length * 8 && next() === 0) zeros++;
    value = 1;
    for (let at = 0; at < zeros; at++) value = value * 2 + next();
    value -= 1;
  }
  return value;
}

/** `seq_parameter_set_id` (7.3.2.1.1): after the NAL unit's head, profile, constraints and level. */
export const spsId = (sps: Uint8Array): number => golomb(sps.subarray(4), 0);
/** `pic_parameter_set_id` (7.3.2.2). */
export const ppsId = (pps: Uint8Array): number => golomb(pps.subarray(1), 0);

/** The least number that neither kind of set uses yet. */
export function freeId(sets: readonly ParameterSets[]): number {
  const taken = new Set(sets.flatMap(({ sps, pps }) => [...sps.map(spsId), ...pps.map(ppsId)]));
  let id = 0;
  while (taken.has(id)) id++;
  return id;
}

/**
 * One record for all of them.
 * @returns null when two sets of the same number differ, or there are more than fit.
 */
export function mergeAvcC(all: readonly ParameterSets[]): Uint8Array | null {
  const [first] = all;
  if (!first || all.some(({ lengthBytes }) => lengthBytes !== 4)) return null;
  const merged = (sets: readonly Uint8Array[], idOf: (set: Uint8Array) => number) => {
    const byId = new Map<number, Uint8Array>();
    for (const set of sets) {
      const known = byId.get(idOf(set));
      if (known && Buffer.compare(known, set) !== 0) return null;
      byId.set(idOf(set), set);
    }
    return [...byId.values()];
  };
  const sps = merged(
    all.flatMap((one) => one.sps),
    spsId,
  );
  const pps = merged(
    all.flatMap((one) => one.pps),
    ppsId,
  );
  if (!sps || !pps || sps.length > 31 || pps.length > 255) return null;
  const listed = (sets: readonly Uint8Array[]) =>
    sets.flatMap((set) => [Buffer.of(set.length >> 8, set.length & 255), set]);
  const level = Math.max(...all.map((one) => one.level));
  // Of the most that any of them needs: profiles rise with their numbers up to High (A.2).
  const { profile, compatibility, rest } = all.reduce((most, one) =>
    one.profile > most.profile ? one : most,
  );
  return Buffer.concat([
    Buffer.of(1, profile, compatibility, level, 0xff, 0xe0 | sps.length),
    ...listed(sps),
    Buffer.of(pps.length),
    ...listed(pps),
    rest,
  ]);
}
