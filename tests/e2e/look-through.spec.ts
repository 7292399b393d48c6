/** Looking at every picture before it leaves: needed where someone is not to be shown. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright/test';
import { numbersIn } from '../fixtures/look';
import { ownCopy } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, type Launched, type LaunchOptions, test } from './launch';
import { LibraryPage } from './pages/library-page';
import type { LessonRoomPage } from './pages/lesson-room';
import { edit, lessonOf } from './staging';
import { FOOTAGE, withThreeMoments } from './three-moments';

/** Three moments, a folder to export to, and in the lesson's details who is not to be shown. */
async function begun(
  launch: (options: LaunchOptions) => Promise<Launched>,
  folder: string,
  notShown: string,
): Promise<Launched & { room: LessonRoomPage; out: string; look: Locator }> {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = await withThreeMoments(launched);
  const { page, app } = launched;
  const library = new LibraryPage(page, app);
  await library.back();
  const { lesson } = await lessonOf(page);
  const after = { ...lesson, notShown };
  await edit(page, lesson.id, [{ table: 'lesson', id: lesson.id, before: lesson, after }]);
  await library.open('Circuits');
  await room.framesKnown();
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  await page.getByRole('button', { name: 'Export clips' }).press('Enter');
  const look = page.getByRole('dialog', { name: 'Look through it' });
  return { ...launched, room, out, look };
}

/** The frames whose pictures are in view in the strip, once all of them are there. */
async function inStrip(look: Locator): Promise<number[]> {
  const places = look.locator('[data-frame]');
  await expect
    .poll(() =>
      places.evaluateAll((all) =>
        all.every((place) => {
          const image = place.querySelector('img');
          return image !== null && image.complete && image.naturalWidth > 0;
        }),
      ),
    )
    .toBe(true);
  return places.evaluateAll((all) => all.map((place) => Number(place.getAttribute('data-frame'))));
}

/** Chooses one stretch of a second and goes on to look through it, with keys alone. */
async function lookAtOne(room: LessonRoomPage, look: Locator): Promise<void> {
  await room.exportDialog.getByRole('checkbox', { name: /^Noticing/ }).press('Space');
  await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect(look.getByRole('slider', { name: 'Pictures that will be exported' })).toBeFocused();
}

test('where someone is not to be shown nothing is exported before all of it was looked at', async ({
  launch,
  folder,
}) => {
  const { page, room, out, look, dataDir } = await begun(launch, folder, 'Ann B. (second row)');
  await lookAtOne(room, look);
  await expect(look.getByText('Ann B. (second row)')).toBeVisible();
  const nothing = look.getByRole('button', { name: 'Nothing shows that should not' });
  await expect(nothing).toBeDisabled();
  await expect(look.getByText('Picture 1 of 26, at 0:01 of the lesson')).toBeVisible();
  expect((await inStrip(look)).slice(0, 3)).toEqual([0, 1, 2]);
  expect(await found(page)).toEqual([]);

  await page.keyboard.press('ArrowRight');
  await expect(look.getByText('Picture 2 of 26')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(look.getByText('Picture 1 of 26')).toBeVisible();
  await page.keyboard.press('End');
  await expect(look.getByText('Picture 26 of 26')).toBeVisible();
  await inStrip(look);
  // What lies between was never in view.
  await expect(look.getByText(/^\d+ of 26 pictures looked at/)).toBeVisible();
  await expect(nothing).toBeDisabled();
  await page.keyboard.press('Home');
  // Played through from the beginning, none is passed over.
  await page.keyboard.press('Space');
  await expect(look.getByText('All 26 pictures looked at')).toBeVisible();
  await expect(nothing).toBeEnabled();
  await expect(look.getByText('Picture 26 of 26')).toBeVisible();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(look.getByText('Picture 16 of 26')).toBeVisible();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(look.getByText('Picture 26 of 26')).toBeVisible();
  expect(readdirSync(out)).toEqual([]);
  await nothing.press('Enter');
  await expect(look).toBeHidden();
  await expect.poll(() => readdirSync(out)).toEqual(['Circuits 0.01.mp4']);
  expect(await numbersIn(join(out, 'Circuits 0.01.mp4'))).toEqual(
    Array.from({ length: 26 }, (_, n) => 25 + n),
  );
  // The pictures that were looked at are gone.
  await expect
    .poll(() => readdirSync(join(dataDir, 'derived')).filter((name) => name.endsWith('.partial')))
    .toEqual([]);
});

test('something that still shows leads back to that very time', async ({ launch, folder }) => {
  const { page, room, out, look } = await begun(launch, folder, 'Ann B.');
  await lookAtOne(room, look);
  await inStrip(look);
  for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
  await expect(look.getByText('Picture 6 of 26')).toBeVisible();
  await look.getByRole('button', { name: 'Something still shows' }).press('Enter');
  await expect(look).toBeHidden();
  await expect(room.exportDialog).toBeHidden();
  // The sixth picture of a stretch that begins with frame 25.
  await expect.poll(() => room.frame()).toBe(30);
  expect(readdirSync(out)).toEqual([]);
});

test('hiding nothing is asked about once more, in plain words', async ({ launch, folder }) => {
  const { page, room } = await begun(launch, folder, 'Ann B.');
  const dialog = room.exportDialog;
  await dialog.getByRole('checkbox', { name: /^Noticing/ }).press('Space');
  const hide = dialog.getByRole('checkbox', { name: 'Hide what is marked' });
  await expect(hide).toBeChecked();
  await expect(dialog.getByText('Nothing is marked in these stretches.')).toBeVisible();
  const asked = page.getByRole('alertdialog', { name: 'Export it with nothing hidden?' });
  await hide.press('Space');
  await expect(asked.getByText('Ann B.')).toBeVisible();
  await expect(asked.getByRole('button', { name: 'Keep it hidden' })).toBeFocused();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(asked).toBeHidden();
  await expect(hide).toBeChecked();
  await hide.press('Space');
  await asked.getByRole('button', { name: 'Hide nothing' }).press('Enter');
  await expect(hide).not.toBeChecked();
});

test('where nobody asked for it, it can be looked through all the same', async ({
  launch,
  folder,
}) => {
  const { page, room, out, look } = await begun(launch, folder, '');
  const dialog = room.exportDialog;
  await dialog.getByRole('checkbox', { name: /^Strength/ }).press('Space');
  await expect(dialog.getByRole('checkbox', { name: 'Hide what is marked' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Look through it first' }).press('Enter');
  await inStrip(look);
  await page.keyboard.press('Escape');
  await expect(look).toBeHidden();
  // What was chosen is as it was.
  await expect(dialog.getByRole('checkbox', { name: /^Strength/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Look through it first' }).press('Enter');
  await inStrip(look);
  await look.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect.poll(() => readdirSync(out)).toEqual(['Circuits 0.03 Shared words.mp4']);
});
