import { describe, expect, test } from 'vitest';
import {
  clockOffset,
  indexBeginning,
  indexShownAt,
  pieceOfFrame,
} from '../../../../src/renderer/features/player/scrub/frame-index';

const STEADY = Float64Array.from({ length: 51 }, (_, index) => index * 40_000);
const packets = (offsetUs: number, from = 0, count = 48) =>
  Array.from({ length: count }, (_, index) => offsetUs + (from + index) * 40_000);
const LAST_US = 49 * 40_000;

describe('which frame a decoded picture is', () => {
  test('one that begins there, give or take what containers round', () => {
    expect(indexBeginning(STEADY, 80_000)).toBe(2);
    expect(indexBeginning(STEADY, 79_500)).toBe(2);
    expect(indexBeginning(STEADY, 80_400)).toBe(2);
  });

  test('none for a picture that is not presented', () => {
    expect(indexBeginning(STEADY, -40_000)).toBe(-1);
    expect(indexBeginning(STEADY, 60_000)).toBe(-1);
    expect(indexBeginning(STEADY, 2_100_000)).toBe(-1);
    expect(indexBeginning(Float64Array.of(0), 0)).toBe(-1);
  });

  test('pieces repeat the frame on screen where they begin', () => {
    expect(indexShownAt(Float64Array.of(0, 1_900_000, 2_300_000, 3_000_000), 2_000_000)).toBe(1);
    expect(pieceOfFrame(STEADY, 49)).toBe(0);
    expect(pieceOfFrame(Float64Array.of(0, 1_999_999, 4_000_000), 1)).toBe(1);
  });
});

describe('between the file and the list', () => {
  test('by the first frame that the probe saw', () => {
    expect(clockOffset(STEADY, packets(0), LAST_US, [0])).toBe(0);
    expect(clockOffset(STEADY, packets(10e6), 10e6 + LAST_US, [10e6])).toBe(10e6);
  });

  test('frames that an edit list hides come before', () => {
    expect(clockOffset(STEADY, packets(-400_000), LAST_US, [0])).toBe(0);
  });

  test('a list moved by whole frames would fit at its beginning: its end tells', () => {
    expect(clockOffset(STEADY, packets(0), LAST_US + 80_000, [0])).toBeNull();
    expect(clockOffset(STEADY, packets(80_000), LAST_US + 80_000, [0, 80_000])).toBe(80_000);
  });

  test('another rhythm fits nothing', () => {
    const thirty = Array.from({ length: 48 }, (_, index) => Math.round((index * 1e6) / 30));
    expect(clockOffset(STEADY, thirty, LAST_US, [0])).toBeNull();
  });
});
