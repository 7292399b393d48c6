/** Peaks of a run of samples, bucket by bucket, as the samples come. */
import { BUCKET_US, loudnessOf, type PeakLevel } from '../../../shared/domain/peaks';
import { openSums } from './sums';

export interface Meter {
  /** Takes 16-bit little-endian samples, cut anywhere, even within one. */
  add(chunk: Buffer): void;
  /** Ends a bucket that is only begun. */
  end(): void;
  /** The bucket after the last whole one. */
  readonly bucket: number;
}

const bucketsPerSecond = 1_000_000 / BUCKET_US;

/**
 * @param first bucket in which the first sample lies, at its beginning
 * @param last bucket before which it stops; what comes later is not looked at
 * @param skip samples that are thrown away first
 */
export function createMeter(
  level: PeakLevel,
  { rate, first, last, skip = 0 }: { rate: number; first: number; last: number; skip?: number },
): Meter {
  const sums = openSums();
  let bucket = first;
  /** Samples since the beginning of the first bucket; below zero while they are skipped. */
  let sample = -skip;
  let boundary = Math.ceil(rate / bucketsPerSecond);
  let [min, max, square, count] = [32_767, -32_768, 0, 0];
  let half: number | null = null;

  function close(): void {
    level.min[bucket] = min;
    level.max[bucket] = max;
    level.loud[bucket] = loudnessOf(square / count / 32_768 ** 2);
    bucket++;
    boundary = Math.ceil(((bucket - first + 1) * rate) / bucketsPerSecond);
    [min, max, square, count] = [32_767, -32_768, 0, 0];
  }

  /** Whole samples, no more than there is room for. */
  function take(bytes: Uint8Array): void {
    const length = bytes.length >> 1;
    let at = 0;
    if (sample < 0) {
      at = Math.min(length, -sample);
      sample += at;
    }
    sums.load(bytes);
    while (at < length && bucket < last) {
      const stop = Math.min(length, at + boundary - sample);
      square += sums.squares(at, stop);
      min = Math.min(min, sums.lowest());
      max = Math.max(max, sums.highest());
      count += stop - at;
      sample += stop - at;
      at = stop;
      if (sample >= boundary) close();
    }
  }

  return {
    add(chunk) {
      let bytes = chunk;
      if (half !== null && bytes.length > 0) {
        take(Uint8Array.of(half, bytes[0] as number));
        half = null;
        bytes = bytes.subarray(1);
      }
      if (bytes.length % 2 === 1) half = bytes[bytes.length - 1] as number;
      const whole = bytes.length - (bytes.length % 2);
      for (let from = 0; from < whole; from += sums.room) {
        take(bytes.subarray(from, Math.min(whole, from + sums.room)));
      }
    },
    end() {
      if (count > 0 && bucket < last) close();
    },
    get bucket() {
      return bucket;
    },
  };
}
