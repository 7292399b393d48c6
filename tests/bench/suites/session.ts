/** session.*: a session that is presented on two windows. Do they follow, agree, and stay as large? */
import type { Page } from 'playwright';
import { clockOf } from '../../../src/shared/domain/session-clock';
import type { Session, SessionItem } from '../../../src/shared/domain/session';
import { hourOfH264 } from '../footage/make-hour';
import { type Running, scratch } from '../harness/electron';
import { type Figure, figure, inTurns, median } from '../harness/figures';
import { whenDone } from '../harness/in-page';
import { armMoving, type Shown, switchItems, watchSession } from '../harness/in-session';
import { addFootage, introduce } from '../harness/library';
import { settledMb } from '../harness/memory';
import { p95 } from '../harness/numbers';
import { startPeer } from '../harness/peer';
import { startPlenary, whenInLibrary } from '../harness/plenary';
import { item, presented, stage, windowsOf } from '../harness/staged-session';
import type { Suite } from '.';

const ITEM_LAG = { unit: 'ms', peer: null, goal: 50 } as const;
const TIMER_LAG = { unit: 'ms', peer: null, goal: 100 } as const;
const PLAY_LAG = { unit: 'ms', peer: null, goal: 100 } as const;
const MEMORY = { unit: 'MB', peer: 'after the first round', goal: 1.1 } as const;

const SWITCHES = 300;
/** Of the hour: what is watched, in seconds. */
const FROM_S = 600;
const TO_S = 660;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

interface Staged {
  library: string;
  lessonId: string;
}

interface Windows {
  console: Page;
  room: Page;
}

async function presenting<T>(
  library: string,
  title: string,
  measure: (windows: Windows, app: Running) => Promise<T>,
): Promise<T> {
  const app = await startPlenary({ library });
  try {
    await whenInLibrary(app.page);
    const windows = await presented(app, title);
    await pause(2_000);
    return await measure(windows, app);
  } finally {
    await app.close();
  }
}

const loud = (...said: unknown[]): void => {
  if (process.env.BENCH_LOUD === '1') console.error(' ', ...said);
};

const itemsShown = (page: Page): Promise<Shown[]> => page.evaluate(() => window.benchItems ?? []);
const timesShown = (page: Page): Promise<Shown[]> => page.evaluate(() => window.benchTimes ?? []);

/** From the key on the console to the item on both windows, and how far these are apart. */
async function itemLag({ console: page, room }: Windows, presses: number): Promise<Figure[]> {
  const lag: number[] = [];
  const apart: number[] = [];
  for (let press = 0; press < presses; press++) {
    // Anywhere between two of the half seconds in which every window is told of the clock anyway.
    await pause(400 + ((press * 97) % 500));
    await page.keyboard.press('PageDown');
    await pause(400);
    const [here, there] = [(await itemsShown(page)).at(-1), (await itemsShown(room)).at(-1)];
    const wanted = `Item ${press + 2}.`;
    if (!here || !there || here.what !== wanted || there.what !== wanted) {
      throw new Error(`${here?.what} and ${there?.what} are shown where ${wanted} belongs`);
    }
    const pressed = await page.evaluate(() => window.benchPressed ?? Number.NaN);
    loud(wanted, (here.atMs - pressed).toFixed(1), (there.atMs - pressed).toFixed(1));
    lag.push(Math.max(here.atMs, there.atMs) - pressed);
    apart.push(Math.abs(here.atMs - there.atMs));
  }
  const n = presses;
  return [
    { ...figure('session.item-lag', ITEM_LAG, [p95(lag)], null), n },
    { ...figure('session.item-apart', ITEM_LAG, [p95(apart)], null), n },
  ];
}

