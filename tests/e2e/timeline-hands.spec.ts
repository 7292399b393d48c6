/** The timeline with the pointer alone. */
import type { Page } from 'playwright/test';
import { makeFootage } from '../fixtures/make-footage';
import { expect, test } from './launch';
import {
  drag,
  FOOTAGE,
  frameWidth,
  marked,
  opened,
  placeOf,
  playheadX,
  SECONDS,
  times,
} from './on-timeline';

/** Presses with the right button there, and takes an entry of the menu. */
async function take(page: Page, place: { x: number; y: number }, name: string): Promise<void> {
  await page.mouse.click(place.x, place.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: 'Moments on the timeline' });
  await menu.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
  await expect(menu).toBeHidden();
}

test('zooms to single frames under the pointer, is thrown and glides on, by hand', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  // In the middle of a frame.
  const under = await placeOf(room, 12.02);
  const ruler = (await room.lanes()).y + 6;
  await page.mouse.click(under.x, ruler);
  await room.still();
  const frame = await room.frame();
  await page.mouse.move(under.x, under.y);
  await page.keyboard.down('Control');
  for (let n = 0; n < 20; n++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(() => frameWidth(room)).toBeCloseTo(40, 0);
  // What was under the pointer is there still, and each forty pixels are another frame.
  for (const by of [0, 1, 2, -1]) {
    await page.mouse.click(under.x + by * 40, ruler);
    await expect.poll(() => room.frame()).toBe((frame ?? 0) + by);
  }

  // Held with the middle button it goes with the hand; let go on the way it goes on by itself.
  const group = page.getByRole('group', { name: 'Zoom' });
  for (let n = 0; n < 3; n++) {
    await group.getByRole('button', { name: 'Zoom out on the timeline' }).click();
  }
  await expect(async () => {
    const before = await playheadX(room);
    await page.mouse.move(under.x, under.y);
    await page.mouse.down({ button: 'middle' });
    for (let n = 1; n <= 12; n++) await page.mouse.move(under.x - n * 12, under.y);
    expect((await playheadX(room)) - before).toBeCloseTo(-144, -1);
    for (let n = 13; n <= 20; n++) await page.mouse.move(under.x - n * 12, under.y);
    await page.mouse.up({ button: 'middle' });
    await expect.poll(() => playheadX(room), { timeout: 2_000 }).toBeLessThan(before - 260);
  }).toPass();
  await group.getByRole('button', { name: 'Show the whole lesson' }).click();
  const { width } = await room.lanes();
  await expect.poll(async () => (await frameWidth(room)) * 25).toBeCloseTo(width / SECONDS, 0);
});

test('follows the playhead as its button says, by hand', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const { x, y, width, height } = await room.lanes();
  const closer = page.getByRole('button', { name: 'Zoom in on the timeline' });
  for (let n = 0; n < 6; n++) await closer.click();
  await page.getByRole('button', { name: 'Follow the playhead page by page' }).click();
  await page.mouse.click(x + width * 0.8, y + 6);
  await room.play.click();
  await expect.poll(() => playheadX(room)).toBeCloseTo(x + width / 2, -1);
  await room.pause.click();
  await page.getByRole('button', { name: 'Keep the playhead in the middle' }).click();
  await expect(page.getByRole('button', { name: 'Do not follow the playhead' })).toBeVisible();
  // The overview shows another place: the playhead is out of sight, and stays so while it plays.
  await page.mouse.click(x + width - 8, y + height - 10);
  await room.play.click();
  const from = await room.positionUs();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(from + 300_000);
  expect(await playheadX(room)).toBeLessThan(x);
  await page.getByRole('button', { name: 'Do not follow the playhead' }).click();
  await page.mouse.click(x + width / 2, y + height - 10);
  await page.mouse.click(x + width / 2, y + 6);
  await expect.poll(() => playheadX(room)).toBeGreaterThan(x);
});

