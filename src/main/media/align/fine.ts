/**
 * Where a sound lies exactly, near a place that is roughly known: windows of a few seconds are
 * compared sample by sample with all frequencies given like weight (generalised cross-correlation
 * with phase transform; Knapp and Carter, 1976), and the line is sought that most windows have a
 * peak on, however weak each is.
 */
import { fftOf } from './fft';
import { type Heard, HOP, levelOf, SAMPLE_RATE } from './heard';
import type { Reference } from './reference';

/** Samples of a window: 3.7 seconds, so that with what lies in reach it is within a transform's length. */
const WINDOW = 29_600;
const SIZE = 32_768;
/** How far from the rough place it may lie, in samples: 0.35 s. */
const REACH = 2_800;
/** How much the rough line may have turned over the whole of the sound, in samples: 0.12 s. */
const TURN = 960;
/** Lags looked at together while the line is sought. */
const POOL = 4;
/** Between these frequencies the sound is compared, Hz. */
const LOWEST = 180;
const HIGHEST = 3_600;
/** How much of a frequency's strength is taken out: 1 is all (PHAT), 0 none. */
const WHITENED = 0.85;

/** lesson time = time of the sound + offset + drift * time of the sound; in seconds. */
export interface FineLine {
  offset: number;
  drift: number;
  /** How far the best line stands out of all others, in standard deviations. */
  z: number;
  /** The same against the best line elsewhere: 1 when another is just as good. */
  ratio: number;
  /** Windows compared, and how many of them have their own peak on the line. */
  windows: number;
  agreeing: number;
  /** Time of the sound from the first window to the last, in seconds. */
  span: number;
}

interface Window {
  /** Its middle in the sound's own time, in samples. */
  at: number;
  /** How alike the sounds are, by lag; 0 is the rough line, `REACH` entries to each side. */
  alike: Float32Array;
  /** Where the rough line puts it exactly, less where it was read: below one sample. */
  remainder: number;
}

/** How much is going on between two hops: windows where nobody speaks say nothing. */
function activity(heard: Heard, fromHop: number, toHop: number): number {
  let sum = 0;
  for (const band of heard.bands) {
    for (let hop = fromHop + 2; hop < toHop; hop++) {
      sum += Math.min(3, Math.abs((band[hop] ?? 0) - (band[hop - 2] ?? 0)));
    }
  }
  return sum;
}

/** Beginnings of windows, spread evenly, each the liveliest of its stretch. */
function windowStarts(heard: Heard, first: number, end: number, most: number): number[] {
  const room = Math.floor((end - first) / WINDOW);
  const count = Math.min(most, room);
  const starts: number[] = [];
  for (let n = 0; n < count; n++) {
    const from = first + ((end - first) * n) / count;
    const to = first + ((end - first) * (n + 1)) / count - WINDOW;
    let best = from;
    let most = -1;
    for (let at = from; at <= to + 1; at += Math.max(WINDOW / 2, (to - from) / 8)) {
      const lively = activity(heard, Math.floor(at / HOP), Math.floor((at + WINDOW) / HOP));
      if (lively > most) [best, most] = [at, lively];
    }
    starts.push(Math.round(best));
  }
  return starts;
}

const taper = Float64Array.from({ length: WINDOW }, (_, i) =>
  Math.min(1, Math.min(i, WINDOW - 1 - i) / 800),
);

/** Both sounds of a window: the lesson's in `re`, the other's in `im`; answers false when silent. */
function likeness(re: Float64Array, im: Float64Array): Float32Array | null {
  const fft = fftOf(SIZE);
  let power = 0;
  let other = 0;
  for (let i = 0; i < WINDOW; i++) {
    const shape = taper[i] ?? 0;
    re[i] = (re[i] ?? 0) * shape;
    im[i] = (im[i] ?? 0) * shape;
    power += (re[i] ?? 0) ** 2;
    other += (im[i] ?? 0) ** 2;
  }
  if (power === 0 || other === 0) return null;
  re.fill(0, WINDOW);
  im.fill(0, WINDOW);
  fft.forward(re, im);
  const low = Math.round((LOWEST * SIZE) / SAMPLE_RATE);
  const high = Math.round((HIGHEST * SIZE) / SAMPLE_RATE);
  const crossRe = new Float64Array(SIZE);
  const crossIm = new Float64Array(SIZE);
  for (let k = low; k <= high; k++) {
    // One transform of two real sounds holds both of theirs.
    const mirror = SIZE - k;
    const a = re[k] as number;
    const b = im[k] as number;
    const c = re[mirror] as number;
    const d = im[mirror] as number;
    const xr = (a + c) / 2;
    const xi = (b - d) / 2;
    const yr = (b + d) / 2;
    const yi = (c - a) / 2;
    const pr = xr * yr + xi * yi;
    const pi = xi * yr - xr * yi;
    const squared = pr * pr + pi * pi;
    if (squared === 0) continue;
    const weight = squared ** (-WHITENED / 2);
    crossRe[k] = pr * weight;
    crossIm[k] = pi * weight;
    crossRe[mirror] = pr * weight;
    crossIm[mirror] = -pi * weight;
  }
  fft.inverse(crossRe, crossIm);
  const alike = new Float32Array(2 * REACH + 1);
  let squares = 0;
  for (let lag = -REACH; lag <= REACH; lag++) {
    const value = crossRe[(lag + SIZE) % SIZE] ?? 0;
    alike[lag + REACH] = value;
    squares += value * value;
  }
  const spread = Math.sqrt(squares / alike.length);
  if (spread === 0) return null;
  for (let i = 0; i < alike.length; i++) alike[i] = (alike[i] ?? 0) / spread;
  return alike;
}

