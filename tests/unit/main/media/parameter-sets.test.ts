import { describe, expect, it } from 'vitest';
import {
  freeId,
  mergeAvcC,
  parseAvcC,
  ppsId,
  spsId,
} from '../../../../src/main/media/smart/parameter-sets';

/** Sets whose first number after their head is written as Exp-Golomb: 1 is 0, 010 is 1, 011 is 2. */
const sps = (bits: number, last = 0) => Uint8Array.of(0x67, 100, 0, 40, bits, last);
const pps = (bits: number) => Uint8Array.of(0x68, bits);
const record = (sps: Uint8Array, pps: Uint8Array, level = 40, length = 3) =>
  Uint8Array.of(
    ...[1, 100, 0, level, 0xfc | length, 0xe1, 0, sps.length, ...sps],
    ...[1, 0, pps.length, ...pps, 0xfd, 0xf8, 0xf8, 0],
  );

const parsed = (...args: Parameters<typeof record>) => {
  const sets = parseAvcC(record(...args));
  if (!sets) throw new Error('not read');
  return sets;
};

describe('parameter sets', () => {
  it('are read with their numbers', () => {
    const sets = parsed(sps(0b01000000), pps(0b01100000));
    expect([...sets.general]).toEqual([1, 100, 0, 40]);
    expect(sets.lengthBytes).toBe(4);
    expect(sets.sps.map(spsId)).toEqual([1]);
    expect(sets.pps.map(ppsId)).toEqual([2]);
    expect([...sets.rest]).toEqual([0xfd, 0xf8, 0xf8, 0]);
    expect(freeId([sets])).toBe(0);
    expect(freeId([sets, parsed(sps(0x80), pps(0x80))])).toBe(3);
  });

  it('that are cut off are not read', () => {
    const whole = record(sps(0x80), pps(0x80));
    for (let length = 0; length < whole.length - 4; length++) {
      expect(parseAvcC(whole.subarray(0, length))).toBeNull();
    }
    expect(parseAvcC(Uint8Array.of(0, ...whole.subarray(1)))).toBeNull();
  });

  it('become one record that holds all of them, at the highest level', () => {
    const [one, two] = [parsed(sps(0x80), pps(0x80)), parsed(sps(0b01000000), pps(0b01000000), 51)];
    const merged = parseAvcC(mergeAvcC([one, two]) ?? new Uint8Array());
    expect(merged?.sps.map(spsId)).toEqual([0, 1]);
    expect(merged?.pps.map(ppsId)).toEqual([0, 1]);
    expect([...(merged?.general ?? [])]).toEqual([1, 100, 0, 51]);
    expect([...(merged?.rest ?? [])]).toEqual([...one.rest]);
  });

  it('of one number that differ, or other lengths, cannot be one', () => {
    const one = parsed(sps(0x80), pps(0x80));
    expect(mergeAvcC([one, parsed(sps(0x80, 7), pps(0x80))])).toBeNull();
    expect(mergeAvcC([one, parsed(sps(0x80), pps(0x80))])).not.toBeNull();
    expect(mergeAvcC([one, parsed(sps(0x80), pps(0x80), 40, 1)])).toBeNull();
  });
});
