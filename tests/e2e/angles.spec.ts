/** Two cameras of one lesson: lined up by sound, watched side by side, put right by hand; captions. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { talk } from '../unit/main/media/align/classroom';
import { numbersIn } from '../fixtures/look';
import { expect, test } from './launch';
import { film, FPS, frames } from './on-cameras';
import { LessonRoomPage } from './pages/lesson-room';

/** How much later the second camera was switched on, in seconds and in frames. */
const LATER = 3.2;
const LATER_FRAMES = LATER * FPS;

/**
 * How far the other pictures are from where the first says they belong, in frames: the most of all;
 * a large number while one is missing.
 */
async function apart(page: Page, laterFrames: readonly number[] = [LATER_FRAMES]): Promise<number> {
  const [first = null, ...others] = await frames(page);
  const off = laterFrames.map((later, at) => {
    const other = others[at] ?? null;
    return first === null || other === null ? 9_999 : Math.abs(first - later - other);
  });
  return Math.max(...off);
}

test('two cameras, from adding one to watching both, and back', async ({ launch, folder }) => {
  const room = talk(60, 11);
  const front = film(folder, 'front', room, 5, 45);
  const table = film(folder, 'table', room, 5 + LATER, 30);
  const { page, app } = await launch({ files: [front] });
  const lesson = new LessonRoomPage(page, app);
  await lesson.ready();
  await lesson.answerDialogs(table);
  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Cameras and sound…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cameras and sound' });
  await dialog.getByRole('button', { name: 'Add a camera or recorder…' }).click();
  await expect(dialog.getByText('Lined up by its sound.')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(/begins \+00:00:03\.(19|20)\d/)).toBeVisible();
  const name = dialog.getByRole('textbox', { name: 'Name of camera 2' });
  await name.fill('Table');
  await name.blur();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await lesson.allSaved();

  const card = page.getByText('Not recording at this time');
  await lesson.press('Home');
  await expect(card).toBeVisible();

  // Standing: both show the same time, wherever that is.
  for (const share of [0.3, 0.62, 0.15]) {
    await lesson.clickAt(share);
    await expect(card).toBeHidden();
    await expect.poll(() => apart(page)).toBeLessThanOrEqual(1);
  }
  for (let n = 0; n < 3; n++) {
    await lesson.press('.');
    await expect.poll(() => apart(page)).toBeLessThanOrEqual(1);
  }

  // Playing: never far apart for long.
  await page.keyboard.press('Space');
  for (let n = 0; n < 4; n++) {
    const before = await lesson.positionUs();
    await expect.poll(() => lesson.positionUs()).toBeGreaterThan(before + 400_000);
    await expect.poll(() => apart(page)).toBeLessThanOrEqual(2);
  }
  await page.keyboard.press('Space');
  await expect.poll(() => apart(page)).toBeLessThanOrEqual(1);

  // Large and small, by key and by pointer; sound from either.
  const widths = () =>
    page.evaluate(() =>
      ['[data-keys="through"] > div', '[data-angle]'].map(
        (where) => document.querySelector(`${where} video`)?.getBoundingClientRect().width ?? 0,
      ),
    );
  const tableIsLarger = () => widths().then(([first = 0, second = 0]) => second > first);
  expect(await tableIsLarger()).toBe(false);
  await page.keyboard.press('Shift+Digit2');
  await expect.poll(tableIsLarger).toBe(true);

  // A clip is of the camera that is watched, unless another is said.
  const out = join(folder, 'out');
  mkdirSync(out);
  await lesson.answerDialogs(out);
  await lesson.clickAt(0.3);
  const fromUs = await lesson.positionUs();
  await page.keyboard.press('i');
  await lesson.press('ArrowRight');
  await page.keyboard.press('o');
  const clip = async (name: string, camera: string | null) => {
    await page.getByRole('button', { name: 'Export clips' }).click();
    const exporting = lesson.exportDialog;
    const cut = exporting.getByRole('button', { name: /Cut from/ });
    await expect(cut).toContainText('Table');
    if (camera) {
      await cut.click();
      await page.getByRole('option', { name: camera }).click();
    }
    await exporting.getByRole('textbox', { name: /^Name of the clip/ }).fill(name);
    await exporting.getByRole('button', { name: 'Export', exact: true }).click();
    await expect.poll(() => readdirSync(out)).toContain(`${name}.mp4`);
    return numbersIn(join(out, `${name}.mp4`), { width: 320, height: 180 });
  };
  const ofTable = await clip('Of the table', null);
  const first = Math.floor((fromUs * FPS) / 1e6);
  expect(await clip('Of the front', 'Camera 1')).toEqual(
    Array.from({ length: 26 }, (_, n) => first + n),
  );
  const begins = ofTable[0] ?? 0;
  expect(Math.abs(first - LATER_FRAMES - begins)).toBeLessThanOrEqual(1);
  expect(ofTable).toEqual(ofTable.map((_, n) => begins + n));
  expect(Math.abs(ofTable.length - 26)).toBeLessThanOrEqual(1);
  await page.getByRole('button', { name: 'Make Camera 1 large' }).click();
  await expect.poll(tableIsLarger).toBe(false);
  await page.getByRole('button', { name: 'Hear Table' }).click();
  const muted = () =>
    page.evaluate(() =>
      ['[data-keys="through"] > div', '[data-angle]'].map(
        (where) => document.querySelector<HTMLVideoElement>(`${where} video`)?.muted,
      ),
    );
  expect(await muted()).toEqual([true, false]);

  // By hand: nudged, typed, and taken back in one step.
  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Cameras and sound…' }).click();
  await dialog.getByRole('button', { name: 'Line Table up by hand' }).click();
  const place = page.getByRole('group', { name: 'Place of Table' });
  const offset = place.getByRole('textbox', { name: 'Begins at' });
  await offset.fill('+3.2');
  await offset.press('Enter');
  await expect(offset).toHaveValue('+00:00:03.200');
  await place.getByRole('button', { name: 'One frame later' }).click();
  await place.getByRole('button', { name: 'Ten milliseconds earlier' }).click();
  await expect(offset).toHaveValue('+00:00:03.230');
  await place.getByRole('button', { name: 'Close placing by hand' }).click();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('log')).toHaveText('Undo: Move Table');
  await expect.poll(() => apart(page)).toBeLessThanOrEqual(1);
  for (const what of ['Name a camera', 'Line up Camera 2', 'Add Camera 2']) {
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('log')).toHaveText(`Undo: ${what}`);
  }
  await expect(page.locator('[data-angle]')).toHaveCount(0);
  expect(await muted()).toEqual([false, undefined]);
  await lesson.allSaved();
});

