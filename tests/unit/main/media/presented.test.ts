import { describe, expect, test } from 'vitest';
import { type Packet, parsePacket, parseSeconds } from '../../../../src/main/media/packets';
import { isVariable, presentedTimes } from '../../../../src/main/media/presented';

const packet = (ptsUs: number | null, change: Partial<Packet> = {}): Packet => ({
  ...{ ptsUs, dtsUs: ptsUs, durationUs: 40_000, key: false, hidden: false },
  ...change,
});

test('ffprobe’s lines', () => {
  expect(parsePacket('1.433367,1.400000,0.033367,K__')).toEqual({
    ...{ ptsUs: 1_433_367, dtsUs: 1_400_000, durationUs: 33_367, key: true, hidden: false },
  });
  expect(parsePacket('-0.040000,N/A,N/A,_D_')).toEqual({
    ...{ ptsUs: -40_000, dtsUs: null, durationUs: null, key: false, hidden: true },
  });
  expect(parsePacket('N/A,N/A,0.000000,__')).toMatchObject({ ptsUs: null, durationUs: null });
  expect(parsePacket('')).toBeNull();
  expect(parseSeconds('nonsense')).toBeNull();
});

describe('presented frames', () => {
  test('are sorted; what an edit list hides is left out', () => {
    const packets = [packet(-40_000, { hidden: true }), packet(0), packet(80_000), packet(40_000)];
    expect(presentedTimes(packets, null)).toEqual({
      ...{ timesUs: [0, 40_000, 80_000], endUs: 120_000, complete: true },
    });
  });
  test('of several at one time one is ever on screen', () => {
    expect(presentedTimes([packet(0), packet(0), packet(40_000)], null).timesUs).toEqual([
      0, 40_000,
    ]);
  });
  test('two fields are one frame, whole frames between them stay', () => {
    const packets = [0, 20_000, 40_000, 80_000, 100_000].map((at) =>
      packet(at, { durationUs: 20_000 }),
    );
    const { timesUs, endUs } = presentedTimes(packets, 40_000);
    expect(timesUs).toEqual([0, 40_000, 80_000]);
    expect(endUs).toBe(120_000);
  });
  test('a last frame of unknown length is as long as those before it', () => {
    const packets = [0, 40_000, 80_000].map((at) => packet(at, { durationUs: null }));
    expect(presentedTimes(packets, null).endUs).toBe(120_000);
  });
  test('packets without a time are noticed', () => {
    expect(presentedTimes([packet(0), packet(null)], null).complete).toBe(false);
  });
  test('nothing', () => {
    expect(presentedTimes([], null)).toEqual({ timesUs: [], endUs: 40_000, complete: true });
  });
});

test('even and uneven frames', () => {
  const every = (gap: number) => Array.from({ length: 100 }, (_, index) => Math.round(index * gap));
  expect(isVariable(every(40_000))).toBe(false);
  expect(isVariable(every(33_366.7).map((at) => Math.round(at / 1000) * 1000))).toBe(false);
  expect(isVariable(every(40_000).filter((_, index) => index % 9 > 0))).toBe(true);
  expect(isVariable(every(40_000).filter((_, index) => index !== 50))).toBe(false);
  expect(isVariable([0, 40_000])).toBe(false);
});
