/**
 * A canvas exactly over the video that shows a decoded frame until the video shows the same. It has
 * the box that `object-fit: contain` gives the video, and turns frames as the file says.
 */
import type { Picture } from '../../../../shared/domain/lesson';
import type { Pixels } from './pixels';

export class Overlay {
  readonly #host: HTMLElement;
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #resizing: ResizeObserver;
  #hostPx = { width: 0, height: 0 };
  /** The picture that is shown, for its shape. */
  #picture: Picture | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#canvas.dataset['frames'] = '';
    this.#canvas.hidden = true;
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#context = this.#canvas.getContext('2d', { alpha: false, desynchronized: false });
    host.append(this.#canvas);
    this.#resizing = new ResizeObserver(() => {
      this.#hostPx = { width: host.clientWidth, height: host.clientHeight };
      this.#place();
    });
    this.#resizing.observe(host);
  }

  get covers(): boolean {
    return !this.#canvas.hidden;
  }

  /** Decks that were made since stay below it. */
  show(pixels: Pixels, picture: Picture): void {
    this.#picture = picture;
    if (this.#host.lastElementChild !== this.#canvas) this.#host.append(this.#canvas);
    this.#place();
    this.#paint(pixels, picture.rotation);
    this.#canvas.hidden = false;
  }

  uncover(): void {
    this.#canvas.hidden = true;
    this.#picture = null;
  }

  dispose(): void {
    this.uncover();
    this.#resizing.disconnect();
    this.#canvas.remove();
    // Its pixels would stay until rubbish is taken out.
    this.#canvas.width = this.#canvas.height = 0;
  }

  #place(): void {
    const [host, picture] = [this.#hostPx, this.#picture];
    if (!picture) return;
    const scale = Math.min(host.width / picture.width, host.height / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    const { style } = this.#canvas;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.left = `${(host.width - width) / 2}px`;
    style.top = `${(host.height - height) / 2}px`;
  }

  /** The canvas has the frame's own pixels: the browser fits them to the box. */
  #paint({ width, height, data }: Pixels, rotation: Picture['rotation']): void {
    const context = this.#context;
    if (!context) return;
    const image = new ImageData(data, width, height);
    const sideways = rotation % 180 !== 0;
    const [across, down] = sideways ? [height, width] : [width, height];
    if (this.#canvas.width !== across || this.#canvas.height !== down) {
      this.#canvas.width = across;
      this.#canvas.height = down;
    }
    if (rotation === 0) {
      context.putImageData(image, 0, 0);
      return;
    }
    const upright = new OffscreenCanvas(width, height);
    upright.getContext('2d', { alpha: false })?.putImageData(image, 0, 0);
    context.setTransform(1, 0, 0, 1, across / 2, down / 2);
    context.rotate((rotation * Math.PI) / 180);
    context.drawImage(upright, -width / 2, -height / 2);
    context.resetTransform();
  }
}
