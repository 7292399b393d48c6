/**
 * What runs inside a page, Plenary's or a peer's: the same code on both sides, so that the same
 * thing is timed. Each function is sent to the page as it stands and may use nothing outside itself.
 */

declare global {
  interface Window {
    /** What was armed last; answers milliseconds. */
    bench?: Promise<number>;
    /** Start of the frame that a move ended on, in the video's own seconds. */
    benchFrame?: number;
  }
}

/**
 * From the next click to the first frame of a video on screen and, where there is to be one, a
 * timeline that is painted and knows how long the lesson is.
 */
export function armOpen(withTimeline: boolean): void {
  let stop = (): void => undefined;
  const framed = new Promise<number>((settle) => {
    const seen = new WeakSet<HTMLVideoElement>();
    /** It is there with the frame that is now being made: the next one begins after that. */
    const onScreen = (): void => {
      requestAnimationFrame(() => requestAnimationFrame(() => settle(performance.now())));
    };
    const look = (): void => {
      for (const video of document.querySelectorAll('video')) {
        if (seen.has(video)) continue;
        seen.add(video);
        video.requestVideoFrameCallback(() => settle(performance.now()));
        // One that came with its first frame in it: no callback tells of that one any more.
        video.addEventListener('loadeddata', onScreen, { once: true });
        if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) onScreen();
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    look();
    stop = () => observer.disconnect();
  });
  /** More than a blank or one-coloured sheet. */
  const isPainted = (canvas: HTMLCanvasElement): boolean => {
    if (canvas.width < 2 || canvas.height < 2) return false;
    const small = new OffscreenCanvas(64, 16).getContext('2d', { willReadFrequently: true });
    if (!small) return false;
    small.drawImage(canvas, 0, 0, 64, 16);
    const colours = new Set(new Uint32Array(small.getImageData(0, 0, 64, 16).data.buffer));
    return colours.size > 3;
  };
  const isUsable = (): boolean => {
    const timeline = document.querySelector('[role="slider"][aria-label="Timeline"]');
    if (!timeline || !(Number(timeline.getAttribute('aria-valuemax')) > 0)) return false;
    const canvases = timeline.querySelectorAll('canvas');
    return canvases.length > 0 && [...canvases].some(isPainted);
  };
  const usable = new Promise<number>((settle) => {
    if (!withTimeline) {
      settle(0);
      return;
    }
    const look = (): void => {
      if (isUsable()) settle(performance.now());
      else requestAnimationFrame(look);
    };
    // Looking at every frame would make frames that nobody asked for: only once there is a timeline.
    const appeared = new MutationObserver(() => {
      if (!document.querySelector('[role="slider"][aria-label="Timeline"]')) return;
      appeared.disconnect();
      look();
    });
    appeared.observe(document, { childList: true, subtree: true });
  });
  window.bench = new Promise((settle) => {
    const clicked = (event: Event): void => {
      void Promise.all([framed, usable]).then((ends) => {
        stop();
        settle(Math.max(...ends) - event.timeStamp);
      });
    };
    addEventListener('click', clicked, { capture: true, once: true });
  });
}

/**
 * From the next click to playing: sound and picture under way, which is when the second frame of
 * a video that moves is on screen. Play is pressed as soon as there is a button for it.
 */
export function armPlaying(): void {
  let stop = (): void => undefined;
  const playing = new Promise<number>((settle) => {
    const seen = new WeakSet<HTMLVideoElement>();
    let first = -1;
    const watch = (video: HTMLVideoElement): void => {
      video.requestVideoFrameCallback((_, frame) => {
        if (first < 0) first = frame.mediaTime;
        else if (frame.mediaTime > first && video.currentTime > 0 && !video.paused) {
          settle(performance.now());
          return;
        }
        watch(video);
      });
    };
    let pressedMs = -1_000;
    const look = (): void => {
      for (const video of document.querySelectorAll('video')) {
        if (!seen.has(video)) watch(video);
        seen.add(video);
      }
      // Pressed again where nothing came of it, as a person would: it is named Pause once it plays.
      const play = document.querySelector<HTMLButtonElement>('button[aria-label="Play"]');
      if (!play || play.disabled || performance.now() - pressedMs < 200) return;
      pressedMs = performance.now();
      play.click();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    const again = setInterval(look, 20);
    stop = () => {
      observer.disconnect();
      clearInterval(again);
    };
  });
  window.bench = new Promise((settle) => {
    const clicked = ({ timeStamp }: Event): void => {
      void playing.then((end) => {
        stop();
        settle(end - timeStamp);
      });
    };
    addEventListener('click', clicked, { capture: true, once: true });
  });
}

/** What was armed last, once it has happened. */
export async function whenDone(): Promise<number> {
  const late = new Promise<number>((_, failed) =>
    setTimeout(() => failed(new Error('nothing came within two minutes')), 120_000),
  );
  if (!window.bench) throw new Error('nothing is armed');
  return Promise.race([window.bench, late]);
}

/** Reads bytes [start, end) of an address in one request. Answers milliseconds until all is there. */
export function readBytes(what: { url: string; start: number; end: number }): Promise<number> {
  // XMLHttpRequest on both sides, because fetch refuses file: addresses.
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    const from = performance.now();
    request.open('GET', what.url);
    request.responseType = 'arraybuffer';
    request.setRequestHeader('Range', `bytes=${what.start}-${what.end - 1}`);
    request.addEventListener('load', () => {
      const took = performance.now() - from;
      const bytes = (request.response as ArrayBuffer | null)?.byteLength ?? 0;
      if (bytes === what.end - what.start) done(took);
      else failed(new Error(`${bytes} bytes came of ${what.end - what.start}`));
    });
    request.addEventListener('error', () => failed(new Error(`could not read ${what.url}`)));
    request.send();
  });
}
