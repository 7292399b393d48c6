/** timeline.*: a lesson of a hundred thousand moments, looked along, marked, filtered and kept. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { openLibrary } from '../../../src/main/db/library-file';
import { lessonsService } from '../../../src/main/services/lessons';
import type { RowOp } from '../../../src/shared/domain/document';
import { instant } from '../../../src/shared/domain/row';
import type { Added } from '../../fixtures/copied-lessons';
import type { Running } from '../harness/electron';
import { type Figure, figure, inTurns } from '../harness/figures';
import { armOpen, whenDone } from '../harness/in-page';
import { marks } from '../harness/many-moments';
import { settledMb } from '../harness/memory';
import { armMark, longTasks, watchFilter, watchLongTasks } from '../harness/on-timeline';
import { p95 } from '../harness/numbers';
import { startPeer, type Peer } from '../harness/peer';
import { lessonLink, startPlenary, toLibrary, whenInLibrary } from '../harness/plenary';
import { FEW, type Library, prepared, SOME } from '../harness/timeline-library';
import { LESSON_S, looksLike, STEPS, takeTour, TO_MINUTE, TOUR_PX, viewsOf } from '../harness/tour';
import type { Suite } from '.';

const HOUR_US = LESSON_S * 1_000_000;

const FRAME = 'p95 of frames apart';
const IDLE = { unit: 'ms', peer: `an idle page, ${FRAME}`, goal: 1.1 } as const;
const VIS = { unit: 'ms', peer: `vis-timeline, ${FRAME}`, goal: 0.4 } as const;
const WAVESURFER = { unit: 'ms', peer: `wavesurfer.js regions, ${FRAME}`, goal: 0.4 } as const;
const LONG_TASK = { unit: 'ms', peer: null, goal: 50 } as const;
const FILTER = { unit: 'ms', peer: null, goal: 100 } as const;
const MARK = { unit: 'ms', peer: `the same among ${FEW} moments`, goal: 1.2 } as const;
const SAVE = { unit: 'ms', peer: 'write and fdatasync of a page', goal: 1.5 } as const;
const MEMORY = { unit: 'MB', peer: `the same lesson with ${FEW} moments`, goal: 1.3 } as const;

/** About what makes the lanes as wide as the tour wants them. */
const WINDOW = { width: TOUR_PX + 112, height: 900 };
const WHOLE = { steps: STEPS, views: viewsOf(STEPS) };

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Into a lesson, until its picture and timeline are there. */
async function enter(page: Page, lesson: Added): Promise<number> {
  await page.evaluate(armOpen, true);
  await lessonLink(page, lesson.title).click();
  return page.evaluate(whenDone);
}

/** Gives the lanes the tour's width, whatever stands beside them. */
async function widened(page: Page): Promise<void> {
  const lanes = page.locator('[aria-label="Timeline"] canvas').first();
  const wide = (): Promise<number> => lanes.evaluate((canvas) => canvas.clientWidth);
  const size = page.viewportSize() ?? WINDOW;
  await page.setViewportSize({ ...size, width: size.width + TOUR_PX - (await wide()) });
  await pause(500);
  if ((await wide()) !== TOUR_PX) throw new Error(`the timeline is ${await wide()} px wide`);
}

/** Takes the tour once to see that it goes somewhere, and until the pictures along it are there. */
async function walked(page: Page): Promise<void> {
  await widened(page);
  const [there, back] = [STEPS.slice(0, TO_MINUTE), STEPS.slice(TO_MINUTE)];
  await pause(2_000);
  const whole = await page.evaluate(looksLike);
  for (let turn = 0; turn < 2; turn++) {
    await page.evaluate(takeTour, { steps: there, views: [] });
    await pause(3_000);
    if ((await page.evaluate(looksLike)) === whole) throw new Error('the tour went nowhere');
    await page.evaluate(takeTour, { steps: back, views: [] });
    await pause(1_500);
  }
}

