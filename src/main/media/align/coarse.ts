/**
 * Where a sound may lie in the lesson, to within a twentieth of a second: rises and falls of
 * loudness in four bands are compared everywhere at once (cross-correlation through the transform),
 * one stretch of the sound at a time, and places that stretches agree on are kept. Loudness changes
 * alike at every microphone in the room, whatever the microphone is.
 */
import { fftOf } from './fft';
import { HOP, SAMPLE_RATE } from './heard';

export const HOPS_A_SECOND = SAMPLE_RATE / HOP;
/** Length of a stretch: long enough to be told apart, short enough for a drifting clock. */
const STRETCH = 90 * HOPS_A_SECOND;
/** Of the lesson as many hops are transformed at once: a few times a stretch, and small enough to stay near. */
const BLOCK = 16_384;
/** Places kept of each stretch. */
const PEAKS = 6;
const PEAK_APART = 10;
/** Clocks that differ by more than this (parts in one) are not believed. */
export const MOST_DRIFT = 1_000e-6;
/** How far stretches on one line may lie off it: what the measure itself is unsure of. */
const TOLERANCE = 4;

/** lesson time = time of the sound + offset + drift * time of the sound; in hops. */
export interface Line {
  offset: number;
  drift: number;
  score: number;
}

interface Peak {
  stretch: number;
  /** Middle of the stretch in the sound's own time. */
  at: number;
  lag: number;
  z: number;
}

/** Rises and falls of loudness over 60 ms; nothing where there is no sound. */
export function changes(loudness: Float32Array): Float32Array {
  const MOST = 2;
  const changed = new Float32Array(loudness.length);
  for (let hop = 3; hop < loudness.length; hop++) {
    const change = (loudness[hop] ?? 0) - (loudness[hop - 3] ?? 0);
    if (!Number.isNaN(change)) changed[hop] = Math.max(-MOST, Math.min(MOST, change));
  }
  return changed;
}

interface Spectrum {
  re: Float64Array;
  im: Float64Array;
}

/** Two bands in one transform, as real and imaginary part. */
function spectrumOf(
  first: Float32Array,
  second: Float32Array,
  from: number,
  end: number,
): Spectrum {
  const re = new Float64Array(BLOCK);
  const im = new Float64Array(BLOCK);
  // Before the lesson's beginning, and after its end, there is nothing.
  const start = Math.max(0, from);
  re.set(first.subarray(start, end), start - from);
  im.set(second.subarray(start, end), start - from);
  fftOf(BLOCK).forward(re, im);
  return { re, im };
}

/** Adds one spectrum times the other's conjugate. */
function addProduct(sum: Spectrum, all: Spectrum, mine: Spectrum): void {
  const { re, im } = sum;
  for (let k = 0; k < BLOCK; k++) {
    const a = all.re[k] as number;
    const b = all.im[k] as number;
    const c = mine.re[k] as number;
    const d = mine.im[k] as number;
    re[k] = (re[k] as number) + a * c + b * d;
    im[k] = (im[k] as number) + b * c - a * d;
  }
}

/** @param values how alike they are, by lag; the first is of the lag `-before` */
function peaksOf(values: Float64Array, before: number, stretch: number, at: number): Peak[] {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  const spread = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  if (spread === 0) return [];
  const peaks: Peak[] = [];
  for (let n = 0; n < PEAKS; n++) {
    let best = -1;
    for (let i = 0; i < values.length; i++) {
      if ((values[i] ?? 0) > (best < 0 ? 0 : (values[best] ?? 0))) best = i;
    }
    if (best < 0) break;
    const z = ((values[best] ?? 0) - mean) / spread;
    if (z < 4) break;
    peaks.push({ stretch, at, lag: best - before, z });
    values.fill(0, Math.max(0, best - PEAK_APART), best + PEAK_APART + 1);
  }
  return peaks;
}

