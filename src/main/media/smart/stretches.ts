/** What ffmpeg does of a smart clip: stretches encoded anew, the sound, and small grey pictures to compare. */
import { clipJob, passThrough } from '../clip-graph';
import { type ClipPiece, type ClipPlan, planClip } from '../clip-plan';
import { seekFor } from '../clip-seek';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import type { Tools } from '../tools';

export interface Run {
  tools: Tools;
  signal: AbortSignal;
  low: boolean;
}

async function bytesOf(job: FfmpegJob, { tools, signal, low }: Run): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await runFfmpeg(tools, job, { signal, low, onData: (chunk) => chunks.push(chunk) });
  return Buffer.concat(chunks);
}

/** Frames of one file, by their numbers in its list. */
export interface Stretch {
  piece: ClipPiece;
  first: number;
  end: number;
}

async function picturesJob(
  { piece, first, end }: Stretch,
  to: { format: readonly string[]; picture?: readonly string[]; added?: readonly string[] },
  { tools, signal }: Run,
): Promise<FfmpegJob> {
  const [startUs = 0, endUs = 0] = [piece.frames[first], piece.frames[end]];
  const plan: ClipPlan = { ...planClip([{ ...piece, startUs, endUs }]), channels: 0 };
  const { path, probe } = piece;
  const seekUs = await seekFor(tools, path, probe, probe.firstFrameUs + startUs, signal);
  return clipJob(plan, [seekUs], { output: 'pipe', ...to }, tools);
}

/**
 * Encodes a stretch as H.264 without reordered frames, in Matroska.
 * @param setId the number of its parameter sets
 */
export async function encoded(stretch: Stretch, setId: number, run: Run): Promise<Buffer> {
  const added = ['-x264-params', `sps-id=${setId}`];
  return bytesOf(await picturesJob(stretch, { format: ['-f', 'matroska'], added }, run), run);
}

/** The sound of the clip, encoded once for all of it, as a stream of AAC frames. */
export async function soundOf(plan: ClipPlan, run: Run): Promise<Buffer> {
  const only = { ...plan, size: null, timesUs: [] };
  return bytesOf(clipJob(only, [], { output: 'pipe', format: ['-f', 'adts'] }, run.tools), run);
}

const GREY = { width: 64, height: 36 } as const;
/** Bytes of one grey picture. */
export const GREY_BYTES = GREY.width * GREY.height;
const TO_GREY = [
  ...['-c:v', 'rawvideo', '-s', `${GREY.width}x${GREY.height}`, '-pix_fmt', 'gray'],
  ...['-f', 'rawvideo'],
];

/** Frames of the source, small and grey. */
export async function greyOfSource(stretch: Stretch, run: Run): Promise<Buffer> {
  const picture = passThrough(run.tools);
  return bytesOf(await picturesJob(stretch, { format: TO_GREY, picture }, run), run);
}

/** Frames of a finished clip from a time on. */
export function greyOfClip(file: string, fromUs: number, frames: number, run: Run) {
  const seek = fromUs > 0 ? ['-ss', (fromUs / 1e6).toFixed(6)] : [];
  const job: FfmpegJob = {
    inputs: [{ path: file, options: seek }],
    args: [
      '-map',
      '0:v:0',
      '-an',
      '-frames:v',
      String(frames),
      ...passThrough(run.tools),
      ...TO_GREY,
    ],
    output: 'pipe',
  };
  return bytesOf(job, run);
}