test('three cameras, one through a playable copy: in step, each with what was drawn on it', async ({
  launch,
  folder,
}) => {
  const room = talk(60, 11);
  const [table, door] = [LATER, 1.2];
  const front = film(folder, 'front', room, 5, 40);
  const { page, app } = await launch({ files: [front] });
  const lesson = new LessonRoomPage(page, app);
  await lesson.ready();
  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Cameras and sound…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cameras and sound' });
  const lined = dialog.getByText('Lined up by its sound.');
  for (const [at, path] of [
    film(folder, 'table', room, 5 + table, 32, { as: 'avi' }),
    film(folder, 'door', room, 5 + door, 34),
  ].entries()) {
    await lesson.answerDialogs(path);
    await dialog.getByRole('button', { name: 'Add a camera or recorder…' }).click();
    await expect(lined).toHaveCount(at + 1, { timeout: 60_000 });
  }
  await dialog.getByRole('button', { name: 'Done' }).click();
  await lesson.allSaved();
  const off = () => apart(page, [table * FPS, door * FPS]);
  const tiles = page.locator('[data-angle]');
  await expect(tiles).toHaveCount(2);

  // Standing anywhere, stepped, played, and gone backwards: all three show one time.
  for (const share of [0.7, 0.25, 0.5]) {
    await lesson.clickAt(share);
    await expect.poll(off).toBeLessThanOrEqual(1);
  }
  for (let n = 0; n < 3; n++) {
    await lesson.press('.');
    await lesson.atRest();
    await expect.poll(off).toBeLessThanOrEqual(1);
  }
  await page.keyboard.press('Space');
  for (let n = 0; n < 3; n++) {
    const before = await lesson.positionUs();
    await expect.poll(() => lesson.positionUs()).toBeGreaterThan(before + 400_000);
    await expect.poll(off).toBeLessThanOrEqual(2);
  }
  const turned = await lesson.positionUs();
  await page.keyboard.press('j');
  await expect.poll(() => lesson.positionUs()).toBeLessThan(turned - 400_000);
  await page.keyboard.press('k');
  await lesson.atRest();
  await expect.poll(off).toBeLessThanOrEqual(1);

  // What is drawn on the camera watched large lies on its picture, large or small, and on no other.
  const drawnOn = () =>
    Promise.all(
      [
        page.locator('[data-drawing]'),
        ...[0, 1].map((n) => tiles.nth(n).locator('[data-drawing]')),
      ].map((drawn) => drawn.count()),
    );
  const draw = async () => {
    for (const key of ['Shift+D', 'b', 'Enter', 'Escape', 'Escape']) await page.keyboard.press(key);
    await expect(page.getByRole('toolbar', { name: 'Board' })).toBeVisible();
  };
  await page.keyboard.press('Shift+Digit2');
  await draw();
  await expect.poll(drawnOn).toEqual([1, 1, 0]);
  const shares = () =>
    tiles.first().evaluate((tile) => {
      const video = tile.querySelector('video')?.getBoundingClientRect();
      const box = tile.querySelector('[data-drawing] path:last-of-type')?.getBoundingClientRect();
      if (!video || !box) return [];
      const scale = Math.min(video.width / 320, video.height / 180);
      const left = video.left + (video.width - 320 * scale) / 2;
      const top = video.top + (video.height - 180 * scale) / 2;
      const middle = [box.left + box.width / 2, box.top + box.height / 2] as const;
      return [(middle[0] - left) / (320 * scale), (middle[1] - top) / (180 * scale)];
    });
  for (const key of ['Shift+Digit2', 'Shift+Digit3']) {
    await page.keyboard.press(key);
    await expect
      .poll(async () => (await shares()).map((share) => Math.round(share * 50) / 50))
      .toEqual([0.5, 0.5]);
  }
  await draw();
  await expect.poll(drawnOn).toEqual([2, 1, 1]);
  await page.keyboard.press('Shift+Digit1');
  await draw();
  await expect.poll(drawnOn).toEqual([3, 1, 1]);
  await lesson.allSaved();
});

