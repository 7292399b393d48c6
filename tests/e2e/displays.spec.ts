/** The room's screen on real displays, plugged in and out while a session is presented. */
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { expect, launchApp, type Launched, type LaunchOptions, test as base } from './launch';
import { preparedLibrary } from './prepared';
import { type Bounds, type RealDisplays, realDisplays } from './real-displays';
import { planOf, present, PROMPT, stageSession } from './session-staging';

const test = base.extend<{ displays: RealDisplays }>({
  displays: async ({ folder }, use) => {
    const displays = await realDisplays(folder);
    await use(displays);
    await displays.stop();
  },
});

const SMALL = { width: 240, height: 135 };
const FOOTAGE = { seconds: 90, gop: 25 };
const TITLE = 'INSET: waiting and probing';
/** What the room reads of each item. */
const SHOWN = [
  /for learning, not for judging/,
  /What are pupils doing while they wait/,
  PROMPT,
  /three seconds or more/,
  /Think of one class/,
  'Tea',
  /whose lesson we watched/,
  /What will I try/,
];
const WATCH = 1;
const DISCUSS = 2;

type Launch = (options?: LaunchOptions) => Promise<Launched>;

/** On the first display, with a session on the screen of the person who presents it. */
async function presenting(
  launch: Launch,
  folder: string,
  displays: RealDisplays,
): Promise<Launched> {
  const dataDir = join(folder, 'library');
  await preparedLibrary(await makeFootage(FOOTAGE), dataDir, launchApp);
  await inLibrary(dataDir, (store) => {
    const lessonId = store.cards.all()[0]?.lesson.id ?? '';
    const items = planOf(lessonId, null).map((item) =>
      item.kind === 'watch' && item.what?.type === 'range'
        ? { ...item, what: { ...item.what, endUs: 88_000_000 } }
        : item,
    );
    stageSession(store, dataDir, { items });
  });
  const launched = await launch({ dataDir, env: { DISPLAY: displays.name } });
  await present(launched.page, TITLE);
  return launched;
}

const roomIn = (app: ElectronApplication): Page | undefined =>
  app.windows().find((page) => page.url().endsWith('#room'));

async function room(app: ElectronApplication): Promise<Page> {
  await expect.poll(() => roomIn(app) !== undefined).toBe(true);
  const page = roomIn(app);
  if (!page) throw new Error('the room has no window');
  return page;
}

const roomBounds = (app: ElectronApplication): Promise<Bounds | null> =>
  app.evaluate(({ BrowserWindow }) => {
    const isRoom = (each: Electron.BrowserWindow): boolean =>
      each.webContents.getURL().endsWith('#room');
    return BrowserWindow.getAllWindows().find(isRoom)?.getBounds() ?? null;
  });

/** What a window of ours says is in it, made small. */
async function pageOf(app: ElectronApplication, isRoom: boolean): Promise<Buffer> {
  const small = { ...SMALL, isRoom };
  const bitmap = await app.evaluate(async ({ BrowserWindow }, { width, height, isRoom }) => {
    const window = BrowserWindow.getAllWindows().find(
      (each) => each.webContents.getURL().endsWith('#room') === isRoom,
    );
    const image = await window?.webContents.capturePage();
    return image?.resize({ width, height }).toBitmap().toString('base64') ?? '';
  }, small);
  return Buffer.from(bitmap, 'base64');
}

/** How far apart two pictures are, 0 to 255 a point and colour. */
function apart(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) throw new Error(`${a.length} bytes beside ${b.length}`);
  let sum = 0;
  for (let at = 0; at < a.length; at++)
    if (at % 4 !== 3) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / (a.length * 0.75);
}

/** The display shows, edge to edge, what is in the room's window, and not what is in the console's. */
async function showsRoom(app: ElectronApplication, displays: RealDisplays, on: Bounds) {
  await expect.poll(() => roomBounds(app)).toEqual(on);
  await expect
    .poll(async () => apart(await displays.pixels(on, SMALL), await pageOf(app, true)))
    .toBeLessThan(4);
  const shown = await displays.pixels(on, SMALL);
  expect(apart(shown, await pageOf(app, false))).toBeGreaterThan(12);
}

