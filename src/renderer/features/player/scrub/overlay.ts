/**
 * A canvas exactly over the video that shows a decoded frame until the video shows the same. It has
 * the box that `object-fit: contain` gives the video, and turns frames as the file says.
 */
import type { Picture } from '../../../../shared/domain/lesson';

export class Overlay {
  readonly #host: HTMLElement;
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  readonly #resizing: ResizeObserver;
  #hostPx = { width: 0, height: 0 };
  /** Kept so that another size of the window redraws it. */
  #shown: { frame: VideoFrame; picture: Picture } | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#canvas.dataset['frames'] = '';
    this.#canvas.hidden = true;
    this.#canvas.setAttribute('aria-hidden', 'true');
    this.#context = this.#canvas.getContext('2d', { alpha: false, desynchronized: false });
    host.append(this.#canvas);
    this.#resizing = new ResizeObserver(() => {
      this.#hostPx = { width: host.clientWidth, height: host.clientHeight };
      if (this.#shown && this.covers) this.#paint();
    });
    this.#resizing.observe(host);
  }

  get covers(): boolean {
    return !this.#canvas.hidden;
  }

  /** Shows a frame, which is taken over. Decks that were made since stay below it. */
  show(frame: VideoFrame, picture: Picture): void {
    this.#shown?.frame.close();
    this.#shown = { frame, picture };
    if (this.#host.lastElementChild !== this.#canvas) this.#host.append(this.#canvas);
    this.#paint();
    this.#canvas.hidden = false;
  }

  uncover(): void {
    this.#canvas.hidden = true;
    this.#shown?.frame.close();
    this.#shown = null;
  }

  dispose(): void {
    this.uncover();
    this.#resizing.disconnect();
    this.#canvas.remove();
    // Its pixels would stay until rubbish is taken out.
    this.#canvas.width = this.#canvas.height = 0;
  }

  #paint(): void {
    if (!this.#shown || !this.#context) return;
    const { frame, picture } = this.#shown;
    const host = this.#hostPx;
    const scale = Math.min(host.width / picture.width, host.height / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    const { style } = this.#canvas;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.left = `${(host.width - width) / 2}px`;
    style.top = `${(host.height - height) / 2}px`;
    // No more pixels than there are on screen or in the frame.
    const turned = picture.rotation % 180 !== 0;
    const across = turned ? frame.displayHeight : frame.displayWidth;
    const px = Math.max(1, Math.round(Math.min(width * devicePixelRatio, across)));
    const py = Math.max(1, Math.round((px * height) / Math.max(1, width)));
    if (this.#canvas.width !== px || this.#canvas.height !== py) {
      this.#canvas.width = px;
      this.#canvas.height = py;
    }
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, px / 2, py / 2);
    context.rotate((picture.rotation * Math.PI) / 180);
    const [w, h] = turned ? [py, px] : [px, py];
    context.drawImage(frame, -w / 2, -h / 2, w, h);
  }
}
