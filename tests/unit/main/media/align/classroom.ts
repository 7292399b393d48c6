/**
 * Sounds as two recorders in one room take them: talk that starts and stops, the room's echoes,
 * another tone of each microphone, noise of its own, and a clock of its own. 8 kHz, repeatable.
 */
import { Listener, SAMPLE_RATE, type Heard } from '../../../../../src/main/media/align/heard';

/** A repeatable stream of numbers from 0 to 1 (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Talk: syllables of hiss and hum of changing pitch, words, and pauses of up to some seconds. */
export function talk(seconds: number, seed: number): Float32Array {
  const next = numbers(seed);
  const out = new Float32Array(Math.round(seconds * SAMPLE_RATE));
  let at = 0;
  while (at < out.length) {
    const words = 1 + Math.floor(next() * 8);
    for (let syllable = 0; syllable < words * 2; syllable++) {
      const length = Math.floor((0.06 + next() * 0.18) * SAMPLE_RATE);
      const [pitch, hiss, level] = [90 + next() * 160, next() * 0.6, 0.2 + next() * 0.8];
      let phase = 0;
      let held = 0;
      const dull = 0.2 + next() * 0.8;
      for (let i = 0; i < length && at + i < out.length; i++) {
        phase += (pitch * (1 - (0.2 * i) / length)) / SAMPLE_RATE;
        held += dull * (next() * 2 - 1 - held);
        const voiced = ((phase % 1) * 2 - 1) * (1 - hiss) + held * hiss;
        out[at + i] = voiced * level * Math.sin((Math.PI * i) / length);
      }
      at += length + Math.floor(next() * 0.05 * SAMPLE_RATE);
    }
    at += Math.floor(next() ** 3 * 6 * SAMPLE_RATE);
  }
  return out;
}

export interface Recorder {
  /** Seconds of the source at which it was switched on, and for how long. */
  from: number;
  seconds: number;
  /** Lesson seconds for a second of its own: 1.0001 is a clock that is 100 ppm slow. */
  rate?: number;
  /** Level of its own noise; talk is about 0.15. */
  noise?: number;
  /** 0 is a bright microphone, 0.9 a dull one. */
  dull?: number;
  gain?: number;
  seed?: number;
  /** Mains hum. */
  hum?: number;
}

/** What a recorder in the room has on its card. */
export function recorded(source: Float32Array, recorder: Recorder): Int16Array {
  const { from, seconds, rate = 1, noise = 0.005, dull = 0.2, gain = 0.5, seed = 1 } = recorder;
  const { hum = 0 } = recorder;
  const next = numbers(seed);
  const echoes = Array.from({ length: 6 }, (_, n) => ({
    delay: Math.floor((0.002 + n * 0.006 + next() * 0.006) * SAMPLE_RATE),
    level: 0.5 * 0.6 ** n * (next() < 0.5 ? -1 : 1),
  }));
  const out = new Int16Array(Math.round(seconds * SAMPLE_RATE));
  let held = 0;
  for (let i = 0; i < out.length; i++) {
    const exact = from * SAMPLE_RATE + i * rate;
    const before = Math.floor(exact);
    const part = exact - before;
    let sum = 0;
    const heard = (at: number) =>
      (source[at] ?? 0) + part * ((source[at + 1] ?? 0) - (source[at] ?? 0));
    sum += heard(before);
    for (const { delay, level } of echoes) sum += level * heard(before - delay);
    held += (1 - dull) * (sum - held);
    const mains = hum * Math.sin((2 * Math.PI * 50 * i) / SAMPLE_RATE);
    const value = gain * held + noise * (next() * 2 - 1) + mains;
    out[i] = Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768)));
  }
  return out;
}

export function listenTo(pcm: Int16Array): Heard {
  const listener = new Listener(pcm.length);
  for (let at = 0; at < pcm.length; at += 30_011) listener.add(pcm.subarray(at, at + 30_011));
  return listener.done();
}
