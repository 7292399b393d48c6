/** The printer, loaded when it is first asked for: a start knows nothing of it. */
import type { Log } from './log';
import type { Printer } from './printer';

export function latePrinter(options: { log: Log }): Printer {
  let loading: Promise<Printer> | null = null;
  let closed = false;

  async function load(): Promise<Printer> {
    const { createPrinter } = await import('./printer');
    const printer = createPrinter(options);
    if (closed) printer.close();
    return printer;
  }

  return {
    print: async (asked, signal) => (await (loading ??= load())).print(asked, signal),
    close() {
      closed = true;
      loading?.then(
        (printer) => printer.close(),
        () => undefined,
      );
    },
  };
}
