/** A queue: what is handed to it runs one after the other, whether the one before succeeded or not. */
export function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Runs work on every item, a few at a time, answers in the items' order. */
export async function inParallel<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++;
      const item = items[at] as T;
      results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return results;
}

/**
 * Runs work on every item, a few at a time, and gives the results in the items' order as they are
 * asked for. So many are made ahead, and no more: what nobody has taken yet is waited for.
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  { atOnce, ahead }: { atOnce: number; ahead: number },
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun = new Map<number, Promise<R>>();
  const running = new Set<Promise<unknown>>();
  let next = 0;
  try {
    for (let taken = 0; taken < items.length; taken++) {
      const begin = (): void => {
        while (next < items.length && running.size < atOnce && next < taken + ahead) {
          const one = work(items[next] as T);
          begun.set(next++, one);
          const over: Promise<unknown> = one.then(
            () => (running.delete(over), begin()),
            () => running.delete(over),
          );
          running.add(over);
        }
      };
      begin();
      yield (await begun.get(taken)) as R;
      begun.delete(taken);
    }
  } finally {
    await Promise.allSettled(running);
  }
}
