/** Waiting for what hidden windows do, no longer than it is wanted or than it may take. */
import { AppError } from '../../shared/errors';
import { later } from './later';

/** Whoever no longer wants it does not wait for it. */
export async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = later<never>();
  const stop = (): void => stopped.fail(new AppError('cancelled', 'Stopped.'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([stopped.promise, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Fails with `why` when the work takes longer. */
export async function within<T>(ms: number, why: () => Error, work: () => Promise<T>): Promise<T> {
  const late = later<never>();
  const limit = setTimeout(() => late.fail(why()), ms);
  try {
    return await Promise.race([work(), late.promise]);
  } finally {
    clearTimeout(limit);
  }
}
