/** narration.*: how far picture and voice drift apart, what a jump takes, and opening a long one. */
import type { Page } from 'playwright';
import { newId } from '../../../src/shared/domain/ids';
import { type NarrationEvent, type Told, VOICE_RATE } from '../../../src/shared/domain/narration';
import { narrationAt } from '../../../src/shared/domain/narration-state';
import { inLibrary } from '../../fixtures/copied-lessons';
import { clicks, narrate } from '../../fixtures/narrated';
import { HOUR_START_S, hourOfH264 } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { type Figure, figure, inTurns } from '../harness/figures';
import { whenDone } from '../harness/in-page';
import { addFootage, introduce } from '../harness/library';
import { armNarration, type Presented, presentedFrames, watchPresented } from '../harness/narrated';
import { besides, sameSize } from '../harness/pair';
import { lessonLink, startPlenary, whenInLibrary, whenInRoom } from '../harness/plenary';
import { render } from './narration-render';
import type { Suite, SuiteOptions } from '.';

const DRIFT = { unit: 'ms', peer: null, goal: 60 } as const;
const JUMP = { unit: 'ms', peer: 'a seek of a bare <video> to the same frame', goal: 0.5 } as const;
const OPEN = { unit: 'ms', peer: 'one in which nothing happens', goal: 1.5 } as const;

/** How long a frame of the screen is. */
const SCREEN_S = 1 / 50;

const shown = (s: number, lessonS: number, rate = 1): NarrationEvent => ({
  ...{ at: Math.round(s * VOICE_RATE), type: 'shown', lessonUs: Math.round(lessonS * 1e6) },
  ...{ held: rate === 0, rate: rate || 1 },
});

/** Six seconds each: it runs, stands, goes on, and jumps far away, some of it slowly or quickly. */
function wandering(jumps: number): { events: NarrationEvent[]; seconds: number } {
  const events = Array.from({ length: jumps }, (_, n) => {
    const [at, lessonS] = [n * 6, 60 + ((n * 997) % 3_300)];
    const rate = [1, 1, 0.5, 2][n % 4] ?? 1;
    const heldS = lessonS + 2.5 * rate;
    return [shown(at, lessonS, rate), shown(at + 2.5, heldS, 0), shown(at + 4, heldS)];
  });
  return { events: events.flat(), seconds: jumps * 6 };
}

async function openIt(page: Page, title: string): Promise<void> {
  const row = page.getByRole('list', { name: 'Narrations' }).getByRole('listitem');
  await row.filter({ hasText: title }).getByRole('button', { name: 'Play narration' }).click();
}

async function toNarrations(page: Page, lesson: string): Promise<void> {
  await lessonLink(page, lesson).click();
  await whenInRoom(page);
}

/** Milliseconds between the frame that came on screen and the one that belongs to the voice then. */
function offMs(told: Told, { voiceS, mediaS }: Presented): number {
  const frameUs = (mediaS - HOUR_START_S) * 1e6;
  // Within a frame of the screen around a jump either side of it is right.
  const near = [-SCREEN_S, 0, SCREEN_S].map(
    (s) => narrationAt(told, (voiceS + s) * VOICE_RATE).lessonUs,
  );
  return Math.min(...near.map((us) => Math.abs(us - frameUs))) / 1e3;
}

/** How long after its time in the voice each jump's picture came on screen. */
function lateMs(presented: readonly Presented[], events: readonly NarrationEvent[]): number[] {
  return events.flatMap((event, n): number[] => {
    if (event.type !== 'shown' || n === 0 || n % 3 !== 0) return [];
    const due = event.at / VOICE_RATE;
    const lessonS = event.lessonUs / 1e6 + HOUR_START_S;
    const first = presented.find(
      ({ voiceS, mediaS }) => voiceS > due - 0.1 && mediaS > lessonS - 0.3 && mediaS < lessonS + 3,
    );
    return first ? [Math.max(0, (first.voiceS - due) * 1e3)] : [];
  });
}

/** What it takes to show a frame with nothing made ready, in the middle of the same places. */
async function bareSeek(peer: Page, lessonS: number): Promise<number> {
  return peer.locator('video').evaluate(
    (video: HTMLVideoElement, seconds) =>
      new Promise<number>((done) => {
        const from = performance.now();
        video.addEventListener('seeked', () => done(performance.now() - from), { once: true });
        video.currentTime = seconds;
      }),
    lessonS + HOUR_START_S + 0.02,
  );
}

