/**
 * What is kept of a sound while it is decoded: the sound itself in eight bits a sample, and how loud
 * four bands of it are, fifty times a second. An hour is 32 MB.
 */

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
function bandPass([low, high]: Band) {
  const centre = Math.sqrt(low * high);
  const w = (2 * Math.PI * centre) / SAMPLE_RATE;
  const alpha = Math.sin(w) * Math.sinh((Math.LN2 / 2) * Math.log2(high / low) * (w / Math.sin(w)));
  return {
    b: alpha / (1 + alpha),
    a1: (-2 * Math.cos(w)) / (1 + alpha),
    a2: (1 - alpha) / (1 + alpha),
  };
}

/** Numbers that a band's filter is made of, and what it remembers: the last two in, and the last two out. */
const FILTER = 7;

/** A band's filter before it has heard anything. */
function resting(band: Band): number[] {
  const { b, a1, a2 } = bandPass(band);
  return [b, a1, a2, 0, 0, 0, 0];
}

/** Two bands at a time: what one waits for the other does meanwhile. Both hear what the first remembers. */
function measurePair(
  pcm: Int16Array,
  from: number,
  length: number,
  both: Float64Array,
  power: Float64Array,
  band: number,
): void {
  const [b = 0, a1 = 0, a2 = 0] = both;
  const d = both[FILTER] as number;
  const c1 = both[FILTER + 1] as number;
  const c2 = both[FILTER + 2] as number;
  let x1 = both[3] as number;
  let x2 = both[4] as number;
  let y1 = both[5] as number;
  let y2 = both[6] as number;
  let z1 = both[FILTER + 5] as number;
  let z2 = both[FILTER + 6] as number;
  let first = 0;
  let second = 0;
  for (let i = from; i < from + length; i++) {
    const x = (pcm[i] as number) / 32_768;
    const change = x - x2;
    // What came out last is used last: the next step waits for it.
    const y = b * change - a2 * y2 - a1 * y1;
    const z = d * change - c2 * z2 - c1 * z1;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    z2 = z1;
    z1 = z;
    first += y * y;
    second += z * z;
  }
  both.set([x1, x2, y1, y2], 3);
  both.set([z1, z2], FILTER + 5);
  power[band] = (power[band] as number) + first;
  power[band + 1] = (power[band + 1] as number) + second;
}

/** Power below which nothing is told apart from silence: about -90 dB of full scale. */
const SILENCE = 1e-9;

export class Listener {
  #samples = 0;
  readonly #sound: Int8Array;
  readonly #bands: Float32Array[];
  readonly #filters = Float64Array.from(BANDS.flatMap(resting));
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
    const [sound, codes] = [this.#sound, this.#codes];
    for (let from = 0; from < count; ) {
      const at = this.#samples + from;
      const length = Math.min(count - from, HOP - (at % HOP));
      for (let i = 0; i < length; i++) {
        sound[at + i] = codes[(pcm[from + i] as number) + 32_768] as number;
      }
      this.#measure(pcm, from, length);
      from += length;
      if ((this.#samples + from) % HOP === 0) this.#note((this.#samples + from) / HOP - 1);
    }
    this.#samples += count;
  }

  done(): Heard {
    const hops = Math.floor(this.#samples / HOP);
    return {
      samples: this.#samples,
      sound: this.#sound.subarray(0, this.#samples),
      bands: this.#bands.map((band) => band.subarray(0, hops)),
    };
  }

  #measure(pcm: Int16Array, from: number, length: number): void {
    for (let band = 0; band < BAND_COUNT; band += 2) {
      measurePair(pcm, from, length, this.#filters.subarray(band * FILTER), this.#power, band);
    }
  }

  #note(hop: number): void {
    for (const [band, list] of this.#bands.entries()) {
      if (hop < list.length) list[hop] = Math.log((this.#power[band] ?? 0) / HOP + SILENCE);
      this.#power[band] = 0;
    }
  }
}