const tour = async (page: Page): Promise<number> => {
  await pause(500);
  return p95(await page.evaluate(takeTour, WHOLE));
};

/** A peer that has taken in as many moments. */
async function peerWith(peer: Peer['page'], count: number): Promise<Running> {
  const running = await startPeer({ page: peer });
  await running.page.setViewportSize(WINDOW);
  const what = marks(count, HOUR_US);
  await running.page.evaluate(async (all) => await window.benchTake?.(all), what);
  await pause(1_000);
  return running;
}

async function framesBeside(
  app: Page,
  name: string,
  goal: Parameters<typeof figure>[1],
  peer: Peer['page'],
  turns: number,
  options?: Parameters<typeof inTurns>[3],
): Promise<Figure> {
  const other = await peerWith(peer, SOME);
  try {
    const took = await inTurns(
      turns,
      () => tour(app),
      () => tour(other.page),
      options,
    );
    return figure(name, goal, took.ours, took.theirs);
  } finally {
    await other.close();
  }
}

/** One tour after the other while it plays and is marked: the longest task of the page. */
async function longestTask(app: Page, rounds: number): Promise<Figure> {
  const worst: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await app.evaluate(watchLongTasks);
    await app.keyboard.press('Space');
    const touring = app.evaluate(takeTour, WHOLE);
    for (let mark = 0; mark < 6; mark++) {
      await pause(900);
      await app.keyboard.press(String((mark % 5) + 1));
    }
    await touring;
    await app.keyboard.press('Space');
    const tasks = await app.evaluate(longTasks);
    if (process.env.BENCH_LOUD === '1') console.error('  long tasks', tasks);
    worst.push(Math.max(0, ...tasks));
  }
  return { ...figure('timeline.long-task', LONG_TASK, [Math.max(...worst)], null), n: rounds };
}

const FILTERED = ['hands', 'three hands', 'nobody filled', 'window', 'wait t', 'zz'];

/** Letter by letter, each waited for. */
async function filtering(app: Page, quick: boolean): Promise<Figure> {
  const box = app.getByRole('searchbox', { name: 'Find in these moments' });
  await box.click();
  await app.evaluate(watchFilter);
  let typed = 0;
  for (const text of quick ? FILTERED.slice(0, 2) : [...FILTERED, ...FILTERED]) {
    await box.press('Control+a');
    for (const letter of text) {
      await app.keyboard.type(letter);
      typed++;
      await app.waitForFunction((n) => (window.benchFiltered?.length ?? 0) >= n, typed);
      await pause(40);
    }
  }
  const took = await app.evaluate(() => window.benchFiltered ?? []);
  const counted = await app.locator('aside[aria-label="Moments"] h2').first().textContent();
  if (!/ of 100,/.test(counted ?? '')) throw new Error(`it says ${counted}`);
  await box.fill('');
  await box.press('Escape');
  await app.keyboard.press('Escape');
  return { ...figure('timeline.filter-p95', FILTER, [p95(took)], null), n: took.length };
}

async function frames({ folder, some, many }: Library, quick: boolean): Promise<Figure[]> {
  const app = await startPlenary({ library: folder });
  const { page } = app;
  try {
    await page.setViewportSize(WINDOW);
    await whenInLibrary(page);
    const took = await enter(page, many);
    if (process.env.BENCH_LOUD === '1') console.error(`  opened in ${took.toFixed(0)} ms`);
    await walked(page);
    const idle = await startPeer({ page: 'window.html' });
    const hundred = await inTurns(
      quick ? 2 : 7,
      () => tour(page),
      () => tour(idle.page),
    ).finally(() => void idle.close());
    const filter = await filtering(page, quick);
    const longest = await longestTask(page, quick ? 1 : 4);
    await toLibrary(page);
    await enter(page, some);
    await walked(page);
    const turns = quick ? 1 : 3;
    return [
      figure('timeline.frame-100k', IDLE, hundred.ours, hundred.theirs),
      await framesBeside(page, 'timeline.frame-10k-vis', VIS, 'timeline-vis.html', turns),
      await framesBeside(
        page,
        'timeline.frame-10k-wavesurfer',
        WAVESURFER,
        'timeline-wavesurfer.html',
        // A frame of it takes a minute or so, and a tour three.
        ...([1, { warmUp: 0 }] as const),
      ),
      longest,
      filter,
    ];
  } finally {
    await app.close();
  }
}

