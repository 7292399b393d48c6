/** Cameras that filmed one made lesson, and what their pictures show. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { barcodeFilters, readBarcode } from '../fixtures/barcode';
import { recorded } from '../unit/main/media/align/classroom';

export const FPS = 25;

/** What Chromium plays as it is, and what it plays only through a copy. */
const AS = {
  mp4: ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-bf', '0', '-c:a', 'aac'],
  avi: ['-c:v', 'mpeg4', '-q:v', '3', '-g', '25', '-c:a', 'libmp3lame'],
} as const;

/**
 * A camera in the room: its frames carry their number, its sound is what it heard.
 * @param rate seconds of the room for each of its own: 1.001 is a clock that is slow
 */
export function film(
  folder: string,
  name: string,
  room: Float32Array,
  from: number,
  seconds: number,
  { as = 'mp4', rate = 1 }: { as?: keyof typeof AS; rate?: number } = {},
): string {
  const raw = join(folder, `${name}.raw`);
  const path = join(folder, `${name}.${as}`);
  const sound = recorded(room, { from, seconds, seed: from, dull: from > 6 ? 0.7 : 0.1, rate });
  writeFileSync(raw, new Uint8Array(sound.buffer));
  const picture = `testsrc2=s=320x180:r=${FPS}:d=${seconds},${barcodeFilters(320, 180)}`;
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', '-f', 'lavfi', '-i', picture],
    ...['-f', 's16le', '-ar', '8000', '-ac', '1', '-i', raw],
    ...[...AS[as], '-pix_fmt', 'yuv420p', '-ar', '48000', path],
  ]);
  return path;
}

/** The numbers in all pictures at one instant, the first camera's first; null where none is. */
export async function frames(page: Page): Promise<(number | null)[]> {
  const grey = await page.evaluate(() =>
    [
      document.querySelector('[data-keys="through"] > div'),
      ...document.querySelectorAll('[data-angle]'),
    ].map((where) => {
      const video = where?.querySelector<HTMLVideoElement>('video-js[data-deck="front"] video');
      const context = new OffscreenCanvas(320, 180).getContext('2d');
      if (!video || !context || video.seeking || video.readyState < 2) return [];
      context.drawImage(video, 0, 0, 320, 180);
      const { data } = context.getImageData(0, 0, 320, 180);
      return Array.from({ length: 320 * 180 }, (_, at) => data[at * 4 + 1] ?? 0);
    }),
  );
  return grey.map((one) => readBarcode(one, 320, 180));
}
