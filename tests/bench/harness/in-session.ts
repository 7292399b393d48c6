/**
 * What runs inside the two windows of a session that is presented. Their clocks are made one: each
 * window's own, that never jumps, told by the wall's. Each function is sent to the page as it stands and
 * may use nothing outside itself.
 */

/** Something a window showed. */
export interface Shown {
  what: string;
  atMs: number;
}

declare global {
  interface Window {
    /** How many items it was switched to. */
    benchSwitched?: number;
    /** Milliseconds by a clock that all windows share. */
    benchNow?: () => number;
    benchItems?: Shown[];
    benchTimes?: Shown[];
    /** When the last key went down, by that clock. */
    benchPressed?: number;
  }
}

/** From now on this window notes which item is on the room's screen, and what its timer says. */
export function watchSession(): void {
  // The wall's clock has whole milliseconds only: its next one is waited for.
  const from = Date.now();
  while (Date.now() === from);
  const ahead = Date.now() - performance.now();
  const now = (): number => performance.now() + ahead;
  const items: Shown[] = [];
  const times: Shown[] = [];
  Object.assign(window, { benchNow: now, benchItems: items, benchTimes: times });
  addEventListener('keydown', ({ timeStamp }) => (window.benchPressed = timeStamp + ahead), true);
  let item = '';
  let time = '';
  const look = (): void => {
    const screen = document.querySelector(
      'section[aria-label="The room’s screen"], section[aria-label="On the room’s screen"]',
    );
    const said: [Shown[], string][] = [];
    const nowItem = /Item \d+\./.exec(screen?.textContent ?? '')?.[0] ?? '';
    if (nowItem !== item) said.push([items, nowItem]);
    item = nowItem;
    const nowTime = screen?.querySelector('[role="timer"]')?.textContent ?? '';
    if (nowTime !== time) said.push([times, nowTime]);
    time = nowTime;
    if (said.length === 0) return;
    // On screen with the frame that is now being made: the next one begins after that.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const [list, what] of said) list.push({ what, atMs: now() });
      }),
    );
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, characterData: true });
  look();
}

/** From now until the picture of a video that stands moves: `bench` answers when, by the shared clock. */
export function armMoving(): void {
  const video = document.querySelector<HTMLVideoElement>(
    'video-js[data-deck="front"] video, body > video',
  );
  if (!video) throw new Error('no video');
  const standsAt = video.currentTime;
  window.bench = new Promise((done) => {
    const shown = (_: number, { mediaTime }: { mediaTime: number }): void => {
      if (mediaTime > standsAt && !video.paused) done(window.benchNow?.() ?? Number.NaN);
      else video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
  });
}

/** Begins to switch from item to item, round and round, and plays what is to be watched for a moment. */
export function switchItems({ count, films }: { count: number; films: boolean[] }): void {
  window.benchSwitched = 0;
  const next = (): void => {
    const done = window.benchSwitched ?? 0;
    if (done === count) return;
    const at = (done + 1) % films.length;
    document.querySelectorAll<HTMLElement>('[aria-label="Items"] button[data-item]')[at]?.click();
    window.benchSwitched = done + 1;
    if (!films[at]) {
      setTimeout(next, 150);
      return;
    }
    setTimeout(() => {
      document.querySelector<HTMLElement>('[aria-label="Footage"] [aria-label="Play"]')?.click();
      setTimeout(next, 700);
    }, 150);
  };
  next();
}
