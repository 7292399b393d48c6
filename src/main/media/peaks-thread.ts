/** The other end of peaks-worker.ts. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors';
import type { PeaksMaking } from './peaks';
import type { PeaksNews, PeaksTask } from './peaks-worker';
import { cancelled } from './run-program';

/**
 * Makes a part's peaks file in a thread.
 * @param script the built peaks-worker
 * @returns when the thread has ended and no process of it runs any more
 * @throws AppError as `makePeaks` does; `unknown` when the thread itself fails
 */
export function makePeaksInThread(
  script: string,
  task: PeaksTask,
  { signal, onMore }: PeaksMaking,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const worker = new Worker(script, { workerData: task });
    let end: PeaksNews | null = null;
    let broken: unknown = null;
    const stop = (): void => worker.postMessage('stop');
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (said: PeaksNews) => {
      if (said.news === 'more') onMore();
      else end = said;
    });
    worker.on('error', (error) => {
      broken = error;
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      if (end?.news === 'done') resolve();
      else if (end?.news === 'failed') {
        const { code, message, details } = end.error;
        reject(new AppError(code, message, details));
      } else reject(signal.aborted ? cancelled() : AppError.from(broken));
    });
  });
}