function compare(
  reference: Reference,
  heard: Heard,
  rough: { offset: number; drift: number },
  mostWindows: number,
  done: (share: number) => void,
): Window[] {
  const place = (at: number) => at + rough.offset * SAMPLE_RATE + rough.drift * at;
  const first = Math.max(0, Math.ceil(-rough.offset * SAMPLE_RATE));
  const end = Math.min(heard.samples, reference.samples - rough.offset * SAMPLE_RATE);
  const starts = windowStarts(heard, first, end, mostWindows);
  const re = new Float64Array(SIZE);
  const im = new Float64Array(SIZE);
  const windows: Window[] = [];
  for (const [n, start] of starts.entries()) {
    const middle = start + WINDOW / 2;
    const exact = place(middle) - WINDOW / 2;
    const from = Math.round(exact);
    const there = reference.read(from, re, WINDOW);
    for (let i = 0; i < WINDOW; i++) im[i] = levelOf(heard.sound[start + i] ?? 0);
    const alike = there > WINDOW / 2 ? likeness(re, im) : null;
    if (alike) windows.push({ at: middle, alike, remainder: exact - from });
    done((n + 1) / starts.length);
  }
  return windows;
}

/** The largest of each few neighbouring lags. */
function pooled(alike: Float32Array): Float32Array {
  const few = new Float32Array(Math.floor(alike.length / POOL));
  for (let i = 0; i < few.length; i++) {
    let most = -Infinity;
    for (let j = 0; j < POOL; j++) most = Math.max(most, alike[i * POOL + j] ?? 0);
    few[i] = most;
  }
  return few;
}

interface Sought {
  /** Lag of the line at the middle of the sound, and how much it turns from end to end; samples. */
  lag: number;
  turn: number;
  z: number;
  ratio: number;
}

/** The line most windows have a peak on, among all places and turns. */
function seek(windows: readonly Window[], leanings: readonly number[]): Sought {
  const few = windows.map(({ alike }) => pooled(alike));
  const length = few[0]?.length ?? 0;
  const sums = new Float64Array(length);
  let best = { lag: 0, turn: 0, sum: -Infinity };
  const strongest = new Float64Array(length).fill(-Infinity);
  let [total, squares, counted] = [0, 0, 0];
  const turns = windows.length > 1 ? TURN / POOL : 0;
  for (let turn = -turns; turn <= turns; turn++) {
    sums.fill(0);
    for (const [n, list] of few.entries()) {
      const shift = Math.round((leanings[n] ?? 0) * turn);
      const from = Math.max(0, -shift);
      const end = Math.min(length, length - shift);
      for (let i = from; i < end; i++) sums[i] = (sums[i] ?? 0) + (list[i + shift] ?? 0);
    }
    // The ends are left out: there not every window has a say.
    const edge = turns / 2;
    for (let i = edge; i < length - edge; i++) {
      const sum = sums[i] ?? 0;
      if (sum > (strongest[i] ?? 0)) strongest[i] = sum;
      if (sum > best.sum) best = { lag: i, turn, sum };
      total += sum;
      squares += sum * sum;
      counted++;
    }
  }
  const mean = total / counted;
  const spread = Math.sqrt(Math.max(1e-12, squares / counted - mean * mean));
  const z = (best.sum - mean) / spread;
  // Echoes of the room come within 40 ms.
  const near = Math.round((0.04 * SAMPLE_RATE) / POOL);
  let second = 0;
  for (let i = 0; i < length; i++) {
    if (Math.abs(i - best.lag) <= near + Math.abs(best.turn) / 2) continue;
    const sum = strongest[i] ?? -Infinity;
    if (Number.isFinite(sum)) second = Math.max(second, (sum - mean) / spread);
  }
  return {
    lag: best.lag * POOL + (POOL - 1) / 2 - REACH,
    turn: best.turn * POOL,
    z,
    ratio: second > 0 ? z / second : z,
  };
}

interface Point {
  at: number;
  lag: number;
  weight: number;
}

