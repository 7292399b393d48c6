import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUCKET_US,
  bucketCount,
  columnsOf,
  emptyColumns,
  emptyLevel,
  levelsOver,
  loudnessOf,
  madeOf,
  type Peaks,
  raise,
  rmsOf,
} from '../../../src/shared/domain/peaks';
import { withLevels } from '../../fixtures/peaks';
import { decodePeaks, encodePeaks } from '../../../src/shared/domain/peaks-file';

/** Peaks of any sound, all of it made unless said. */
function peaksOf(values: readonly (readonly [number, number, number])[]): Peaks {
  const finest = emptyLevel(values.length);
  for (const [at, [min, max, loud]] of values.entries()) {
    finest.min[at] = min;
    finest.max[at] = max;
    finest.loud[at] = loud;
  }
  return { levels: withLevels(finest), made: [[0, values.length]] };
}

const bucket = fc
  .tuple(
    fc.integer({ min: -32_768, max: 32_767 }),
    fc.integer({ min: -32_768, max: 32_767 }),
    fc.integer({ min: 0, max: 255 }),
  )
  .map(([a, b, loud]) => [Math.min(a, b), Math.max(a, b), loud] as const);
const anyPeaks = fc.array(bucket, { minLength: 1, maxLength: 3_000 }).map(peaksOf);

describe('loudness', () => {
  it('is kept to a quarter of a decibel', () => {
    for (let decibels = 0; decibels > -127; decibels -= 0.7) {
      const rms = 10 ** (decibels / 20);
      const kept = 20 * Math.log10(rmsOf(loudnessOf(rms * rms)));
      expect(Math.abs(kept - decibels)).toBeLessThanOrEqual(0.2501);
    }
    expect(loudnessOf(0)).toBe(0);
    expect(rmsOf(0)).toBe(0);
    expect(loudnessOf(4)).toBe(255);
  });
});

