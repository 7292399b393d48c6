/** Where something is hidden: of the picture a full bar above, of the sound a striped one below. */
import { toPx } from '../../ui/time-axis/geometry';
import { hiddenStretches, isSound } from './hidden';
import { hiddenBands } from './layout';
import type { Context, Ink } from '../../ui/time-axis/ink';
import type { Scene } from './scene';
import { HIDDEN_ROW } from './shown';

const STRIPE_PX = 4;

export function paintHidden(context: Context, scene: Scene, ink: Ink): void {
  const { layout, view, hidden, rowKey, maskId } = scene;
  const { topPx, heightPx } = layout.hidden;
  if (heightPx === 0) return;
  context.fillStyle = ink.colour(rowKey === HIDDEN_ROW ? 'ink-3' : 'ink-2');
  context.fillRect(0, topPx + 1, layout.widthPx, heightPx - 2);
  const { picture, sound } = hiddenBands(layout.hidden);
  context.fillStyle = ink.colour('faint');
  const pictures = hidden.filter((mask) => !isSound(mask));
  for (const { fromPx, toPx: endPx } of hiddenStretches(pictures, view, layout.widthPx)) {
    context.fillRect(fromPx, picture.topPx, endPx - fromPx, picture.heightPx);
  }
  const sounds = hidden.filter(isSound);
  for (const { fromPx, toPx: endPx } of hiddenStretches(sounds, view, layout.widthPx)) {
    const [from, to] = [Math.max(0, fromPx), Math.min(layout.widthPx, endPx)];
    for (let px = from; px < to; px += STRIPE_PX) {
      const wide = Math.min(STRIPE_PX / 2, to - px);
      context.fillRect(px, sound.topPx, wide, sound.heightPx);
    }
  }
  const chosen = hidden.find(({ id }) => id === maskId);
  if (!chosen) return;
  const band = isSound(chosen) ? sound : picture;
  const from = Math.max(-2, toPx(view, chosen.startUs));
  const to = Math.min(layout.widthPx + 2, toPx(view, chosen.endUs));
  context.strokeStyle = ink.colour('text');
  context.lineWidth = 1.5;
  context.strokeRect(from, band.topPx - 1, Math.max(4, to - from), band.heightPx + 2);
  context.lineWidth = 1;
}
