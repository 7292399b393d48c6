/**
 * The sound of a smart clip, encoded once for all of it. Of many pieces a few are read at a time and
 * handed to one encoder as they come: twenty files open at once would cost more memory than all else.
 */
import { Readable } from 'node:stream';
import { CLEAN, clipJob, soundArgs } from '../clip-graph';
import { CLIP_SAMPLE_RATE, type ClipPlan } from '../clip-plan';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import { bytesOf, type Run } from './stretches';

/** Pieces that one ffmpeg reads. */
const AT_ONCE = 3;

const ADTS = { output: 'pipe', format: ['-f', 'adts'] } as const;
/** Samples as they are. */
const PLAIN = { output: 'pipe', sound: ['-c:a', 'pcm_f32le'], format: ['-f', 'f32le'] } as const;

function* someAtATime<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE);
}

function jobOf(plan: ClipPlan, run: Run): FfmpegJob {
  const only = { ...plan, size: null, timesUs: [] };
  if (plan.segments.length <= AT_ONCE) return clipJob(only, [], ADTS, run.tools);
  async function* samples(): AsyncGenerator<Buffer> {
    for (const segments of someAtATime(plan.segments)) {
      if (!segments.some(({ piece }) => piece.probe.sound)) {
        const silent = segments.reduce((sum, segment) => sum + segment.samples, 0);
        yield Buffer.alloc(silent * plan.channels * Float32Array.BYTES_PER_ELEMENT);
        continue;
      }
      yield await bytesOf(clipJob({ ...only, segments }, [], PLAIN, run.tools), run);
    }
  }
  const raw = ['-format_whitelist', 'f32le', '-f', 'f32le'];
  const shape = ['-ar', String(CLIP_SAMPLE_RATE), '-ac', String(plan.channels)];
  const stream = Readable.from(samples());
  const path = plan.segments[0]?.piece.path ?? '';
  return {
    inputs: [{ path, stream, options: [...raw, ...shape] }],
    args: ['-map', '0:a', ...soundArgs(plan), ...CLEAN, ...ADTS.format],
    output: 'pipe',
  };
}

/**
 * A clip's sound as a stream of AAC frames (ADTS), read while it is being made.
 * @returns its bytes, and what ffmpeg ends with
 */
export function soundOf(
  plan: ClipPlan,
  run: Run,
): { bytes: ReadableStream<Uint8Array>; made: Promise<void> } {
  let made: Promise<void> = Promise.resolve();
  const bytes = new ReadableStream<Uint8Array>({
    start(to) {
      const { tools, signal, low } = run;
      const onData = (chunk: Buffer): void => to.enqueue(chunk);
      made = runFfmpeg(tools, jobOf(plan, run), { signal, low, onData });
      made.then(
        () => to.close(),
        (error: unknown) => to.error(error),
      );
    },
  });
  return { bytes, made };
}
