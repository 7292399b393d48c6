/** Peaks of a run of samples, bucket by bucket, as the samples come. */
import { BUCKET_US, loudnessOf, type PeakLevel } from '../../shared/domain/peaks';

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

  function take(samples: Int16Array): void {
    let at = 0;
    if (sample < 0) {
      at = Math.min(samples.length, -sample);
      sample += at;
    }
    while (at < samples.length && bucket < last) {
      const stop = Math.min(samples.length, at + boundary - sample);
      // In locals: this is where nearly all of the time goes.
      let low = min;
      let high = max;
      let sum = 0;
      for (let index = at; index < stop; index++) {
        const value = samples[index] as number;
        if (value < low) low = value;
        if (value > high) high = value;
        sum += value * value;
      }
      min = low;
      max = high;
      square += sum;
      count += stop - at;
      sample += stop - at;
      at = stop;
      if (sample >= boundary) close();
    }
  }

  return {
    add(chunk) {
      let bytes = chunk;
      if (half !== null) {
        const both = Buffer.of(half, bytes[0] ?? 0);
        half = null;
        take(Int16Array.of(both.readInt16LE(0)));
        bytes = bytes.subarray(1);
      }
      if (bytes.length % 2 === 1) half = bytes[bytes.length - 1] ?? null;
      const samples = bytes.length >> 1;
      if (bytes.byteOffset % 2 === 1) bytes = Buffer.from(bytes);
      // A short copy comes out of Node's pool, which is aligned to eight bytes.
      take(new Int16Array(bytes.buffer, bytes.byteOffset, samples));
    },
    end() {
      if (count > 0 && bucket < last) close();
    },
    get bucket() {
      return bucket;
    },
  };
}
