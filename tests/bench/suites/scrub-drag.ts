/** What is on screen while the pointer drags, when it stops, and while the lesson goes backwards. */
import type { Page } from 'playwright';
import { FPS } from '../footage/make-hour';
import { type Figure, figure, inTurns } from '../harness/figures';
import { whenDone } from '../harness/in-page';
import { armJump, startDrag, stopDrag } from '../harness/on-screen';
import { jumpApp, lanes, pause, positionS, ROUND, SCREEN } from './scrub-screen';

const DRAG = {
  unit: 'ms',
  peer: 'a bare page with <video> on a 540p copy of only keyframes',
  goal: 1,
} as const;
const SETTLE = { unit: 'ms', peer: null, goal: 150 } as const;
/** Milliseconds a frame: 25 frames a second are 40. */
const BACK = { unit: 'ms', peer: null, goal: 45 } as const;

const DRAG_MS = 5_000;
/** A frame on screen may belong to where the pointer was so long ago. */
const LATE_MS = 250;
const BACK_MS = 4_000;

interface Stretch {
  leftPx: number;
  rightPx: number;
  y: number;
  fromS: number;
  sPerPx: number;
}

/** There and back over a stretch in five seconds, as smoothly as the driver can. */
async function drag(page: Page, stretch: Stretch): Promise<number> {
  const { leftPx, rightPx, y } = stretch;
  await page.mouse.move(leftPx, y);
  await page.mouse.down();
  await page.mouse.move(leftPx + 1, y);
  await pause(1_500);
  await page.evaluate(startDrag);
  const moves: Promise<void>[] = [];
  const from = performance.now();
  for (let at = 0; at < DRAG_MS; at = performance.now() - from) {
    const share = at / DRAG_MS;
    const there = share < 0.5 ? share * 2 : 2 - share * 2;
    // As a mouse sends them: it does not wait for what the page makes of the last.
    moves.push(page.mouse.move(leftPx + there * (rightPx - leftPx), y));
    await pause(8);
  }
  await Promise.all(moves);
  const { seen, pointer } = await page.evaluate(stopDrag);
  await page.mouse.up();
  return rightFrames(seen, pointer, stretch) / (DRAG_MS / 1000);
}

/** Frames that belong, within the half of a pixel, to where the pointer was just before. */
function rightFrames(
  seen: readonly { atMs: number; number: number }[],
  pointer: readonly { atMs: number; x: number }[],
  { leftPx, fromS, sPerPx }: Stretch,
): number {
  const slack = Math.max(1, (sPerPx / 2) * FPS + 1);
  return seen.filter(({ atMs, number }) =>
    pointer.some((point) => {
      if (point.atMs > atMs || point.atMs < atMs - LATE_MS) return false;
      const frame = (fromS + (point.x - leftPx) * sPerPx) * FPS;
      const off = Math.abs((number - frame) % ROUND);
      return Math.min(off, ROUND - off) <= slack;
    }),
  ).length;
}

/** Where the playhead is when the timeline is pressed there. */
async function pressedAt(app: Page, x: number, y: number): Promise<number> {
  await app.evaluate(armJump, SCREEN);
  await app.mouse.click(x, y);
  await app.evaluate(whenDone);
  return positionS(app);
}

/** What the timeline shows as it stands, by where two presses on it lead. */
async function shownStretch(app: Page): Promise<Stretch> {
  const { x, y, width } = await lanes(app);
  const [a, b] = [x + width * 0.25, x + width * 0.75];
  const [fromS, toS] = [await pressedAt(app, a, y + 6), await pressedAt(app, b, y + 6)];
  const sPerPx = (toS - fromS) / (b - a);
  const leftPx = x + 2;
  return { leftPx, rightPx: x + width - 2, y: y + 6, fromS: fromS - (a - leftPx) * sPerPx, sPerPx };
}

