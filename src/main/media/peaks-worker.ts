/**
 * Runs {@link makePeaks} in a thread of its own: an hour of sound is a third of a gigabyte of samples
 * to go through, and main has a page to answer. One thread a file; it ends with it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError, type ErrorView } from '../../shared/errors';
import { makePeaks } from './peaks';
import type { Probe } from './probe-schema';
import type { Tools } from './tools';

export interface PeaksTask {
  tools: Tools;
  path: string;
  probe: Probe;
  outFile: string;
}

/** What the thread says; the last is `done` or `failed`. */
export type PeaksNews = { news: 'more' | 'done' } | { news: 'failed'; error: ErrorView };

const { tools, path, probe, outFile } = workerData as PeaksTask;
const abort = new AbortController();
const say = (news: PeaksNews): void => parentPort?.postMessage(news);

// The only thing ever said to it: stop.
parentPort?.once('message', () => abort.abort());
makePeaks(tools, path, probe, outFile, {
  signal: abort.signal,
  onMore: () => say({ news: 'more' }),
})
  .then(
    () => say({ news: 'done' }),
    (thrown: unknown) => say({ news: 'failed', error: AppError.from(thrown).view() }),
  )
  .finally(() => parentPort?.close());
