import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader, BitWriter, escaped, unescaped } from '../../../../src/main/media/smart/bits';
import {
  freeHevcId,
  mergeHvcC,
  numberedSets,
  parseHvcC,
  PPS_NUMBERS,
} from '../../../../src/main/media/smart/hevc-sets';
import {
  canBegin,
  hevcSlicesOf,
  numberedPicture,
} from '../../../../src/main/media/smart/hevc-units';

describe('bits', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100_000 }), { maxLength: 20 }), (numbers) => {
        const write = new BitWriter();
        for (const number of numbers) {
          write.golomb(number);
          write.number(number % 8, 3);
        }
        const read = new BitReader(write.bytes());
        for (const number of numbers) {
          expect(read.golomb()).toBe(number);
          expect(read.number(3)).toBe(number % 8);
        }
      }),
    );
  });

  it('never look like a start code once they are escaped', () => {
    const few = fc.array(fc.nat({ max: 4 }), { maxLength: 40 });
    fc.assert(
      fc.property(few, (numbers) => {
        const raw = Uint8Array.from([...numbers, 128]);
        const unit = escaped(raw);
        expect(Buffer.from(unit).toString('latin1')).not.toMatch(/\x00\x00[\x00\x01\x02]/);
        expect([...unescaped(unit)]).toEqual([...raw]);
      }),
    );
  });
});

/** A unit of a kind from bits as text; what is left of the last byte is filled as the standard asks. */
function unit(type: number, bits: string): Uint8Array {
  const write = new BitWriter();
  write.number(type << 9, 16);
  write.bit(0);
  const at = write.bytes();
  const body = new BitWriter();
  for (const byte of [at[0] ?? 0, 1]) body.number(byte, 8);
  for (const bit of bits) body.bit(Number(bit));
  body.bit(1);
  return escaped(body.bytes());
}
const ue = (value: number): string => {
  const bits = (value + 1).toString(2);
  return '0'.repeat(bits.length - 1) + bits;
};
const four = (value: number): string => value.toString(2).padStart(4, '0');
const PROFILE = '1'.repeat(88) + '01011010';
const vps = (id: number) => unit(32, `${four(id)}1100110011`);
/** @param layers sublayers beside the first, each with a profile and a level */
const sps = (id: number, vpsId: number, layers = 0, rest = '1010011') => {
  const present = layers === 0 ? '' : '11'.repeat(layers) + '00'.repeat(8 - layers);
  const of = `${four(vpsId)}${layers.toString(2).padStart(3, '0')}1${PROFILE}`;
  return unit(33, `${of}${present}${PROFILE.repeat(layers)}${ue(id)}${rest}`);
};
const pps = (id: number, spsId: number) => unit(34, `${ue(id)}${ue(spsId)}110101`);

function record(lists: [number, Uint8Array[]][], change: Record<number, number> = {}) {
  const general = Uint8Array.from({ length: 22 }, (_, at) => change[at] ?? [1, 1, 255][at] ?? 0);
  general[21] = change[21] ?? 3;
  const bytes = lists.flatMap(([type, sets]) => [
    ...[128 | type, 0, sets.length],
    ...sets.flatMap((set) => [0, set.length, ...set]),
  ]);
  return Uint8Array.from([...general, lists.length, ...bytes]);
}
function sets(id: number, ppsNumber: number, change: Record<number, number> = {}, layers = 0) {
  const lists: [number, Uint8Array[]][] = [
    [32, [vps(id)]],
    [33, [sps(id, id, layers)]],
    [34, [pps(ppsNumber, id)]],
    // Supplemental information, which is left out.
    [39, [Uint8Array.of(78, 1, 5)]],
  ];
  const found = parseHvcC(record(lists, change));
  if (!found) throw new Error('not read');
  return found;
}

