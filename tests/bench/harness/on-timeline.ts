/**
 * Marking and filtering in Plenary's page as a person sees them. Each function is sent to the page
 * as it stands and may use nothing outside itself.
 */

declare global {
  interface Window {
    /** From each letter going down to its result on screen, in milliseconds. */
    benchFiltered?: number[];
    /** Lengths of the tasks that held the page for more than 50 ms. */
    benchTasks?: { lengths: number[]; observer: PerformanceObserver };
  }
}

/**
 * From the next key going down to its moment on screen and on disk: the list counts one more, the
 * moment is open in it, "Saved" is said, and a frame with all that has begun.
 */
export function armMark(): void {
  const count = (): string =>
    document.querySelector('aside[aria-label="Moments"] h2')?.textContent ?? '';
  const before = count();
  window.bench = new Promise((done) => {
    const pressed = ({ timeStamp }: Event): void => {
      const look = (): void => {
        const isThere =
          count() !== before &&
          document.querySelector('article[data-chosen]') !== null &&
          document.querySelector('[role="status"][aria-label="Saved"]') !== null;
        if (isThere) requestAnimationFrame(() => done(performance.now() - timeStamp));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    addEventListener('keydown', pressed, { capture: true, once: true });
  });
}

/** From now on each letter that changes what is asked for is timed to the second frame after it. */
export function watchFilter(): void {
  const took: number[] = [];
  window.benchFiltered = took;
  let since = 0;
  addEventListener('keydown', ({ timeStamp }) => (since = timeStamp), true);
  addEventListener('input', () => {
    const from = since;
    requestAnimationFrame(() => requestAnimationFrame(() => took.push(performance.now() - from)));
  });
}

export function watchLongTasks(): void {
  const lengths: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) lengths.push(duration);
  });
  observer.observe({ type: 'longtask' });
  window.benchTasks = { lengths, observer };
}

export function longTasks(): number[] {
  const { benchTasks } = window;
  if (!benchTasks) throw new Error('nobody watched');
  benchTasks.lengths.push(...benchTasks.observer.takeRecords().map(({ duration }) => duration));
  benchTasks.observer.disconnect();
  return benchTasks.lengths;
}
