/** The painter, loaded when it is first asked for: a start knows nothing of it. */
import type { Painter, PainterOptions } from './painter';

export function latePainter(options: PainterOptions): Painter {
  let loading: Promise<Painter> | null = null;
  let closed = false;

  async function load(): Promise<Painter> {
    const { createPainter } = await import('./painter');
    const painter = createPainter(options);
    if (closed) painter.close();
    return painter;
  }

  return {
    paint: async (still, signal) => (await (loading ??= load())).paint(still, signal),
    close() {
      closed = true;
      loading?.then(
        (painter) => painter.close(),
        () => undefined,
      );
    },
  };
}
