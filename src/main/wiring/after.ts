/** Calls that wait for something that happens once. */
import type { Handlers } from '../../shared/ipc/derive';

type Run = (input: unknown) => unknown;

/** The same calls, each of which is answered only once `first` is over. */
export function after(first: () => Promise<void>, handlers: Handlers): Handlers {
  const nouns = handlers as unknown as Record<string, Record<string, Run>>;
  const waiting: typeof nouns = {};
  for (const [noun, runs] of Object.entries(nouns)) {
    const calls: Record<string, Run> = (waiting[noun] = {});
    for (const [name, run] of Object.entries(runs)) {
      calls[name] = async (input) => {
        await first();
        return run(input);
      };
    }
  }
  return waiting as unknown as Handlers;
}

/** Does it when it is first asked for; who asks again waits for the same. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
