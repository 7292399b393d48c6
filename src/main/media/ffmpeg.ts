/**
 * The one door to ffmpeg, and the only importer of fluent-ffmpeg. Jobs are data: inputs, arguments,
 * one output. What this adds is the same for all: nothing but files and pipes may be opened, no
 * questions on standard input, progress in microseconds, stopping, and errors in our own words.
 */
import type { ChildProcess } from 'node:child_process';
import { type Readable, Writable } from 'node:stream';
import { AppError } from '../../shared/errors';
import { endsWithUs } from './children';
import { fileUrl, SAFE_INPUT } from './inputs';
import { progressReader } from './progress';
import { cancelled, lowerPriority, stopWith, tailOf } from './run-program';
import { saysFull, toolError } from './tool-errors';
import type { Tools } from './tools';

export interface FfmpegInput {
  path: string;
  /** What is read in its place: made of it on the way. One a job. */
  stream?: Readable;
  /** Options of this input (`-ss`, `-r`...), before its `-i`. */
  options?: readonly string[];
}

export interface FfmpegJob {
  inputs: readonly FfmpegInput[];
  /** Everything between the inputs and the output: maps, filters, encoders, `-f`. */
  args: readonly string[];
  /**
   * A file, its path taken literally; or `pipe` (bytes go to `onData`); or null to throw the result
   * away (what counts is what is said). More outputs go into `args`, each ending in its
   * {@link fileUrl}.
   */
  output: { path: string } | 'pipe' | null;
}

export interface FfmpegRun {
  signal?: AbortSignal | undefined;
  /** Presented time written so far, in microseconds of the output's clock. */
  onProgress?: ((us: number) => void) | undefined;
  /** Lowered priority, for work in the background. */
  low?: boolean | undefined;
  /** It runs; hands over how to lower its priority later, when what was urgent is done. */
  onStart?: ((lower: () => void) => void) | undefined;
  /** Each line of standard error. */
  onLine?: ((line: string) => void) | undefined;
  /** Bytes of the output, when it is `pipe`. Where it answers with a promise, no more until that. */
  onData?: ((chunk: Buffer) => unknown) | undefined;
  /** ffmpeg's `-loglevel`; `error` unless said. */
  logLevel?: 'error' | 'warning' | 'info' | 'verbose';
}

type OnEnd = (error: Error | null, stdout?: Ring, stderr?: Ring) => void;
interface Ring {
  get(): string;
}

/** What fluent-ffmpeg has and its types leave out. */
interface Inner {
  _spawnFfmpeg(args: string[], options: object, onProcess: unknown, onEnd: OnEnd): void;
  _checkCapabilities(done: (error?: Error) => void): void;
  availableEncoders(done: (error: Error | null, encoders: object) => void): void;
  _getFfmpegPath(done: (error: Error | null, path: string) => void): void;
  ffmpegProc?: ChildProcess;
}

/** The words given to ffmpeg, in order; what tests look at. */
export function ffmpegArgs(
  tools: Pick<Tools, 'options'>,
  job: FfmpegJob,
  logLevel = 'error',
): { inputs: string[][]; output: string[]; target: string } {
  const period = tools.options.has('stats_period') ? ['-stats_period', '0.25'] : [];
  const global = ['-hide_banner', '-nostdin', '-y', '-loglevel', logLevel, '-nostats', ...period];
  const progress = ['-progress', job.output === 'pipe' ? 'pipe:2' : 'pipe:1'];
  const [before, after] = job.inputs.length > 0 ? [[...global, ...progress], []] : [[], global];
  return {
    inputs: job.inputs.map(({ options = [] }, index) => [
      ...(index === 0 ? before : []),
      ...SAFE_INPUT,
      ...options,
    ]),
    // What is made of nothing has no input that they could stand before.
    output: [
      ...(after.length > 0 ? [...after, ...progress] : []),
      ...job.args,
      ...(job.output === null ? ['-f', 'null'] : []),
    ],
    target: job.output === null ? '-' : job.output === 'pipe' ? 'pipe' : fileUrl(job.output.path),
  };
}

/** fluent-ffmpeg splits a lone option at its space and leaves several as they are. */
function literal(options: readonly string[]): [string, string, ...string[]] {
  const [first, second, ...rest] = options;
  if (first === undefined || second === undefined) throw new Error('fewer than two options');
  return [first, second, ...rest];
}

/** Resolves when a process is gone, or was never there. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

/**
 * What is read in place of files. When it fails, ffmpeg would wait on its standard input for ever, deaf to
 * being asked to stop: that is closed. When ffmpeg has ended, nothing more is made for it.
 */
function feedsOf(job: FfmpegJob, child: ChildProcess): { failed: AbortSignal; end: () => void } {
  const failing = new AbortController();
  const streams = job.inputs.flatMap(({ stream }) => stream ?? []);
  for (const stream of streams) {
    stream.once('error', () => {
      child.stdin?.destroy();
      failing.abort();
    });
  }
  const end = (): void => {
    for (const stream of streams) stream.destroy();
  };
  return { failed: failing.signal, end };
}

