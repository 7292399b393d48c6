/** What is met while a session is held: films that were exported, captions, marks, running late. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright/test';
import { newId } from '../../src/shared/domain/ids';
import { VOICE_RATE } from '../../src/shared/domain/narration';
import { readBarcodeRgba } from '../fixtures/barcode';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { expect, launchApp, type Launched, type LaunchOptions, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { preparedLibrary } from './prepared';
import { present, PROMPT, roomOf, stageSession } from './session-staging';
import { FOOTAGE, withThreeMoments } from './three-moments';

type Launch = (options?: LaunchOptions) => Promise<Launched>;

const TITLE = 'INSET: waiting and probing';

/** Presented, with a library that has a session of every kind of item. */
async function presented(launch: Launch, folder: string): Promise<Launched> {
  const dataDir = join(folder, 'library');
  await preparedLibrary(await makeFootage({ seconds: 20, gop: 25 }), dataDir, launchApp);
  await inLibrary(dataDir, (store) => {
    const { items } = stageSession(store, dataDir);
    const told = items.flatMap((item) => (item.kind === 'watch' ? item.what : null) ?? [])[1];
    const row = told?.type === 'narration' && store.rows.tables.narration.get(told.narrationId);
    if (!row) throw new Error('no narration');
    const cues = [{ id: newId(), from: 0, to: 8 * VOICE_RATE, text: 'Watch who puts a hand up' }];
    store.rows.tables.narration.update({ ...row, cues });
  });
  const launched = await launch({ dataDir });
  await present(launched.page, TITLE);
  return launched;
}

const itemsOf = (page: Page): Locator =>
  page.getByRole('list', { name: 'Items' }).getByRole('listitem');
const jump = (page: Page, at: number): Promise<void> =>
  itemsOf(page).nth(at).getByRole('button').first().click();
const filmOf = (page: Page): Locator => page.getByRole('group', { name: 'Footage' });
const placeOf = (page: Page): Locator =>
  filmOf(page).getByRole('slider', { name: 'Place in the footage' });
const placeUs = async (page: Page): Promise<number> => Number(await placeOf(page).inputValue());

/** The same to the microsecond, as main says it: the slider goes by whole seconds. */
const saidUs = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const running = await window.api.sessions.running();
    return (running.ok && running.value?.state.picture?.atUs) || 0;
  });

/** The number in the film's picture as it stands on the room's screen, null for none. */
async function numberOn(app: ElectronApplication, room: Page): Promise<number | null> {
  const box = await room.locator('video[aria-label="Clip"]').boundingBox();
  if (!box) return null;
  // The picture is 16 to 9, in the middle of a box of another shape.
  const width = Math.min(box.width, (box.height * 16) / 9);
  const height = (width * 9) / 16;
  const rect = {
    x: Math.round(box.x + (box.width - width) / 2),
    y: Math.round(box.y + (box.height - height) / 2),
    ...{ width: Math.round(width), height: Math.round(height) },
  };
  const shot = await app.evaluate(async ({ BrowserWindow }, part) => {
    const window = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().endsWith('#room'),
    );
    const image = await window?.webContents.capturePage(part);
    const { width = 0, height = 0 } = image?.getSize() ?? {};
    return { width, height, bytes: image?.toBitmap().toString('base64') ?? '' };
  }, rect);
  if (shot.width === 0) return null;
  return readBarcodeRgba(Buffer.from(shot.bytes, 'base64'), shot.width, shot.height);
}

test('an exported clip and a reel with titles are shown to the room, to their last picture', async ({
  launch,
  folder,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const { page, app } = launched;
  const lesson = await withThreeMoments(launched);
  const out = join(folder, 'out');
  mkdirSync(out);
  await lesson.answerDialogs(out);
  const exported = async (change: () => Promise<unknown>): Promise<void> => {
    await page.getByRole('button', { name: 'Export clips' }).click();
    const dialog = lesson.exportDialog;
    await dialog.getByRole('button', { name: 'Choose none' }).click();
    await dialog.getByRole('checkbox', { name: /^Noticing/ }).click();
    await change();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await exported(async () => {
    await lesson.exportDialog.getByRole('textbox').first().fill('A clip');
    await lesson.exportDialog.getByRole('button', { name: 'Choose folder…' }).click();
  });
  await expect.poll(() => readdirSync(out), { timeout: 60_000 }).toEqual(['A clip.mp4']);
  await exported(async () => {
    const dialog = lesson.exportDialog;
    await dialog.getByRole('checkbox', { name: /^Strength/ }).click();
    await dialog.getByRole('checkbox', { name: 'Join them as one reel' }).check({ force: true });
    await dialog.getByRole('textbox', { name: 'Name of the reel' }).fill('A reel');
  });
  await expect
    .poll(() => readdirSync(out).sort(), { timeout: 60_000 })
    .toEqual(['A clip.mp4', 'A reel.mp4']);

  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'New session' }).click();
  await page.getByRole('radio', { name: 'Empty' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('What we exported');
  await page.getByRole('button', { name: 'Make session' }).click();
  for (const name of ['A clip.mp4', 'A reel.mp4']) {
    await page.getByRole('button', { name: 'Add an item' }).click();
    await page.getByRole('menuitem', { name: 'Watch' }).click();
    await page.getByRole('button', { name: 'Choose what to watch…' }).click();
    const choices = page.getByRole('group', { name: 'Exported clips and reels' });
    await choices.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Watch this' }).click();
  }
  // With its titles: two cards of four seconds, and two clips of one.
  await expect(itemsOf(page).nth(1)).toContainText('10 s');
  await page.getByRole('button', { name: 'Check before the day' }).click();
  await expect(page.getByRole('region', { name: 'Check before the day' })).toContainText(
    'Everything you show is here and plays.',
  );

  await page.getByRole('button', { name: 'Present', exact: true }).click();
  const room = await roomOf(launched);
  const shown = () => numberOn(app, room);
  await placeOf(page).fill('1000000');
  await expect.poll(shown).toBe(50);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await placeOf(page).fill('5000000');
  await expect.poll(shown).toBe(50);
  await placeOf(page).fill('10000000');
  await expect.poll(shown).toBe(99);
  // It plays on past the length of what it was cut from, and stops at its end by itself.
  await placeOf(page).fill('7000000');
  await filmOf(page).getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => placeUs(page)).toBeGreaterThan(9_900_000);
  await expect(filmOf(page).getByRole('button', { name: 'Play' })).toBeVisible();
});

test('captions of a narration are shown to the room when the console asks for them', async ({
  launch,
  folder,
}) => {
  const launched = await presented(launch, folder);
  const { page } = launched;
  const room = await roomOf(launched);
  await jump(page, 3);
  await filmOf(page).getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => placeUs(page)).toBeGreaterThan(0);
  const words = (where: Page) => where.getByRole('region', { name: 'Words' });
  await expect(words(room)).toBeHidden();
  await filmOf(page).getByRole('button', { name: 'Show captions' }).click();
  await expect(words(room)).toHaveText('Watch who puts a hand up');
  await expect(words(page)).toHaveText('Watch who puts a hand up');
  await filmOf(page).getByRole('button', { name: 'Take captions away' }).click();
  await expect(words(room)).toBeHidden();
  await expect(words(page)).toBeHidden();
});