describe('levels', () => {
  it('each hold the extremes and the mean power of eight buckets below', () => {
    fc.assert(
      fc.property(anyPeaks, ({ levels }) => {
        for (const [index, level] of levels.entries()) {
          const below = levels[index - 1];
          if (!below) continue;
          expect(level.bucketUs).toBe(below.bucketUs * 8);
          expect(level.min.length).toBe(Math.ceil(below.min.length / 8));
          for (let at = 0; at < level.min.length; at++) {
            const from = at * 8;
            expect(level.min[at]).toBe(Math.min(...below.min.subarray(from, from + 8)));
            expect(level.max[at]).toBe(Math.max(...below.max.subarray(from, from + 8)));
            const squares = [...below.loud.subarray(from, from + 8)].map(
              (loud) => rmsOf(loud) ** 2,
            );
            const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
            expect(level.loud[at]).toBe(loudnessOf(mean));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are the same however they are summed up, piece by piece from both ends of two halves', () => {
    const cuts = fc.array(fc.nat(3_000), { maxLength: 12 });
    fc.assert(
      fc.property(anyPeaks, cuts, ({ levels }, marks) => {
        const [finest] = levels;
        if (!finest) return;
        const count = finest.min.length;
        const grown = levelsOver({ ...finest });
        const edges = [0, ...marks.map((mark) => mark % count), count].sort((a, b) => a - b);
        const pieces = edges.slice(1).map((end, at) => [edges[at] ?? 0, end] as const);
        // As two halves come: now one of the first, now one of the second.
        const order = pieces
          .filter((_, at) => at % 2)
          .concat(pieces.filter((_, at) => at % 2 === 0));
        for (const [from, to] of order) raise(grown, from, to);
        expect(grown).toEqual(levels);
      }),
      { numRuns: 50 },
    );
  });

  it('go up to a few buckets for the whole of an hour', () => {
    const count = bucketCount(3_600_000_000);
    expect(count).toBe(360_000);
    const lengths = withLevels(emptyLevel(count)).map((level) => level.min.length);
    expect(lengths).toEqual([360_000, 45_000, 5_625, 704, 88]);
    expect(bucketCount(0)).toBe(1);
  });
});

describe('the file', () => {
  it('gives back what was put in', () => {
    const parts = fc.uniqueArray(fc.nat(2_999), { maxLength: 20 });
    fc.assert(
      fc.property(anyPeaks, parts, (whole, marks) => {
        const count = whole.levels[0]?.min.length ?? 0;
        const edges = marks.filter((mark) => mark <= count).sort((a, b) => a - b);
        const made: [number, number][] = [];
        for (let at = 0; at + 1 < edges.length; at += 2) {
          made.push([edges[at] ?? 0, edges[at + 1] ?? 0]);
        }
        const peaks = { ...whole, made };
        expect(decodePeaks(encodePeaks(peaks).buffer)).toEqual(peaks);
        expect(madeOf(peaks)).toEqual(
          made.map(([from, to]) => ({ startUs: from * BUCKET_US, endUs: to * BUCKET_US })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is nothing when it is cut short, too long, or something else', () => {
    const bytes = encodePeaks(peaksOf(Array.from({ length: 300 }, () => [-1, 1, 9] as const)));
    for (let length = 0; length < bytes.length; length += 7) {
      expect(decodePeaks(bytes.slice(0, length).buffer)).toBeNull();
    }
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(decodePeaks(longer.buffer)).toBeNull();
    const wrong = bytes.slice();
    wrong[4] = 9;
    expect(decodePeaks(wrong.buffer)).toBeNull();
  });

  it('never throws, whatever the bytes are', () => {
    const bytes = encodePeaks(peaksOf(Array.from({ length: 40 }, () => [-1, 1, 9] as const)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 6 }),
        (changes) => {
          const other = bytes.slice();
          for (const [at, value] of changes) other[at] = value;
          const peaks = decodePeaks(other.buffer);
          if (peaks) columnsOf(peaks, { startUs: 0, endUs: 400_000, columns: 40 });
        },
      ),
    );
  });
});

describe('columns', () => {
  const view = fc.record({
    startUs: fc.integer({ min: -5_000_000, max: 30_000_000 }),
    widthUs: fc.integer({ min: 1_000, max: 60_000_000 }),
    columns: fc.integer({ min: 1, max: 200 }),
  });

  it('lose no peak: each holds at least what the samples under it hold', () => {
    fc.assert(
      fc.property(anyPeaks, view, (peaks, { startUs, widthUs, columns }) => {
        const out = columnsOf(peaks, { startUs, endUs: startUs + widthUs, columns });
        const finest = peaks.levels[0] ?? emptyLevel(0);
        const count = finest.min.length;
        for (let column = 0; column < columns; column++) {
          const fromUs = startUs + (column * widthUs) / columns;
          const toUs = startUs + ((column + 1) * widthUs) / columns;
          // Buckets well inside the column, so that rounding at its edges does not matter.
          const from = Math.max(0, Math.ceil(fromUs / BUCKET_US + 1e-6));
          const to = Math.min(count, Math.floor(toUs / BUCKET_US - 1e-6));
          for (let at = from; at < to; at++) {
            expect(out.min[column]).toBeLessThanOrEqual((finest.min[at] ?? 0) / 32_768);
            expect(out.max[column]).toBeGreaterThanOrEqual((finest.max[at] ?? 0) / 32_768);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are NaN outside the part and where nothing is made yet', () => {
    const peaks = peaksOf(Array.from({ length: 1_000 }, () => [-100, 100, 200] as const));
    const half: Peaks = {
      ...peaks,
      made: [
        [0, 200],
        [400, 600],
      ],
    };
    const { min, rms } = columnsOf(half, { startUs: -1_000_000, endUs: 11_000_000, columns: 120 });
    const known = Array.from(min, (value, column) => (Number.isNaN(value) ? -1 : column));
    const columns = known.filter((column) => column >= 0);
    expect(columns).toEqual([
      ...Array.from({ length: 20 }, (_, at) => 10 + at),
      ...Array.from({ length: 20 }, (_, at) => 50 + at),
    ]);
    expect(rms[15]).toBeCloseTo(rmsOf(200));
  });

  it('reuse what they are given', () => {
    const peaks = peaksOf([[-32_768, 16_384, 255]]);
    const into = emptyColumns(8);
    expect(columnsOf(peaks, { startUs: 0, endUs: 80_000, columns: 8 }, into)).toBe(into);
    expect([into.min[0], into.max[0], into.rms[0]]).toEqual([-1, 0.5, 1]);
    expect(into.min[1]).toBeNaN();
  });
});