/** When main's clock shows so many seconds left, by the clock that the windows share. */
async function authority(page: Page, session: Session): Promise<(secondsLeft: number) => number> {
  let best = { tookMs: Infinity, atMs: 0, leftMs: 0 };
  for (let ask = 0; ask < 20; ask++) {
    const { from, until, run } = await page.evaluate(async () => {
      const now = window.benchNow ?? performance.now;
      const from = now();
      const answer = await window.api.sessions.running();
      return { from, until: now(), run: answer.ok ? answer.value : null };
    });
    if (!run) throw new Error('nothing is presented');
    const { stepLeftMs } = clockOf(session, run.state);
    const tookMs = until - from;
    if (tookMs < best.tookMs) best = { tookMs, atMs: (from + until) / 2, leftMs: stepLeftMs };
  }
  return (secondsLeft) => best.atMs + best.leftMs - secondsLeft * 1_000;
}

/** `3:07` as seconds. */
function secondsOf(clock: string): number {
  const [minutes = Number.NaN, seconds = Number.NaN] = clock.split(':').map(Number);
  return minutes * 60 + seconds;
}

/** How late each second comes on either window, and how far these are apart. */
async function timerLag(windows: Windows, session: Session, seconds: number): Promise<Figure[]> {
  const { console: page, room } = windows;
  await pause(2_000);
  const begun = await page.evaluate(() => window.benchNow?.() ?? 0);
  await pause(seconds * 1_000);
  const dueAt = await authority(page, session);
  const seen = async (window: Page): Promise<Map<string, number>> => {
    const all = (await timesShown(window)).filter(({ atMs }) => atMs > begun);
    return new Map(all.map(({ what, atMs }) => [what, atMs]));
  };
  const [here, there] = [await seen(page), await seen(room)];
  const lag: number[] = [];
  const apart: number[] = [];
  for (const [what, atMs] of here) {
    const other = there.get(what);
    if (other === undefined) continue;
    const due = dueAt(secondsOf(what));
    loud(what, (atMs - due).toFixed(1), (other - due).toFixed(1));
    lag.push(Math.max(Math.abs(atMs - due), Math.abs(other - due)));
    apart.push(Math.abs(atMs - other));
  }
  const n = lag.length;
  if (n < seconds - 3) throw new Error(`${n} seconds were seen on both windows of ${seconds}`);
  return [
    { ...figure('session.timer-lag', TIMER_LAG, [p95(lag)], null), n },
    { ...figure('session.timer-apart', TIMER_LAG, [p95(apart)], null), n },
  ];
}

/** From the key to a picture that moves, in the room's window; a bare page with the same file beside. */
async function playLag({ console: page, room }: Windows, file: string, turns: number) {
  await page.keyboard.press('PageDown');
  const film = page.getByRole('group', { name: 'Footage' });
  await film.waitFor();
  await room.locator('video-js[data-deck="front"] video').waitFor();
  await pause(3_000);
  const peer = await startPeer({ page: 'video.html', file });
  try {
    const bare = peer.page;
    await bare.evaluate(watchSession);
    await bare.locator('#open').click();
    const box = await room.locator('video-js[data-deck="front"] video').boundingBox();
    await bare.locator('video').evaluate((video, size) => {
      video.style.width = `${size?.width}px`;
      video.style.height = `${size?.height}px`;
    }, box);
    await pause(3_000);
    const timed = async (pressed: Page, moving: Page): Promise<number> => {
      await moving.evaluate(armMoving);
      await pressed.keyboard.press('k');
      const end = await moving.evaluate(whenDone);
      await pause(1_500);
      return end - (await pressed.evaluate(() => window.benchPressed ?? Number.NaN));
    };
    const took = await inTurns(
      turns,
      async () => {
        const ms = await timed(page, room);
        await film.getByRole('button', { name: 'Pause' }).click();
        await film.getByRole('button', { name: 'From the beginning' }).click();
        await pause(2_000);
        return ms;
      },
      async () => {
        await bare.locator('video').evaluate((video: HTMLVideoElement, from) => {
          video.currentTime = from;
        }, FROM_S);
        await pause(2_000);
        const ms = await timed(bare, bare);
        await bare.locator('video').evaluate((video: HTMLVideoElement) => video.pause());
        return ms;
      },
      { warmUp: 1 },
    );
    const [ours, theirs] = [median(took.ours), median(took.theirs)];
    const beyond = figure('session.play-lag', PLAY_LAG, [ours - theirs], null);
    const beside = 'a bare <video>; ours is what lies beyond it';
    return { ...beyond, peer: beside, peerValue: theirs, n: took.ours.length };
  } finally {
    await peer.close();
  }
}

