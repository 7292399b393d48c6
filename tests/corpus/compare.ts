/** Likeness of pictures, and how far two sounds are apart. */
import { SOUND_RATE, type Still } from './truth';

const mean = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length;

function deviation(bytes: Uint8Array): number {
  const middle = mean(bytes);
  return Math.sqrt(bytes.reduce((sum, byte) => sum + (byte - middle) ** 2, 0) / bytes.length);
}

/** Less than this much from light to dark, and all that is left is the camera's noise. */
const EVEN = 3;

/** True for a picture with nothing in it: a lens in a pocket, a page without writing. */
export function isEven(grey: Uint8Array): boolean {
  return deviation(grey) < EVEN;
}

/**
 * Correlation of two pictures of one size: 1 for the same, whatever the brightness and contrast.
 * Even pictures are alike when both are, and about as bright.
 */
export function likeness(a: Uint8Array, b: Uint8Array): number {
  if (isEven(b)) return deviation(a) < EVEN * 2 && Math.abs(mean(a) - mean(b)) < 16 ? 1 : 0;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [(a[index] ?? 0) - meanA, (b[index] ?? 0) - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/** A picture turned by quarters and mirrored, stretched back to its own size: what would be wrong. */
function placed({ width, height, grey }: Still, quarters: number, mirrored: boolean): Uint8Array {
  const out = new Uint8Array(grey.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [u, v] = [(x + 0.5) / width, (y + 0.5) / height];
      if (mirrored) u = 1 - u;
      for (let turn = 0; turn < quarters; turn++) [u, v] = [v, 1 - u];
      out[y * width + x] = grey[Math.floor(v * height) * width + Math.floor(u * width)] ?? 0;
    }
  }
  return out;
}

/** The best likeness of any wrong way up; below all where no way can be told from another. */
export function likenessTurned(shown: Uint8Array, truth: Still): number {
  if (isEven(truth.grey)) return -1;
  const ways = [0, 1, 2, 3].flatMap((turn) => [
    { turn, mirrored: false },
    { turn, mirrored: true },
  ]);
  return Math.max(
    ...ways.slice(1).map(({ turn, mirrored }) => likeness(shown, placed(truth, turn, mirrored))),
  );
}

/** What differs, brightness and contrast set aside: 0 for the same. */
export function difference(shown: Uint8Array, truth: Uint8Array): number {
  return 1 - likeness(shown, truth);
}

const FARTHEST = Math.round(SOUND_RATE * 0.25);

function lagIn(heard: Float32Array, source: Float32Array, from: number, to: number): number | null {
  let energy = 0;
  for (let index = from; index < to; index++) energy += (source[index] ?? 0) ** 2;
  if (energy / (to - from) < 1e-7) return null;
  let best = { lag: 0, sum: 0 };
  for (let lag = -FARTHEST; lag <= FARTHEST; lag++) {
    let sum = 0;
    for (let index = from; index < to; index++)
      sum += (source[index] ?? 0) * (heard[index + lag] ?? 0);
    if (sum > best.sum) best = { lag, sum };
  }
  return best.lag;
}

/**
 * By how many milliseconds what is heard comes later than the source, at its worst: looked for up to
 * 250 ms around, in stretches of two seconds. Null where the source is silent throughout.
 */
export function worstLagMs(heard: Float32Array, source: Float32Array): number | null {
  const stretch = 2 * SOUND_RATE;
  const ends = Math.min(source.length, heard.length + FARTHEST);
  const starts = Array.from(
    { length: Math.max(1, Math.floor(ends / stretch)) },
    (_, n) => n * stretch,
  );
  // A long file is looked at in eight places.
  const every = Math.max(1, Math.floor(starts.length / 8));
  let worst: number | null = null;
  for (const from of starts.filter((_, index) => index % every === 0)) {
    const lag = lagIn(heard, source, from, Math.min(from + stretch, ends));
    if (lag !== null && (worst === null || Math.abs(lag) > Math.abs(worst))) worst = lag;
  }
  return worst === null ? null : (worst * 1000) / SOUND_RATE;
}

/** Seconds of a direct file that are listened to. */
export const LISTENED_S = 2.5;

/** Where the loudest stretch of this length begins, in seconds. */
export function loudest(source: Float32Array, seconds: number): number {
  const step = SOUND_RATE / 4;
  const energies = Array.from({ length: Math.ceil(source.length / step) }, (_, n) => {
    let energy = 0;
    for (let at = n * step; at < Math.min(source.length, (n + 1) * step); at++) {
      energy += (source[at] ?? 0) ** 2;
    }
    return energy;
  });
  const steps = Math.round(seconds * 4);
  let best = { from: 0, energy: -1 };
  for (let from = 0; from <= Math.max(0, energies.length - steps); from++) {
    const energy = energies.slice(from, from + steps).reduce((sum, each) => sum + each, 0);
    if (energy > best.energy * 1.05) best = { from, energy };
  }
  return best.from / 4;
}

/** Samples at {@link SOUND_RATE} on the part's clock, of what was heard from `startUs` on. */
export function onPartClock(heard: { startUs: number; rate: number; samples: number[] }): {
  from: number;
  to: number;
  sound: Float32Array;
} {
  const from = Math.max(0, Math.ceil((heard.startUs * SOUND_RATE) / 1e6));
  const seconds = heard.samples.length / heard.rate;
  const to = Math.max(from, Math.floor((heard.startUs / 1e6 + seconds) * SOUND_RATE));
  const sound = new Float32Array(to);
  const each = heard.rate / SOUND_RATE;
  for (let at = from; at < to; at++) {
    const begins = (at / SOUND_RATE - heard.startUs / 1e6) * heard.rate;
    const [a, b] = [Math.round(begins), Math.round(begins + each)];
    let sum = 0;
    for (let n = a; n < b; n++) sum += heard.samples[n] ?? 0;
    sound[at] = sum / Math.max(1, b - a);
  }
  return { from, to, sound };
}

/** By how many milliseconds what is heard comes late within these samples; null where it is silent. */
export function lagMsWithin(
  heard: Float32Array,
  source: Float32Array,
  from: number,
  to: number,
): number | null {
  const lag = lagIn(heard, source, from, Math.min(to, source.length));
  return lag === null ? null : (lag * 1000) / SOUND_RATE;
}
