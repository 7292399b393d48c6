/** A lesson opened, worked in and left, fifty times: nothing is kept of it. */
import { readdirSync } from 'node:fs';
import type { CDPSession } from 'playwright/test';
import { makeFootage } from '../fixtures/make-footage';
import { expect, type Launched, processTree, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const TIMES = 50;
/** What is made once and kept (fonts, caches, compiled code) is there by now. */
const SETTLED = 15;
const COUNTED = TIMES - SETTLED;

interface Kept {
  nodes: number;
  listeners: number;
  /** Video elements alive, in the document or not. */
  videos: number;
  /** The page's heap and main's, in bytes, after everything unused has gone. */
  pageHeap: number;
  mainHeap: number;
  /** Open files of all processes, and how many processes there are. */
  files: number;
  processes: number;
}

/** Objects of a kind that are still alive in the page. */
async function alive(devtools: CDPSession, prototype: string): Promise<number> {
  const { result } = await devtools.send('Runtime.evaluate', { expression: prototype });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup: 'alive',
  });
  const { result: count } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await devtools.send('Runtime.releaseObjectGroup', { objectGroup: 'alive' });
  return count.value as number;
}

/**
 * Video elements alive, once they no longer grow fewer: one that was let go is kept until the last of
 * what it was asked to do is over.
 */
async function videosKept(devtools: CDPSession): Promise<number> {
  let fewest = Number.POSITIVE_INFINITY;
  for (let same = 0; same < 4; ) {
    await devtools.send('HeapProfiler.collectGarbage');
    const count = await alive(devtools, 'HTMLVideoElement.prototype');
    same = count < fewest ? 0 : same + 1;
    fewest = Math.min(fewest, count);
    await new Promise((done) => setTimeout(done, 250));
  }
  return fewest;
}

async function kept({ app }: Launched, devtools: CDPSession): Promise<Kept> {
  const mainHeap = await app.evaluate(() => {
    const builtin = (name: 'node:v8' | 'node:vm') => process.getBuiltinModule(name);
    (builtin('node:v8') as typeof import('node:v8')).setFlagsFromString('--expose-gc');
    const vm = builtin('node:vm') as typeof import('node:vm');
    (vm.runInNewContext('gc') as () => void)();
    return process.memoryUsage().heapUsed;
  });
  const videos = await videosKept(devtools);
  // A second time takes what only the first let go.
  for (let n = 0; n < 2; n++) await devtools.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  const { usedSize: pageHeap } = await devtools.send('Runtime.getHeapUsage');
  const tree = processTree(app.process().pid ?? 0);
  const files = tree.reduce((sum, pid) => sum + openFiles(pid), 0);
  return { nodes, listeners, videos, pageHeap, mainHeap, files, processes: tree.length };
}

function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** Opens the lesson, marks, steps, plays, draws, filters, takes it all back, and leaves. */
async function work(room: LessonRoomPage): Promise<void> {
  const { page } = room;
  await room.enter();
  await page.keyboard.press('1');
  await expect(room.rows).toHaveCount(1);
  await room.press('.');
  await page.keyboard.press('Space');
  await expect(room.pause).toBeVisible();
  await page.keyboard.press('Space');
  await expect(room.play).toBeVisible();
  await page.keyboard.press('Shift+D');
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-drawing]')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-drawing]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('searchbox', { name: 'Find in these moments' }).fill('nowhere');
  await page.getByRole('button', { name: 'Show all moments' }).click();
  await expect(room.rows).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(room.rows).toHaveCount(0);
  await room.allSaved();
  await page.getByRole('link', { name: 'Lessons', exact: true }).first().click();
  await expect(page.getByRole('list', { name: 'Lessons' })).toBeVisible();
}

test('nothing grows when a lesson is opened, worked in and left, fifty times', async ({
  launch,
}) => {
  test.setTimeout(600_000);
  const footage = await makeFootage({ seconds: 6, gop: 50, sound: { codec: 'aac' } });
  const launched = await launch({ files: [footage] });
  const { page, app } = launched;
  const room = await new LessonRoomPage(page, app).ready();
  await page.getByRole('link', { name: 'Lessons', exact: true }).first().click();
  const devtools = await page.context().newCDPSession(page);
  for (let n = 0; n < SETTLED; n++) await work(room);
  const before = await kept(launched, devtools);
  for (let n = 0; n < COUNTED; n++) await work(room);
  const after = await kept(launched, devtools);
  const grown = (what: keyof Kept) => after[what] - before[what];
  // Less than one a time, and so none.
  expect(grown('videos'), 'video elements').toBeLessThanOrEqual(0);
  expect(grown('nodes'), 'nodes').toBeLessThan(COUNTED);
  expect(grown('listeners'), 'listeners').toBeLessThan(COUNTED);
  expect(grown('files'), 'open files').toBeLessThan(COUNTED);
  expect(grown('processes'), 'processes').toBeLessThanOrEqual(0);
  // Code gets compiled, maps get wider: some, but no room of a lesson, which takes far more.
  expect(grown('pageHeap') / COUNTED, 'bytes of the page each time').toBeLessThan(40_000);
  expect(grown('mainHeap') / COUNTED, 'bytes of main each time').toBeLessThan(40_000);

  // The scales do weigh: what is kept on purpose is seen.
  await page.evaluate((times) => {
    const leaked = Array.from({ length: times }, () => {
      const video = document.createElement('video');
      video.addEventListener('kept', () => undefined);
      return { video, bytes: Array.from({ length: 10_000 }, Math.random) };
    });
    Object.assign(window, { leaked });
  }, COUNTED);
  const leaking = await kept(launched, devtools);
  expect(leaking.videos - after.videos).toBe(COUNTED);
  expect(leaking.nodes - after.nodes).toBeGreaterThanOrEqual(COUNTED);
  expect(leaking.listeners - after.listeners).toBeGreaterThanOrEqual(COUNTED);
  expect(leaking.pageHeap - after.pageHeap).toBeGreaterThan(COUNTED * 40_000);
});
