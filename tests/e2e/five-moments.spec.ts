/**
 * What a coach does with a lesson on the day before: five moments, one pupil hidden, a reel with
 * titles that is watched in the app, and a pack that somebody opens without the app or a network.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { greyFrames, numbersIn } from '../fixtures/look';
import { ownCopy } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, type Launched, type LaunchOptions, test } from './launch';
import { openReader } from './pack-reader';
import type { LessonRoomPage } from './pages/lesson-room';
import { FOOTAGE, withThreeMoments } from './three-moments';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

/** Five moments of a second each, at 1, 3, 5, 7 and 9 s, and a folder for what is exported. */
async function begun(launch: (options: LaunchOptions) => Promise<Launched>, folder: string) {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  await room.press('Home');
  for (let second = 0; second < 6; second++) await room.press('ArrowRight');
  for (const key of ['5', '3']) {
    await room.press('ArrowRight');
    await page.keyboard.press('i');
    await room.press('ArrowRight');
    await page.keyboard.press('o');
    await page.keyboard.press(key);
  }
  await expect(room.rows).toHaveCount(5);
  await room.allSaved();
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  return { room, page, out };
}

/** Hides what is in the middle of the picture while the second moment lasts. */
async function hideOne(room: LessonRoomPage, page: Page): Promise<void> {
  await room.rows.nth(1).getByRole('button').first().click();
  await page.keyboard.press('Shift+Q');
  const panel = page.getByRole('region', { name: 'Hidden parts' });
  await panel.getByRole('button', { name: 'Hide a part of the picture' }).click();
  await expect(panel.getByRole('list', { name: 'What is hidden' })).toContainText(
    'Ellipse, blurred',
  );
  await panel.getByRole('button', { name: 'Done' }).click();
  await expect(panel).toBeHidden();
  await room.allSaved();
}

/** Plays what is to be exported through, and says that nothing shows. */
async function lookThrough(page: Page): Promise<void> {
  const look = page.getByRole('dialog', { name: 'Look through it' });
  await expect(look.getByRole('slider', { name: 'Pictures that will be exported' })).toBeFocused();
  const nothing = look.getByRole('button', { name: 'Nothing shows that should not' });
  await expect(nothing).toBeDisabled();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Space');
  await expect(nothing).toBeEnabled({ timeout: 240_000 });
  await nothing.click();
  await expect(look).toBeHidden();
}

async function plays(video: Locator): Promise<void> {
  await video.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true;
    await element.play();
  });
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(0.2);
  expect(await video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBeGreaterThan(
    0,
  );
}

const SIZE = { width: 320, height: 180 };

/** The sharpest edge around the middle of a picture, in grey levels from one pixel to the next. */
function sharpest(frame: Buffer | undefined): number {
  let most = 0;
  for (let y = 80; y < 100; y++) {
    for (let x = 140; x < 180; x++) {
      const at = y * SIZE.width + x;
      most = Math.max(most, Math.abs((frame?.[at] ?? 0) - (frame?.[at + 1] ?? 0)));
    }
  }
  return most;
}

test('five moments, one pupil hidden: a reel watched in the app, a pack read without a network', async ({
  launch,
  folder,
}) => {
  // Every picture is looked at, twice over, at the pace of the machine.
  test.setTimeout(600_000);
  const { room, page, out } = await begun(launch, folder);
  await hideOne(room, page);

  await page.getByRole('button', { name: 'Export clips' }).click();
  const dialog = room.exportDialog;
  await dialog.getByRole('button', { name: 'Choose all' }).click();
  await dialog.getByRole('checkbox', { name: 'Join them as one reel' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Name of the reel' }).fill('Waiting');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await lookThrough(page);
  await expect.poll(() => readdirSync(out), { timeout: 240_000 }).toEqual(['Waiting.mp4']);
  const reel = join(out, 'Waiting.mp4');
  const numbers = await numbersIn(reel);
  // A card of a hundred frames before each of five clips of twenty-six.
  expect(numbers).toHaveLength(5 * 126);
  for (const nth of range(0, 5)) {
    const first = 25 + 50 * nth;
    expect(numbers.slice(126 * nth + 100, 126 * (nth + 1))).toEqual(range(first, first + 26));
  }
  const { frames } = await greyFrames(reel, SIZE);
  const clip = (nth: number) => range(126 * nth + 100, 126 * (nth + 1));
  const hidden = Math.max(...clip(1).map((frame) => sharpest(frames[frame])));
  const shown = Math.min(...clip(0).map((frame) => sharpest(frames[frame])));
  expect(hidden).toBeLessThan(shown / 3);

  const lessons = page.getByRole('link', { name: 'Lessons' }).first();
  await lessons.click();
  await page.getByRole('link', { name: 'Clips', exact: true }).click();
  await page.getByRole('button', { name: 'Play: Waiting.mp4' }).click();
  const player = page.getByRole('dialog', { name: 'Waiting.mp4' });
  await plays(player.locator('video'));
  await page.keyboard.press('Escape');

  await lessons.click();
  await room.enter();
  await page.getByRole('button', { name: 'Export clips' }).click();
  await dialog.getByRole('button', { name: 'Choose all' }).click();
  await dialog.getByRole('button', { name: 'Make a discussion pack…' }).click();
  const pack = page.getByRole('dialog', { name: 'Make a discussion pack' });
  await pack.getByRole('textbox', { name: 'Title' }).fill('Who waits?');
  await pack.getByRole('button', { name: 'Make the pack' }).click();
  await lookThrough(page);
  await expect(page.getByText('The discussion pack is ready: Who waits').first()).toBeVisible({
    timeout: 240_000,
  });
  const reader = await openReader(folder);
  try {
    const read = await reader.open(join(out, 'Who waits', 'index.html'));
    await expect(read.getByRole('heading', { level: 1 })).toHaveText('Who waits?');
    expect(await found(read)).toEqual([]);
    const videos = read.locator('video');
    await expect(videos).toHaveCount(5);
    for (const video of await videos.all()) await plays(video);
    expect(await reader.outside()).toEqual([]);
  } finally {
    await reader.close();
  }
});
