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
