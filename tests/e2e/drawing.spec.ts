/** Drawing on the picture in the real app, by hand and by keyboard. */
import type { Page } from 'playwright/test';
import { found } from './axe';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

/** Where the first box on the picture lies, as shares of the picture. */
async function boxShares(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('video-js[data-deck="front"] video');
    const drawn = document.querySelector('[data-drawing] path:last-of-type');
    if (!video || !drawn) return [];
    const frame = video.getBoundingClientRect();
    const scale = Math.min(frame.width / video.videoWidth, frame.height / video.videoHeight);
    const width = video.videoWidth * scale;
    const height = video.videoHeight * scale;
    const left = frame.left + (frame.width - width) / 2;
    const top = frame.top + (frame.height - height) / 2;
    const box = (drawn as SVGGraphicsElement).getBBox();
    const sheet = drawn.closest('svg')?.getBoundingClientRect();
    const x = box.x + (sheet?.left ?? 0);
    const y = box.y + (sheet?.top ?? 0);
    return [(x - left) / width, (y - top) / height, box.width / width, box.height / height];
  });
}

test('drawn by hand: in place at every size, in its time, undone, there again', async ({
  launch,
}) => {
  const { page, app } = await launch({ lesson: { seconds: 20, gop: 50 } });
  const room = await new LessonRoomPage(page, app).ready();
  const drawn = page.locator('[data-drawing]');
  await page.getByRole('button', { name: 'Draw on the picture' }).click();
  const tools = page.getByRole('toolbar', { name: 'Drawing' });
  await tools.getByRole('button', { name: 'Box' }).click();
  const picture = await page.locator('video-js[data-deck="front"] video').boundingBox();
  if (!picture) throw new Error('no picture');
  const at = (x: number, y: number) =>
    [picture.x + picture.width * x, picture.y + picture.height * y] as const;
  await page.mouse.move(...at(0.4, 0.4));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.5));
  await page.mouse.move(...at(0.6, 0.7));
  await page.mouse.up();
  await expect(drawn).toHaveCount(1);
  const shares = await boxShares(page);

  // The same shares of the picture in another window, and in the whole of it.
  await page.setViewportSize({ width: 1000, height: 900 });
  await expect
    .poll(async () => {
      const smaller = await boxShares(page);
      return Math.max(...shares.map((share, n) => Math.abs((smaller[n] ?? 1) - share)));
    })
    .toBeLessThan(0.005);
  await page.setViewportSize({ width: 1440, height: 900 });

  // A stroke, a spotlight, a number and words; what is written is one step of undo.
  await page.keyboard.press('p');
  await page.mouse.move(...at(0.45, 0.2));
  await page.mouse.down();
  for (let n = 0; n < 8; n++) await page.mouse.move(...at(0.45 + n * 0.01, 0.2 + (n % 2) * 0.03));
  await page.mouse.up();
  await page.keyboard.press('s');
  await page.keyboard.press('Enter');
  await page.keyboard.press('h');
  await page.mouse.click(...at(0.35, 0.8));
  await page.keyboard.press('t');
  await page.mouse.click(...at(0.3, 0.9));
  await page.getByRole('textbox', { name: 'Text' }).fill('Third hand');
  await expect(drawn).toHaveCount(5);
  await expect(page.locator('[data-drawing] text').last()).toHaveText('Third hand');
  await room.allSaved();
  expect(await found(page)).toEqual([]);

  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(drawn).toHaveCount(4);
  await page.getByRole('button', { name: /^Redo/ }).click();
  await expect(drawn).toHaveCount(5);

  // Five seconds later they are gone, at their place they are back; also after another start.
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(drawn).toHaveCount(0);
  await page.keyboard.press('Home');
  await expect(drawn).toHaveCount(5);
  await page.getByRole('link', { name: 'Lessons' }).click();
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await room.ready();
  await expect(drawn).toHaveCount(5);
});

test('drawn by keyboard alone: put, moved, sized, timed, taken away', async ({ launch }) => {
  const { page, app } = await launch({ lesson: { seconds: 20, gop: 50 } });
  const room = await new LessonRoomPage(page, app).ready();
  const drawn = page.locator('[data-drawing]');
  await page.keyboard.press('Space');
  await expect(room.pause).toBeVisible();
  await page.keyboard.press('Shift+D');
  // Drawing waits for the hand: the lesson stands, and goes on afterwards.
  await expect(room.play).toBeVisible();
  await expect(page.getByRole('toolbar', { name: 'Drawing' })).toBeVisible();
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await expect(drawn).toHaveCount(1);
  const before = await boxShares(page);
  for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
  for (let n = 0; n < 5; n++) await page.keyboard.press('Shift+ArrowDown');
  const after = await boxShares(page);
  expect((after[0] ?? 0) - (before[0] ?? 0)).toBeCloseTo(0.05, 2);
  expect((after[3] ?? 0) - (before[3] ?? 0)).toBeCloseTo(0.05, 2);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await boxShares(page)).toEqual(before);
  await page.keyboard.press('Delete');
  await expect(drawn).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(drawn).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar', { name: 'Board' })).toBeVisible();
  await expect(room.pause).toBeVisible();
});