describe('parameter sets of HEVC', () => {
  it('are read, and not where they are cut off or missing', () => {
    const { lengthBytes, sps: found } = sets(0, 0);
    expect([lengthBytes, found.length]).toEqual([4, 1]);
    const whole = record([
      [32, [vps(0)]],
      [33, [sps(0, 0)]],
      [34, [pps(0, 0)]],
    ]);
    expect(parseHvcC(whole)).not.toBeNull();
    for (let length = 0; length < whole.length; length++) {
      expect(parseHvcC(whole.subarray(0, length))).toBeNull();
    }
    expect(parseHvcC(record([[33, [sps(0, 0)]]]))).toBeNull();
  });

  it.each([0, 2])(
    'get other numbers and stay the same otherwise, with %i sublayers more',
    (layers) => {
      for (let id = 0; id < PPS_NUMBERS.length; id++) {
        const numbered = numberedSets(sets(0, 0, {}, layers), id);
        const number = PPS_NUMBERS[id] ?? 0;
        expect([...(numbered.vps[0] ?? [])]).toEqual([...vps(id)]);
        expect([...(numbered.sps[0] ?? [])]).toEqual([...sps(id, id, layers)]);
        expect([...(numbered.pps[0] ?? [])]).toEqual([...pps(number, id)]);
      }
    },
  );

  it('are numbered with what is free of all three kinds', () => {
    expect(freeHevcId([])).toBe(0);
    expect(freeHevcId([sets(0, 0)])).toBe(1);
    expect(freeHevcId([sets(0, 0), sets(1, 17), sets(3, PPS_NUMBERS[2])])).toBe(4);
    const all = PPS_NUMBERS.map((number, id) => sets(id, number));
    expect(freeHevcId(all)).toBeNull();
  });

  it('become one record: flags that all have, the highest level', () => {
    const merged = mergeHvcC([
      sets(0, 0, { 2: 0b1100, 12: 93 }),
      sets(1, 17, { 2: 0b0110, 12: 120 }),
    ]);
    const found = parseHvcC(merged ?? new Uint8Array());
    expect(found?.general[2]).toBe(0b0100);
    expect(found?.general[12]).toBe(120);
    expect([found?.vps.length, found?.sps.length, found?.pps.length]).toEqual([2, 2, 2]);
    // They all stand in the head.
    expect(merged?.[23]).toBe(128 | 32);
  });

  it('of one number that differ, of other lengths or other pictures cannot be one', () => {
    const one = sets(0, 0);
    expect(mergeHvcC([one, sets(0, 0)])).not.toBeNull();
    expect(mergeHvcC([one, sets(0, 0, {}, 1)])).toBeNull();
    expect(mergeHvcC([one, sets(1, 17, { 21: 1 })])).toBeNull();
    expect(mergeHvcC([one, sets(1, 17, { 17: 2 })])).toBeNull();
    expect(mergeHvcC([])).toBeNull();
  });
});

const slice = (type: number, ...more: number[]) => [
  ...[0, 0, 0, 2 + more.length],
  ...[type << 1, 1, ...more],
];
const [IDR, CRA, TRAIL, RADL] = [20, 21, 1, 6] as const;
const told = slice(39, 5, 9);

describe('the units of a picture of HEVC', () => {
  it('tell whether copying can begin with it', () => {
    for (const type of [16, 17, 18, 19, IDR, CRA]) {
      expect(canBegin(Uint8Array.from([...told, ...slice(type, 0xa0)]))).toBe(true);
    }
    for (const type of [TRAIL, RADL]) {
      expect(canBegin(Uint8Array.from(slice(type, 0xa0)))).toBe(false);
    }
    // What was before it would not be shown.
    expect(canBegin(Uint8Array.from(slice(IDR, 0xe0)))).toBe(false);
    expect(canBegin(Uint8Array.from(told))).toBe(false);
  });

  it('are copied as slices alone: neither what a camera tells, nor what it lays over them', () => {
    const laid = slice(TRAIL, 0xa0, 7);
    laid[5] = 1 | (1 << 3);
    const light = slice(62, 1, 2);
    const set = sps(0, 0);
    const inBand = [0, 0, 0, set.length, ...set];
    const picture = Uint8Array.from([
      ...[...inBand, ...told, ...slice(CRA, 0xa0, 4)],
      ...[...slice(CRA, 0x20, 5), ...laid, ...light],
    ]);
    const slices = [...slice(CRA, 0xa0, 4), ...slice(CRA, 0x20, 5)];
    expect([...(hevcSlicesOf(picture, [set], false) ?? [])]).toEqual(slices);
    expect(hevcSlicesOf(picture, [], false)).toBeNull();
    expect(hevcSlicesOf(Uint8Array.from(told), [], false)).toBeNull();
  });

  it('say behind another stretch that nothing before it may be referred to', () => {
    const joined = (type: number) => [
      ...(hevcSlicesOf(Uint8Array.from(slice(type, 0xa0, 4)), [], true) ?? []),
    ];
    for (const type of [16, 17, 18, CRA]) expect(joined(type)).toEqual(slice(18, 0xa0, 4));
    for (const type of [19, IDR, TRAIL]) expect(joined(type)).toEqual(slice(type, 0xa0, 4));
  });

  it('name another set by one byte more', () => {
    for (const [id, number] of PPS_NUMBERS.entries()) {
      for (const type of [IDR, TRAIL]) {
        const flags = type === IDR ? '10' : '1';
        const rest = '1100101'.slice(flags.length - 1);
        const first = Number.parseInt(`${flags}1${rest}`.slice(0, 8), 2);
        const picture = Uint8Array.from([...told, ...slice(type, first, 0, 0, 3, 1, 9)]);
        const numbered = numberedPicture(picture, id) ?? new Uint8Array();
        const two = Number.parseInt(`${flags}${ue(number)}${rest}`.slice(0, 16), 2);
        expect([...numbered]).toEqual(slice(type, two >> 8, two & 255, 0, 0, 3, 1, 9));
        expect(numbered[7]).toBeGreaterThan(0);
        expect(numbered[6]).toBeGreaterThan(0);
      }
    }
    // It names the set 1.
    expect(numberedPicture(Uint8Array.from(slice(TRAIL, 0b1010_0000)), 0)).toBeNull();
  });
});
