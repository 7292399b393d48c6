/** ffmpeg as a peer: run with what is given, and timed. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const ffmpeg = (...args: string[]): Promise<unknown> =>
  run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);

/** Milliseconds that it takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
