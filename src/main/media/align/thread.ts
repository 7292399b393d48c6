/** The aligning thread as main sees it: spoken to, asked once, ended with the signal. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/errors';
import { cancelled } from '../run-program';
import type { FromAligner, ToAligner } from './messages';
import type { Placed } from './solve';

export interface Thread {
  say(message: Exclude<ToAligner, { type: 'place' }>): void;
  /** @throws AppError `cancelled` when the signal aborts, `unknown` when the thread breaks. */
  place(
    message: Extract<ToAligner, { type: 'place' }>,
    share: (share: number) => void,
  ): Promise<(Placed | null)[]>;
  /** Ends it, whatever it is doing. */
  close(): Promise<void>;
}

export function openThread(program: string, signal: AbortSignal): Thread {
  const worker = new Worker(program);
  let report: (share: number) => void = () => undefined;
  let stop: () => void = () => undefined;
  const placed = new Promise<(Placed | null)[]>((resolve, reject) => {
    worker.on('message', (message: FromAligner) => {
      if (message.type === 'share') report(message.share);
      else resolve(message.placed);
    });
    worker.on('error', (cause) =>
      reject(new AppError('unknown', 'The sounds could not be compared.', {}, cause)),
    );
    stop = () => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
  });
  // Who asks is told; a thread that breaks while it listens is found out by asking.
  placed.catch(() => undefined);
  return {
    say(message) {
      worker.postMessage(message, message.type === 'pcm' ? [message.pcm] : []);
    },
    place(message, share) {
      report = share;
      worker.postMessage(message);
      return placed;
    },
    async close() {
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    },
  };
}
