/** start.cold: from the command to a library of 200 lessons that answers, beside a bare window. */
import type { Page } from 'playwright';
import { shortFile } from '../footage/make-hour';
import { type Running, scratch } from '../harness/electron';
import { figure, inTurns } from '../harness/figures';
import { makeLibrary } from '../harness/library';
import { startPeer } from '../harness/peer';
import { startPlenary } from '../harness/plenary';
import type { Suite } from '.';

const LESSONS = 200;
/** Long enough for either to have started: the driver connects only then, so it costs neither. */
const QUIET_MS = 4_000;

const GOAL = {
  unit: 'ms',
  peer: 'a bare Electron window with a button',
  goal: 1.5,
} as const;

/** Each page notes by itself when what it shows is on screen: two frames after it was drawn. */
async function interactiveMs({ page, startedAtMs }: Running, mark: string): Promise<number> {
  const atMs = await page.evaluate(async (mark) => {
    for (let tries = 0; tries < 300; tries++) {
      const entry = performance.getEntriesByName(mark)[0];
      if (entry) return performance.timeOrigin + entry.startTime;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the page never said ${mark}`);
  }, mark);
  return atMs - startedAtMs;
}

/** That the mark tells the truth: cards fill the view and the button can be pressed. */
async function checkLibrary(page: Page): Promise<void> {
  const cards = await page.getByRole('list', { name: 'Lessons' }).getByRole('listitem').count();
  const setSize = await page.getByRole('listitem').first().getAttribute('aria-setsize');
  if (cards < 10 || setSize !== String(LESSONS)) {
    throw new Error(`${cards} cards of ${setSize} lessons are on screen`);
  }
  await page.getByRole('button', { name: 'Add footage' }).click({ trial: true });
}

export const start: Suite = async ({ quick }) => {
  const library = scratch('library');
  await makeLibrary(library, await shortFile(), LESSONS);
  const profile = scratch('profile');

  const ours = async (): Promise<number> => {
    const app = await startPlenary({ library, quietMs: QUIET_MS });
    try {
      const took = await interactiveMs(app, 'library-interactive');
      await checkLibrary(app.page);
      return took;
    } finally {
      await app.close();
    }
  };
  const theirs = async (): Promise<number> => {
    const peer = await startPeer({ page: 'window.html', profile, quietMs: QUIET_MS });
    try {
      return await interactiveMs(peer, 'interactive');
    } finally {
      await peer.close();
    }
  };

  const took = await inTurns(quick ? 3 : 11, ours, theirs, { warmUp: 1 });
  return [figure('start.cold', GOAL, took.ours, took.theirs)];
};
