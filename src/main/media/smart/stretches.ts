/** What ffmpeg does of a smart clip: stretches encoded anew, the sound, and small grey pictures to compare. */
import { framesOf } from '../../../shared/domain/frames';
import { clipJob, passThrough } from '../clip-graph';
import { type ClipPlan, type ClipSegment, planClip } from '../clip-plan';
import { AS_SHOWN } from '../clip-stored';
import { seekFor } from '../clip-seek';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import type { Tools } from '../tools';

export interface Run {
  tools: Tools;
  signal: AbortSignal;
  low: boolean;
}

type OnProgress = (us: number) => void;

async function bytesOf(
  job: FfmpegJob,
  { tools, signal, low }: Run,
  onProgress?: OnProgress,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const onData = (chunk: Buffer): unknown => chunks.push(chunk);
  await runFfmpeg(tools, job, { signal, low, onData, onProgress });
  return Buffer.concat(chunks);
}

/** Frames of one segment, by their numbers in the clip: `at` up to and without `to`. */
export interface Frames {
  segment: ClipSegment;
  at: number;
  to: number;
}

/** Part time at which a segment's frame begins; the end of its last for the one after it. */
function partTime(clip: ClipPlan, segment: ClipSegment, frame: number): number {
  const { piece, startUs, endUs, offsetUs } = segment;
  if (frame >= segment.to) return endUs;
  if (!piece.probe.picture) return startUs + (clip.timesUs[frame] ?? 0) - offsetUs;
  // As it stands in the list: a sum could come out a hair before it.
  const { first } = framesOf(piece.frames, startUs, endUs);
  return piece.frames[first + frame - segment.at] ?? startUs;
}

/** The plan of some of a segment's frames alone, in the size, colour and clock of the whole clip. */
function planOf(clip: ClipPlan, { segment, at, to }: Frames): ClipPlan {
  const startUs = partTime(clip, segment, at);
  const piece = { ...segment.piece, startUs, endUs: partTime(clip, segment, to) };
  const plan = planClip([piece], clip.form);
  const firstUs = clip.timesUs[at] ?? 0;
  const timesUs = clip.timesUs.slice(at, to).map((us) => us - firstUs);
  const { size, colour, timescale, keyEvery, stored } = clip;
  const segments = plan.segments.map((only) => ({ ...only, at: 0, to: to - at }));
  return { ...plan, segments, size, colour, timescale, keyEvery, stored, timesUs, channels: 0 };
}

async function picturesJob(
  clip: ClipPlan,
  frames: Frames,
  to: { format: readonly string[]; picture?: readonly string[]; added?: readonly string[] },
  { tools, signal }: Run,
): Promise<FfmpegJob> {
  const plan = planOf(clip, frames);
  const { path, probe } = frames.segment.piece;
  const [only] = plan.segments;
  const fromUs = probe.firstFrameUs + (only?.startUs ?? 0);
  const seekUs = probe.picture ? await seekFor(tools, path, probe, fromUs, signal) : null;
  return clipJob(plan, [seekUs], { output: 'pipe', ...to }, tools);
}

/**
 * Encodes frames as H.264 without reordered ones, in Matroska.
 * @param setId the number of its parameter sets
 * @param onProgress told how much of them is done, in microseconds of the clip
 */
export async function encoded(
  clip: ClipPlan,
  frames: Frames,
  setId: number,
  run: Run,
  onProgress?: OnProgress,
): Promise<Buffer> {
  const added = ['-x264-params', `sps-id=${setId}`];
  const job = await picturesJob(clip, frames, { format: ['-f', 'matroska'], added }, run);
  return bytesOf(job, run, onProgress);
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

/** Frames as their source shows them, small and grey. */
export async function greyOfSource(clip: ClipPlan, frames: Frames, run: Run): Promise<Buffer> {
  const picture = passThrough(run.tools);
  const shown = { ...clip, stored: AS_SHOWN };
  return bytesOf(await picturesJob(shown, frames, { format: TO_GREY, picture }, run), run);
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
