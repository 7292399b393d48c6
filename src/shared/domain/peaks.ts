/**
 * The shape of a part's sound: lowest and highest sample and loudness of every 10 ms, and the same
 * of every 80 ms, 640 ms and so on, so that any zoom reads a few values a pixel. Bucket k of a level
 * holds the samples of [k, k + 1) times its length of part time. Stored as one compact file, written
 * by main and read by the page.
 */
import type { Range } from './time';

/** Length of a bucket of the finest level. */
export const BUCKET_US = 10_000;
/** Buckets of one level in a bucket of the next. */
export const PER_LEVEL = 8;
/** No level is made that would have fewer buckets than this. */
const FEWEST = 32;

export interface PeakLevel {
  /** Part time of a bucket. */
  bucketUs: number;
  /** Lowest and highest sample, of a full scale of 32768. */
  min: Int16Array;
  max: Int16Array;
  /** Root mean square in half decibels, see {@link loudnessOf}; 0 is silence, 255 full scale. */
  loud: Uint8Array;
}

export interface Peaks {
  /** Finest first; there is always one. */
  levels: readonly PeakLevel[];
  /** Which buckets of the finest level are known, as [from, to) in rising order. */
  made: readonly (readonly [from: number, to: number])[];
}

/** How many buckets of the finest level a part has. */
export function bucketCount(durationUs: number): number {
  return Math.max(1, Math.ceil(durationUs / BUCKET_US));
}

export function emptyLevel(count: number, bucketUs = BUCKET_US): PeakLevel {
  const [min, max] = [new Int16Array(count), new Int16Array(count)];
  return { bucketUs, min, max, loud: new Uint8Array(count) };
}

/** Half decibels above -127.5 dB of full scale; 0 for what is quieter still. */
export function loudnessOf(meanSquare: number): number {
  if (meanSquare <= 0) return 0;
  return Math.min(255, Math.max(0, Math.round(20 * Math.log10(meanSquare) + 255)));
}

/** Root mean square, 0 to 1, of each loudness. */
const RMS = Float32Array.from({ length: 256 }, (_, loud) =>
  loud === 0 ? 0 : 10 ** ((loud / 2 - 127.5) / 20),
);

export function rmsOf(loud: number): number {
  return RMS[loud] ?? 0;
}

/** Mean square of each loudness. */
const SQUARE = Float64Array.from(RMS, (rms) => rms ** 2);

/** What a level's buckets say of the next one's, from one to before another of the latter. */
function sumUp(level: PeakLevel, next: PeakLevel, first: number, end: number): void {
  for (let bucket = first; bucket < end; bucket++) {
    const from = bucket * PER_LEVEL;
    const to = Math.min(level.min.length, from + PER_LEVEL);
    let [min, max, square] = [32_767, -32_768, 0];
    for (let at = from; at < to; at++) {
      min = Math.min(min, level.min[at] as number);
      max = Math.max(max, level.max[at] as number);
      square += SQUARE[level.loud[at] as number] as number;
    }
    next.min[bucket] = min;
    next.max[bucket] = max;
    next.loud[bucket] = loudnessOf(square / (to - from));
  }
}

/** Levels above a finest one, the finest first; what they say is only known after {@link raise}. */
export function levelsOver(finest: PeakLevel): PeakLevel[] {
  const levels = [finest];
  for (let last = finest; last.min.length >= FEWEST * PER_LEVEL; ) {
    last = emptyLevel(Math.ceil(last.min.length / PER_LEVEL), last.bucketUs * PER_LEVEL);
    levels.push(last);
  }
  return levels;
}

/** Brings the coarser levels up to date with buckets of the finest, from one to before another. */
export function raise(levels: readonly PeakLevel[], from: number, to: number): void {
  if (to <= from) return;
  let [first, end] = [from, to];
  for (const [at, level] of levels.entries()) {
    const next = levels[at + 1];
    if (!next) return;
    [first, end] = [Math.floor(first / PER_LEVEL), Math.ceil(end / PER_LEVEL)];
    sumUp(level, next, first, end);
  }
}

/** Known stretches in part time. */
export function madeOf(peaks: Pick<Peaks, 'made'>): Range[] {
  return peaks.made.map(([from, to]) => ({ startUs: from * BUCKET_US, endUs: to * BUCKET_US }));
}

/** What is painted for a row of pixels; reused from paint to paint. Amplitudes are -1 to 1. */
export interface PeakColumns {
  min: Float32Array;
  max: Float32Array;
  /** Root mean square, 0 to 1. */
  rms: Float32Array;
}

/** Columns of a stretch of part time. */
export interface ColumnView extends Range {
  /** How many pixels it is wide. */
  columns: number;
}

export function emptyColumns(columns: number): PeakColumns {
  const make = () => new Float32Array(columns).fill(Number.NaN);
  return { min: make(), max: make(), rms: make() };
}

/** The coarsest level with at least one bucket a column. */
function levelAt(levels: readonly PeakLevel[], usPerColumn: number): PeakLevel | undefined {
  return levels.findLast((level) => level.bucketUs <= usPerColumn) ?? levels[0];
}

/**
 * Lowest, highest and root mean square of each column: of all buckets it touches, so that no peak is
 * ever lost between two pixels. `NaN` where nothing is known: outside the part, or not made yet.
 * @param into filled and answered when it is long enough, so that painting makes no garbage
 */
export function columnsOf(peaks: Peaks, view: ColumnView, into?: PeakColumns): PeakColumns {
  const { columns, startUs } = view;
  const out = into && into.min.length >= columns ? into : emptyColumns(columns);
  const usPerColumn = (view.endUs - startUs) / Math.max(1, columns);
  const level = levelAt(peaks.levels, usPerColumn);
  const { min: low, max: high, rms } = out;
  low.fill(Number.NaN);
  high.fill(Number.NaN);
  rms.fill(Number.NaN);
  if (!level || !(usPerColumn > 0)) return out;
  const scale = level.bucketUs / BUCKET_US;
  for (const [madeFrom, madeTo] of peaks.made) {
    const first = Math.floor(madeFrom / scale);
    const last = Math.min(level.min.length, Math.ceil(madeTo / scale));
    const columnOf = (bucket: number) => (bucket * level.bucketUs - startUs) / usPerColumn;
    const fromColumn = Math.max(0, Math.floor(columnOf(first)));
    const toColumn = Math.min(columns, Math.ceil(columnOf(last)));
    for (let column = fromColumn; column < toColumn; column++) {
      const leftUs = startUs + column * usPerColumn;
      const from = Math.max(first, Math.floor(leftUs / level.bucketUs));
      const to = Math.min(
        last,
        Math.max(from + 1, Math.ceil((leftUs + usPerColumn) / level.bucketUs)),
      );
      let [min, max, square] = [32_767, -32_768, 0];
      for (let bucket = from; bucket < to; bucket++) {
        min = Math.min(min, level.min[bucket] ?? 0);
        max = Math.max(max, level.max[bucket] ?? 0);
        square += rmsOf(level.loud[bucket] ?? 0) ** 2;
      }
      if (to <= from) continue;
      // Where two made stretches meet inside a column, both count.
      const [oldLow, oldHigh, oldRms] = [low[column] ?? 0, high[column] ?? 0, rms[column] ?? 0];
      const known = !Number.isNaN(oldLow);
      low[column] = known ? Math.min(oldLow, min / 32_768) : min / 32_768;
      high[column] = known ? Math.max(oldHigh, max / 32_768) : max / 32_768;
      const now = Math.sqrt(square / (to - from));
      rms[column] = known ? Math.max(oldRms, now) : now;
    }
  }
  return out;
}
