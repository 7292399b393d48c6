/** seek.*: from the press to the right frame on screen, beside a bare page with `<video>`. */
import type { Page } from 'playwright';
import { FPS, HOUR_START_S, hourOfH264, SEED_S } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { figure, inTurns } from '../harness/figures';
import { armOpen, whenDone } from '../harness/in-page';
import { addFootage, introduce } from '../harness/library';
import { armJump, armStep, watchScreen } from '../harness/on-screen';
import { besides, sameSize } from '../harness/pair';
import { lessonLink } from '../harness/plenary';
import type { Suite } from '.';

const SCREEN = { round: SEED_S * FPS, fps: FPS, startS: HOUR_START_S };

type Press = 'pointerdown' | 'keydown';

const PEER = 'a bare page with <video> on the same file';
const RANDOM = { unit: 'ms', peer: PEER, goal: 1.05 } as const;
const STEP = { unit: 'ms', peer: PEER, goal: 1.05 } as const;

/** Start of the frame that the last move ended on, in the file's own seconds. */
function frameOf(page: Page): Promise<number> {
  return page.evaluate(() => window.benchFrame ?? Number.NaN);
}

/** Both show the same frame: otherwise two different things were timed. */
async function checkSame(app: Page, peer: Page): Promise<void> {
  const [ours, theirs] = [await frameOf(app), await frameOf(peer)];
  if (!(Math.abs(ours - theirs) < 0.001)) {
    throw new Error(`Plenary shows the frame at ${ours} s, the bare page the one at ${theirs} s`);
  }
}

/** Presses on the timeline at a share of its width. */
async function pressTimeline(page: Page, share: number): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Timeline' }).boundingBox();
  if (!box) throw new Error('the timeline is not on screen');
  await page.mouse.click(box.x + box.width * share, box.y + 10);
}

/** Presses the bare page's button that goes to a time. */
async function pressSeek(page: Page, seconds: number): Promise<void> {
  await page.evaluate(
    (detail) => document.dispatchEvent(new CustomEvent('bench-target', { detail })),
    seconds + HOUR_START_S,
  );
  await page.locator('#seek').click();
}

/** In the middle of a frame, so that adding a frame's length lands in the middle of the next. */
const HALF_FRAME = 0.5 / FPS;

async function timed(page: Page, press: () => Promise<void>, on: Press): Promise<number> {
  if (on === 'keydown') await page.evaluate(armStep, { ...SCREEN, by: 1 });
  else await page.evaluate(armJump, SCREEN);
  await press();
  return page.evaluate(whenDone);
}

export const seek: Suite = async ({ quick }) => {
  const file = await hourOfH264();
  const library = scratch('seek');
  await introduce(library);
  const { title } = await addFootage(library, file);
  return besides({ library, file }, async (app, peer) => {
    for (const [page, open] of [
      [app, () => lessonLink(app, title).click()],
      [peer, () => peer.locator('#open').click()],
    ] as const) {
      await page.evaluate(armOpen, page === app);
      await open();
      await page.evaluate(whenDone);
      await page.evaluate(watchScreen, SCREEN);
    }
    await sameSize(app, peer);

    // Plenary is pressed where a person would, right of the names of the rows; the bare page then
    // goes to the very same frame.
    const shares = Array.from({ length: 60 }, () => 0.1 + 0.88 * Math.random());
    const random = await inTurns(
      quick ? 8 : 50,
      async (turn) => timed(app, () => pressTimeline(app, shares[turn] ?? 0.5), 'pointerdown'),
      async () => {
        const seconds = (await frameOf(app)) + HALF_FRAME;
        const took = await timed(peer, () => pressSeek(peer, seconds), 'pointerdown');
        await checkSame(app, peer);
        return took;
      },
      { warmUp: 2, oursFirst: true },
    );

    // Steps from a few places, since how much must be decoded depends on where one is.
    const steps = { ours: [] as number[], theirs: [] as number[] };
    for (const share of quick ? [0.3] : [0.13, 0.37, 0.61, 0.83]) {
      await timed(app, () => pressTimeline(app, share), 'pointerdown');
      const seconds = (await frameOf(app)) + HALF_FRAME;
      await timed(peer, () => pressSeek(peer, seconds), 'pointerdown');
      const took = await inTurns(
        quick ? 10 : 25,
        () => timed(app, () => app.keyboard.press('.'), 'keydown'),
        () => timed(peer, () => peer.keyboard.press('.'), 'keydown'),
      );
      await checkSame(app, peer);
      steps.ours.push(...took.ours);
      steps.theirs.push(...took.theirs);
    }
    return [
      figure('seek.random', RANDOM, random.ours, random.theirs),
      figure('seek.step', STEP, steps.ours, steps.theirs),
    ];
  });
};