/** Marks by key where the playhead stands, a second further each time. */
async function markTimes(page: Page, lesson: Added, count: number): Promise<number[]> {
  await enter(page, lesson);
  await pause(2_500);
  const took: number[] = [];
  for (let n = 0; n < count + 2; n++) {
    await page.keyboard.press('ArrowRight');
    // The picture has followed, and what rests on a mark is over.
    await pause(700);
    await page.evaluate(armMark);
    await page.keyboard.press(String((n % 5) + 1));
    const ms = await page.evaluate(whenDone);
    if (process.env.BENCH_LOUD === '1') console.error(`  ${lesson.title} ${ms.toFixed(1)}`);
    // The first ones find everything cold.
    if (n >= 2) took.push(ms);
  }
  await toLibrary(page);
  return took;
}

async function marking({ folder, few, many }: Library, quick: boolean): Promise<Figure> {
  const app = await startPlenary({ library: folder });
  try {
    await whenInLibrary(app.page);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
      ours.push(...(await markTimes(app.page, many, quick ? 6 : 14)));
      theirs.push(...(await markTimes(app.page, few, quick ? 6 : 14)));
    }
    return figure('timeline.mark', MARK, ours, theirs);
  } finally {
    await app.close();
  }
}

/** An edit through the app's own service, to when it is on the disk. */
async function saving({ folder, many }: Library, quick: boolean): Promise<Figure> {
  const library = await openLibrary(folder);
  const bare = openSync(join(folder, 'bare'), 'w');
  try {
    const { store } = library;
    const lessons = lessonsService({
      store,
      viewFiles: () => Promise.resolve([]),
      changed: () => undefined,
      nowMs: Date.now,
    });
    const moments = store.rows.momentsOf(many.lessonId);
    const PAGE = Buffer.alloc(4096, 7);
    const timed = (work: () => void): Promise<number> => {
      const since = process.hrtime.bigint();
      work();
      return Promise.resolve(Number(process.hrtime.bigint() - since) / 1e6);
    };
    const took = await inTurns(
      quick ? 60 : 400,
      (turn) => {
        const before = moments[(turn * 7919) % moments.length];
        if (!before) throw new Error('no moments');
        const after = { ...before, note: `Said again, ${turn}`, changedAt: instant() };
        const ops: RowOp[] = [{ table: 'moment', id: before.id, before, after }];
        return timed(() => lessons.change({ lessonId: many.lessonId, ops }));
      },
      () =>
        timed(() => {
          writeSync(bare, PAGE);
          fdatasyncSync(bare);
        }),
      { warmUp: 20 },
    );
    return figure('timeline.save', SAVE, took.ours, took.theirs);
  } finally {
    closeSync(bare);
    await library.close();
  }
}

async function memory({ folder, long }: Library, quick: boolean): Promise<Figure> {
  const settled = async (lesson: Added): Promise<number> => {
    const app = await startPlenary({ library: folder });
    try {
      await whenInLibrary(app.page);
      await enter(app.page, lesson);
      await pause(4_000);
      return await app.undriven(() => settledMb(app.pid));
    } finally {
      await app.close();
    }
  };
  const took = await inTurns(
    quick ? 1 : 3,
    () => settled(long.many),
    () => settled(long.few),
  );
  return figure('timeline.memory', MEMORY, took.ours, took.theirs);
}

export const timeline: Suite = async ({ quick }) => {
  const library = await prepared();
  return [
    ...(await frames(library, quick)),
    await marking(library, quick),
    await saving(library, quick),
    await memory(library, quick),
  ];
};
