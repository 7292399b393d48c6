/** The only reader of `window.api`. Answers become values; failures become a thrown AppError. */
import { AppError } from '../../shared/errors';
import type { Answer, Api } from '../../shared/ipc/derive';

declare global {
  interface Window {
    readonly api: Api;
  }
}

/**
 * Asks main: `await call((api) => api.lessons.open({ lessonId }))`.
 * @returns the value of the answer.
 * @throws AppError with main's code and details when it says no.
 */
export async function call<T>(ask: (api: Api) => Promise<Answer<T>>): Promise<T> {
  const answer = await ask(window.api);
  if (answer.ok) return answer.value;
  throw new AppError(answer.error.code, answer.error.message, answer.error.details);
}

/**
 * Listens to main: `listen((api) => api.jobs.onChanged(take))`.
 * @returns how to stop.
 */
export function listen(start: (api: Api) => () => void): () => void {
  return start(window.api);
}