/** Zooms in until a stretch of so many seconds takes up the middle of the timeline, or all of it. */
async function stretchOf(app: Page, seconds: number): Promise<Stretch> {
  const { x, y, width } = await lanes(app);
  for (let tries = 0; ; tries++) {
    const shown = await shownStretch(app);
    const px = seconds / shown.sPerPx;
    if (px > width * 0.95) return shown;
    if (px > width * 0.4 || tries > 60) {
      const leftPx = x + width * 0.25;
      const rightPx = Math.min(leftPx + px, shown.rightPx);
      return {
        ...shown,
        leftPx,
        rightPx,
        fromS: shown.fromS + (leftPx - shown.leftPx) * shown.sPerPx,
      };
    }
    await app.mouse.move(x + width / 2, y + 40);
    await app.keyboard.down('Control');
    await app.mouse.wheel(0, -120);
    await app.keyboard.up('Control');
    await pause(100);
  }
}

export async function drags(app: Page, peer: Page, quick: boolean): Promise<Figure> {
  const worst = { ours: 0, theirs: 0, ratio: 0 };
  let n = 0;
  for (const seconds of [3600, 120, 10]) {
    const stretch = await stretchOf(app, seconds);
    const took = await inTurns(
      quick ? 1 : 3,
      () => drag(app, stretch),
      async () => {
        await peer.evaluate(
          (detail) => document.dispatchEvent(new CustomEvent('bench-stretch', { detail })),
          stretch,
        );
        return drag(peer, stretch);
      },
      { oursFirst: true },
    );
    // As time a frame, so that less is better.
    const each = (rates: number[]) => rates.map((rate) => 1000 / Math.max(rate, 0.01));
    const { value, ratio, peerValue } = figure('', DRAG, each(took.ours), each(took.theirs));
    if (process.env.BENCH_LOUD === '1')
      console.error(`  over ${seconds} s: ${value} / ${peerValue}`);
    if ((ratio ?? 0) > worst.ratio) {
      Object.assign(worst, { ours: value, theirs: peerValue, ratio: ratio ?? 0 });
    }
    n += took.ours.length;
  }
  return { ...figure('scrub.drag', DRAG, [worst.ours], [worst.theirs]), n };
}

/**
 * From the pointer's last move, with its button still down, to the very frame for the position on
 * screen, for good: the 95th percentile of drags over what the timeline shows.
 */
export async function settles(app: Page, quick: boolean): Promise<Figure> {
  const took: number[] = [];
  const { x, y, width } = await lanes(app);
  for (let turn = 0; turn < (quick ? 6 : 40); turn++) {
    const from = x + width * (0.1 + 0.8 * Math.random());
    const to = x + width * (0.1 + 0.8 * Math.random());
    await app.mouse.move(from, y + 6);
    await app.mouse.down();
    await app.evaluate(startDrag);
    for (let step = 1; step <= 20; step++) {
      await app.mouse.move(from + ((to - from) * step) / 20, y + 6);
      await pause(12);
    }
    await pause(1_200);
    const wanted = Math.floor(((await positionS(app)) + 0.000_999) * FPS) % ROUND;
    const { seen, pointer } = await app.evaluate(stopDrag);
    await app.mouse.up();
    const [shown, stopped] = [seen.at(-1), pointer.at(-1)];
    if (shown?.number !== wanted || !stopped) {
      throw new Error(`frame ${shown?.number} is on screen where ${wanted} belongs`);
    }
    took.push(Math.max(0, shown.atMs - stopped.atMs));
  }
  const sorted = took.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
  return { ...figure('scrub.settle', SETTLE, [p95], null), n: took.length };
}

/** J at real time: milliseconds for each frame that came on screen, each before the last. */
export async function backwards(app: Page, quick: boolean): Promise<Figure> {
  const took: number[] = [];
  for (const share of quick ? [0.6] : [0.3, 0.5, 0.7]) {
    await jumpApp(app, share);
    await app.keyboard.press('j');
    await pause(1_500);
    await app.evaluate(startDrag);
    await pause(BACK_MS);
    const { seen } = await app.evaluate(stopDrag);
    await app.keyboard.press('k');
    const wrong = seen.findIndex(({ number }, at) => {
      const before = seen[at - 1]?.number;
      return before !== undefined && (before - number + ROUND) % ROUND > FPS;
    });
    if (wrong >= 0)
      throw new Error(`not backwards: ${seen[wrong - 1]?.number} ${seen[wrong]?.number}`);
    took.push(BACK_MS / Math.max(1, seen.length - 1));
  }
  return figure('scrub.back', BACK, took, null);
}
