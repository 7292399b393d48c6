/**
 * A band of sound: from the lowest to the highest sample of every column, and its loudness within.
 * Written as pixels, because fourteen hundred thin rectangles a frame are slow to rasterise and one
 * picture is not.
 */
import { columnsOf, type ColumnView, emptyColumns, type Peaks } from '../../../shared/domain/peaks';
import type { Context, Ink } from './ink';

/** Quiet rooms are shown larger, but not noise as if it were talk. */
const MOST_GAIN = 8;
const FULL_SCALE = 32_768;

const gains = new WeakMap<Peaks, number>();

/** What makes the loudest of a part nearly fill the band. */
export function waveGain(peaks: Peaks): number {
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

export class WaveImage {
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #columns = emptyColumns(1);

  /** Begins a band of so many device pixels. @returns false when there is nothing to draw in. */
  begin(width: number, height: number, ink: Ink): boolean {
    if (height < 1 || width < 1) return false;
    if (this.#image?.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    }
    this.#pixels.fill(pixelOf(ink.colour('ink-1')));
    const line = Math.floor(height / 2) * width;
    this.#pixels.fill(pixelOf(ink.colour('line')), line, line + width);
    return true;
  }

  /** Draws a stretch of sound from a column on. @param gain how much larger than it is */
  draw(from: number, peaks: Peaks, stretch: ColumnView, gain: number, ink: Ink): void {
    this.#columns = columnsOf(peaks, stretch, this.#columns);
    const { width, height } = this.#image ?? { width: 0, height: 0 };
    const [peak, loud] = [pixelOf(ink.colour('ink-4')), pixelOf(ink.colour('edge'))];
    const { min, max, rms } = this.#columns;
    const middle = height / 2;
    const rowOf = (amplitude: number) =>
      Math.min(height - 1, Math.max(0, Math.round(middle - amplitude * gain * middle)));
    for (let column = 0; column < stretch.columns; column++) {
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

  /** Puts what was drawn on the canvas. @param topPx device pixels */
  put(context: Context, topPx: number): void {
    if (this.#image) context.putImageData(this.#image, 0, topPx);
  }
}
