/**
 * The sound of a smart clip, encoded once for all of it. ffmpeg takes its time to start, so it is started
 * while the clip is still being looked at, and reads what is handed to it: the coded sound of one piece,
 * or of many pieces their samples, a few pieces at a time: twenty files open at once would cost more
 * memory than all else.
 */
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { CLEAN, clipJob, soundArgs } from '../clip-graph';
import { US_PER_SECOND } from '../../../shared/domain/time';
import { soundBytesPerSecond } from '../clip-form';
import { CLIP_SAMPLE_RATE, type ClipPlan, type ClipSegment } from '../clip-plan';
import { LATER_US, mayHandOver, soundPackets } from '../coded/coded-sound';
import { type FfmpegJob, runFfmpeg } from '../ffmpeg';
import type { Sources } from './row';
import type { Run } from './stretches';

/** Pieces that one ffmpeg reads. */
const AT_ONCE = 3;
/** Bytes of silence handed over at once. */
const SILENCE = 256 * 1024;

const ADTS = { output: 'pipe', format: ['-f', 'adts'] } as const;
/** Samples as they are. */
const PLAIN = { output: 'pipe', sound: ['-c:a', 'pcm_f32le'], format: ['-f', 'f32le'] } as const;

/** Bytes on their way to an encoder; null where they cannot be had so. */
type Feed = AsyncIterable<Buffer> | null;

function* someAtATime<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE);
}

const withoutPicture = (plan: ClipPlan): ClipPlan => ({ ...plan, size: null, timesUs: [] });

/** What a job writes, no faster than it is taken. */
function outputOf(job: FfmpegJob, { tools, signal, low }: Run): Readable {
  const stream = new PassThrough();
  const onData = (chunk: Buffer): unknown => {
    if (stream.destroyed || stream.write(chunk)) return undefined;
    // One that is left before its end is closed. What did not come is listened for no longer.
    const over = new AbortController();
    const { signal: until } = over;
    const either = ['drain', 'close'].map((name) => once(stream, name, { signal: until }));
    return Promise.race(either).finally(() => over.abort());
  };
  runFfmpeg(tools, job, { signal, low, onData }).then(
    () => stream.end(),
    (error: Error) => stream.destroy(error),
  );
  return stream;
}

function* silence(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= SILENCE) yield Buffer.alloc(Math.min(left, SILENCE));
}

async function* samplesOf(plan: ClipPlan, run: Run): AsyncGenerator<Buffer> {
  for (const segments of someAtATime(plan.segments)) {
    if (segments.some(({ piece }) => piece.probe.sound)) {
      yield* outputOf(clipJob({ ...withoutPicture(plan), segments }, [], PLAIN, run.tools), run);
    } else {
      const samples = segments.reduce((sum, segment) => sum + segment.samples, 0);
      yield* silence(samples * plan.channels * Float32Array.BYTES_PER_ELEMENT);
    }
  }
}

/** A job whose input is handed to it, and where that comes from; null for one that reads files. */
function fed(
  plan: ClipPlan,
  run: Run,
): {
  job: FfmpegJob;
  options: readonly string[];
  feed: (sources: Sources) => Promise<Feed>;
} | null {
  const [only] = plan.segments;
  if (only && plan.segments.length === 1 && mayHandOver(only.piece.probe)) {
    const { piece } = only;
    const { path, probe } = piece;
    const sound = probe.sound && { ...probe.sound, stream: 0 };
    const later = { ...probe, sound, firstFrameUs: probe.firstFrameUs + LATER_US };
    const segment: ClipSegment = { ...only, piece: { ...piece, probe: later } };
    const at = (us: number): number => probe.firstFrameUs + us;
    return {
      job: clipJob({ ...withoutPicture(plan), segments: [segment] }, [], ADTS, run.tools),
      options: ['-f', 'mp4'],
      feed: async (sources) => {
        const file = await sources.of(piece);
        const range = { startUs: at(only.startUs), endUs: at(only.endUs) };
        return file && soundPackets(path, probe, file, range);
      },
    };
  }
  if (plan.segments.length <= AT_ONCE) return null;
  const shape = ['-ar', String(CLIP_SAMPLE_RATE), '-ac', String(plan.channels)];
  return {
    job: {
      inputs: [{ path: only?.piece.path ?? '' }],
      args: ['-map', '0:a', ...soundArgs(plan), ...CLEAN, ...ADTS.format],
      output: 'pipe',
    },
    options: ['-format_whitelist', 'f32le', '-f', 'f32le', ...shape],
    feed: () => Promise.resolve(samplesOf(plan, run)),
  };
}

/**
 * A clip's sound as a stream of AAC frames (ADTS), read while it is being made.
 * @param from resolves with the open files when it is known that it is wanted, else with null; nothing of
 *   the footage is read before
 * @returns its bytes, what ffmpeg ends with, and about what share of it is there
 */
export function soundOf(
  plan: ClipPlan,
  from: Promise<Sources | null>,
  run: Run,
): { bytes: ReadableStream<Uint8Array>; made: Promise<void>; done: () => number } {
  const { tools, signal, low } = run;
  async function make(onData: (chunk: Buffer) => void): Promise<void> {
    const handed = fed(plan, run);
    if (handed) {
      const over = new AbortController();
      let none = false;
      const stream = Readable.from(
        (async function* bytes() {
          const sources = await from;
          const feed = sources && (await handed.feed(sources));
          none = feed === null;
          if (feed) yield* feed;
          else over.abort();
        })(),
        { objectMode: false },
      );
      const inputs = handed.job.inputs.map(({ path }) => ({
        ...{ path, stream, options: handed.options },
      }));
      const both = AbortSignal.any([signal, over.signal]);
      try {
        await runFfmpeg(tools, { ...handed.job, inputs }, { signal: both, low, onData });
        return;
      } catch (thrown) {
        if (!none || signal.aborted) throw thrown;
      } finally {
        stream.destroy();
      }
    }
    if (!(await from)) return;
    const job = clipJob(withoutPicture(plan), [], ADTS, tools);
    await runFfmpeg(tools, job, { signal, low, onData });
  }

  const expected = Math.max(
    1,
    (plan.durationUs / US_PER_SECOND) * soundBytesPerSecond(plan.form, plan.channels === 1 ? 1 : 2),
  );
  let came = 0;
  let made: Promise<void> = Promise.resolve();
  const bytes = new ReadableStream<Uint8Array>({
    start(to) {
      made = make((chunk) => {
        came += chunk.length;
        to.enqueue(chunk);
      });
      made.then(
        () => to.close(),
        (error: unknown) => to.error(error),
      );
    },
  });
  return { bytes, made, done: () => Math.min(1, came / expected) };
}
