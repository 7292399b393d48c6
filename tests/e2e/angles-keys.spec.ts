/** Two cameras with the keyboard alone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright/test';
import { talk } from '../unit/main/media/align/classroom';
import { expect, test } from './launch';
import { film } from './on-cameras';
import { LessonRoomPage } from './pages/lesson-room';

test('a camera added, lined up, made large, heard and placed, all by key', async ({
  launch,
  folder,
}) => {
  const room = talk(60, 11);
  const front = film(folder, 'front', room, 5, 40);
  const table = film(folder, 'table', room, 8.2, 30);
  const { page, app } = await launch({ files: [front] });
  const lesson = new LessonRoomPage(page, app);
  await lesson.ready();
  await lesson.answerDialogs(table);
  const command = async (words: string) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: /^Search lessons/ })).toBeFocused();
    await page.keyboard.type(words);
    const chosen = page.getByRole('listbox', { name: 'Found' }).getByRole('option', {
      selected: true,
    });
    await expect(chosen).toContainText(words);
    await page.keyboard.press('Enter');
  };
  const press = async (button: Locator) => {
    await button.focus();
    await page.keyboard.press('Enter');
  };
  await command('Cameras and sound');
  const dialog = page.getByRole('dialog', { name: 'Cameras and sound' });
  await press(dialog.getByRole('button', { name: 'Add a camera or recorder…' }));
  await expect(dialog.getByText('Lined up by its sound.')).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('textbox', { name: 'Name of camera 2' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Table');
  await page.keyboard.press('Tab');
  await press(dialog.getByRole('button', { name: 'Line Table up by sound' }));
  await expect(dialog.getByText('Lined up by its sound.')).toBeVisible({ timeout: 60_000 });
  await press(dialog.getByRole('button', { name: 'Line Table up by hand' }));
  await expect(dialog).toBeHidden();

  // By hand: typed, nudged, and its clock.
  const place = page.getByRole('group', { name: 'Place of Table' });
  const offset = place.getByRole('textbox', { name: 'Begins at' });
  await offset.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('+3');
  await page.keyboard.press('Enter');
  await expect(offset).toHaveValue('+00:00:03.000');
  await press(place.getByRole('button', { name: 'One second later' }));
  await expect(offset).toHaveValue('+00:00:04.000');
  const clock = place.getByRole('textbox', { name: 'Clock, millionths' });
  await clock.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('120');
  await page.keyboard.press('Enter');
  await lesson.allSaved();
  await expect(clock).toHaveValue('120');
  await press(place.getByRole('button', { name: 'Close placing by hand' }));
  await expect(place).toBeHidden();

  // Large and small; one alone; and what is heard.
  const tile = page.locator('[data-angle]');
  const wide = () =>
    tile.evaluate((small) => {
      const first = document.querySelector('[data-keys="through"] > div video');
      const second = small.querySelector('video');
      const width = (video: Element | null) => video?.getBoundingClientRect().width ?? 0;
      return width(second) > width(first);
    });
  await lesson.timeline.focus();
  await lesson.press('Shift+ArrowRight');
  expect(await wide()).toBe(false);
  await page.keyboard.press('Shift+Digit2');
  await expect.poll(wide).toBe(true);
  await page.keyboard.press('Shift+Digit1');
  await expect.poll(wide).toBe(false);
  await page.keyboard.press('Shift+E');
  await expect(page.getByRole('button', { name: 'Sound is from Table' })).toBeVisible();
  await page.keyboard.press('Shift+E');
  await expect(page.getByRole('button', { name: 'Sound is from Camera 1' })).toBeVisible();
  await page.keyboard.press('Shift+K');
  await expect(tile).toBeHidden();
  await page.keyboard.press('Shift+K');
  await expect(tile).toBeVisible();

  // Captions come from a file, and lead to their place.
  const captions = join(folder, 'lesson.srt');
  writeFileSync(captions, '1\n00:00:08,000 --> 00:00:10,000\nThe right angle.\n');
  await lesson.answerDialogs(captions);
  await command('Add captions or a transcript');
  const transcript = page.getByRole('tab', { name: 'Transcript' });
  await expect(transcript).toBeVisible();
  await page.getByRole('tab', { selected: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(transcript).toHaveAttribute('aria-selected', 'true');
  await press(page.getByRole('list', { name: 'Transcript' }).getByRole('button'));
  await expect(page.getByRole('region', { name: 'Captions' })).toHaveText('The right angle.');
  await expect.poll(() => lesson.positionUs()).toBe(8_000_000);
  await lesson.allSaved();
});
