/**
 * The fast Fourier transform of complex numbers, in place, for lengths that are powers of two:
 * radix 2, decimation in time (Cooley and Tukey, 1965), two passes at once. Tables are made once a length.
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

/** Roots of one that a pass needs: e^(-i 2 pi k / 4 arm) and its square, for k below `arm`. */
interface Roots {
  arm: number;
  cos: Float64Array;
  sin: Float64Array;
  cos2: Float64Array;
  sin2: Float64Array;
}

function rootsOf(arm: number): Roots {
  const list = (of: (angle: number) => number, times: number): Float64Array =>
    Float64Array.from({ length: arm }, (_, k) => of((times * Math.PI * k) / (2 * arm)));
  const [cos, sin] = [list(Math.cos, 1), list(Math.sin, 1)];
  return { arm, cos, sin, cos2: list(Math.cos, 2), sin2: list(Math.sin, 2) };
}

/** The first pass where the length is no power of four: neighbours only. */
function pairUp(re: Float64Array, im: Float64Array): void {
  for (let at = 0; at < re.length; at += 2) {
    const x = re[at + 1] as number;
    const y = im[at + 1] as number;
    const u = re[at] as number;
    const v = im[at] as number;
    re[at + 1] = u - x;
    im[at + 1] = v - y;
    re[at] = u + x;
    im[at] = v + y;
  }
}

/** Two passes of radix 2 in one, so that everything is read and written half as often. */
function twoPasses(re: Float64Array, im: Float64Array, roots: Roots): void {
  const { arm, cos, sin, cos2, sin2 } = roots;
  for (let start = 0; start < re.length; start += 4 * arm) {
    for (let k = 0, at = start; k < arm; k++, at++) {
      const b = at + arm;
      const c = b + arm;
      const d = c + arm;
      const wc = cos2[k] as number;
      const ws = sin2[k] as number;
      const vc = cos[k] as number;
      const vs = sin[k] as number;
      const ar = re[at] as number;
      const ai = im[at] as number;
      const br = re[b] as number;
      const bi = im[b] as number;
      const cr = re[c] as number;
      const ci = im[c] as number;
      const dr = re[d] as number;
      const di = im[d] as number;
      const xr = br * wc + bi * ws;
      const xi = bi * wc - br * ws;
      const yr = dr * wc + di * ws;
      const yi = di * wc - dr * ws;
      const pr = cr + yr;
      const pi = ci + yi;
      const qr = cr - yr;
      const qi = ci - yi;
      const sr = pr * vc + pi * vs;
      const si = pi * vc - pr * vs;
      // A quarter of a turn further on.
      const tr = qi * vc - qr * vs;
      const ti = -(qr * vc + qi * vs);
      re[at] = ar + xr + sr;
      im[at] = ai + xi + si;
      re[c] = ar + xr - sr;
      im[c] = ai + xi - si;
      re[b] = ar - xr + tr;
      im[b] = ai - xi + ti;
      re[d] = ar - xr - tr;
      im[d] = ai - xi - ti;
    }
  }
}

function makeFft(length: number): Fft {
  if (length < 1 || powerOfTwo(length) !== length) {
    throw new RangeError(`${length} is no power of two`);
  }
  const half = length / 2;
  const mirror = new Uint32Array(length);
  for (let i = 1, j = 0; i < length; i++) {
    let bit = half;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    mirror[i] = j;
  }
  const isOdd = Math.log2(length) % 2 === 1;
  const passes: Roots[] = [];
  for (let arm = isOdd ? 2 : 1; arm < length; arm *= 4) passes.push(rootsOf(arm));

  function transform(re: Float64Array, im: Float64Array): void {
    for (let i = 0; i < length; i++) {
      const j = mirror[i] as number;
      if (j <= i) continue;
      const x = re[i] as number;
      re[i] = re[j] as number;
      re[j] = x;
      const y = im[i] as number;
      im[i] = im[j] as number;
      im[j] = y;
    }
    if (isOdd) pairUp(re, im);
    for (const roots of passes) twoPasses(re, im, roots);
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
