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
      MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => Processor;
    };
    const clicks: number[] = [];
    const seen: { atMs: number; strip: number[] }[] = [];
    Object.assign(window, { clicksHeard: clicks, framesLookedAt: seen });
    const listen = async (track: MediaStreamTrack): Promise<void> => {
      const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
      let quietUntilMs = 0;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        const nowMs = performance.now();
        const samples = new Float32Array(value.numberOfFrames);
        value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        const at = samples.findIndex((sample) => Math.abs(sample) > 0.43);
        const atMs = nowMs - ((value.numberOfFrames - at) / value.sampleRate) * 1_000;
        value.close();
        if (at < 0 || atMs < quietUntilMs) continue;
        quietUntilMs = atMs + 200;
        clicks.push(atMs);
      }
    };
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (asked) => {
      const stream = await open(asked);
      for (const track of stream.getAudioTracks()) void listen(track.clone());
      return stream;
    };
    // Of the picture, only where its frame's number is.
    const canvas = new OffscreenCanvas(160, 10);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    let last = '';
    const look = (): void => {
      requestAnimationFrame(look);
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
}

export async function whatWasWitnessed(page: Page): Promise<Witnessed> {
  const { clicks, looked } = await page.evaluate(() => {
    const { clicksHeard, framesLookedAt } = window as unknown as {
      clicksHeard: number[];
      framesLookedAt: { atMs: number; strip: number[] }[];
    };
    return { clicks: clicksHeard, looked: framesLookedAt };
  });
  const frames = looked.map(({ atMs, strip }) => ({ atMs, frame: readBarcode(strip, 160, 90) }));
  return { clicks, frames };
}

/** Pairs of the same click: by the page's clock, and as a sample of the take. */
export function sameClicks(heard: number[], kept: number[]): { atMs: number; sample: number }[] {
  for (let from = 0; from + 3 < heard.length; from++) {
    const pairs = kept.flatMap((sample) => {
      const wantMs = (heard[from] ?? 0) + ((sample - (kept[0] ?? 0)) / RATE) * 1_000;
      const atMs = heard.find((ms) => Math.abs(ms - wantMs) < 25);
      return atMs === undefined ? [] : [{ atMs, sample }];
    });
    if (pairs.length > kept.length * 0.9) return pairs;
  }
  return [];
}