const jump = (page: Page, at: number): Promise<void> =>
  page
    .getByRole('list', { name: 'Items' })
    .getByRole('listitem')
    .nth(at)
    .getByRole('button')
    .first()
    .click();

const front = (page: Page) => page.locator('video-js[data-deck="front"] video');

const playsAt = (page: Page): Promise<{ atS: number; muted: boolean; plays: boolean }> =>
  front(page).evaluate((video: HTMLVideoElement) => ({
    atS: video.currentTime,
    muted: video.muted,
    plays: !video.paused && video.currentTime > 0,
  }));

const timeLeft = async (page: Page): Promise<number> => {
  const [minutes = 0, rest = 0] = (await page.getByRole('timer', { name: 'Time left' }).innerText())
    .split(':')
    .map((each) => parseInt(each, 10));
  return minutes * 60 + rest;
};

/** Words of the room's screen that are not wholly on it, and the size of the largest letters. */
const fitOf = (page: Page): Promise<{ cut: string[]; letters: number; width: number }> =>
  page.evaluate(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const cut: string[] = [];
    let letters = 0;
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const around = document.createRange();
      around.selectNodeContents(node);
      const box = around.getBoundingClientRect();
      if (text === '' || box.width === 0 || !node.parentElement) continue;
      letters = Math.max(letters, parseFloat(getComputedStyle(node.parentElement).fontSize));
      const { left, top, right, bottom } = box;
      if (left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
        cut.push(text);
    }
    return { cut, letters, width: innerWidth };
  });

test('fills the second display; unplugged it goes, plugged in it is back, and all goes on', async ({
  launch,
  folder,
  displays,
}) => {
  const second = await displays.plug(2, '1920x1080');
  const { app, page } = await presenting(launch, folder, displays);
  await expect(page.getByText('Showing on display 2')).toBeVisible();
  await jump(page, DISCUSS);
  const shown = await room(app);
  await expect(shown.getByText(PROMPT)).toBeVisible();
  await page.getByRole('button', { name: 'Hold the clock' }).click();
  await expect(shown.getByText('held')).toBeVisible();
  await showsRoom(app, displays, second);
  await page.getByRole('button', { name: 'Let the clock run' }).click();

  // Unplugged while it talks: the console says so, and the clock goes on.
  const before = await timeLeft(page);
  await displays.unplug(2);
  const chip = page.getByText('The display was unplugged: the room sees this window');
  await expect(chip).toBeVisible();
  await expect.poll(() => roomIn(app)).toBeUndefined();
  await expect.poll(() => timeLeft(page)).toBeLessThan(before - 1);
  // Plugged in again it is there by itself, with the same item and the same second.
  await displays.plug(2, '1920x1080');
  await expect(page.getByText('Showing on display 2')).toBeVisible();
  const back = await room(app);
  await expect(back.getByText(PROMPT)).toBeVisible();
  await expect
    .poll(async () => Math.abs((await timeLeft(back)) - (await timeLeft(page))))
    .toBeLessThan(2);
  await page.getByRole('button', { name: 'Hold the clock' }).click();
  await showsRoom(app, displays, second);

  // The same in the middle of footage: picture and sound go over to the window that is left.
  await jump(page, WATCH);
  await page.getByRole('group', { name: 'Footage' }).getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => playsAt(back)).toMatchObject({ plays: true, muted: false });
  await expect.poll(async () => (await playsAt(back)).atS).toBeGreaterThan(3);
  expect(await playsAt(page)).toMatchObject({ muted: true });
  const { atS } = await playsAt(back);
  await displays.unplug(2);
  await expect(chip).toBeVisible();
  await expect.poll(() => playsAt(page)).toMatchObject({ plays: true, muted: false });
  const { atS: goneOnAt } = await playsAt(page);
  expect(goneOnAt).toBeGreaterThan(atS - 1);
  await expect.poll(async () => (await playsAt(page)).atS).toBeGreaterThan(goneOnAt + 1);
  const { atS: handedAt } = await playsAt(page);
  await displays.plug(2, '1920x1080');
  const again = await room(app);
  await expect.poll(() => playsAt(again)).toMatchObject({ plays: true, muted: false });
  await expect.poll(() => playsAt(page)).toMatchObject({ muted: true });
  const { atS: backAt } = await playsAt(again);
  expect(backAt).toBeGreaterThan(handedAt - 1);
  await expect
    .poll(async () => Math.abs((await playsAt(again)).atS - (await playsAt(page)).atS))
    .toBeLessThan(1);

  // The keys of a remote: taken away, and shown again.
  await page.keyboard.press('Escape');
  await expect.poll(() => roomIn(app)).toBeUndefined();
  await expect(page.getByText('The room sees this window')).toBeVisible();
  await page.keyboard.press('F5');
  await expect.poll(() => roomBounds(app)).toEqual(second);
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('button', { name: 'Go on another day' }).click();
  await expect.poll(() => roomIn(app)).toBeUndefined();
});

