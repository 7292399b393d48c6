/** Running a program of ours: no shell, stoppable, waited for, with the end of what it said kept. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { pipeline, type Readable } from 'node:stream';
import { AppError } from '../../shared/errors';
import { endsWithUs, letGoOn } from './children';

/** How long a program may take to stop by itself once asked. */
const KILL_AFTER_MS = 2_000;
const TAIL_LINES = 60;

export interface Ended {
  code: number | null;
  killedBy: NodeJS.Signals | null;
  /** The last lines of standard error. */
  tail: string[];
}

export interface RunOptions {
  signal?: AbortSignal | undefined;
  /** True for work nobody is waiting for in front of the screen. */
  low?: boolean | undefined;
  /** Each line of standard output, as it comes. Left out: standard output is thrown away. */
  onLine?: ((line: string) => void) | undefined;
  /** Standard output as bytes, instead of lines. */
  onData?: ((chunk: Buffer) => void) | undefined;
  onErrorLine?: ((line: string) => void) | undefined;
  /** What it reads on standard input, as soon as it is there: it is started before that. */
  input?: Promise<Readable> | undefined;
}

/** What goes wrong on the way ends the input: the program says what it makes of that. */
function feed(child: ChildProcess, input: Promise<Readable>): void {
  const to = child.stdin;
  if (!to) return;
  input.then(
    (from) => pipeline(from, to, () => undefined),
    () => to.destroy(),
  );
}

/** Asks a process to stop when the signal aborts, and makes it when it will not. Returns the undoing. */
export function stopWith(child: ChildProcess, signal: AbortSignal | undefined): () => void {
  if (!signal) return () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGTERM');
    letGoOn(child);
    timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  };
}

/** Lets everything else on the machine go first. The process may already be gone: that is fine. */
export function lowerPriority(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Ended in the meantime, or this system does not allow it: it runs as it is.
  }
}

/** Cuts what comes in at line ends (also at `\r`, with which ffmpeg redraws); `end` gives the rest. */
export function lineCutter(onLine: (line: string) => void): {
  add(text: string): void;
  end(): void;
} {
  let rest = '';
  return {
    add(text) {
      const lines = (rest + text).split(/\r\n|\r|\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') onLine(line);
    },
    end() {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}

/** Keeps the last lines, so that a program may say as much as it likes. */
export function tailOf(limit = TAIL_LINES): { add(line: string): void; lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    add(line) {
      lines.push(line.slice(0, 2_000));
      if (lines.length > limit) lines.shift();
    },
  };
}

export function cancelled(cause?: unknown): AppError {
  return new AppError('cancelled', 'Stopped.', {}, cause);
}

/**
 * Runs a program to its end.
 * @returns how it ended, whatever its exit code
 * @throws AppError `cancelled` when the signal aborts (after the process is gone), `ffmpeg-missing`
 *   when the program cannot be started
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ended> {
  const { signal, low, onLine, onData, onErrorLine, input } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(cancelled());
      return;
    }
    const wantsOut = onLine !== undefined || onData !== undefined;
    const child = spawn(program, args, {
      stdio: [input ? 'pipe' : 'ignore', wantsOut ? 'pipe' : 'ignore', 'pipe'],
      windowsHide: true,
    });
    endsWithUs(child);
    if (input) feed(child, input);
    if (low) lowerPriority(child);
    const letGo = stopWith(child, signal);
    const tail = tailOf();
    const errors = lineCutter((line) => {
      tail.add(line);
      onErrorLine?.(line);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.add(text));
    if (onData) child.stdout?.on('data', onData);
    else if (onLine) {
      const lines = lineCutter(onLine);
      child.stdout?.setEncoding('utf8').on('data', (text: string) => lines.add(text));
      child.stdout?.on('end', () => lines.end());
    }
    child.on('error', (cause) => {
      letGo();
      reject(new AppError('ffmpeg-missing', 'ffmpeg could not be started.', {}, cause));
    });
    child.on('close', (code, killedBy) => {
      letGo();
      errors.end();
      if (signal?.aborted) reject(cancelled());
      else resolve({ code, killedBy, tail: tail.lines });
    });
  });
}