test('a drag snaps to another moment and to in and out', async ({ launch }) => {
  // Without sound: the edge of a pause in the talk may lie nearer.
  const launched = await launch({ lesson: { seconds: SECONDS, gop: 50 } });
  const room = await marked(launched);
  const { page } = launched;
  // Another moment at 25 s exactly, and in at 4 s exactly.
  await room.press('Home');
  for (let n = 0; n < 5; n++) await room.press('Shift+ArrowRight');
  await page.keyboard.press('2');
  await room.press('Home');
  for (let n = 0; n < 4; n++) await room.press('ArrowRight');
  await page.keyboard.press('i');
  await room.press('Home');
  const { x, y } = await placeOf(room, 15);
  await page.mouse.click(x, y);
  await drag(page, await placeOf(room, 19.97), { x: (await placeOf(room, 25)).x + 4, y });
  await expect.poll(() => times(room)).toEqual({ from: 10, to: 25 });
  await drag(page, await placeOf(room, 10.03), { x: (await placeOf(room, 4)).x - 4, y });
  await expect.poll(() => times(room)).toEqual({ from: 4, to: 25 });
  // With Alt nothing pulls.
  await page.keyboard.down('Alt');
  await drag(page, await placeOf(room, 4.03), { x: (await placeOf(room, 10)).x, y });
  await drag(page, await placeOf(room, 10.03), { x: (await placeOf(room, 4)).x - 5, y });
  await page.keyboard.up('Alt');
  await expect.poll(async () => (await times(room)).from).not.toBe(4);
});

test('split, nudged, merged, copied and pasted into another lesson from the menu, by hand', async ({
  launch,
}) => {
  const other = await makeFootage({ ...FOOTAGE, seconds: 20 });
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  await page.mouse.click((await placeOf(room, 15)).x, (await room.lanes()).y + 6);
  await take(page, await placeOf(room, 14), 'Split at the playhead');
  await expect(room.rows).toHaveCount(2);
  const first = await placeOf(room, 12);
  await page.mouse.click(first.x, first.y);
  await take(page, first, 'Nudge a second later');
  await take(page, first, 'Nudge a frame earlier');
  await expect.poll(async () => (await times(room)).from).toBeCloseTo(10.96, 3);
  await page.getByRole('button', { name: 'Undo: Nudge a moment' }).click();
  await expect.poll(async () => (await times(room)).from).toBe(10);

  // Both with Ctrl, then one menu for the two.
  await page.keyboard.down('Control');
  const second = await placeOf(room, 18);
  await page.mouse.click(second.x, second.y);
  await page.keyboard.up('Control');
  await take(page, second, 'Copy the moments');
  await take(page, second, 'Merge into one');
  await expect(room.rows).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Undo: Merge 2 moments' })).toBeVisible();
  // The right button chooses what it presses: the key after it is for that moment.
  await page.mouse.click((await placeOf(room, 25)).x, second.y);
  await take(page, second, 'Delete the chosen moments');
  await expect(room.rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: Delete a moment' }).click();
  await expect(room.rows).toHaveCount(1);
  await room.allSaved();

  await room.answerDialogs(other);
  await page.getByRole('link', { name: 'Lessons' }).first().click();
  await page.getByRole('button', { name: 'Add footage' }).click();
  await expect(page.getByRole('list', { name: 'Lessons' }).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await room.framesKnown();
  await take(page, await placeOf(room, 20), 'Paste the moments at the playhead');
  await expect(room.rows).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Undo: Paste 2 moments' })).toBeVisible();
  await room.allSaved();
});

test('rows by kind, tag, person and focus, by hand', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  for (const [by, row] of [
    ['By tag', 'No tag'],
    ['By person', 'You'],
    ['By focus', 'No focus'],
    ['By kind', 'Noticing'],
  ] as const) {
    await page.getByRole('button', { name: /Rows$/ }).click();
    await page.getByRole('option', { name: by }).click();
    await expect(room.rowHead(row)).toBeVisible();
  }
});
