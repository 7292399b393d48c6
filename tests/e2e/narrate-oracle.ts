/**
 * What was spoken and seen while a narration was recorded, told by the page's own microphone and screen
 * and by nothing of the recorder's.
 */
import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { readBarcode } from '../fixtures/barcode';

const RATE = 48_000;

/** Places of clicks, at distances that are all different, so that any few of them say where they are. */
export function clickTimes(seconds: number): number[] {
  const times: number[] = [];
  let at = 0.3;
  for (let n = 0; at < seconds - 0.3; n++) {
    times.push(at);
    at += 0.31 + ((n * 7919) % 97) / 300;
  }
  return times;
}

/** A microphone's sound: clicks over a murmur. */
export async function clickFile(file: string, seconds: number): Promise<Int16Array> {
  const samples = new Int16Array(seconds * RATE);
  let noise = 12_345;
  for (let at = 0; at < samples.length; at++) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0;
    samples[at] = (noise >>> 20) - 2_048;
  }
  for (const time of clickTimes(seconds)) {
    for (let n = 0; n < 96; n++)
      samples[Math.round(time * RATE) + n] = n % 8 < 4 ? 28_000 : -28_000;
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length * 2, 40);
  await writeFile(file, Buffer.concat([header, Buffer.from(samples.buffer)]));
  return samples;
}

/** Where clicks begin, in samples. */
export function clicksIn(voice: Int16Array): number[] {
  const found: number[] = [];
  for (let at = 0; at < voice.length; at++) {
    if (Math.abs(voice[at] ?? 0) < 14_000) continue;
    found.push(at);
    at += RATE / 5;
  }
  return found;
}

/** Listens to whatever microphone the page opens, and looks at the picture once a frame. */
export async function watchAsAPerson(page: Page): Promise<void> {
  await page.evaluate(() => {
    interface Processor {
      readable: ReadableStream<AudioData>;
    }
    const { MediaStreamTrackProcessor } = window as unknown as {
      MediaStreamTrackProcessor: new (init: {
        track: MediaStreamTrack;
        maxBufferSize: number;
      }) => Processor;
    };
    const seen: { atMs: number; strip: number[] }[] = [];
    const looksMs: number[] = [];
    Object.assign(window, { framesLookedAt: seen, looksMs });
    const listen = async (track: MediaStreamTrack): Promise<void> => {
      // Sound is stamped as it comes in; what came most promptly says how that clock stands to the page's.
      const heard = { stampsMs: [] as number[], laterMs: Number.POSITIVE_INFINITY };
      Object.assign(window, { clicksHeard: heard });
      // A page that is busy for a while still hears all of it.
      const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 2_000 });
      const reader = readable.getReader();
      let quietUntilMs = 0;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        const fromMs = value.timestamp / 1_000;
        const lengthMs = (value.numberOfFrames / value.sampleRate) * 1_000;
        heard.laterMs = Math.min(heard.laterMs, performance.now() - fromMs - lengthMs);
        const samples = new Float32Array(value.numberOfFrames);
        value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        const at = samples.findIndex((sample) => Math.abs(sample) > 0.43);
        const atMs = fromMs + (at / value.sampleRate) * 1_000;
        value.close();
        if (at < 0 || atMs < quietUntilMs) continue;
        quietUntilMs = atMs + 200;
        heard.stampsMs.push(atMs);
      }
    };
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    let listenedTo: MediaStreamTrack | undefined;
    devices.getUserMedia = async (asked) => {
      const stream = await open(asked);
      // The microphone that was opened last is the one that is recorded.
      listenedTo?.stop();
      listenedTo = stream.getAudioTracks()[0]?.clone();
      if (listenedTo) void listen(listenedTo);
      return stream;
    };
    // Of the picture, only where its frame's number is.
    const canvas = new OffscreenCanvas(160, 10);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    let last = '';
    const look = (): void => {
      requestAnimationFrame(look);
      looksMs.push(performance.now());
      const over = document.querySelector<HTMLCanvasElement>('canvas[data-frames]:not([hidden])');
      const video = document.querySelector<HTMLVideoElement>('video-js[data-deck="front"] video');
      const shown = over ?? video;
      if (!shown || !context) return;
      const across = over?.width ?? video?.videoWidth ?? 0;
      const down = over?.height ?? video?.videoHeight ?? 0;
      context.drawImage(shown, 0, 0, across, down / 9, 0, 0, 160, 10);
      const { data } = context.getImageData(0, 0, 160, 10);
      const strip = Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 1] ?? 0);
      const text = strip.map((level) => level >> 6).join('');
      if (text !== last) seen.push({ atMs: performance.now(), strip });
      last = text;
    };
    look();
  });
}

