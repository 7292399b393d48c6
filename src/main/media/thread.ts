/**
 * Work in a thread of its own, as one promise: a task goes in, news comes while it runs, an answer or
 * an error ends it. Both ends are here.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { AppError, type ErrorView } from '../../shared/errors';
import { cancelled } from './run-program';

type Said<News, Answer> =
  | { type: 'news'; news: News }
  | { type: 'done'; answer: Answer }
  | { type: 'failed'; error: ErrorView };

/** A thread that is only computing does not hear that it should stop; it is ended after so long. */
const STOPS_WITHIN_MS = 1_000;

export interface ThreadRun<News> {
  signal: AbortSignal;
  onNews(news: News): void;
}

/**
 * Runs a task in a thread.
 * @param script the thread's built program (electron.vite.config.ts), which calls {@link answerAsThread}
 * @returns when the thread has ended, and no program that it started runs any more
 * @throws AppError what the work threw; `cancelled`; `unknown` when the thread itself fails
 */
export function runInThread<Task, News, Answer>(
  script: string,
  task: Task,
  { signal, onNews }: ThreadRun<News>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    const worker = new Worker(script, { workerData: task });
    let end: Exclude<Said<News, Answer>, { type: 'news' }> | null = null;
    let broken: unknown = null;
    let ending: ReturnType<typeof setTimeout> | undefined;
    const stop = (): void => {
      worker.postMessage('stop');
      ending = setTimeout(() => void worker.terminate(), STOPS_WITHIN_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (said: Said<News, Answer>) => {
      if (said.type !== 'news') end = said;
      else if (!signal.aborted) onNews(said.news);
    });
    worker.on('error', (error) => {
      broken = error;
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', stop);
      clearTimeout(ending);
      if (end?.type === 'done') resolve(end.answer);
      else if (end?.type === 'failed') {
        const { code, message, details } = end.error;
        reject(new AppError(code, message, details));
      } else reject(signal.aborted ? cancelled() : AppError.from(broken));
    });
  });
}

/** The other end, called once by a thread's program. */
export function answerAsThread<Task, News, Answer>(
  work: (task: Task, run: { signal: AbortSignal; say(news: News): void }) => Promise<Answer>,
): void {
  const abort = new AbortController();
  const say = (said: Said<News, Answer>): void => parentPort?.postMessage(said);
  // The only thing ever said to it: stop.
  parentPort?.once('message', () => abort.abort());
  work(workerData as Task, { signal: abort.signal, say: (news) => say({ type: 'news', news }) })
    .then(
      (answer) => say({ type: 'done', answer }),
      (thrown: unknown) => say({ type: 'failed', error: AppError.from(thrown).view() }),
    )
    .finally(() => parentPort?.close());
}
