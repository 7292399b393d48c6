/** The main job: footage in, moments marked while it plays, a clip out that is exactly that. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { numbersIn } from '../fixtures/look';
import { makeFootage, ownCopy } from '../fixtures/make-footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const FOOTAGE = { seconds: 20, gop: 60, bFrames: 2, sound: { codec: 'aac' } } as const;

/** What has the keyboard, as a screen reader would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let n = 0; n < 60; n++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}`);
}

test('adds, plays, marks, writes, exports; the clip begins and ends with the marked frames', async ({
  launch,
  folder,
}) => {
  const file = await ownCopy(FOOTAGE, join(folder, 'Area of triangles.mp4'));
  const { page, app } = await launch({ files: [file] });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();

  await room.press('Home');
  await page.keyboard.press('Space');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(5_000_000);
  await page.keyboard.press('1');
  await expect(room.rows).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(room.note).toBeFocused();
  await expect(room.play).toBeVisible();
  await room.note.fill('Seven seconds of silence, then three hands.');
  await page.keyboard.press('Enter');
  await expect(room.pause).toBeVisible();
  await page.keyboard.press('Space');
  await expect(room.rows.first()).toContainText('Seven seconds of silence');
  await room.allSaved();

  // In and out by the frames on screen: both are in the clip.
  await room.clickAt(0.31);
  for (let n = 0; n < 3; n++) await room.press('.');
  const first = await room.frame();
  await page.keyboard.press('i');
  await room.press('ArrowRight');
  await room.press('ArrowRight');
  await room.press(',');
  const last = await room.frame();
  await page.keyboard.press('o');

  await room.answerDialogs(folder);
  await page.getByRole('button', { name: 'Export clips' }).click();
  await expect(room.exportDialog.getByRole('checkbox', { name: /^Selection/ })).toBeChecked();
  await room.exportDialog.getByRole('textbox', { name: /^Name of the clip/ }).fill('Wait time');
  await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(room.exportDialog).toBeHidden();
  await expect(room.jobs).toBeVisible();
  const clip = join(folder, 'Wait time.mp4');
  await expect.poll(() => readdirSync(folder)).toContain('Wait time.mp4');
  const numbers = await numbersIn(clip);
  expect(first).not.toBeNull();
  expect(numbers.at(0)).toBe(first);
  expect(numbers.at(-1)).toBe(last);
  const expected = Array.from(
    { length: (last ?? 0) - (first ?? 0) + 1 },
    (_, n) => (first ?? 0) + n,
  );
  expect(numbers).toEqual(expected);
});

test('by keyboard alone', async ({ launch, folder }) => {
  const file = await ownCopy(FOOTAGE, join(folder, 'By keys.mp4'));
  const { page, app } = await launch({ files: [file] });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await page.keyboard.press('Home');
  await page.keyboard.press('l');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(4_500_000);
  await page.keyboard.down('2');
  const since = await room.positionUs();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(since + 900_000);
  await page.keyboard.up('2');
  await page.keyboard.press('k');
  await expect(room.rows).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.type('What tells you this one is not a right angle?');
  await page.keyboard.press('Enter');
  await expect(room.note).toBeHidden();
  await expect(room.rows.first()).toContainText('What tells you');

  // The moment's end by key, then undone and done again.
  const to = room.rows.first().getByRole('textbox', { name: 'To' });
  const was = await to.inputValue();
  await room.press('ArrowRight');
  await page.keyboard.press(']');
  await expect(to).not.toHaveValue(was);
  const now = await to.inputValue();
  await page.keyboard.press('Control+z');
  await expect(to).toHaveValue(was);
  await page.keyboard.press('Control+Shift+z');
  await expect(to).toHaveValue(now);

  await room.answerDialogs(folder);
  await page.keyboard.press('e');
  await expect(room.exportDialog.getByRole('checkbox', { name: /^Question/ })).toBeChecked();
  await tabTo(page, /^Export$/);
  await page.keyboard.press('Enter');
  await expect(room.exportDialog).toBeHidden();
  await expect
    .poll(() => readdirSync(folder).some((name) => /^By keys .*\.mp4$/.test(name)))
    .toBe(true);
  // Back to the lessons, by Tab and Enter.
  await tabTo(page, /^Lessons$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Lessons' })).toBeVisible();
});

test('what was marked is there after the app was killed', async ({ launch, folder }) => {
  const dataDir = join(folder, 'library');
  const first = await launch({ files: [await makeFootage(FOOTAGE)], dataDir });
  const room = new LessonRoomPage(first.page, first.app);
  await room.ready();
  await first.page.keyboard.press('4');
  await first.page.keyboard.press('Enter');
  await room.note.fill('She lets them revise it.');
  await expect(first.page.getByRole('status', { name: 'Saved' })).toBeVisible();
  await first.page.keyboard.press('Enter');
  await room.allSaved();
  await first.kill();
  const second = await launch({ dataDir });
  await second.page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  const after = new LessonRoomPage(second.page, second.app);
  await expect(after.rows).toHaveCount(1);
  await expect(after.rows.first()).toContainText('She lets them revise it.');
});
