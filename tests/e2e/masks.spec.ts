/** Parts of picture and sound hidden by hand in the real app, by pointer and by keyboard. */
import type { Page } from 'playwright/test';
import type { Mask } from '../../src/shared/domain/mask';
import { found } from './axe';
import { makeFootage } from './footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { lessonOf } from './staging';

const hidden = async (page: Page): Promise<Mask[]> => (await lessonOf(page)).masks;

/** A place on the picture, by shares of it: made footage fills what shows it in one direction. */
async function onPicture(page: Page): Promise<(x: number, y: number) => readonly [number, number]> {
  const box = await page.locator('video-js[data-deck="front"] video').boundingBox();
  if (!box) throw new Error('no picture');
  return (x, y) => [box.x + box.width * x, box.y + box.height * y] as const;
}

async function drag(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

test('a part is hidden by pointer: drawn, moved later on, sized, timed, there after a kill', async ({
  launch,
  folder,
}) => {
  const files = makeFootage(folder, { seconds: 20 });
  const first = await launch({ files: [files], dataDir: `${folder}/library` });
  const { page, app } = first;
  const room = await new LessonRoomPage(page, app).ready();
  await page.getByRole('button', { name: 'Hide parts' }).click();
  const panel = page.getByRole('region', { name: 'Hidden parts' });
  await expect(panel).toBeVisible();
  const cover = page.locator('[data-mask]');
  const at = await onPicture(page);
  await drag(page, at(0.35, 0.4), at(0.45, 0.6));
  await expect(cover).toHaveCount(1);
  const rows = panel.getByRole('list', { name: 'What is hidden' }).getByRole('listitem');
  await expect(rows).toHaveText('Ellipse, blurred0:00 to 0:10');
  await expect(panel.getByRole('status')).toHaveText('Position 1 of 1');
  const before = await cover.boundingBox();

  // Two seconds on it is moved: it has two positions, and is half way between them half way.
  await room.clickAt(0.1);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(1_500_000);
  await expect(panel.getByRole('status')).toHaveText('1 position');
  await drag(page, at(0.4, 0.5), at(0.6, 0.5));
  await expect(panel.getByRole('status')).toHaveText('Position 2 of 2');
  const after = await cover.boundingBox();
  expect((after?.x ?? 0) - (before?.x ?? 0)).toBeCloseTo(at(0.2, 0)[0] - at(0, 0)[0], 0);
  await room.clickAt(0.05);
  await expect
    .poll(async () => (await cover.boundingBox())?.x ?? 0)
    .toBeLessThan((after?.x ?? 0) - 2);
  expect((await cover.boundingBox())?.x ?? 0).toBeGreaterThan((before?.x ?? 0) + 2);

  await panel.getByRole('button', { name: 'To the next position' }).click();
  await expect(panel.getByRole('status')).toHaveText('Position 2 of 2');
  await panel.getByRole('button', { name: 'To the position before' }).click();
  await expect(panel.getByRole('status')).toHaveText('Position 1 of 2');
  await room.still();

  // Its corner, its shape and how it is hidden; taken hold of and given up changes nothing.
  const corner = await page.locator('[data-corner="se"]').boundingBox();
  if (!corner) throw new Error('no corner');
  const grip = [corner.x + corner.width / 2, corner.y + corner.height / 2] as const;
  await drag(page, grip, [grip[0] + 30, grip[1] + 20]);
  await expect
    .poll(async () => (await cover.boundingBox())?.width ?? 0)
    .toBeGreaterThan((before?.width ?? 0) + 20);
  await panel.getByRole('button', { name: 'Box', exact: true }).click();
  await panel.getByRole('button', { name: 'Solid' }).click();
  await expect(rows).toHaveText('Box, solid0:00 to 0:10');
  const still = await cover.boundingBox();
  await page.mouse.move(...at(0.4, 0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.7, 0.5));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(() => cover.boundingBox()).toEqual(still);

  await panel.getByRole('textbox', { name: 'To' }).fill('0:08');
  await panel.getByRole('textbox', { name: 'To' }).press('Enter');
  await expect(rows).toHaveText('Box, solid0:00 to 0:08');
  await room.allSaved();
  expect(await found(page)).toEqual([]);
  const kept = await hidden(page);
  expect(kept).toHaveLength(1);

  // With the panel closed footage is seen as it is.
  await panel.getByRole('button', { name: /^Done/ }).click();
  await expect(cover).toHaveCount(0);
  await first.kill();

  const again = await launch({ dataDir: `${folder}/library` });
  expect(await hidden(again.page)).toEqual(kept);
  await new LessonRoomPage(again.page, again.app).enter();
  await again.page.getByRole('button', { name: 'Hide parts' }).click();
  await again.page.getByRole('button', { name: /^Box, solid/ }).click();
  await expect(again.page.getByText('Position 1 of 2')).toBeVisible();
});

test('picture, part and sound are hidden by keyboard alone: made, changed, taken away, undone', async ({
  launch,
  folder,
}) => {
  const { page, app } = await launch({ files: [makeFootage(folder, { seconds: 20 })] });
  const room = await new LessonRoomPage(page, app).ready();
  await page.keyboard.press('Shift+Q');
  const panel = page.getByRole('region', { name: 'Hidden parts' });
  await expect(panel).toBeVisible();
  const rows = panel.getByRole('list', { name: 'What is hidden' }).getByRole('listitem');

  await page.keyboard.press('w');
  await expect(rows).toHaveText('Whole picture, blurred0:00 to 0:10');
  const layer = page.getByRole('img', { name: /^Hidden here/ });
  await expect(layer).toHaveAccessibleName('Hidden here: Whole picture, blurred');
  await page.keyboard.press('s');
  await expect(rows).toHaveCount(2);
  const chosen = panel.getByRole('group', { name: 'This one: Sound, silence' });
  await expect(chosen).toBeVisible();

  // To its fields and choices with Tab.
  await chosen.getByRole('button', { name: 'Silence' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('group', { name: 'This one: Sound, tone' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('textbox', { name: 'From' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('0:04');
  await page.keyboard.press('Enter');
  await expect(rows.nth(1)).toHaveText('Sound, tone0:04 to 0:10');
  await page.keyboard.press('Control+z');
  await expect(rows.nth(1)).toHaveText('Sound, tone0:00 to 0:10');
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Delete');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('Control+Shift+z');
  await expect(rows).toHaveCount(1);

  // A part: put in the middle, moved, sized, and moved again a second later.
  await page.keyboard.press('p');
  await expect(rows).toHaveCount(2);
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowRight');
  await room.still();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(0);
  await panel.getByRole('button', { name: /^Ellipse, blurred/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('status')).toHaveText('Position 2 of 2');
  await page.keyboard.press('Shift+,');
  await expect(panel.getByRole('status')).toHaveText('Position 1 of 2');
  await page.keyboard.press('Shift+.');
  await expect(panel.getByRole('status')).toHaveText('Position 2 of 2');
  await page.keyboard.press(']');
  await room.allSaved();
  const [, part] = await hidden(page);
  if (part?.what.type !== 'area') throw new Error('no part');
  const [from, to] = part.what.keys;
  expect(from?.box.x).toBeCloseTo(0.39 - 0.08, 6);
  expect(from?.box.height).toBeCloseTo(0.31, 6);
  expect((to?.box.y ?? 0) - (from?.box.y ?? 0)).toBeCloseTo(0.01, 6);
  expect(part.endUs).toBeLessThan(10_000_000);
  await page.keyboard.press('Shift+Delete');
  await expect(panel.getByRole('status')).toHaveText('1 position');
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('toolbar', { name: 'Board' })).toBeVisible();
});

test('picture and sound are hidden by pointer, and shown again', async ({ launch, folder }) => {
  const { page, app } = await launch({ files: [makeFootage(folder, { seconds: 20 })] });
  const room = await new LessonRoomPage(page, app).ready();
  await page.getByRole('button', { name: 'Hide parts' }).click();
  const panel = page.getByRole('region', { name: 'Hidden parts' });
  const rows = panel.getByRole('list', { name: 'What is hidden' }).getByRole('listitem');
  await panel.getByRole('button', { name: 'Hide the whole picture' }).click();
  await panel.getByRole('button', { name: 'Pixelate' }).click();
  await expect(rows).toHaveText('Whole picture, pixelated0:00 to 0:10');
  await room.clickAt(0.25);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(4_000_000);
  await room.still();
  await panel.getByRole('button', { name: 'From here' }).click();
  await expect(rows).toHaveText(/0:0[45] to 0:10$/);
  await panel.getByRole('button', { name: 'Hide what is said' }).click();
  await panel.getByRole('button', { name: 'Tone' }).click();
  await expect(rows).toHaveCount(2);
  await panel.getByRole('button', { name: /^Delete: Sound, tone/ }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(rows).toHaveCount(2);
  await panel.getByRole('button', { name: 'Hide a part of the picture' }).click();
  await expect(rows).toHaveCount(3);
  const takeAway = panel.getByRole('button', { name: 'Take this position away' });
  await expect(takeAway).toBeDisabled();
  await room.clickAt(0.4);
  await expect(panel.getByRole('status')).toHaveText('1 position');
  await room.still();
  const at = await onPicture(page);
  await drag(page, at(0.5, 0.5), at(0.6, 0.5));
  await expect(panel.getByRole('status')).toHaveText('Position 2 of 2');
  await takeAway.click();
  await expect(panel.getByRole('status')).toHaveText('1 position');
  await room.allSaved();
  expect((await hidden(page)).map(({ what }) => what.type).sort()).toEqual([
    'area',
    'picture',
    'sound',
  ]);
});

test('who is not to be shown is written once for a class, and stands in the panel', async ({
  launch,
  folder,
}) => {
  const { page, app } = await launch({ files: [makeFootage(folder, { seconds: 4 })] });
  const room = await new LessonRoomPage(page, app).ready();
  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Details…' }).click();
  const details = page.getByRole('dialog', { name: 'Lesson details' });
  await details.getByRole('textbox', { name: 'Who is not to be shown' }).fill('AB, third row');
  expect(await found(page)).toEqual([]);
  await details.getByRole('button', { name: 'Save' }).click();
  await expect(details).toBeHidden();
  await room.allSaved();
  await page.getByRole('button', { name: 'Hide parts' }).click();
  await expect(page.getByText('Not to be shown: AB, third row')).toBeVisible();
});

test('what is hidden is found on the timeline and opened from there, by pointer and by keyboard', async ({
  launch,
  folder,
}) => {
  const { page, app } = await launch({ files: [makeFootage(folder, { seconds: 20 })] });
  const room = await new LessonRoomPage(page, app).ready();
  const lane = page.locator('[data-timeline]').getByText('Hidden', { exact: true });
  await expect(lane).toBeHidden();
  await page.keyboard.press('Shift+Q');
  const panel = page.getByRole('region', { name: 'Hidden parts' });
  await expect(panel).toBeVisible();
  await page.keyboard.press('w');
  await expect(lane).toBeVisible();
  await room.clickAt(0.75);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(14_000_000);
  await room.still();
  await page.keyboard.press('s');
  await expect(panel.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  // By keyboard: to the row, from one to the next, and into the panel.
  const spoken = page.locator('[data-spoken]');
  await page.getByRole('slider', { name: 'Timeline' }).focus();
  await page.keyboard.press('Home');
  await expect.poll(() => room.positionUs()).toBe(0);
  await page.keyboard.press('ArrowDown');
  await expect(spoken).toHaveText('Hidden row, 2 hidden parts, here Whole picture, blurred');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(spoken).toHaveText(/^Sound, silence: 1[45] seconds to 20 seconds$/);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(spoken).toHaveText('Nothing is hidden after this');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(spoken).toHaveText('Whole picture, blurred: 0 seconds to 10 seconds');
  await page.keyboard.press('Alt+Enter');
  await expect(
    panel.getByRole('group', { name: 'This one: Whole picture, blurred' }),
  ).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  // By pointer: what is pressed is in hand, and the playhead is there.
  const { x, width } = await room.lanes();
  const band = await lane.boundingBox();
  if (!band) throw new Error('no lane');
  await page.mouse.click(x + width * 0.9, band.y + band.height - 4);
  await expect(panel.getByRole('group', { name: 'This one: Sound, silence' })).toBeVisible();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(17_000_000);
  await panel.getByRole('button', { name: /^Delete: Sound/ }).click();
  await panel.getByRole('button', { name: /^Delete: Whole/ }).click();
  await expect(lane).toBeHidden();
});
