/** open.*: from the click on a lesson to working with it, and what memory that takes. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { copyLessons } from '../../fixtures/copied-lessons';
import { hourOfH264, hourOfHevc } from '../footage/make-hour';
import { scratch } from '../harness/electron';
import { type Figure, figure, inTurns } from '../harness/figures';
import { armOpen, armPlaying, whenDone } from '../harness/in-page';
import { addFootage, introduce } from '../harness/library';
import { settledMb } from '../harness/memory';
import { besides, sameSize } from '../harness/pair';
import { lessonLink, startPlenary, toLibrary, whenInLibrary } from '../harness/plenary';
import type { Suite, SuiteOptions } from '.';

const run = promisify(execFile);

const FIRST_FRAME = {
  unit: 'ms',
  peer: 'a bare page with <video> on the same file',
  goal: 1.3,
} as const;
const PLAYABLE = {
  unit: 'ms',
  peer: 'ffmpeg making the first 10 s of the same copy',
  goal: 2,
} as const;
const MEMORY = { unit: 'MB', peer: 'after the first lesson', goal: 1.1 } as const;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function openTimed(page: Page, click: () => Promise<void>, room: boolean): Promise<number> {
  await page.evaluate(armOpen, room);
  await click();
  const took = await page.evaluate(whenDone);
  // What else a newly opened file has to do is over before anything else is timed.
  await pause(1_000);
  return took;
}

async function firstFrame({ quick }: SuiteOptions): Promise<Figure[]> {
  const file = await hourOfH264();
  const library = scratch('open');
  await introduce(library);
  const { title } = await addFootage(library, file);
  return besides({ library, file }, async (app, peer) => {
    let sized = false;
    const took = await inTurns(
      quick ? 5 : 15,
      async () => {
        const ms = await openTimed(app, () => lessonLink(app, title).click(), true);
        if (!sized) await sameSize(app, peer);
        sized = true;
        await toLibrary(app);
        return ms;
      },
      async () => {
        const ms = await openTimed(peer, () => peer.locator('#open').click(), false);
        await peer.evaluate(() => document.dispatchEvent(new Event('bench-close')));
        return ms;
      },
      { warmUp: 1 },
    );
    return [figure('open.first-frame', FIRST_FRAME, took.ours, took.theirs)];
  });
}

/** The same coding and size as Plenary's playable copies, in one run of ffmpeg. */
async function firstTenSeconds(file: string): Promise<number> {
  const out = join(scratch('ten'), 'ten.mp4');
  const from = performance.now();
  await run('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', '-i', file, '-t', '10', '-vf', 'scale=1280:720'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-crf', '23'],
    ...['-g', '12', '-bf', '0', '-pix_fmt', 'yuv420p', '-c:a', 'flac', '-strict', '-2', out],
  ]);
  return performance.now() - from;
}

function countIn(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).length : 0;
}

async function playable({ quick }: SuiteOptions): Promise<Figure[]> {
  const file = await hourOfHevc();
  const prepared = scratch('playable');
  await introduce(prepared);
  const { title, partId } = await addFootage(prepared, file);
  // Nothing of the copy is there yet: the click is what it is made for.
  const piecesOf = (library: string): string => join(library, 'derived', partId, 'pieces');
  rmSync(piecesOf(prepared), { recursive: true, force: true });

  const took = await inTurns(
    quick ? 2 : 7,
    async () => {
      const library = scratch('playable');
      cpSync(prepared, library, { recursive: true });
      const { page, close } = await startPlenary({ library });
      try {
        await whenInLibrary(page);
        await pause(2_000);
        if (countIn(piecesOf(library)) > 0) throw new Error('pieces are there before the click');
        await page.evaluate(armPlaying);
        await lessonLink(page, title).click();
        return await page.evaluate(whenDone);
      } finally {
        await close();
        rmSync(library, { recursive: true, force: true });
      }
    },
    () => firstTenSeconds(file),
  );
  return [figure('open.playable', PLAYABLE, took.ours, took.theirs)];
}

async function memory({ quick }: SuiteOptions): Promise<Figure[]> {
  const library = scratch('memory');
  await introduce(library);
  const first = await addFootage(library, await hourOfH264());
  const more = await copyLessons(library, first, 9, (index) => `Lesson ${index + 2}`);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
    const app = await startPlenary({ library });
    const settled = (): Promise<number> => app.undriven(() => settledMb(app.pid));
    try {
      await whenInLibrary(app.page);
      for (const lesson of [first, ...more]) {
        await openTimed(app.page, () => lessonLink(app.page, lesson.title).click(), true);
        // Long enough for all that an opening begins to have begun.
        await pause(4_000);
        if (lesson === first) theirs.push(await settled());
        if (lesson === more.at(-1)) ours.push(await settled());
        else await toLibrary(app.page);
      }
    } finally {
      await app.close();
    }
  }
  return [figure('open.memory', MEMORY, ours, theirs)];
}

export const open: Suite = async (options) => [
  ...(await firstFrame(options)),
  ...(await playable(options)),
  ...(await memory(options)),
];
