/** scrub.*: held steps, drags and random places once the review copy is there. */
import { join } from 'node:path';
import type { Page } from 'playwright';
import { places } from '../../../src/main/services/places';
import { FPS, HOUR_START_S, hourOfH264, hourOfKeyframes, SEED_S } from '../footage/make-hour';
import { putReview } from '../footage/make-review';
import { scratch } from '../harness/electron';
import { type Figure, figure, inTurns } from '../harness/figures';
import { armOpen, whenDone } from '../harness/in-page';
import { addFootage, introduce } from '../harness/library';
import { armJump, armStep, startDrag, stopDrag, watchScreen } from '../harness/on-screen';
import { besides, sameSize } from '../harness/pair';
import { lessonLink } from '../harness/plenary';
import type { Suite } from '.';

const ROUND = SEED_S * FPS;
/** The hour's clock begins where its sound does; its copy of keyframes has no sound. */
const SCREEN = { round: ROUND, fps: FPS, startS: HOUR_START_S };
const KEYFRAMES = { ...SCREEN, startS: 0 };
const PEER = 'a bare page with <video> on the same file';
const STEP = { unit: 'ms', peer: PEER, goal: 0.05 } as const;
const RANDOM = { unit: 'ms', peer: PEER, goal: 0.1 } as const;
const DRAG = {
  unit: 'ms',
  peer: 'a bare page with <video> on a 540p copy of only keyframes',
  goal: 1,
} as const;

const DRAG_MS = 5_000;
/** A frame on screen may belong to where the pointer was so long ago. */
const LATE_MS = 250;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function openBoth(app: Page, peer: Page, title: string, peerScreen = SCREEN): Promise<void> {
  for (const [page, open] of [
    [app, () => lessonLink(app, title).click()],
    [peer, () => peer.locator('#open').click()],
  ] as const) {
    await page.evaluate(armOpen, page === app);
    await open();
    await page.evaluate(whenDone);
    await page.evaluate(watchScreen, page === app ? SCREEN : peerScreen);
  }
  await sameSize(app, peer);
}

async function lanes(page: Page): Promise<{ x: number; y: number; width: number }> {
  const box = await page
    .getByRole('slider', { name: 'Timeline' })
    .locator('canvas')
    .first()
    .boundingBox();
  if (!box) throw new Error('the timeline is not on screen');
  return box;
}

async function jumpApp(app: Page, share: number): Promise<number> {
  const { x, y, width } = await lanes(app);
  await app.evaluate(armJump, SCREEN);
  await app.mouse.click(x + width * share, y + 6);
  return app.evaluate(whenDone);
}

async function jumpPeer(peer: Page, seconds: number): Promise<number> {
  await peer.evaluate(
    (detail) => document.dispatchEvent(new CustomEvent('bench-target', { detail })),
    seconds + HOUR_START_S,
  );
  await peer.evaluate(armJump, SCREEN);
  await peer.locator('#seek').click();
  return peer.evaluate(whenDone);
}

const frameOf = (page: Page): Promise<number> =>
  page.evaluate(() => window.benchFrame ?? Number.NaN);

/** Held down as a keyboard repeats: each press once the frame of the one before is on screen. */
async function hold(page: Page, key: '.' | ',', count: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < count; n++) {
    await page.evaluate(armStep, { ...SCREEN, by: key === '.' ? 1 : -1 });
    await page.keyboard.down(key);
    took.push(await page.evaluate(whenDone));
  }
  await page.keyboard.up(key);
  return took;
}

async function steps(app: Page, peer: Page, quick: boolean): Promise<Figure> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const share of quick ? [0.3] : [0.13, 0.37, 0.61, 0.83]) {
    await jumpApp(app, share);
    await jumpPeer(peer, (await frameOf(app)) + 0.5 / FPS);
    ours.push(
      ...(await hold(app, '.', quick ? 20 : 50)),
      ...(await hold(app, ',', quick ? 20 : 50)),
    );
    theirs.push(
      ...(await hold(peer, '.', quick ? 3 : 8)),
      ...(await hold(peer, ',', quick ? 3 : 8)),
    );
  }
  return figure('scrub.step', STEP, ours, theirs);
}

async function random(app: Page, peer: Page, quick: boolean): Promise<Figure> {
  const shares = Array.from({ length: 60 }, () => 0.02 + 0.96 * Math.random());
  const took = await inTurns(
    quick ? 8 : 50,
    (turn) => jumpApp(app, shares[turn] ?? 0.5),
    async () => jumpPeer(peer, (await frameOf(app)) + 0.5 / FPS),
    { warmUp: 2, oursFirst: true },
  );
  return figure('scrub.random', RANDOM, took.ours, took.theirs);
}

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
  const from = performance.now();
  for (let at = 0; at < DRAG_MS; at = performance.now() - from) {
    const share = at / DRAG_MS;
    const there = share < 0.5 ? share * 2 : 2 - share * 2;
    await page.mouse.move(leftPx + there * (rightPx - leftPx), y);
    await pause(8);
  }
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
  const text = await app.getByRole('timer', { name: 'Position' }).textContent();
  const [h = 0, m = 0, s = 0] = (text ?? '').split(':').map(Number);
  return h * 3600 + m * 60 + s;
}

/** Zooms in until a stretch of so many seconds takes the middle of the timeline. */
async function stretchOf(app: Page, seconds: number): Promise<Stretch> {
  const { x, y, width } = await lanes(app);
  const [a, b] = [x + width * 0.25, x + width * 0.75];
  for (let tries = 0; ; tries++) {
    const [fromS, toS] = [await pressedAt(app, a, y + 6), await pressedAt(app, b, y + 6)];
    const sPerPx = (toS - fromS) / (b - a);
    const px = seconds / sPerPx;
    if (px > width * 0.4 || tries > 60) {
      const rightPx = Math.min(a + px, x + width - 2);
      return { leftPx: a, rightPx, y: y + 6, fromS, sPerPx };
    }
    await app.mouse.move(x + width / 2, y + 40);
    await app.keyboard.down('Control');
    await app.mouse.wheel(0, -120);
    await app.keyboard.up('Control');
    await pause(100);
  }
}

async function drags(app: Page, peer: Page, quick: boolean): Promise<Figure> {
  const worst = { ours: 0, theirs: 0, ratio: 0 };
  let n = 0;
  for (const seconds of [3600, 120, 10]) {
    const { x, y, width } = await lanes(app);
    const stretch =
      seconds === 3600
        ? { leftPx: x + 2, rightPx: x + width - 2, y: y + 6, fromS: 0, sPerPx: 3600 / width }
        : await stretchOf(app, seconds);
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

export const scrub: Suite = async ({ quick }) => {
  const file = await hourOfH264();
  const keyframes = await hourOfKeyframes();
  const library = scratch('scrub');
  await introduce(library);
  const { title, partId } = await addFootage(library, file);
  // Before there is a copy: frames are decoded from the file itself.
  const first = await besides({ library, file }, async (app, peer) => {
    await openBoth(app, peer, title);
    return [await steps(app, peer, quick)];
  });
  await putReview(file, join(places(library).derivedOf(partId), 'review'));
  const second = await besides({ library, file }, async (app, peer) => {
    await openBoth(app, peer, title);
    await pause(2_000);
    return [await random(app, peer, quick)];
  });
  const third = await besides({ library, file: keyframes }, async (app, peer) => {
    await openBoth(app, peer, title, KEYFRAMES);
    await pause(2_000);
    return [await drags(app, peer, quick)];
  });
  return [...first, ...second, ...third];
};
