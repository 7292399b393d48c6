/** The timeline in the real app: hands on moments, selection, zoom, and the slider's own keys. */
import type { Page } from 'playwright/test';
import { makeFootage } from '../fixtures/make-footage';
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const SECONDS = 30;
const FOOTAGE = { seconds: SECONDS, gop: 50, sound: { codec: 'aac' } } as const;

async function opened({ page, app }: Launched): Promise<LessonRoomPage> {
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  return room;
}

/** A range of the first kind from 10 s to 20 s, chosen. */
async function marked(launched: Launched): Promise<LessonRoomPage> {
  const room = await opened(launched);
  const { page } = launched;
  await page.keyboard.press('1');
  const row = room.rows.first();
  await row.getByRole('textbox', { name: 'To' }).fill('20');
  await row.getByRole('textbox', { name: 'To' }).press('Enter');
  await row.getByRole('textbox', { name: 'From' }).fill('10');
  await row.getByRole('textbox', { name: 'From' }).press('Enter');
  await room.allSaved();
  return room;
}

/** Where a second of the lesson is on the page, in the first row. */
async function placeOf(room: LessonRoomPage, second: number): Promise<{ x: number; y: number }> {
  const { x, y, width } = await room.lanes();
  return { x: x + (second / SECONDS) * width, y: y + 24 + 16 + 5 + 12 };
}

async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
  release = true,
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let n = 1; n <= 6; n++) {
    await page.mouse.move(from.x + ((to.x - from.x) * n) / 6, to.y);
  }
  if (release) await page.mouse.up();
}

const times = async (room: LessonRoomPage) => ({
  from: Number(
    (await room.rows.first().getByRole('textbox', { name: 'From' }).inputValue()).split(':')[1],
  ),
  to: Number(
    (await room.rows.first().getByRole('textbox', { name: 'To' }).inputValue()).split(':')[1],
  ),
});

test('a moment is moved, trimmed and put back', async ({ launch }) => {
  const launched = await launch({ files: [await makeFootage(FOOTAGE)] });
  const room = await marked(launched);
  const { page } = launched;
  await drag(page, await placeOf(room, 15), await placeOf(room, 18));
  expect((await times(room)).from).toBeCloseTo(13, 0);
  expect((await times(room)).to - (await times(room)).from).toBeCloseTo(10, 3);
  await drag(page, await placeOf(room, (await times(room)).to - 0.03), await placeOf(room, 26));
  expect((await times(room)).to).toBeCloseTo(26, 0);
  await room.allSaved();
  await page.getByRole('button', { name: 'Undo: Trim a moment' }).click();
  await page.getByRole('button', { name: 'Undo: Move a moment' }).click();
  expect(await times(room)).toEqual({ from: 10, to: 20 });
});

test('a drag snaps to the playhead, and Escape abandons it', async ({ launch }) => {
  const launched = await launch({ files: [await makeFootage(FOOTAGE)] });
  const room = await marked(launched);
  const { page } = launched;
  for (let n = 0; n < 13; n++) await room.press('ArrowRight');
  expect(await room.positionUs()).toBe(13_000_000);
  const near = await placeOf(room, 18);
  await drag(page, await placeOf(room, 15), { x: near.x + 3, y: near.y });
  expect((await times(room)).from).toBe(13);
  await drag(page, await placeOf(room, 18), await placeOf(room, 22), false);
  await expect.poll(async () => (await times(room)).from).toBeGreaterThan(15);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await times(room)).toEqual({ from: 13, to: 23 });
  await expect(page.getByRole('button', { name: 'Undo: Move a moment' })).toBeVisible();
});

test('a range is selected by dragging over an empty place', async ({ launch }) => {
  const launched = await launch({ files: [await makeFootage(FOOTAGE)] });
  const room = await opened(launched);
  const { page } = launched;
  await drag(page, await placeOf(room, 5), await placeOf(room, 9));
  await expect(page.getByText('The next key marks the whole selection.')).toBeVisible();
  await page.keyboard.press('2');
  expect((await times(room)).from).toBeCloseTo(5, 0);
  expect((await times(room)).to).toBeCloseTo(9, 0);
});

test('zooms about the pointer, pans, and shows the whole lesson again', async ({ launch }) => {
  const launched = await launch({ files: [await makeFootage(FOOTAGE)] });
  const room = await opened(launched);
  const { page } = launched;
  const under = await placeOf(room, 12);
  await page.mouse.move(under.x, under.y - 40);
  await page.keyboard.down('Control');
  for (let n = 0; n < 5; n++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  const { y } = await room.lanes();
  await page.mouse.click(under.x, y + 6);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(11_900_000);
  expect(await room.positionUs()).toBeLessThan(12_100_000);
  // Zoomed in, 100 px are less than the second that they were before.
  const { width } = await room.lanes();
  await page.mouse.click(under.x + width / SECONDS, y + 6);
  await expect.poll(() => room.positionUs()).toBeLessThan(12_500_000);
  await page.keyboard.press('Shift+Z');
  await page.mouse.click((await placeOf(room, 20)).x, y + 6);
  await expect.poll(async () => Math.round((await room.positionUs()) / 1e6)).toBe(20);
});

test('is a slider that says where it is', async ({ launch }) => {
  const launched = await launch({ files: [await makeFootage(FOOTAGE)] });
  const room = await opened(launched);
  await room.timeline.focus();
  await room.press('ArrowRight');
  await room.press('ArrowUp');
  await expect(room.timeline).toHaveAttribute('aria-valuetext', '2 seconds');
  await room.press('Shift+ArrowRight');
  await expect(room.timeline).toHaveAttribute('aria-valuetext', '7 seconds');
  await room.press('End');
  await expect(room.timeline).toHaveAttribute('aria-valuetext', '30 seconds');
  await room.press('PageDown');
  await expect(room.timeline).toHaveAttribute('aria-valuenow', '0.000');
});

test('a moment is deleted by key and comes back', async ({ launch }) => {
  const launched = await launch({ files: [await makeFootage(FOOTAGE)] });
  const room = await marked(launched);
  const { page } = launched;
  const { x, y } = await placeOf(room, 15);
  await page.mouse.click(x, y);
  await expect.poll(() => room.positionUs()).toBe(10_000_000);
  await page.keyboard.press('Delete');
  await expect(room.rows).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(room.rows).toHaveCount(1);
});