test('captions under the picture, and a transcript that is found in and clicked', async ({
  launch,
  folder,
}) => {
  const path = film(folder, 'front', talk(20, 3), 2, 12);
  const captions = join(folder, 'lesson.srt');
  writeFileSync(
    captions,
    '1\n00:00:01,000 --> 00:00:04,000\n<i>What</i> tells you?\n\n2\n00:00:08,000 --> 00:00:10,000\nThe right angle.\n',
  );
  const { page, app } = await launch({ files: [path] });
  const lesson = new LessonRoomPage(page, app);
  await lesson.ready();
  await lesson.answerDialogs(captions);
  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Captions and transcript…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Captions and transcript' });
  await dialog.getByRole('button', { name: 'Add from a file…' }).click();
  await expect(dialog.getByText('2 lines')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await lesson.allSaved();

  const line = page.getByRole('region', { name: 'Captions' });
  await page.getByRole('tab', { name: 'Transcript' }).click();
  const transcript = page.getByRole('list', { name: 'Transcript' });
  await transcript.getByRole('button', { name: /The right angle/ }).click();
  await expect(line).toHaveText('The right angle.');
  expect(await lesson.positionUs()).toBe(8_000_000);
  await expect(transcript.locator('[aria-current]')).toContainText('The right angle.');

  // The same lines as a row of the timeline, by pointer and by key.
  const { x, width } = await lesson.lanes();
  const lengthS = Number(await lesson.timeline.getAttribute('aria-valuemax'));
  const head = page.locator('[data-timeline]').getByText('Captions', { exact: true });
  const row = await head.boundingBox();
  if (!row) throw new Error('no row of captions');
  await page.mouse.click(x + (3 / lengthS) * width, row.y + row.height / 2);
  await expect.poll(() => lesson.positionUs()).toBe(1_000_000);
  await lesson.timeline.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(lesson.spoken).toHaveText('8 seconds: The right angle.');
  await expect.poll(() => lesson.positionUs()).toBe(8_000_000);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(lesson.spoken).toHaveText('Nothing is said after this');
  await page.keyboard.press('ArrowDown');
  await expect(lesson.spoken).toHaveText('Noticing row, 0 moments');
  await page.keyboard.press('ArrowUp');
  await expect(lesson.spoken).toHaveText('Captions row, 2 lines, here The right angle.');
  await expect(lesson.timeline).toHaveAttribute('aria-valuetext', /8 seconds, Captions row/);

  await page.getByRole('searchbox', { name: 'Find in the transcript' }).fill('WHAT');
  await expect(transcript.getByRole('listitem')).toHaveCount(1);
  await transcript.getByRole('button').click();
  await expect(line).toHaveText('What tells you?');
  await page.keyboard.press('Shift+c');
  await expect(line).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('tab', { name: 'Transcript' })).toBeHidden();
  await expect(head).toBeHidden();
});
