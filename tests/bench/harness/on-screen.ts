/**
 * Which frame is really on screen, Plenary's or a peer's: the number in its picture where a decoded
 * frame lies over the video, the presented frame of the video where none does. Each function is sent
 * to the page as it stands and may use nothing outside itself.
 */

declare global {
  interface Window {
    /** Number of the frame that is on screen; NaN before the first. */
    benchShown?: () => number;
    /** Frames as they came on screen during a drag. */
    benchSeen?: { atMs: number; number: number }[];
    /** Where the pointer was, by the same clock. */
    benchPointer?: { atMs: number; x: number }[];
  }
}

/** What is on screen: frames a second, after how many numbers begin again, the file's own start. */
export interface Screen {
  round: number;
  fps: number;
  /** What the file's clock says at its first frame, in seconds. */
  startS: number;
}

/** From now on `benchShown` answers. */
export function watchScreen({ round, fps, startS }: Screen): void {
  let presented = Number.NaN;
  const watched = new WeakSet<HTMLVideoElement>();
  const watch = (video: HTMLVideoElement): void => {
    video.requestVideoFrameCallback((_, frame) => {
      presented = Math.round((frame.mediaTime - startS) * fps) % round;
      watch(video);
    });
  };
  // Read from the pixels on their way to the canvas: asking the canvas for them makes a copy of it.
  const put = new WeakMap<HTMLCanvasElement, number>();
  const prototype = CanvasRenderingContext2D.prototype;
  const plain = prototype.putImageData;
  prototype.putImageData = function numbered(image: ImageData, ...rest: number[]) {
    Reflect.apply(plain, this, [image, ...rest]);
    // The bars of make-hour.ts: 512 by 64 of 1920 by 1080, sixteen of them, low bit left.
    const { width, height, data } = image;
    const row = Math.round((32 * height) / 1080);
    let number = 0;
    for (let bit = 0; bit < 16; bit++) {
      const column = Math.round(((bit + 0.5) * 32 * width) / 1920);
      if ((data[(row * width + column) * 4] ?? 0) > 128) number += 2 ** bit;
    }
    put.set(this.canvas, number);
  };
  window.benchShown = () => {
    for (const video of document.querySelectorAll('video')) {
      if (!watched.has(video)) watch(video);
      watched.add(video);
    }
    const over = document.querySelector<HTMLCanvasElement>('canvas[data-frames]:not([hidden])');
    return over ? (put.get(over) ?? Number.NaN) : presented;
  };
  window.benchShown();
}

/** From the next press of a key to another frame on screen: `by` frames on from the one now. */
export function armStep({ by, round, fps }: Screen & { by: number }): void {
  const from = window.benchShown?.() ?? Number.NaN;
  const wanted = (from + by + round) % round;
  window.bench = new Promise((done) => {
    const pressed = ({ timeStamp }: Event): void => {
      const look = (): void => {
        if (window.benchShown?.() === wanted) {
          window.benchFrame = wanted / fps;
          done(performance.now() - timeStamp);
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    addEventListener('keydown', pressed, { capture: true, once: true });
  });
}

/**
 * From the next press of the pointer to the frame for the new position on screen. Where the position
 * is told by a timer that is what counts, otherwise the video's own.
 */
export function armJump({ round, fps, startS }: Screen): void {
  const positionS = (): number => {
    const timer = document.querySelector('[role="timer"]')?.textContent;
    if (!timer) return (document.querySelector('video')?.currentTime ?? Number.NaN) - startS;
    const [h = 0, m = 0, s = 0] = timer.split(':').map(Number);
    // Told to the millisecond, cut off.
    return h * 3600 + m * 60 + s + 0.000_999;
  };
  const from = positionS();
  window.bench = new Promise((done) => {
    const pressed = ({ timeStamp }: Event): void => {
      const look = (): void => {
        const at = positionS();
        const frame = Math.floor(at * fps);
        if (at !== from && window.benchShown?.() === frame % round) {
          window.benchFrame = frame / fps;
          done(performance.now() - timeStamp);
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    addEventListener('pointerdown', pressed, { capture: true, once: true });
  });
}

/** Notes what comes on screen, and where the pointer is, until `stopDrag`. */
export function startDrag(): void {
  const seen: { atMs: number; number: number }[] = [];
  const pointer: { atMs: number; x: number }[] = [];
  window.benchSeen = seen;
  window.benchPointer = pointer;
  let last = Number.NaN;
  const look = (): void => {
    if (window.benchSeen !== seen) return;
    const number = window.benchShown?.() ?? Number.NaN;
    if (number !== last) seen.push({ atMs: performance.now(), number });
    last = number;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  addEventListener(
    'pointermove',
    function moved(event) {
      if (window.benchPointer !== pointer) removeEventListener('pointermove', moved, true);
      else pointer.push({ atMs: event.timeStamp, x: event.clientX });
    },
    true,
  );
}

export function stopDrag(): {
  seen: { atMs: number; number: number }[];
  pointer: { atMs: number; x: number }[];
} {
  const { benchSeen = [], benchPointer = [] } = window;
  window.benchSeen = [];
  window.benchPointer = [];
  return { seen: benchSeen, pointer: benchPointer };
}
