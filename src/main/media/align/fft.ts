/**
 * The fast Fourier transform of complex numbers, in place, for lengths that are powers of two:
 * radix 2, decimation in time (Cooley and Tukey, 1965). Tables are made once a length.
 */
export interface Fft {
  readonly length: number;
  /** Replaces the numbers by their transform. */
  forward(re: Float64Array, im: Float64Array): void;
  /** Replaces a transform by the numbers it is of. */
  inverse(re: Float64Array, im: Float64Array): void;
}

const made = new Map<number, Fft>();

/** The smallest power of two that is at least `length`. */
export function powerOfTwo(length: number): number {
  let size = 1;
  while (size < length) size *= 2;
  return size;
}

/** @throws RangeError for a length that is no power of two. */
export function fftOf(length: number): Fft {
  const known = made.get(length);
  if (known) return known;
  const fft = makeFft(length);
  made.set(length, fft);
  return fft;
}

function makeFft(length: number): Fft {
  if (length < 1 || powerOfTwo(length) !== length) {
    throw new RangeError(`${length} is no power of two`);
  }
  const half = length / 2;
  const cos = new Float64Array(half);
  const sin = new Float64Array(half);
  for (let k = 0; k < half; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / length);
    sin[k] = Math.sin((2 * Math.PI * k) / length);
  }
  const mirror = new Uint32Array(length);
  for (let i = 1, j = 0; i < length; i++) {
    let bit = half;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    mirror[i] = j;
  }

  function transform(re: Float64Array, im: Float64Array): void {
    for (let i = 0; i < length; i++) {
      const j = mirror[i] ?? 0;
      if (j <= i) continue;
      const x = re[i] ?? 0;
      re[i] = re[j] ?? 0;
      re[j] = x;
      const y = im[i] ?? 0;
      im[i] = im[j] ?? 0;
      im[j] = y;
    }
    for (let size = 2; size <= length; size *= 2) {
      const arm = size / 2;
      const step = length / size;
      for (let start = 0; start < length; start += size) {
        for (let k = 0, at = start, table = 0; k < arm; k++, at++, table += step) {
          const other = at + arm;
          const c = cos[table] ?? 0;
          const s = sin[table] ?? 0;
          const x = (re[other] ?? 0) * c + (im[other] ?? 0) * s;
          const y = (im[other] ?? 0) * c - (re[other] ?? 0) * s;
          re[other] = (re[at] ?? 0) - x;
          im[other] = (im[at] ?? 0) - y;
          re[at] = (re[at] ?? 0) + x;
          im[at] = (im[at] ?? 0) + y;
        }
      }
    }
  }

  return {
    length,
    forward: transform,
    inverse(re, im) {
      // With real and imaginary parts exchanged the same sums run the other way.
      transform(im, re);
      for (let i = 0; i < length; i++) {
        re[i] = (re[i] ?? 0) / length;
        im[i] = (im[i] ?? 0) / length;
      }
    },
  };
}
