/** What ffmpeg does of a smart clip's pictures: stretches encoded anew, and small grey ones to compare. */
import { framesOf } from '../../../shared/domain/frames';
import { clipJob, type ElseWhere, passThrough } from '../clip-graph';
import { type ClipPiece, type ClipPlan, type ClipSegment, planClip } from '../clip-plan';
import { seekFor } from '../clip-seek';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import type { Tools } from '../tools';
import { CODINGS } from './coding';

export interface Run {
  tools: Tools;
  signal: AbortSignal;
  low: boolean;
  /** As `seekFor` (clip-seek.ts), for files whose index is known already; undefined for others. */
  seek?(piece: ClipPiece, frameUs: number): Promise<number | null | undefined>;
}

type OnProgress = (us: number) => void;

/** What a job writes to its pipe. */
export async function bytesOf(
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
  if (!piece.probe.picture) {
    return startUs + ((clip.timesUs[frame] ?? 0) - offsetUs) / segment.slow;
  }
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

/** From where frames are read, as `seekFor` (clip-seek.ts) says, and the file's time of the first. */
async function seekOf(
  clip: ClipPlan,
  { segment, at }: Frames,
  { tools, signal, seek }: Run,
): Promise<{ fromUs: number; seekUs: number | null }> {
  const { piece } = segment;
  const { path, probe } = piece;
  const fromUs = probe.firstFrameUs + partTime(clip, segment, at);
  const known = await seek?.(piece, fromUs);
  const seekUs = known === undefined ? await seekFor(tools, path, probe, fromUs, signal) : known;
  return { fromUs, seekUs };
}

/** How long frames are that are read, and thrown away, before the first of these: microseconds. */
export async function runUpUs(clip: ClipPlan, frames: Frames, run: Run): Promise<number> {
  const { piece } = frames.segment;
  if (!piece.probe.picture || piece.still !== undefined) return 0;
  const { fromUs, seekUs } = await seekOf(clip, frames, run);
  return Math.max(0, fromUs - (seekUs ?? piece.probe.firstFrameUs));
}

async function picturesJob(
  clip: ClipPlan,
  frames: Frames,
  to: Omit<ElseWhere, 'output'>,
  run: Run,
): Promise<FfmpegJob> {
  const { seekUs } = await seekOf(clip, frames, run);
  return clipJob(planOf(clip, frames), [seekUs], { output: 'pipe', ...to }, run.tools);
}

const RAW = ['-f', 'rawvideo'];
const GREY = { width: 64, height: 36 } as const;
/** Bytes of one grey picture. */
export const GREY_BYTES = GREY.width * GREY.height;

/**
 * Encodes frames without reordered ones, in Matroska, and beside them, in a track of their
 * own, small grey pictures of the same frames and of those up to `seenTo`: how their source shows them.
 * @param how `setId`, the number of its parameter sets; `oneThread`, when others run beside it
 * @param onProgress told how much of them is done, in microseconds of the clip
 */
export async function encoded(
  clip: ClipPlan,
  { segment, at, to }: Frames,
  { seenTo, setId, oneThread }: { seenTo: number; setId: number; oneThread: boolean },
  run: Run,
  onProgress?: OnProgress,
): Promise<Buffer> {
  const threads = oneThread ? ['-threads', '1'] : [];
  const added = [...CODINGS[clip.stored.codec].encoderArgs(setId), ...threads];
  const grey = { ...GREY, coded: to - at };
  const into = { format: ['-f', 'matroska'], added, grey };
  const job = await picturesJob(clip, { segment, at, to: seenTo }, into, run);
  const inputs = job.inputs.map((input) => ({
    ...input,
    options: [...threads, ...(input.options ?? [])],
  }));
  return bytesOf({ ...job, inputs }, run, onProgress);
}

/** Frames as their source shows them, small and grey. */
export async function greyOfSource(clip: ClipPlan, frames: Frames, run: Run): Promise<Buffer> {
  const into = { format: RAW, picture: passThrough(run.tools), grey: { ...GREY, coded: 0 } };
  return bytesOf(await picturesJob(clip, frames, into, run), run);
}

/** Frames of a finished clip from a time on. */
export function greyOfClip(file: string, fromUs: number, frames: number, run: Run) {
  const seek = fromUs > 0 ? ['-ss', (fromUs / 1e6).toFixed(6)] : [];
  const job: FfmpegJob = {
    inputs: [{ path: file, options: seek }],
    args: [
      ...['-map', '0:v:0', '-an', '-frames:v', String(frames), ...passThrough(run.tools)],
      ...['-vf', `scale=${GREY.width}:${GREY.height}:flags=area,format=gray`],
      ...['-c:v', 'rawvideo', '-pix_fmt', 'gray', ...RAW],
    ],
    output: 'pipe',
  };
  return bytesOf(job, run);
}
