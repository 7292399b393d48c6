/**
 * An hour of footage in a few minutes: a short lively picture is encoded once and copies of it are
 * joined. Every frame carries its number (counted from the start of the copy) as a barcode, so that
 * "which frame is this?" is answered by looking. Kept under the system's temporary folder.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const CACHE = join(tmpdir(), 'plenary-bench');
/** Seconds after which the picture of an hour, and the number in it, begin again. */
export const SEED_S = 120;
/** What the clock of the hour says at its first frame: the sound's encoder begins before it. */
export const HOUR_START_S = 269 / 12_800;
/** Changes when the recipe does, so that an older hour is never measured by mistake. */
const RECIPE = 'v1';
export const FPS = 25;

interface Footage {
  name: string;
  /** Seconds encoded, and how many copies of them are joined. */
  seedSeconds: number;
  copies: number;
  video: readonly string[];
  /** Made from the picture of another, smaller and silent. */
  from?: Footage;
}

/** What a classroom camera writes: 1080p25, about 4.1 Mb/s with its sound, up to ten seconds a GOP. */
const H264: Footage = {
  name: 'lesson-h264',
  seedSeconds: SEED_S,
  copies: 30,
  video: [
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-g', '250', '-pix_fmt', 'yuv420p'],
    ...['-b:v', '4000k', '-minrate', '4000k', '-maxrate', '4000k', '-bufsize', '8000k'],
  ],
};

/** What a newer phone writes, which Chromium without hardware for it cannot play. */
const HEVC: Footage = {
  name: 'lesson-hevc',
  seedSeconds: 60,
  copies: 60,
  video: [
    ...['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1', '-pix_fmt', 'yuv420p'],
    ...['-b:v', '4000k', '-x265-params', 'keyint=250:log-level=error'],
  ],
};

/** The picture of the hour at 540 lines, each frame a keyframe: what is easiest to drag through. */
const INTRA: Footage = {
  ...H264,
  name: 'lesson-intra-540p',
  from: H264,
  video: [
    ...['-vf', 'scale=960:540', '-c:v', 'libx264', '-preset', 'veryfast', '-g', '1', '-bf', '0'],
    ...['-b:v', '6000k', '-maxrate', '6000k', '-bufsize', '6000k', '-pix_fmt', 'yuv420p'],
  ],
};

/** Ten seconds of the same, for where only a lesson's card matters. */
const SHORT: Footage = { ...H264, name: 'short-h264', seedSeconds: 10, copies: 1 };

/** Sixteen white or black squares in the top left corner: the frame's number in binary, low bit left. */
const PICTURE = [
  `testsrc2=size=1920x1080:rate=${FPS},noise=alls=14:allf=t[lively]`,
  `color=size=16x2:rate=${FPS},format=gray,geq=lum='255*mod(floor(N/pow(2,X)),2)'[small]`,
  '[small]scale=512:64:flags=neighbor[bars]',
  '[lively][bars]overlay=0:0:format=yuv420,format=yuv420p[out0]',
].join(';');
const SOUND = 'aevalsrc=0.2*sin(2*PI*220*t)*sin(2*PI*0.4*t)+0.02*random(0):s=48000';

async function ffmpeg(args: readonly string[]): Promise<void> {
  await run('nice', ['-n', '10', 'ffmpeg', '-v', 'error', '-nostdin', '-y', ...args], {
    maxBuffer: 16 * 1024 * 1024,
  });
}

async function make(footage: Footage): Promise<string> {
  const file = join(CACHE, `${footage.name}-${RECIPE}.mp4`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  console.error(`making ${file} once, which takes a few minutes`);
  const seed = join(CACHE, `${footage.name}-${RECIPE}.seed.mp4`);
  const seconds = String(footage.seedSeconds);
  const source = footage.from
    ? ['-i', await make(footage.from), '-t', seconds, '-an']
    : ['-f', 'lavfi', '-i', PICTURE, '-f', 'lavfi', '-i', SOUND, '-t', seconds];
  const sound = footage.from ? [] : ['-c:a', 'aac', '-b:a', '96k', '-ac', '1'];
  await ffmpeg([...source, ...footage.video, ...sound, seed]);
  const list = join(CACHE, `${footage.name}-${RECIPE}.txt`);
  writeFileSync(list, `file '${seed}'\nduration ${seconds}\n`.repeat(footage.copies));
  // The index stays at the end of the file, where cameras leave it.
  const partial = `${file}.partial`;
  await ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', '-f', 'mp4', partial]);
  renameSync(partial, file);
  rmSync(seed);
  rmSync(list);
  return file;
}

/** Sixty minutes of 1080p25 H.264 with AAC, GOP up to 250, about 4.1 Mb/s. Answers its path. */
export function hourOfH264(): Promise<string> {
  return make(H264);
}

/** The same hour as 960x540 with only keyframes, silent. Answers its path. */
export function hourOfKeyframes(): Promise<string> {
  return make(INTRA);
}

/** Sixty minutes of 1080p25 HEVC with AAC. Answers its path. */
export function hourOfHevc(): Promise<string> {
  return make(HEVC);
}

/** Ten seconds of 1080p25 H.264 with AAC. Answers its path. */
export function shortFile(): Promise<string> {
  return make(SHORT);
}
