/** The screens of annotating: boards, noticing live, drawing on the picture. */
import { expect, test } from '../e2e/launch';
import { LessonRoomPage } from '../e2e/pages/lesson-room';
import { picture } from './take';

test('boards and drawing', async ({ launch }) => {
  const { page, app } = await launch();
  await page.getByRole('button', { name: 'Try a made lesson' }).click();
  const room = await new LessonRoomPage(page, app).ready();
  await expect(room.rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Boards', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New board…' }).click();
  await expect(page.getByRole('button', { name: /^Waiting and questioning/ })).toBeVisible();
  await picture(page, app, '30-boards');
  await page.getByRole('button', { name: /^Waiting and questioning/ }).click();
  await page.getByRole('button', { name: 'More about Waiting' }).click();
  await picture(page, app, '31-board');
  await page.getByRole('button', { name: 'Save board' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await room.clickAt(0.3);
  await page.keyboard.press('1');
  await page.keyboard.press('Alt+3');
  await picture(page, app, '32-marking');

  await page.keyboard.press('Shift+D');
  for (const key of ['s', 'h', 'a']) {
    await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    for (let n = 0; n < 8; n++) await page.keyboard.press('ArrowLeft');
  }
  await picture(page, app, '33-drawing');
});

test('noticing live', async ({ launch }) => {
  const { page, app } = await launch();
  await page.getByRole('button', { name: 'Notice a lesson live, without footage' }).click();
  const room = new LessonRoomPage(page, app);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(1_000_000);
  for (const key of ['1', '2', '3']) await page.keyboard.press(key);
  await expect(room.rows).toHaveCount(3);
  await picture(page, app, '34-live');
});
