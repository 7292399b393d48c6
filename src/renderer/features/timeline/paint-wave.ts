/** The sound under the pictures, of each part that is in view. */
import { toPartUs } from '../../../shared/domain/lesson-time';
import { usePeaks } from '../../stores/peaks';
import { toPx, toUs } from '../../ui/time-axis/geometry';
import type { Context, Ink } from '../../ui/time-axis/ink';
import { waveGain, type WaveImage } from '../../ui/time-axis/wave-image';
import type { Scene } from './scene';

export function paintWave(image: WaveImage, context: Context, scene: Scene, ink: Ink): void {
  const { layout, view } = scene;
  const { topPx, heightPx } = layout.wave;
  const ratio = context.canvas.width / layout.widthPx;
  const width = context.canvas.width;
  if (!image.begin(width, Math.round(heightPx * ratio), ink)) return;
  const sounds = usePeaks.getState().parts;
  for (const { part, startUs, endUs } of scene.footage) {
    const sound = sounds.get(part.id);
    const from = Math.max(0, Math.round(toPx(view, startUs) * ratio));
    const to = Math.min(width, Math.round(toPx(view, endUs) * ratio));
    if (!sound || to <= from) continue;
    const stretch = {
      startUs: toPartUs(part, toUs(view, from / ratio)),
      endUs: toPartUs(part, toUs(view, to / ratio)),
      columns: to - from,
    };
    image.draw(from, sound.peaks, stretch, waveGain(sound.peaks), ink);
  }
  image.put(context, Math.round(topPx * ratio));
}
