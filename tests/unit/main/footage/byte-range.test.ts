import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRange } from '../../../../src/main/footage/byte-range';

const whole = { type: 'whole' };
const outside = { type: 'outside' };
const range = (start: number, end: number) => ({ type: 'range', start, end });

describe('byte ranges of a file of 1000 bytes', () => {
  it.each([
    [null, whole],
    ['bytes=0-0', range(0, 1)],
    ['bytes=0-499', range(0, 500)],
    ['bytes=500-', range(500, 1000)],
    ['bytes=999-', range(999, 1000)],
    ['bytes=0-5000', range(0, 1000)],
    ['bytes=-1', range(999, 1000)],
    ['bytes=-1000', range(0, 1000)],
    ['bytes=-5000', range(0, 1000)],
    ['bytes=-0', outside],
    ['bytes=1000-', outside],
    ['bytes=1000-1001', outside],
    ['bytes=99999999999999999999-', outside],
    ['Bytes= 0 - 9 ', range(0, 10)],
    // Not understood, or a list: the whole file.
    ['bytes=9-0', whole],
    ['bytes=-', whole],
    ['bytes=0-1,5-9', whole],
    ['bytes=a-b', whole],
    ['bytes=--5', whole],
    ['bytes=0x1-5', whole],
    ['seconds=0-5', whole],
    ['', whole],
  ])('%s', (header, expected) => {
    expect(parseRange(header, 1000)).toEqual(expected);
  });

  it('has nothing in an empty file', () => {
    expect(parseRange('bytes=0-', 0)).toEqual(outside);
    expect(parseRange('bytes=-5', 0)).toEqual(outside);
    expect(parseRange(null, 0)).toEqual(whole);
  });

  it('never leaves the file', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.nat({ max: 2 ** 40 }), (tail, size) => {
        const found = parseRange(`bytes=${tail}`, size);
        if (found.type !== 'range') return;
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThan(found.start);
        expect(found.end).toBeLessThanOrEqual(size);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives exactly what is asked for inside the file', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999 }), fc.nat({ max: 999 }), (a, b) => {
        const [first, last] = a <= b ? [a, b] : [b, a];
        expect(parseRange(`bytes=${first}-${last}`, 1000)).toEqual(range(first, last + 1));
      }),
    );
  });
});
