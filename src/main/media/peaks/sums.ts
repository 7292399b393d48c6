/**
 * Lowest, highest and summed squares of runs of samples, eight at a time: sums.wat, made into a
 * program of 466 bytes. The same loop in JavaScript takes ten times as long, and an hour is 172
 * million samples (docs/performance.md).
 */
import { simdProgram } from '../simd';

/** sums.wat as WebAssembly, see simd.ts. */
const PROGRAM =
  'AGFzbQEAAAABBwFgAn9/AXwDAgEABQMBAAIHFAIGbWVtb3J5AgAHbWVhc3VyZQAACp8DAZwDBAV7An8BfgF//Qz/f/9//3//f/9//3//f/9/IQP9DACAAIAAgACAAIAAgACAAIAhBAJAA0AgAEEQaiABSw0BIAD9AAEAIQIgAyAC/ZYBIQMgBCAC/ZgBIQQgAiAC/boBIQUgBiAF/ckBIAX9ygH9zgH9zgEhBiAAQRBqIQAMAAsLIAb9HQAgBv0dAXwhCSADIAMgA/0NCAkKCwwNDg8AAQIDBAUGB/2WASEDIAMgAyAD/Q0EBQYHAAECAwgJCgsMDQ4P/ZYBIQMgAyADIAP9DQIDAAEEBQYHCAkKCwwNDg/9lgEhAyAEIAQgBP0NCAkKCwwNDg8AAQIDBAUGB/2YASEEIAQgBCAE/Q0EBQYHAAECAwgJCgsMDQ4P/ZgBIQQgBCAEIAT9DQIDAAEEBQYHCAkKCwwNDg/9mAEhBCAD/RgAIQcgBP0YACEIAkADQCAAIAFPDQEgAC4BACEKIAogB0gEQCAKIQcLIAogCEoEQCAKIQgLIAkgCiAKbKx8IQkgAEECaiEADAALC0EAIAc2AgBBBCAINgIAIAm5Cw==';

/** The first bytes of the program's memory hold what it found. */
const FIRST = 16;
const ROOM = 2 * 65_536 - FIRST;

interface Program {
  memory: WebAssembly.Memory;
  measure(from: number, end: number): number;
}

export interface Sums {
  /** How many bytes it takes at once. */
  readonly room: number;
  /** Takes samples of 16 bits, little-endian, in place of those before. */
  load(bytes: Uint8Array): void;
  /** The sum of the squares of the samples from one to before another; the two below are of the same. */
  squares(from: number, end: number): number;
  lowest(): number;
  highest(): number;
}

let instance: (() => Program) | null | undefined;

/** Eight at a time where that can be had. */
export function openSums(): Sums {
  if (instance === undefined) instance = simdProgram<Program>(PROGRAM);
  if (!instance) return plainSums();
  const { memory, measure } = instance();
  const bytes = new Uint8Array(memory.buffer);
  const found = new Int32Array(memory.buffer, 0, 2);
  return {
    room: ROOM,
    load: (samples) => bytes.set(samples, FIRST),
    squares: (from, end) => measure(FIRST + from * 2, FIRST + end * 2),
    lowest: () => found[0] as number,
    highest: () => found[1] as number,
  };
}

/** The same one at a time. */
export function plainSums(): Sums {
  const samples = new Int16Array(ROOM / 2);
  const bytes = new Uint8Array(samples.buffer);
  let [low, high] = [32_767, -32_768];
  return {
    room: ROOM,
    load: (given) => bytes.set(given),
    squares(from, end) {
      [low, high] = [32_767, -32_768];
      let sum = 0;
      for (let at = from; at < end; at++) {
        const value = samples[at] as number;
        low = Math.min(low, value);
        high = Math.max(high, value);
        sum += value * value;
      }
      return sum;
    },
    lowest: () => low,
    highest: () => high,
  };
}
