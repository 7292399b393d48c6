/** How loud four bands of a sound are: all four at once where the processor can (bands.wat). */
import { simdProgram } from '../simd';

/** bands.wat as WebAssembly, see simd.ts. */
const PROGRAM =
  'AGFzbQEAAAABBgFgAn9/AAMCAQAFAwEAAQcUAgZtZW1vcnkCAAdtZWFzdXJlAAAK1wEB1AEBCntBAP0ABAAhAkEQ/QAEACEDQSD9AAQAIQRBMP0ABAAhBUHAAP0ABAAhBkHQAP0ABAAhB0HgAP0ABAAhCEHwAP0ABAAhCQJAA0AgACABTw0BIAAuAQCy/RMhCiACIAogCP3lAf3mASAEIAb95gH95QEgAyAF/eYB/eUBIQsgByEIIAohByAFIQYgCyEFIAkgCyAL/eYB/eQBIQkgAEECaiEADAALC0EwIAX9CwQAQcAAIAb9CwQAQdAAIAf9CwQAQeAAIAj9CwQAQfAAIAn9CwQACw==';

/** Numbers of the filters before the samples begin: eight rows of four bands. */
const ROW = 4;
const FIRST_BYTE = 8 * ROW * 4;
const ROOM = (65_536 - FIRST_BYTE) / 2;

/** Samples of 16 bits go in as they are. */
const FULL_SCALE = 32_768;

export interface Bands {
  /** How many samples are taken at once. */
  readonly room: number;
  /** Takes samples in place of those before. */
  load(pcm: Int16Array): void;
  /** Hears the samples from one to before another. */
  hear(from: number, end: number): void;
  /** Power of each band since this was last asked, summed over samples of -1 to 1. */
  taken(powers: Float64Array): void;
}

/** A band's filter: y = b (x - x2) - a1 y1 - a2 y2. */
export interface Filter {
  b: number;
  a1: number;
  a2: number;
}

interface Program {
  memory: WebAssembly.Memory;
  measure(from: number, end: number): void;
}

let instance: (() => Program) | null | undefined;

/** @param filters four of them. */
export function openBands(filters: readonly Filter[]): Bands {
  if (instance === undefined) instance = simdProgram<Program>(PROGRAM);
  if (!instance) return plainBands(filters);
  const { memory, measure } = instance();
  const numbers = new Float32Array(memory.buffer, 0, 8 * ROW);
  const samples = new Int16Array(memory.buffer, FIRST_BYTE);
  for (const [band, { b, a1, a2 }] of filters.entries()) {
    numbers[band] = b;
    numbers[ROW + band] = a1;
    numbers[2 * ROW + band] = a2;
  }
  return {
    room: ROOM,
    load: (pcm) => samples.set(pcm),
    hear: (from, end) => measure(FIRST_BYTE + from * 2, FIRST_BYTE + end * 2),
    taken(powers) {
      for (let band = 0; band < ROW; band++) {
        powers[band] = (numbers[7 * ROW + band] as number) / FULL_SCALE ** 2;
        numbers[7 * ROW + band] = 0;
      }
    },
  };
}

/** The same, one band after the other. */
export function plainBands(filters: readonly Filter[]): Bands {
  const samples = new Int16Array(ROOM);
  const kept = filters.map(() => ({ x1: 0, x2: 0, y1: 0, y2: 0, power: 0 }));
  return {
    room: ROOM,
    load: (pcm) => samples.set(pcm),
    hear(from, end) {
      for (const [band, { b, a1, a2 }] of filters.entries()) {
        const own = kept[band] as (typeof kept)[number];
        let { x1, x2, y1, y2, power } = own;
        for (let at = from; at < end; at++) {
          const x = samples[at] as number;
          const y = b * (x - x2) - a2 * y2 - a1 * y1;
          [x2, x1, y2, y1] = [x1, x, y1, y];
          power += y * y;
        }
        Object.assign(own, { x1, x2, y1, y2, power });
      }
    },
    taken(powers) {
      for (const [band, own] of kept.entries()) {
        powers[band] = own.power / FULL_SCALE ** 2;
        own.power = 0;
      }
    },
  };
}
