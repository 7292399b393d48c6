/**
 * What is kept of a sound while it is decoded: the sound itself in eight bits a sample, and how loud
 * four bands of it are, fifty times a second. An hour is 32 MB.
 */

import { type Filter, openBands } from './bands';

/** Samples a second of what is listened to: speech lies below half of it. */
export const SAMPLE_RATE = 8_000;
/** Samples from one measure of loudness to the next. */
export const HOP = 160;
/** Lower and upper edge, Hz. */
type Band = readonly [low: number, high: number];
const BANDS: readonly Band[] = [
  [250, 500],
  [500, 1000],
  [1000, 2000],
  [2000, 3400],
];
export const BAND_COUNT = BANDS.length;

export interface Heard {
  samples: number;
  /** µ-law, one byte a sample (ITU-T G.711's curve, continuous). */
  sound: Int8Array;
  /** Natural logarithm of the power in each band, one list a band, one entry a hop. */
  bands: Float32Array[];
}

const MU = 255;

const LEVELS = Float32Array.from({ length: 256 }, (_, code) => {
  const level = (code - 128) / 127;
  return (Math.sign(level) * ((1 + MU) ** Math.abs(level) - 1)) / MU;
});
let codes: Int8Array | null = null;

/** What each sample of 16 bits is kept as. Worked out when the first sound is heard. */
function codesOf16Bits(): Int8Array {
  codes ??= Int8Array.from({ length: 65_536 }, (_, at) => {
    const x = (at - 32_768) / 32_768;
    return Math.round((127 * Math.sign(x) * Math.log1p(MU * Math.abs(x))) / Math.log1p(MU));
  });
  return codes;
}

/** A kept sample, -1 to 1. */
export function levelOf(code: number): number {
  return LEVELS[code + 128] ?? 0;
}

/** A band-pass of two poles (R. Bristow-Johnson, "Cookbook formulae for audio EQ biquads"). */
function bandPass([low, high]: Band): Filter {
  const centre = Math.sqrt(low * high);
  const w = (2 * Math.PI * centre) / SAMPLE_RATE;
  const alpha = Math.sin(w) * Math.sinh((Math.LN2 / 2) * Math.log2(high / low) * (w / Math.sin(w)));
  return {
    b: alpha / (1 + alpha),
    a1: (-2 * Math.cos(w)) / (1 + alpha),
    a2: (1 - alpha) / (1 + alpha),
  };
}

/** Power below which nothing is told apart from silence: about -90 dB of full scale. */
const SILENCE = 1e-9;

export class Listener {
  #samples = 0;
  readonly #sound: Int8Array;
  readonly #bands: Float32Array[];
  readonly #filters = openBands(BANDS.map(bandPass));
  readonly #power = new Float64Array(BAND_COUNT);
  readonly #codes = codesOf16Bits();

  /** @param samples room for this many; what comes after them is left out. */
  constructor(samples: number) {
    this.#sound = new Int8Array(Math.max(0, samples));
    const hops = Math.floor(this.#sound.length / HOP);
    this.#bands = BANDS.map(() => new Float32Array(hops));
  }

  /** Takes the next samples, 16 bits each. */
  add(pcm: Int16Array): void {
    const count = Math.min(pcm.length, this.#sound.length - this.#samples);
    for (let from = 0; from < count; from += this.#filters.room) {
      this.#take(pcm.subarray(from, Math.min(count, from + this.#filters.room)));
    }
  }

  #take(pcm: Int16Array): void {
    const [sound, codes, start] = [this.#sound, this.#codes, this.#samples];
    for (let i = 0; i < pcm.length; i++) {
      sound[start + i] = codes[(pcm[i] as number) + 32_768] as number;
    }
    this.#filters.load(pcm);
    for (let from = 0; from < pcm.length; ) {
      const end = Math.min(pcm.length, from + HOP - ((start + from) % HOP));
      this.#filters.hear(from, end);
      if ((start + end) % HOP === 0) this.#note((start + end) / HOP - 1);
      from = end;
    }
    this.#samples += pcm.length;
  }

  done(): Heard {
    const hops = Math.floor(this.#samples / HOP);
    return {
      samples: this.#samples,
      sound: this.#sound.subarray(0, this.#samples),
      bands: this.#bands.map((band) => band.subarray(0, hops)),
    };
  }

  #note(hop: number): void {
    this.#filters.taken(this.#power);
    for (const [band, list] of this.#bands.entries()) {
      if (hop < list.length) list[hop] = Math.log((this.#power[band] ?? 0) / HOP + SILENCE);
    }
  }
}
