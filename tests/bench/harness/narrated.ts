/**
 * What a narration's page shows while it plays. Each function is sent to the page as it stands and may
 * use nothing outside itself.
 */

/** A frame that came on screen. */
export interface Presented {
  /** Where the voice was then, in seconds. */
  voiceS: number;
  /** The frame's own time, by its file's clock. */
  mediaS: number;
}

declare global {
  interface Window {
    benchPresented?: Presented[];
  }
}

/** From now on every frame of the picture in front is noted while the voice sounds. */
export function watchPresented(): void {
  const presented: Presented[] = [];
  window.benchPresented = presented;
  const watched = new WeakSet<HTMLVideoElement>();
  const watch = (video: HTMLVideoElement): void => {
    video.requestVideoFrameCallback((_, { mediaTime, expectedDisplayTime }) => {
      watch(video);
      const audio = document.querySelector('audio');
      if (!audio || audio.paused || !video.closest('[data-deck="front"]')) return;
      const laterS = ((expectedDisplayTime - performance.now()) / 1e3) * audio.playbackRate;
      presented.push({ voiceS: audio.currentTime + laterS, mediaS: mediaTime });
    });
  };
  const look = (): void => {
    for (const video of document.querySelectorAll('video')) {
      if (!watched.has(video)) watch(video);
      watched.add(video);
    }
    requestAnimationFrame(look);
  };
  look();
}

/** What was noted. */
export function presentedFrames(): Presented[] {
  return window.benchPresented ?? [];
}

/** From the next click to the first frame of a narration on screen, and its own timeline. */
export function armNarration(): void {
  window.bench = new Promise((settle) => {
    const seen = new WeakSet<HTMLVideoElement>();
    let startMs = Number.NaN;
    const look = (): void => {
      if (!document.querySelector('[aria-label="Narration timeline"]')) return;
      for (const video of document.querySelectorAll<HTMLVideoElement>(
        'section[aria-label="Narration"] video',
      )) {
        if (seen.has(video)) continue;
        seen.add(video);
        video.requestVideoFrameCallback(() => {
          observer.disconnect();
          settle(performance.now() - startMs);
        });
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    addEventListener('click', ({ timeStamp }) => (startMs = timeStamp), {
      capture: true,
      once: true,
    });
  });
}
