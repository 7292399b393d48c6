/** Times along the top of a canvas that shows a stretch of time. */
import { type Extent, ticks, type Viewport } from './geometry';
import type { Context, Ink } from './ink';

/** @param heightPx of the band it is drawn in, at the canvas's top */
export function paintRuler(
  context: Context,
  { view, extent, heightPx }: { view: Viewport; extent: Extent; heightPx: number },
  ink: Ink,
): void {
  context.font = `11px ${ink.mono}`;
  context.textBaseline = 'middle';
  for (const tick of ticks(view, extent)) {
    const x = Math.round(tick.px);
    context.fillStyle = ink.colour(tick.label ? 'edge' : 'line');
    const length = tick.label ? heightPx - 6 : 5;
    context.fillRect(x, heightPx - length, 1, length);
    if (!tick.label) continue;
    context.fillStyle = ink.colour('muted');
    context.fillText(tick.label, x + 5, heightPx / 2 - 1);
  }
}