export interface Witnessed {
  /** Clicks by the page's clock. */
  clicks: number[];
  /** Which frame the screen showed from when on. */
  frames: { atMs: number; frame: number | null }[];
  /** When the screen was looked at. */
  looksMs: number[];
}

export async function whatWasWitnessed(page: Page): Promise<Witnessed> {
  const { heard, looked, looksMs } = await page.evaluate(() => {
    const { clicksHeard, framesLookedAt, looksMs } = window as unknown as {
      clicksHeard: { stampsMs: number[]; laterMs: number };
      framesLookedAt: { atMs: number; strip: number[] }[];
      looksMs: number[];
    };
    return { heard: clicksHeard, looked: framesLookedAt, looksMs };
  });
  const clicks = heard.stampsMs.map((stampMs) => stampMs + heard.laterMs);
  const frames = looked.map(({ atMs, strip }) => ({ atMs, frame: readBarcode(strip, 160, 90) }));
  return { clicks, frames, looksMs };
}

/** Clicks are further apart than twice this; a busy machine loses less than it between two of them. */
const SAME_MS = 120;

/** Pairs of the same click: by the page's clock, and as a sample of the take. */
export function sameClicks(heard: number[], kept: number[]): { atMs: number; sample: number }[] {
  let best: { pairs: { atMs: number; sample: number }[]; costMs: number } | null = null;
  for (const first of heard) {
    // What a machine leaves out moves all that comes after it.
    let offMs = first - ((kept[0] ?? 0) / RATE) * 1_000;
    let costMs = 0;
    const pairs = kept.flatMap((sample) => {
      const wantMs = (sample / RATE) * 1_000 + offMs;
      const atMs = heard.find((ms) => Math.abs(ms - wantMs) < SAME_MS);
      if (atMs === undefined) {
        costMs += SAME_MS;
        return [];
      }
      costMs += Math.abs(atMs - wantMs);
      offMs += atMs - wantMs;
      return [{ atMs, sample }];
    });
    if (!best || costMs < best.costMs) best = { pairs, costMs };
  }
  return best?.pairs ?? [];
}

/** As far as a picture that plays may get from one look to the next, in frames. */
const PLAYED = 25;

/**
 * How many frames one is from what the screen showed at a time. A busy machine leaves frames out: what is
 * between those that it showed one after the other is right too, unless it went somewhere else meanwhile.
 */
export function framesFromScreen(looks: Witnessed['frames'], atMs: number, told: number): number {
  const next = looks.findIndex((look) => look.atMs > atMs);
  const around = next < 0 ? looks.slice(-1) : looks.slice(Math.max(0, next - 1), next + 1);
  const frames = around.flatMap(({ frame }) => (frame === null ? [] : [frame]));
  const [before, after] = frames;
  if (before === undefined) return Number.POSITIVE_INFINITY;
  const played = after !== undefined && after >= before && after - before <= PLAYED;
  if (played && told >= before && told <= after) return 0;
  return Math.min(...frames.map((frame) => Math.abs(frame - told)));
}

const PROMPT_MS = 60;

/** Whether the screen was looked at often enough about a time to say what it showed: a page may be busy. */
export function wasLookedAt({ looksMs }: Witnessed, atMs: number): boolean {
  const next = looksMs.findIndex((ms) => ms > atMs);
  return next > 0 && (looksMs[next] ?? 0) - (looksMs[next - 1] ?? 0) <= PROMPT_MS;
}

/** How loud each millisecond is. */
function loudness(voice: Int16Array): Float32Array {
  const a = RATE / 1_000;
  return Float32Array.from({ length: Math.floor(voice.length / a) }, (_, ms) => {
    let sum = 0;
    for (let n = ms * a; n < (ms + 1) * a; n++) sum += Math.abs(voice[n] ?? 0);
    return sum / a;
  });
}

const TWO_SECONDS = 2_000;

/**
 * Where in a microphone's sound, which comes over and over, two seconds of a voice are most like it.
 * @param fromMs of the voice
 * @returns milliseconds of that sound at which the voice's beginning would lie, within its length
 */
export function spokenAt(spoken: Int16Array, voice: Int16Array, fromMs: number): number {
  const [all, some] = [loudness(spoken), loudness(voice).subarray(fromMs, fromMs + TWO_SECONDS)];
  const mean = some.reduce((sum, value) => sum + value, 0) / some.length;
  let best = { at: 0, sum: Number.NEGATIVE_INFINITY };
  for (let at = 0; at < all.length; at++) {
    let sum = 0;
    for (let ms = 0; ms < some.length; ms++) {
      sum += ((some[ms] ?? 0) - mean) * (all[(at + ms) % all.length] ?? 0);
    }
    if (sum > best.sum) best = { at, sum };
  }
  const begins = (best.at - fromMs) % all.length;
  return begins < 0 ? begins + all.length : begins;
}
