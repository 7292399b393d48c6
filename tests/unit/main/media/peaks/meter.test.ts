import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halvesOf } from '../../../../../src/main/media/peaks/peaks';
import { createMeter } from '../../../../../src/main/media/peaks/meter';
import { emptyLevel, loudnessOf } from '../../../../../src/shared/domain/peaks';

const rates = fc.constantFrom(8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000);

describe('peaks of samples', () => {
  it('are those that a plain look at every sample gives, however the samples come', () => {
    const sample = fc.integer({ min: -32_768, max: 32_767 });
    fc.assert(
      fc.property(
        rates,
        fc.array(sample, { minLength: 1, maxLength: 4_000 }),
        fc.array(fc.integer({ min: 1, max: 3_001 }), { maxLength: 20 }),
        fc.nat(200),
        (rate, samples, cuts, skip) => {
          const heard = samples.slice(skip);
          const last = 5 + Math.ceil((heard.length * 100) / rate);
          const level = emptyLevel(last + 3);
          const meter = createMeter(level, { rate, first: 5, last, skip });
          const bytes = Buffer.alloc(samples.length * 2);
          for (const [at, value] of samples.entries()) bytes.writeInt16LE(value, at * 2);
          let at = 0;
          for (const length of [...cuts, bytes.length]) {
            meter.add(bytes.subarray(at, at + length));
            at += length;
          }
          meter.end();
          const naive = emptyLevel(last + 3);
          const groups = new Map<number, number[]>();
          for (const [index, value] of heard.entries()) {
            const bucket = 5 + Math.floor((index * 100) / rate);
            groups.set(bucket, [...(groups.get(bucket) ?? []), value]);
          }
          for (const [bucket, values] of groups) {
            naive.min[bucket] = Math.min(...values);
            naive.max[bucket] = Math.max(...values);
            const square = values.reduce((sum, value) => sum + value * value, 0);
            naive.loud[bucket] = loudnessOf(square / values.length / 32_768 ** 2);
          }
          expect(level).toEqual(naive);
          expect(meter.bucket).toBe(heard.length === 0 ? 5 : last);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stop at their end, whatever else comes', () => {
    const level = emptyLevel(4);
    const meter = createMeter(level, { rate: 8_000, first: 0, last: 2 });
    meter.add(Buffer.from(new Int16Array(1_000).fill(9).buffer));
    meter.end();
    expect([...level.max]).toEqual([9, 9, 0, 0]);
    expect(meter.bucket).toBe(2);
  });
});

describe('long sound', () => {
  const container = 'mov,mp4,m4a,3gp,3g2,mj2';

  it('is read as two halves that meet at a bucket', () => {
    expect(halvesOf({ container, durationUs: 3_600_000_000 })).toEqual([
      [0, 180_000],
      [180_000, 360_000],
    ]);
    expect(halvesOf({ container: 'matroska,webm', durationUs: 120_015_000 })).toEqual([
      [0, 6_001],
      [6_001, 12_002],
    ]);
  });

  it('is read in one go where it is short, or nothing says where its samples are', () => {
    expect(halvesOf({ container, durationUs: 100_000_000 })).toEqual([[0, 10_000]]);
    expect(halvesOf({ container: 'mp3', durationUs: 3_600_000_000 })).toEqual([[0, 360_000]]);
    expect(halvesOf({ container: 'mpegts', durationUs: 3_600_000_000 })).toEqual([[0, 360_000]]);
  });
});