/** Everything a session can have, footage of two places among it. */
function everything(lessonId: string): SessionItem[] {
  const watched = (startS: number): SessionItem =>
    item('watch', {
      what: { type: 'range', lessonId, startUs: startS * 1e6, endUs: (startS + 60) * 1e6 },
      question: 'What do you notice?',
    });
  return [
    item('welcome', {}),
    watched(FROM_S),
    item('discuss', { prompt: 'What did you notice?' }),
    item('reflect', { prompt: 'Think of one class of yours.' }),
    watched(FROM_S * 3),
    item('read', {
      title: 'Wait time',
      text: 'When teachers wait three seconds or more. '.repeat(8),
    }),
    item('break', { text: 'Tea' }),
    item('next-steps', { prompt: 'What will I try?' }),
    item('text', { title: 'Thank you', text: 'Thank you all.' }),
    // Ten of them: after any number of rounds the first is on again.
    item('text', { title: 'Good night', text: 'See you next week.' }),
  ];
}

/**
 * Memory of all processes after one round and after so many switches of item, footage played on the way.
 * The page switches by itself: a driver has what the footage's bytes are kept for it, and they stay as
 * rubbish when it has gone.
 */
async function memory(
  { library, lessonId }: Staged,
  turn: number,
  switches: number,
): Promise<[first: number, last: number]> {
  const { items, title } = await stage(library, `After ${turn}`, everything(lessonId));
  const films = items.map(({ kind }) => kind === 'watch');
  return presenting(library, title, async (_windows, app) => {
    const settledAfter = async (count: number): Promise<number> => {
      await windowsOf(app).console.evaluate(switchItems, { count, films });
      const mb = await app.undriven(async () => {
        await pause(count * 400 + 5_000);
        return settledMb(app.pid);
      });
      const { console: page, room } = windowsOf(app);
      const done = await page.evaluate(() => window.benchSwitched);
      if (done !== count) throw new Error(`${done} switches of ${count}`);
      await room.getByText('for learning, not for judging').waitFor();
      return mb;
    };
    const first = await settledAfter(items.length);
    const last = await settledAfter(switches);
    loud(`${first.toFixed(0)} MB, ${last.toFixed(0)} MB after ${switches} switches`);
    return [first, last];
  });
}

async function memoryGrown(staged: Staged, quick: boolean): Promise<Figure> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < (quick ? 1 : 2); turn++) {
    const [first, last] = await memory(staged, turn, quick ? 30 : SWITCHES);
    theirs.push(first);
    ours.push(last);
  }
  return figure('session.memory', MEMORY, ours, theirs);
}

export const session: Suite = async ({ quick }) => {
  const file = await hourOfH264();
  const library = scratch('session');
  await introduce(library);
  const { lessonId } = await addFootage(library, file);
  const presses = quick ? 10 : 60;
  const plan = await stage(library, 'Lags', [
    ...Array.from({ length: presses + 1 }, (_, at) =>
      item('discuss', { prompt: `Item ${at + 1}.`, steps: [{ grouping: 'everyone', minutes: 9 }] }),
    ),
    item('watch', {
      what: { type: 'range', lessonId, startUs: FROM_S * 1e6, endUs: TO_S * 1e6 },
      question: 'What do you notice?',
    }),
  ]);
  const lags = await presenting(library, plan.title, async (windows) => {
    for (const page of [windows.console, windows.room]) await page.evaluate(watchSession);
    return [
      ...(await itemLag(windows, presses)),
      ...(await timerLag(windows, plan, quick ? 8 : 40)),
      await playLag(windows, file, quick ? 3 : 15),
    ];
  });
  return [...lags, await memoryGrown({ library, lessonId }, quick)];
};
