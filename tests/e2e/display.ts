/**
 * A screen of its own for each worker: windows on one screen take the keyboard, the pointer and the
 * clipboard from each other. The first worker has the screen that the run was given.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** @returns what ends it */
export async function ownDisplay(worker: number): Promise<() => Promise<void>> {
  if (worker === 0 || process.platform !== 'linux') return () => Promise.resolve();
  const size = ['-screen', '0', '1920x1200x24'];
  const server = spawn('Xvfb', ['-displayfd', '3', ...size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = once(server, 'close');
  const told = once(server.stdio[3] as Readable, 'data') as Promise<[Buffer]>;
  const [number] = await Promise.race([
    told,
    ended.then(() => {
      throw new Error('Xvfb did not start');
    }),
  ]);
  process.env['DISPLAY'] = `:${number.toString().trim()}`;
  return async () => {
    server.kill();
    await ended;
  };
}