async function callWhen(taken: Promise<unknown>, done: (error?: Error) => void): Promise<void> {
  const failed = await taken.then(
    () => undefined,
    (error: Error) => error,
  );
  done(failed);
}

/**
 * Runs one ffmpeg job to its end.
 * @throws AppError once the process is gone: `cancelled`, what a stream in place of a file fails with, `disk-full`, `file-missing`,
 *   `file-denied`, `folder-missing`, `folder-denied`, `ffmpeg-missing`, `ffmpeg-failed`
 */
export async function runFfmpeg(tools: Tools, job: FfmpegJob, run: FfmpegRun = {}): Promise<void> {
  const { signal, onProgress, low, onLine, onData, onStart, logLevel } = run;
  const words = ffmpegArgs(tools, job, logLevel);
  // Not needed to start the app, and slow to load.
  const { default: fluent } = await import('fluent-ffmpeg');
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(cancelled());
      return;
    }
    const command = fluent({ stdoutLines: 1 });
    const inner = command as unknown as Inner;
    // Its own check misreads what ffmpeg 7 prints and asks ffmpeg four times; tools.ts has asked.
    inner._checkCapabilities = (done) => done();
    inner.availableEncoders = (done) => done(null, {});
    // Its path is otherwise one for the whole process.
    inner._getFfmpegPath = (done) => done(null, tools.ffmpeg);
    // When the process cannot be started it looks into buffers that were never made, and throws
    // where nobody can catch it.
    const nothing: Ring = { get: () => '' };
    const spawn = inner._spawnFfmpeg.bind(inner);
    inner._spawnFfmpeg = (args, options, onProcess, onEnd) =>
      spawn(args, options, onProcess, (error, out = nothing, err = nothing) =>
        onEnd(error, out, err),
      );

    for (const [index, input] of job.inputs.entries()) {
      command
        .input(input.stream ?? fileUrl(input.path))
        .inputOptions(...literal(words.inputs[index] ?? []));
    }
    let drained = Promise.resolve();
    if (job.output === 'pipe') {
      // Without `emitClose: false` fluent-ffmpeg takes the end of the output for a failure when the
      // process takes more than 20 ms to exit after it.
      const sink = new Writable({
        emitClose: false,
        write: (chunk: Buffer, _encoding, done) => {
          const taken = onData?.(chunk);
          if (taken instanceof Promise) void callWhen(taken, done);
          else done();
        },
      });
      drained = new Promise((done) => sink.on('finish', done));
      command.output(sink);
    } else command.output(words.target);
    command.outputOptions(...literal(words.output));

    const tail = tailOf();
    const progress = progressReader((us) => onProgress?.(us));
    const failed = (code: number | null, killedBy: NodeJS.Signals | null = null): AppError => {
      const outputs = job.output === null || job.output === 'pipe' ? [] : [job.output.path];
      const inputs = job.inputs.map(({ path }) => path);
      return toolError({ code, killedBy, tail: tail.lines }, { inputs, outputs });
    };
    let over = Promise.resolve();
    command.on('start', () => {
      const child = inner.ffmpegProc;
      if (!child) return;
      endsWithUs(child);
      if (low) lowerPriority(child);
      onStart?.(() => lowerPriority(child));
      const fed = feedsOf(job, child);
      const letGo = stopWith(child, signal ? AbortSignal.any([signal, fed.failed]) : fed.failed);
      over = endOf(child).then(() => {
        letGo();
        fed.end();
      });
      if (job.output !== 'pipe') {
        child.stdout?.setEncoding('utf8').on('data', (text: string) => progress.add(text));
      }
    });
    command.on('stderr', (line: string) => {
      if (job.output === 'pipe' && progress.line(line)) return;
      tail.add(line);
      onLine?.(line);
    });
    command.on('end', () => {
      if (signal?.aborted) reject(cancelled());
      else if (saysFull(tail.lines)) reject(failed(null));
      else void drained.then(resolve);
    });
    const refuse = (cause: Error): void => {
      if (signal?.aborted) {
        reject(cancelled(cause));
        return;
      }
      if ('inputStreamError' in cause && cause.inputStreamError instanceof AppError) {
        reject(cause.inputStreamError);
        return;
      }
      if ('code' in cause && (cause.code === 'ENOENT' || cause.code === 'EACCES')) {
        reject(new AppError('ffmpeg-missing', 'ffmpeg could not be started.', {}, cause));
        return;
      }
      const killed = /killed with signal (SIG\w+)/.exec(cause.message)?.[1];
      const code = Number(/exited with code (\d+)/.exec(cause.message)?.[1] ?? 1);
      reject(failed(code, (killed as NodeJS.Signals | undefined) ?? null));
    };
    // Of a stream that fails it is told while ffmpeg still runs.
    command.on('error', (cause: Error) => void over.then(() => refuse(cause)));
    command.run();
  });
}
