/**
 * The sound under the pictures: from the lowest to the highest sample of every column, and its
 * loudness within. Written as pixels, because fourteen hundred thin rectangles a frame are slow to
 * rasterise and one picture is not.
 */
import { columnsOf, emptyColumns, type Peaks } from '../../../shared/domain/peaks';
import { toPartUs } from '../../../shared/domain/lesson-time';
import { usePeaks } from '../../stores/peaks';
import { toPx, toUs } from './geometry';
import type { Context, Ink, Scene } from './scene';

/** Quiet rooms are shown larger, but not noise as if it were talk. */
const MOST_GAIN = 8;
const FULL_SCALE = 32_768;

const gains = new WeakMap<Peaks, number>();

/** What makes the loudest of a part nearly fill the band. */
function gainOf(peaks: Peaks): number {
  const known = gains.get(peaks);
  if (known !== undefined) return known;
  const coarsest = peaks.levels.at(-1);
  let most = 1;
  coarsest?.max.forEach((high, at) => {
    most = Math.max(most, high, -(coarsest.min[at] ?? 0));
  });
  const gain = Math.min(MOST_GAIN, (0.95 * FULL_SCALE) / most);
  gains.set(peaks, gain);
  return gain;
}

/** `#rrggbb` as a pixel of an image's memory, opaque. */
function pixelOf(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1), 16);
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
}

export class Wave {
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #columns = emptyColumns(1);

  paint(context: Context, scene: Scene, ink: Ink): void {
    const { layout, view } = scene;
    const { topPx, heightPx } = layout.wave;
    const ratio = context.canvas.width / layout.widthPx;
    const [width, height] = [context.canvas.width, Math.round(heightPx * ratio)];
    if (height < 1 || width < 1) return;
    this.#clear(width, height, pixelOf(ink.colour('ink-1')), pixelOf(ink.colour('line')));
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
      this.#columns = columnsOf(sound.peaks, stretch, this.#columns);
      this.#draw(from, to, gainOf(sound.peaks), ink);
    }
    if (this.#image) context.putImageData(this.#image, 0, Math.round(topPx * ratio));
  }

  #clear(width: number, height: number, ground: number, middle: number): void {
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    }
    this.#pixels.fill(ground);
    const line = Math.floor(height / 2) * width;
    this.#pixels.fill(middle, line, line + width);
  }

  #draw(from: number, to: number, gain: number, ink: Ink): void {
    const { width, height } = this.#image ?? { width: 0, height: 0 };
    const [peak, loud] = [pixelOf(ink.colour('ink-4')), pixelOf(ink.colour('edge'))];
    const { min, max, rms } = this.#columns;
    const middle = height / 2;
    const rowOf = (amplitude: number) =>
      Math.min(height - 1, Math.max(0, Math.round(middle - amplitude * gain * middle)));
    for (let column = 0; column < to - from; column++) {
      const high = max[column] ?? Number.NaN;
      if (Number.isNaN(high)) continue;
      const [top, bottom] = [rowOf(high), rowOf(min[column] ?? 0)];
      const [loudTop, loudBottom] = [rowOf(rms[column] ?? 0), rowOf(-(rms[column] ?? 0))];
      let at = top * width + from + column;
      for (let row = top; row <= bottom; row++, at += width) {
        this.#pixels[at] = row >= loudTop && row <= loudBottom ? loud : peak;
      }
    }
  }
}
