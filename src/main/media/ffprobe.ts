/** Asking ffprobe, with the same bounds on what it may open as ffmpeg. */
import { inputArgs, SAFE_INPUT } from './inputs';
import { type RunOptions, runProgram } from './run-program';
import { toolError } from './tool-errors';
import type { Tools } from './tools';

export interface ProbeRun extends Pick<RunOptions, 'signal' | 'low' | 'input'> {
  onLine(line: string): void;
  /** What it complains about while reading, even when it succeeds. */
  onErrorLine?: (line: string) => void;
}

/**
 * Runs ffprobe on one file, or on what `input` brings, and hands over its output line by line.
 * @param args what to show and how, without the input
 * @throws AppError as {@link toolError} says, or `cancelled`
 */
export async function runFfprobe(
  tools: Tools,
  path: string,
  args: readonly string[],
  run: ProbeRun,
): Promise<void> {
  const all = ['-hide_banner', '-loglevel', 'error', ...args];
  all.push(...(run.input ? [...SAFE_INPUT, '-i', 'pipe:0'] : inputArgs(path)));
  const ended = await runProgram(tools.ffprobe, all, run);
  if (ended.code !== 0) throw toolError(ended, { inputs: [path], outputs: [] });
}
