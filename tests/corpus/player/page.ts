/** A page with nothing but a video in it, fed as the app feeds it; driven by the tests. */
import { mediaClock } from '../../../src/renderer/picture/media-clock';
import { attachPieces, type PieceSource } from '../../../src/renderer/picture/piece-source';

import { type Heard, Listener } from './listen';

export interface OpenPart {
  partId: string;
  handling: 'direct' | 'copy';
  firstFrameUs: number;
  durationUs: number;
  startUs?: number;
}

export interface Opened {
  /** Empty when it plays. */
  error: string;
  durationS: number;
  width: number;
  height: number;
}

export interface Shot {
  /** When the frame begins, in part time, as the player says. */
  partUs: number;
  grey: number[];
}

const video = document.createElement('video');
video.crossOrigin = 'anonymous';
video.preload = 'auto';
video.width = 640;
document.body.append(video);

/** Only where it is asked for: from then on all sound goes through it. */
let listener: Listener | null = null;

let pieces: PieceSource | null = null;
let clock = mediaClock({ handling: 'copy', firstFrameUs: 0 });

/** Pieces that were asked for. */
let asked: number[] = [];
const { fetch: reallyFetch } = globalThis;
globalThis.fetch = (input, init) => {
  asked.push(Number((input as string).split('/').at(-1)));
  return reallyFetch(input, init);
};

const once = (type: keyof HTMLMediaElementEventMap): Promise<void> =>
  new Promise((resolve, reject) => {
    const listening = new AbortController();
    const { signal } = listening;
    const settle = (how: () => void) => () => {
      listening.abort();
      how();
    };
    video.addEventListener(type, settle(resolve), { signal });
    const failed = () => reject(new Error(`${video.error?.code} ${video.error?.message}`));
    video.addEventListener('error', settle(failed), { signal });
  });

/** When the frame that is on the screen begins, on the player's clock. */
let onScreen = Number.NaN;
const watch = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
  onScreen = mediaTime;
  video.requestVideoFrameCallback(watch);
};
video.requestVideoFrameCallback(watch);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Drawn eight times as large and averaged: a canvas alone leaves out pixels of large pictures. */
const FINER = 8;

function greyOf(width: number, height: number): number[] {
  const canvas = new OffscreenCanvas(width * FINER, height * FINER);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const sums = new Float64Array(width * height);
  for (let at = 0; at < data.length; at += 4) {
    const pixel = at / 4;
    const x = Math.floor((pixel % canvas.width) / FINER);
    const y = Math.floor(pixel / canvas.width / FINER);
    const grey =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    sums[y * width + x] = (sums[y * width + x] ?? 0) + grey;
  }
  return Array.from(sums, (sum) => Math.round(sum / FINER ** 2));
}

export const player = {
  async open(part: OpenPart): Promise<Opened> {
    player.close();
    onScreen = Number.NaN;
    clock = mediaClock(part);
    const ready = once('loadeddata');
    if (part.handling === 'copy') pieces = attachPieces(video, part);
    else video.src = `footage://part/${part.partId}`;
    const error = await ready.then(
      () => '',
      (reason: Error) => reason.message,
    );
    const { videoWidth: width, videoHeight: height, duration: durationS } = video;
    return { error, durationS, width, height };
  },

  /**
   * The picture at a part time, scaled and in grey. A seek is over before its picture is on the
   * screen: waits for the one that begins at `beginsUs`, and shows what there is when it never comes.
   */
  async shot(partUs: number, beginsUs: number, width: number, height: number): Promise<Shot> {
    const there = once('seeked');
    video.currentTime = clock.toMediaSeconds(partUs);
    await there;
    const from = clock.toMediaSeconds(beginsUs) - 0.001;
    const to = clock.toMediaSeconds(partUs);
    const isThere = (): boolean => onScreen >= from && onScreen <= to;
    for (let waits = 0; waits < 500 && !isThere(); waits++) await pause(20);
    return { partUs: clock.toPartUs(onScreen), grey: greyOf(width, height) };
  },

  /** Plays until this part time, or the end. @returns where it stood */
  async playTo(partUs: number): Promise<{ partUs: number; ended: boolean }> {
    await video.play();
    while (!video.ended && clock.toPartUs(video.currentTime) < partUs) {
      await Promise.race([once('timeupdate'), once('ended')]);
    }
    video.pause();
    return { partUs: clock.toPartUs(video.currentTime), ended: video.ended };
  },

  /** Seeks, and answers once the picture is there. */
  async seek(partUs: number): Promise<void> {
    const there = once('seeked');
    video.currentTime = clock.toMediaSeconds(partUs);
    await there;
  },

  /** Plays from a part time for so long, and answers what was heard, timed by what was seen. */
  async hear(partUs: number, seconds: number): Promise<Heard & { startUs: number }> {
    await player.seek(partUs);
    listener ??= new Listener(video);
    const heard = await listener.listen(seconds);
    return { ...heard, startUs: clock.toPartUs(heard.startSeconds) };
  },

  buffered(): { start: number; end: number }[] {
    const { buffered } = video;
    return Array.from({ length: buffered.length }, (_, index) => ({
      start: buffered.start(index),
      end: buffered.end(index),
    }));
  },

  /** Which pieces were asked for since this was last called. */
  asked(): number[] {
    const list = asked;
    asked = [];
    return list;
  },

  close(): void {
    pieces?.close();
    pieces = null;
    video.removeAttribute('src');
    video.load();
  },
};

Object.assign(globalThis, { player });
