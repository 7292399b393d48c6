/**
 * What a file holds, decoded from beginning to end by ffmpeg alone: nothing of the app's own probing
 * is asked, so that the two can be compared.
 */
import { spawn } from 'node:child_process';
import { fileUrl } from '../../src/main/media/inputs';
import { testTools } from '../fixtures/make-footage';

export interface Still {
  width: number;
  height: number;
  /** One byte a pixel. */
  grey: Uint8Array;
}

export interface SourcePicture {
  /** When each frame is shown, in the file's own microseconds. */
  timesUs: number[];
  /** Shown upright with square pixels, in grey, scaled so that the longer side is {@link SIDE}. */
  stills: Still[];
}

const SIDE = 96;

interface Run {
  out: Buffer;
  said: string;
}

async function ffmpeg(args: readonly string[]): Promise<Run> {
  const { ffmpeg: program } = await testTools();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', reject);
    // Damaged files end with an error after all that can be decoded: what came is what there is.
    child.on('close', () =>
      resolve({ out: Buffer.concat(out), said: Buffer.concat(said).toString() }),
    );
  });
}

/** The longer side becomes {@link SIDE}. */
export function stillSize(width: number, height: number): { width: number; height: number } {
  const scale = SIDE / Math.max(width, height);
  return {
    width: Math.max(2, Math.round(width * scale)),
    height: Math.max(2, Math.round(height * scale)),
  };
}

/**
 * Every frame that can be decoded.
 * @param stream its index among all streams of the file
 * @param shown the size as it is said to be shown; only the stills' size comes from it
 */
export async function sourcePicture(
  path: string,
  stream: number,
  shown: { width: number; height: number },
  interlaced: boolean,
): Promise<SourcePicture> {
  const { width, height } = stillSize(shown.width, shown.height);
  const chain = [
    'settb=1/1000000',
    'showinfo=checksum=0',
    ...(interlaced ? ['yadif=deint=interlaced'] : []),
    `scale=${width}:${height}:flags=area`,
    'format=gray',
  ];
  const { out, said } = await ffmpeg([
    ...['-nostdin', '-hide_banner', '-copyts', '-i', fileUrl(path), '-map', `0:${stream}`],
    ...['-fps_mode', 'passthrough', '-vf', chain.join(','), '-f', 'rawvideo', 'pipe:1'],
  ]);
  const times = [...said.matchAll(/\bn: *\d+ pts: *(-?\d+) /g)].map((match) => Number(match[1]));
  const bytes = width * height;
  const stills = Array.from({ length: Math.floor(out.length / bytes) }, (_, index) => ({
    width,
    height,
    grey: new Uint8Array(out.subarray(index * bytes, (index + 1) * bytes)),
  }));
  // Of several frames at one time only the last is ever on screen.
  const kept = times.flatMap((time, index) => (times[index + 1] === time ? [] : [index]));
  const inTime = kept.filter((index) => index < stills.length);
  return {
    timesUs: inTime.map((index) => times[index] ?? 0),
    stills: inTime.map((index) => stills[index] ?? { width, height, grey: new Uint8Array() }),
  };
}

/** Samples a second of what {@link soundOf} answers. */
export const SOUND_RATE = 8_000;

/**
 * Sound as it is heard from `fromUs` of the file's clock on: one channel, silence where there is none.
 */
export async function soundOf(path: string, stream: string, fromUs: number): Promise<Float32Array> {
  const chain = [
    'asettb=1/1000000',
    `asetpts=PTS-${fromUs}`,
    `aresample=${SOUND_RATE}`,
    'atrim=start=0',
    'aresample=async=1:min_hard_comp=0.005:first_pts=0',
  ];
  const { out } = await ffmpeg([
    ...['-v', 'error', '-nostdin', '-copyts', '-i', fileUrl(path), '-map', stream, '-vn'],
    ...['-af', chain.join(','), '-ac', '1', '-f', 'f32le', 'pipe:1'],
  ]);
  return new Float32Array(out.buffer.slice(out.byteOffset, out.byteOffset + (out.length & ~3)));
}