/** Every line through two peaks, or level through one, with how much lies on it; the best few. */
export function linesOf(peaks: readonly Peak[]): Line[] {
  const lines: Line[] = [];
  for (const one of peaks) {
    for (const other of peaks) {
      const apart = other.at - one.at;
      const same = one === other;
      if (!same && (other.stretch <= one.stretch || apart < STRETCH / 2)) continue;
      const drift = same ? 0 : (other.lag - one.lag) / apart;
      if (Math.abs(drift) > MOST_DRIFT) continue;
      lines.push(scored(peaks, one.lag - drift * one.at, drift));
    }
  }
  lines.sort((a, b) => b.score - a.score);
  const kept: Line[] = [];
  for (const line of lines) {
    if (kept.length === 4) break;
    const known = kept.some((other) => Math.abs(other.offset - line.offset) < 25);
    if (!known) kept.push(line);
  }
  return kept;
}

/** How much lies on a line, and the line that lies best through that. */
function scored(peaks: readonly Peak[], offset: number, drift: number): Line {
  const best = new Map<number, Peak>();
  for (const peak of peaks) {
    if (Math.abs(peak.lag - offset - drift * peak.at) > TOLERANCE) continue;
    const known = best.get(peak.stretch);
    if (!known || known.z < peak.z) best.set(peak.stretch, peak);
  }
  let [score, weights, t, y] = [0, 0, 0, 0];
  for (const { z, at, lag } of best.values()) {
    score += z * z;
    weights += z;
    t += z * at;
    y += z * lag;
  }
  if (best.size < 3) return { offset, drift, score };
  let [up, down] = [0, 0];
  for (const { z, at, lag } of best.values()) {
    up += z * (at - t / weights) * (lag - y / weights);
    down += z * (at - t / weights) ** 2;
  }
  const slope = down > 0 ? up / down : 0;
  return { offset: (y - slope * t) / weights, drift: slope, score };
}

/**
 * Lines on which a sound may lie, the likeliest first; none when nothing in it changes.
 * @param lesson changes of loudness of the lesson, by band; an even number of bands.
 * @param sound the same of the sound.
 * @param mostStretches how many stretches of it, evenly spread, are looked for at most.
 */
export function coarseLines(
  lesson: readonly Float32Array[],
  sound: readonly Float32Array[],
  mostStretches: number,
  done: (share: number) => void = () => undefined,
): Line[] {
  const [length = 0, own = 0] = [lesson[0]?.length, sound[0]?.length];
  const stretch = Math.min(own, STRETCH);
  if (length === 0 || stretch < HOPS_A_SECOND) return [];
  const none = new Float32Array(0);
  const pairs = Array.from({ length: lesson.length / 2 }, (_, pair) => pair * 2);
  // Block by block (overlap-save): each gives as many lags as it is longer than a stretch.
  const lags = BLOCK - stretch;
  const blocks = Array.from({ length: Math.ceil((length + stretch) / lags) }, (_, block) =>
    pairs.map((band) => {
      const from = block * lags - stretch;
      return spectrumOf(lesson[band] ?? none, lesson[band + 1] ?? none, from, from + BLOCK);
    }),
  );
  const count = Math.min(mostStretches, Math.max(1, Math.floor(own / stretch)));
  const peaks: Peak[] = [];
  const alike = new Float64Array(length + stretch);
  for (let n = 0; n < count; n++) {
    const from = count === 1 ? 0 : Math.round((n * (own - stretch)) / (count - 1));
    const mine = pairs.map((band) =>
      spectrumOf(sound[band] ?? none, sound[band + 1] ?? none, from, from + stretch),
    );
    for (const [block, all] of blocks.entries()) {
      const sum = { re: new Float64Array(BLOCK), im: new Float64Array(BLOCK) };
      for (const [pair, one] of mine.entries()) {
        const other = all[pair];
        if (other) addProduct(sum, other, one);
      }
      fftOf(BLOCK).inverse(sum.re, sum.im);
      // The real part is the sum of all bands' correlations.
      const at = block * lags;
      alike.set(sum.re.subarray(0, Math.min(lags, alike.length - at)), at);
    }
    const found = peaksOf(alike, stretch, n, from + stretch / 2);
    for (const peak of found) peaks.push({ ...peak, lag: peak.lag - from });
    done((n + 1) / count);
  }
  return linesOf(peaks);
}
