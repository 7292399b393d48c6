/**
 * Pauses in the talk, from the loudness of the sound. A classroom is never silent and its noise
 * changes with what is going on, so what counts as quiet is found anew around every minute: the
 * quietest tenth there is its floor, the loudest twentieth its talk, and a pause lies nearer to the
 * floor than to the talk.
 */
import type { Peaks } from './peaks';
import type { Range } from './time';

/** Shorter ones are breaths, not pauses. */
export const LEAST_PAUSE_US = 600_000;
/** A sound within a pause that is shorter than this (a cough, a chair) does not break it. */
const BLIP_US = 170_000;
/** Quiet shorter than this is between two syllables. */
const HUSH_US = 240_000;
/** How far around a minute is listened. */
const AROUND_US = 60_000_000;
const FLOOR_SHARE = 0.1;
const TALK_SHARE = 0.95;
/** Where the threshold lies between floor and talk. */
const BETWEEN = 0.35;
/** Half decibels between floor and talk below which there is no telling them apart. */
const LEAST_SPREAD = 20;
/** As quiet as this (-70 dB) is a pause whatever is around it. */
const SILENT = 115;

/** The loudness at or below which a share of the counted buckets lies. */
function quantile(counts: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let loud = 0; loud < counts.length; loud++) {
    seen += counts[loud] ?? 0;
    if (seen > total * share) return loud;
  }
  return counts.length - 1;
}

/** Threshold of each minute. */
function thresholds(loud: Uint8Array, perMinute: number, around: number): number[] {
  const minutes = Math.max(1, Math.ceil(loud.length / perMinute));
  return Array.from({ length: minutes }, (_, minute) => {
    const counts = new Uint32Array(256);
    const from = Math.max(0, minute * perMinute - around);
    const to = Math.min(loud.length, (minute + 1) * perMinute + around);
    for (let at = from; at < to; at++) {
      const value = loud[at] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    const floor = quantile(counts, to - from, FLOOR_SHARE);
    const talk = quantile(counts, to - from, TALK_SHARE);
    if (talk - floor < LEAST_SPREAD) return SILENT;
    return Math.max(SILENT, floor + (talk - floor) * BETWEEN);
  });
}

/**
 * @returns pauses of at least `leastUs` in part time, in order, never touching. Only stretches whose
 *   peaks are made are looked at.
 */
export function pausesOf(peaks: Peaks, leastUs = LEAST_PAUSE_US): Range[] {
  // 80 ms: shorter than the gap between two words, longer than a pitch period.
  const level = peaks.levels[1] ?? peaks.levels[0];
  const finest = peaks.levels[0];
  if (!level || !finest) return [];
  const { loud, bucketUs } = level;
  const perMinute = Math.max(1, Math.round(60_000_000 / bucketUs));
  const limits = thresholds(loud, perMinute, Math.round(AROUND_US / bucketUs));
  const scale = bucketUs / finest.bucketUs;
  const pauses: Range[] = [];
  for (const [madeFrom, madeTo] of peaks.made) {
    const first = Math.ceil(madeFrom / scale);
    const last = madeTo >= finest.loud.length ? loud.length : Math.floor(madeTo / scale);
    const quiet = (at: number) => (loud[at] ?? 0) <= (limits[Math.floor(at / perMinute)] ?? 0);
    const runs: Range[] = [];
    for (let at = first; at < last; at++) {
      if (!quiet(at)) continue;
      const start = at;
      while (at < last && quiet(at)) at++;
      const endUs = Math.min(at * bucketUs, madeTo * finest.bucketUs);
      const run = { startUs: start * bucketUs, endUs };
      if (endUs - run.startUs < HUSH_US) continue;
      const before = runs.at(-1);
      if (before && run.startUs - before.endUs <= BLIP_US) before.endUs = endUs;
      else runs.push(run);
    }
    pauses.push(...runs.filter(({ startUs, endUs }) => endUs - startUs >= leastUs));
  }
  return pauses;
}