async function drift({ quick }: SuiteOptions): Promise<Figure[]> {
  const file = await hourOfH264();
  const library = scratch('narration');
  await introduce(library);
  const { title, lessonId } = await addFootage(library, file);
  const { events, seconds } = wandering(quick ? 5 : 15);
  const voice = clicks(seconds);
  const narration = await inLibrary(library, (store) =>
    narrate(store, library, { lessonId, title: 'Wandering', seconds, events, voice }),
  );
  const takeId = narration.row[0]?.takeId ?? '';
  const takes = [{ id: takeId, samples: seconds * VOICE_RATE, voiced: true, events }];
  const told: Told = { row: narration.row, takes };
  return besides({ library, file }, async (app, peer) => {
    await toNarrations(app, title);
    await openIt(app, 'Wandering');
    await app.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await peer.locator('#open').click();
    await peer.locator('video').waitFor();
    await sameSize(app, peer);
    await app.evaluate(watchPresented);
    await app.keyboard.press('Space');
    await app.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await app
      .getByRole('button', { name: 'Play', exact: true })
      .waitFor({ timeout: seconds * 20_000 });
    const presented = await app.evaluate(presentedFrames);
    const off = presented.map((frame) => offMs(told, frame)).sort((a, b) => a - b);
    const p95 = off[Math.floor(off.length * 0.95)] ?? Number.NaN;
    console.error(`  drift: ${off.length} frames, at most ${(off.at(-1) ?? 0).toFixed(1)} ms`);
    const theirs: number[] = [];
    for (const event of events) {
      if (event.type === 'shown' && event.at % (6 * VOICE_RATE) === 0) {
        theirs.push(await bareSeek(peer, event.lessonUs / 1e6));
      }
    }
    return [
      { ...figure('narration.drift-p95', DRIFT, [p95], null), n: off.length },
      figure('narration.jump', JUMP, lateMs(presented, events), theirs),
    ];
  });
}

/** Two thousand things in three quarters of an hour. */
function eventful(seconds: number): NarrationEvent[] {
  const box = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
  return Array.from({ length: 2_000 }, (_, n): NarrationEvent => {
    const s = (n * seconds) / 2_000;
    const at = Math.round(s * VOICE_RATE);
    if (n % 4 === 1) {
      const drawn = { id: newId(), shape: { type: 'box' as const, box } };
      return { at, type: 'drawn', ...drawn, colour: 'coral', size: 0.01 };
    }
    if (n % 40 === 2) return { at, type: 'cleared' };
    return n === 0 ? shown(0, 0) : shown(s, (s * 1.1) % 3_500, n % 3);
  });
}

async function opening({ quick }: SuiteOptions): Promise<Figure[]> {
  const file = await hourOfH264();
  const library = scratch('narration-open');
  await introduce(library);
  const { title, lessonId } = await addFootage(library, file);
  const seconds = 45 * 60;
  await inLibrary(library, (store) => {
    const common = { lessonId, voice: null };
    narrate(store, library, { ...common, title: 'Long', seconds, events: eventful(seconds) });
    narrate(store, library, { ...common, title: 'Empty', seconds: 1, events: [] });
  });
  const { page, close } = await startPlenary({ library });
  try {
    await whenInLibrary(page);
    await toNarrations(page, title);
    const timed = async (name: string): Promise<number> => {
      await page.evaluate(armNarration);
      await openIt(page, name);
      const took = await page.evaluate(whenDone);
      const path = page.getByRole('navigation', { name: 'Where you are' });
      await path.getByRole('link').last().click();
      await whenInRoom(page);
      return took;
    };
    const took = await inTurns(
      quick ? 3 : 12,
      () => timed('Long'),
      () => timed('Empty'),
      { warmUp: 1 },
    );
    return [figure('narration.open', OPEN, took.ours, took.theirs)];
  } finally {
    await close();
  }
}

export const narration: Suite = async (options) => [
  ...(await drift(options)),
  ...(await opening(options)),
  await render(options),
];