test('fits a small and a very large display: nothing is cut off, letters grow with it', async ({
  launch,
  folder,
  displays,
}) => {
  await displays.plug(2, '1280x720');
  const { app, page } = await presenting(launch, folder, displays);
  await page.getByRole('button', { name: 'Hold the clock' }).click();
  const shown = await room(app);
  const sizes: number[][] = [];
  for (const mode of ['1280x720', '3840x2160'] as const) {
    // Another projector in the same place.
    const second = await displays.plug(2, mode);
    await expect.poll(() => roomBounds(app)).toEqual(second);
    await expect.poll(async () => (await fitOf(shown)).width).toBe(second.width);
    const letters: number[] = [];
    for (const [at, words] of SHOWN.entries()) {
      await jump(page, at);
      await expect(shown.getByText(words)).toBeVisible();
      const fit = await fitOf(shown);
      expect(fit.cut).toEqual([]);
      letters.push(fit.letters / fit.width);
    }
    sizes.push(letters);
    await jump(page, DISCUSS);
    await expect(shown.getByText(PROMPT)).toBeVisible();
    await showsRoom(app, displays, second);
  }
  const [small = [], large = []] = sizes;
  for (const [at, share] of small.entries()) expect(share).toBeCloseTo(large[at] ?? 0, 3);
});

test('is put on the display that is chosen of three, and goes back there', async ({
  launch,
  folder,
  displays,
}) => {
  const second = await displays.plug(2, '1280x720');
  const third = await displays.plug(3, '1920x1080');
  const { app, page } = await presenting(launch, folder, displays);
  await expect.poll(() => roomBounds(app)).toEqual(second);
  await page.getByRole('button', { name: 'Hold the clock' }).click();
  await page.getByRole('button', { name: 'Screen', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Display 3 (1920 by 1080)' }).click();
  await expect(page.getByText('Showing on display 3')).toBeVisible();
  await jump(page, DISCUSS);
  await expect((await room(app)).getByText(PROMPT)).toBeVisible();
  await showsRoom(app, displays, third);
  await displays.unplug(3);
  await expect(page.getByText(/^The display was unplugged/)).toBeVisible();
  // Nobody chose the one that is left.
  expect(await roomBounds(app)).toBeNull();
  await displays.plug(3, '1920x1080');
  await expect.poll(() => roomBounds(app)).toEqual(third);
  // The console's own display fails: the room's window does not hide the console that is left.
  await displays.unplug(2);
  await displays.unplug(1);
  await expect.poll(() => roomIn(app)).toBeUndefined();
  await expect(page.getByText(/^The display was unplugged/)).toBeVisible();
});