test('a moment that came up in talk is in its lesson, and says where it came from', async ({
  launch,
  folder,
}) => {
  const launched = await presented(launch, folder);
  const { page } = launched;
  const room = await roomOf(launched);
  await expect(page.getByRole('button', { name: 'Mark a moment' })).toBeDisabled();
  const mark = async (note: string): Promise<void> => {
    await page.getByRole('button', { name: 'Mark a moment' }).click();
    await page.getByRole('textbox', { name: /^What is it about/ }).fill(note);
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^In the lesson, at 0:/)).toBeVisible();
  };

  // While they talk about what they watched a minute ago.
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await filmOf(page).getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => placeUs(page)).toBeGreaterThan(3_000_000);
  await filmOf(page).getByRole('button', { name: 'Pause' }).click();
  const video = room.locator('video-js[data-deck="front"] video');
  await expect.poll(() => video.evaluate((each: HTMLVideoElement) => each.paused)).toBe(true);
  const seenUs = (await video.evaluate((each: HTMLVideoElement) => each.currentTime)) * 1e6;
  await expect.poll(async () => Math.abs((await saidUs(page)) + 2e6 - seenUs)).toBeLessThan(2e5);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(room.getByText(PROMPT)).toBeVisible();
  await mark('The third hand');
  // A narration goes its own way through the lesson: from its fifth second it shows the tenth.
  await jump(page, 3);
  await placeOf(page).fill('5000000');
  await expect.poll(() => placeUs(page)).toBe(5_000_000);
  await mark('As it was told');

  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('button', { name: 'End for good' }).click();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  const lesson = await new LessonRoomPage(page, launched.app).enter();
  const [first, second] = [lesson.rows.nth(0), lesson.rows.nth(1)];
  await expect(lesson.rows).toHaveCount(2);
  for (const [row, note] of [
    [first, 'The third hand'],
    [second, 'As it was told'],
  ] as const) {
    await expect(row).toContainText(note);
    await expect(row).toContainText(TITLE);
  }
  await first.getByRole('button').first().click();
  await expect.poll(async () => Math.abs((await lesson.positionUs()) - seenUs)).toBeLessThan(2e5);
  await second.getByRole('button').first().click();
  await expect.poll(async () => Math.abs((await lesson.positionUs()) - 10e6)).toBeLessThan(2e5);
});

test('behind plan it offers to shorten what is left, and never does so by itself', async ({
  launch,
  folder,
}) => {
  const launched = await presented(launch, folder);
  const { page, app } = launched;
  const offer = page.getByRole('region', { name: 'Running late' });
  const discuss = itemsOf(page).nth(2);
  await expect(discuss).toContainText('9:00');
  await expect(offer).toBeHidden();
  // Six minutes go by in a welcome of three.
  await app.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 6 * 60_000;
  });
  await expect(page.getByText('3 min behind plan')).toBeVisible();
  await expect(offer).toContainText(/^To end nearer to the time, 4 min could come off/);
  await expect(discuss).toContainText('9:00');
  await offer.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(offer).toBeHidden();
  await expect(page.getByText('3 min behind plan')).toBeVisible();
  await expect(discuss).toContainText('9:00');

  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(offer).toBeVisible();
  await expect(discuss).toContainText('9:00');
  await offer.getByRole('button', { name: 'Shorten what is left' }).click();
  await expect(offer).toBeHidden();
  await expect(discuss).not.toContainText('9:00');
  await expect(page.getByText('3 min behind plan')).toBeHidden();
  // What is watched takes as long as it takes.
  await expect(itemsOf(page).nth(3)).toContainText('0:08');
});
