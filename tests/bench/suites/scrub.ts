/** scrub.*: held steps, random places, and what a drag and going backwards show. */
import { join } from 'node:path';
import type { Page } from 'playwright';
import { places } from '../../../src/main/services/places';
import { FPS, HOUR_START_S, hourOfH264, hourOfKeyframes } from '../footage/make-hour';
import { putReview } from '../footage/make-review';
import { type Running, scratch } from '../harness/electron';
import { type Figure, figure, inTurns } from '../harness/figures';
import { armOpen, whenDone } from '../harness/in-page';
import { addFootage, introduce } from '../harness/library';
import { settledMb } from '../harness/memory';
import { armJump, armStep, watchScreen } from '../harness/on-screen';
import { besides, sameSize } from '../harness/pair';
import { lessonLink } from '../harness/plenary';
import { backwards, drags, settles } from './scrub-drag';
import { jumpApp, KEYFRAMES, pause, SCREEN } from './scrub-screen';
import type { Suite } from '.';

const PEER = 'a bare page with <video> on the same file';
const STEP = { unit: 'ms', peer: PEER, goal: 0.05 } as const;
const RANDOM = { unit: 'ms', peer: PEER, goal: 0.1 } as const;
/** Decoded frames may take 192 MB; decoders, what is read and the page's own growth the rest. */
const MEMORY = { unit: 'MB', peer: null, goal: 300 } as const;

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

async function steps(app: Running, peer: Page, quick: boolean): Promise<Figure[]> {
  await pause(2_000);
  const nowMb = (): Promise<number> => app.undriven(() => settledMb(app.pid));
  const beforeMb = await nowMb();
  const grownMb: number[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const share of quick ? [0.3] : [0.13, 0.37, 0.61, 0.83]) {
    await jumpApp(app.page, share);
    await jumpPeer(peer, (await frameOf(app.page)) + 0.5 / FPS);
    ours.push(
      ...(await hold(app.page, '.', quick ? 20 : 50)),
      ...(await hold(app.page, ',', quick ? 20 : 50)),
    );
    grownMb.push((await nowMb()) - beforeMb);
    theirs.push(
      ...(await hold(peer, '.', quick ? 3 : 8)),
      ...(await hold(peer, ',', quick ? 3 : 8)),
    );
  }
  return [
    figure('scrub.step', STEP, ours, theirs),
    { ...figure('scrub.memory', MEMORY, [Math.max(...grownMb)], null), n: grownMb.length },
  ];
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

export const scrub: Suite = async ({ quick }) => {
  const file = await hourOfH264();
  const keyframes = await hourOfKeyframes();
  const library = scratch('scrub');
  await introduce(library);
  const { title, partId } = await addFootage(library, file);
  // Before there is a copy: frames are decoded from the file itself.
  const first = await besides({ library, file }, async (app, peer, running) => {
    await openBoth(app, peer, title);
    return steps(running, peer, quick);
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
    return [await drags(app, peer, quick), await settles(app, quick), await backwards(app, quick)];
  });
  return [...first, ...second, ...third];
};
