/** Draws the timeline on a canvas. Everything but the playhead, which moves without a repaint. */
import { toPx } from '../../ui/time-axis/geometry';
import { paintCaptions } from './paint-captions';
import { paintHidden } from './paint-hidden';
import { paintRows } from './paint-rows';
import { paintStrip } from './paint-strip';
import { paintRuler } from '../../ui/time-axis/ruler';
import type { WaveImage } from '../../ui/time-axis/wave-image';
import { paintWave } from './paint-wave';
import type { Context, Ink } from '../../ui/time-axis/ink';
import type { Scene } from './scene';

/** Paints the scene; the context's units are CSS pixels from the lanes' left end. */
export function paint(context: Context, scene: Scene, ink: Ink, wave: WaveImage): void {
  const { layout } = scene;
  context.clearRect(0, 0, layout.widthPx, layout.heightPx);
  paintRuler(context, { ...scene, heightPx: layout.ruler.heightPx }, ink);
  paintStrip(context, scene, ink);
  paintWave(wave, context, scene, ink);
  paintCaptions(context, scene, ink);
  paintHidden(context, scene, ink);
  paintRows(context, scene, ink);
  paintSelection(context, scene, ink);
  paintLasso(context, scene, ink);
}

function paintSelection(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, inUs, outUs } = scene;
  const bottom = layout.area.topPx + layout.area.heightPx;
  const top = layout.ruler.heightPx;
  if (inUs !== null && outUs !== null) {
    const from = Math.max(0, toPx(view, inUs));
    const to = Math.min(layout.widthPx, toPx(view, outUs));
    context.fillStyle = ink.colour('chalk-wash');
    if (to > from) context.fillRect(from, 0, to - from, bottom);
  }
  context.fillStyle = ink.colour('chalk');
  for (const [us, side] of [
    [inUs, 1],
    [outUs, -1],
  ] as const) {
    if (us === null) continue;
    const x = Math.round(toPx(view, us));
    if (x < -8 || x > layout.widthPx + 8) continue;
    // Brackets, as on the buttons: [ and ].
    context.fillRect(side === 1 ? x : x - 1, 3, 1, bottom - 3);
    context.fillRect(side === 1 ? x : x - 6, 3, 6, 2);
    context.fillRect(side === 1 ? x : x - 6, top - 2, 6, 2);
  }
}

function paintLasso(context: Context, { lasso }: Scene, ink: Ink): void {
  if (!lasso) return;
  const { fromPx, toPx: endPx, topPx, bottomPx } = lasso;
  context.fillStyle = ink.colour('chalk-wash');
  context.fillRect(fromPx, topPx, endPx - fromPx, bottomPx - topPx);
  context.strokeStyle = ink.colour('text');
  context.setLineDash([4, 3]);
  context.strokeRect(
    Math.round(fromPx) + 0.5,
    Math.round(topPx) + 0.5,
    Math.round(endPx - fromPx),
    Math.round(bottomPx - topPx),
  );
  context.setLineDash([]);
}
