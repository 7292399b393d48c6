/** Export from the room: only what is chosen, under names that give nothing away, with plain errors. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { numbersIn } from '../fixtures/look';
import { ownCopy } from '../fixtures/make-footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { FOOTAGE, withThreeMoments } from './three-moments';

test('several at once: only what is ticked, and no private words in a name', async ({
  launch,
  folder,
}) => {
  const file = await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'));
  const launched = await launch({ files: [file] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  await page.getByRole('button', { name: 'Export clips' }).click();
  const dialog = room.exportDialog;
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Choose none' }).click();
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: /^Noticing/ }).click();
  await dialog.getByRole('checkbox', { name: /^Strength/ }).click();
  const nameAt = (clock: string) =>
    dialog.getByRole('textbox', { name: `Name of the clip at ${clock}` });
  await expect(nameAt('0:01')).toHaveValue('Circuits 0.01');
  await expect(nameAt('0:03')).toHaveValue('Circuits 0.03 Shared words');
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(dialog.getByText('out', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect
    .poll(() => readdirSync(out).sort())
    .toEqual(['Circuits 0.01.mp4', 'Circuits 0.03 Shared words.mp4']);
  // From the frame on screen at "in" to the frame on screen at "out", both of them inside.
  expect(await numbersIn(join(out, 'Circuits 0.01.mp4'))).toEqual(
    Array.from({ length: 26 }, (_, n) => 25 + n),
  );
});

test('a name is needed, and a taken one is numbered', async ({ launch, folder }) => {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  for (const name of ['Twice.mp4', 'Twice (2).mp4']) {
    await page.getByRole('button', { name: 'Export clips' }).click();
    const dialog = room.exportDialog;
    await dialog.getByRole('textbox', { name: /^Name of the clip/ }).fill('');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog.getByText('Give it a name.')).toBeVisible();
    await dialog.getByRole('textbox', { name: /^Name of the clip/ }).fill('Twice');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect.poll(() => readdirSync(out)).toContain(name);
  }
});

test('a folder that went away is said plainly, and nothing is left', async ({ launch, folder }) => {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  const out = join(folder, 'usb stick');
  mkdirSync(out);
  await room.answerDialogs(out);
  await page.getByRole('button', { name: 'Export clips' }).click();
  const dialog = room.exportDialog;
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(dialog.getByText('usb stick', { exact: true })).toBeVisible();
  rmSync(out, { recursive: true });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('“usb stick” is no longer there.').first()).toBeVisible();
  expect(readdirSync(folder)).toEqual(['Circuits.mp4']);
});

test('the parts of a lesson are reordered and removed as one step, moments with them', async ({
  launch,
  folder,
}) => {
  const launched = await launch({
    files: [await ownCopy({ seconds: 3, gop: 25 }, join(folder, 'one.mp4'))],
  });
  const { page, app } = launched;
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  await room.press('ArrowRight');
  await page.keyboard.press('1');
  await room.answerDialogs(await ownCopy({ seconds: 4, gop: 25 }, join(folder, 'two.mp4')));
  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Parts…' }).click();
  const parts = page.getByRole('dialog', { name: 'Parts of this lesson' });
  await parts.getByRole('button', { name: 'Add footage…' }).click();
  await expect(parts.getByRole('row')).toHaveCount(2);
  await parts.getByRole('button', { name: 'Move two.mp4 up' }).click();
  await parts.getByRole('button', { name: 'Done' }).click();
  await expect(parts).toBeHidden();
  await room.allSaved();
  await expect(room.rows.first().getByRole('textbox', { name: 'At' })).toHaveValue('00:05.000');

  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Parts…' }).click();
  await parts.getByRole('button', { name: 'Remove one.mp4 from the lesson' }).click();
  await expect(parts.getByText(/^1 moment would be without its picture/)).toBeVisible();
  await parts.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Without picture' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo: Remove a part' }).click();
  await expect(page.getByRole('heading', { name: 'Without picture' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo: Add a part' }).click();
  await expect(room.rows.first().getByRole('textbox', { name: 'At' })).toHaveValue('00:01.000');
  await room.allSaved();
});