/** Each window's own peak near the line, where it has one. */
function pointsNear(
  windows: readonly Window[],
  leanings: readonly number[],
  line: Sought,
): Point[] {
  /** As far as an echo or a clock that does not run evenly may move it: 5 ms. */
  const NEAR = 40;
  return windows.flatMap(({ at, alike, remainder }, n) => {
    const centre = Math.round(line.lag + line.turn * (leanings[n] ?? 0)) + REACH;
    let best = -1;
    for (let i = Math.max(1, centre - NEAR); i <= centre + NEAR && i < alike.length - 1; i++) {
      if (best < 0 || (alike[i] ?? 0) > (alike[best] ?? 0)) best = i;
    }
    const peak = alike[best] ?? 0;
    if (best < 0 || peak < 4) return [];
    const [before, after] = [alike[best - 1] ?? 0, alike[best + 1] ?? 0];
    const bend = before - 2 * peak + after;
    const between = bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend)) : 0;
    return [{ at, lag: best - REACH + between - remainder, weight: (peak - 3) ** 2 }];
  });
}

interface Fit {
  /** Lag at time 0 of the sound, samples; and samples a sample. */
  lag: number;
  drift: number;
  /** What `drift` is unsure of. */
  unsure: number;
  agreeing: number;
}

/** The straight line through the points, those far off it having less and less of a say. */
function fit(points: readonly Point[], level: boolean): Fit {
  let weights = points.map((point) => point.weight);
  let [lag, drift, unsure] = [0, 0, Infinity];
  /** Half a millisecond: as far as peaks scatter in a room. */
  let scale = 40;
  for (let round = 0; round < 8; round++) {
    let [sum, t, y] = [0, 0, 0];
    for (const [n, point] of points.entries()) {
      const weight = weights[n] ?? 0;
      sum += weight;
      t += weight * point.at;
      y += weight * point.lag;
    }
    if (sum === 0) break;
    [t, y] = [t / sum, y / sum];
    let [up, down] = [0, 0];
    for (const [n, point] of points.entries()) {
      up += (weights[n] ?? 0) * (point.at - t) * (point.lag - y);
      down += (weights[n] ?? 0) * (point.at - t) ** 2;
    }
    drift = level || down === 0 ? 0 : up / down;
    lag = y - drift * t;
    let scatter = 0;
    weights = points.map((point, n) => {
      const off = point.lag - lag - drift * point.at;
      scatter += (weights[n] ?? 0) * off * off;
      const far = off / scale;
      return Math.abs(far) >= 1 ? 0 : point.weight * (1 - far * far) ** 2;
    });
    unsure =
      down > 0
        ? Math.sqrt(scatter / sum / Math.max(1, points.length - 2) / (down / sum))
        : Infinity;
    scale = Math.max(6, scale * 0.75);
  }
  return { lag, drift, unsure, agreeing: weights.filter((weight) => weight > 0).length };
}

/** A drift that moves nothing by more than this over the whole sound is left out: 2 ms. */
const WORTH_SAMPLES = 0.002 * SAMPLE_RATE;

/**
 * The exact line near a rough one.
 * @param mostWindows how many windows, evenly spread, are compared at most.
 * @returns null when too little of the sound lies in the lesson to compare.
 */
export function fineLine(
  reference: Reference,
  heard: Heard,
  rough: { offset: number; drift: number },
  mostWindows: number,
  done: (share: number) => void = () => undefined,
): FineLine | null {
  const windows = compare(reference, heard, rough, mostWindows, done);
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return null;
  const span = Math.max(1, last.at - first.at);
  const middle = (first.at + last.at) / 2;
  const leanings = windows.map(({ at }) => (at - middle) / span);
  const sought = seek(windows, leanings);
  const points = pointsNear(windows, leanings, sought);
  const sloped = fit(points, false);
  const moves = Math.abs(sloped.drift + rough.drift) * span;
  const certain = Math.abs(sloped.drift + rough.drift) > 3 * sloped.unsure;
  const drifts = points.length >= 3 && moves > WORTH_SAMPLES && certain;
  const about = {
    z: sought.z,
    ratio: sought.ratio,
    windows: windows.length,
    span: span / SAMPLE_RATE,
  };
  if (drifts) {
    const { lag, drift, agreeing } = sloped;
    const offset = rough.offset + lag / SAMPLE_RATE;
    return { ...about, offset, drift: rough.drift + drift, agreeing };
  }
  // Level: what the rough line leaned is part of what each window was shifted by.
  const shifted = points.map((point) => ({ ...point, lag: point.lag + rough.drift * point.at }));
  const level = fit(shifted, true);
  const lag = points.length > 0 ? level.lag : sought.lag + rough.drift * middle;
  return { ...about, offset: rough.offset + lag / SAMPLE_RATE, drift: 0, agreeing: level.agreeing };
}
