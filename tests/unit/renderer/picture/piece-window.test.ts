import { describe, expect, test } from 'vitest';
import {
  isHeld,
  type Playhead,
  surplus,
  wantedPieces,
} from '../../../../src/renderer/picture/piece-window';

const at = (seconds: number, more: Partial<Playhead> = {}): Playhead => ({
  partUs: seconds * 1_000_000,
  durationUs: 100_500_000,
  end: 51,
  rate: 1,
  ...more,
});

describe('wanted', () => {
  test('the piece under the playhead first, then what comes in the next 20 seconds', () => {
    expect(wantedPieces(at(0), 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(wantedPieces(at(7.9), 1)[0]).toBe(3);
    expect(wantedPieces(at(8), 1)[0]).toBe(4);
  });

  test('more when it runs faster, less when there is no room', () => {
    expect(wantedPieces(at(0, { rate: 4 }), 1)).toHaveLength(41);
    expect(wantedPieces(at(0, { rate: 0.25 }), 1)).toHaveLength(11);
    expect(wantedPieces(at(0), 0.1)).toEqual([0, 1]);
  });

  test('nothing past the end, which may come sooner than was thought', () => {
    expect(wantedPieces(at(97), 1)).toEqual([48, 49, 50]);
    expect(wantedPieces(at(100.5), 1)).toEqual([50]);
    expect(wantedPieces(at(97, { end: 49 }), 1)).toEqual([48]);
    expect(wantedPieces(at(97, { end: 40 }), 1)).toEqual([]);
    expect(wantedPieces(at(0, { durationUs: 0, end: 0 }), 1)).toEqual([]);
  });
});

describe('held', () => {
  test('a piece is held when all of it is, but for a tick of sound', () => {
    expect(isHeld([{ start: 4, end: 8 }], 2, 100e6)).toBe(true);
    expect(isHeld([{ start: 4.05, end: 7.95 }], 3, 100e6)).toBe(true);
    expect(isHeld([{ start: 4, end: 7 }], 3, 100e6)).toBe(false);
    expect(isHeld([{ start: 5, end: 8 }], 2, 100e6)).toBe(false);
    expect(isHeld([], 0, 100e6)).toBe(false);
  });

  test('the last one ends with the part', () => {
    expect(isHeld([{ start: 100, end: 100.5 }], 50, 100_500_000)).toBe(true);
    expect(isHeld([{ start: 100, end: 100.2 }], 50, 100_500_000)).toBe(false);
    // However short it is, it is not held because the one before it is.
    expect(isHeld([{ start: 98, end: 100 }], 50, 100_004_000)).toBe(false);
  });
});

describe('let go', () => {
  test('what is far behind and far ahead, cut where pieces join', () => {
    expect(surplus([{ start: 0, end: 90 }], at(31))).toEqual([
      { start: 0, end: 20 },
      { start: 56, end: 90 },
    ]);
  });

  test('nothing that is wanted', () => {
    for (const seconds of [0, 0.5, 1.9, 2, 33.3, 99.9]) {
      const wanted = wantedPieces(at(seconds), 1);
      const held = wanted.map((piece) => ({ start: piece * 2, end: piece * 2 + 2 }));
      expect(surplus(held, at(seconds))).toEqual([]);
    }
  });

  test('stretches that lie elsewhere go whole', () => {
    expect(
      surplus(
        [
          { start: 0, end: 4 },
          { start: 40, end: 44 },
        ],
        at(40),
      ),
    ).toEqual([{ start: 0, end: 4 }]);
  });

  test('without room nothing is kept behind', () => {
    const keep = { behindUs: 0, share: 0.5 };
    expect(surplus([{ start: 20, end: 50 }], at(31), keep)).toEqual([
      { start: 20, end: 30 },
      { start: 46, end: 50 },
    ]);
  });
});
