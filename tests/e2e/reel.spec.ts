/** Clips as one film: titles, order, words on the picture, and the form they are handed on in. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { greyFrames, numbersIn, psnr } from '../fixtures/look';
import { ownCopy } from '../fixtures/make-footage';
import { expect, type Launched, type LaunchOptions, test } from './launch';
import { FOOTAGE, withThreeMoments } from './three-moments';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

/** Three moments, and a folder that is chosen whenever one is asked for. */
async function begun(launch: (options: LaunchOptions) => Promise<Launched>, folder: string) {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  return { room, page, out };
}

test('a reel with titles, put in order by keyboard, holds just what was chosen', async ({
  launch,
  folder,
}) => {
  const { room, page, out } = await begun(launch, folder);
  await page.getByRole('button', { name: 'Export clips' }).click();
  const dialog = room.exportDialog;
  await dialog.getByRole('button', { name: 'Choose none' }).click();
  await dialog.getByRole('checkbox', { name: /^Noticing/ }).click();
  await dialog.getByRole('checkbox', { name: /^Strength/ }).click();
  await dialog.getByRole('checkbox', { name: 'Join them as one reel' }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Name of the reel' }).fill('Waiting');
  const order = dialog.getByRole('grid', { name: 'Order of the reel' });
  await expect(order.getByRole('row')).toHaveCount(2);
  await order.getByRole('textbox', { name: 'Title of clip 1' }).fill('They wait <b>long</b>');
  // Down by its arrow, with the keyboard alone.
  await order.getByRole('button', { name: 'Move clip 1 down' }).focus();
  await page.keyboard.press('Enter');
  await expect(order.getByRole('textbox', { name: 'Title of clip 2' })).toHaveValue(
    'They wait <b>long</b>',
  );
  await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => readdirSync(out), { timeout: 60_000 }).toEqual(['Waiting.mp4']);
  const numbers = await numbersIn(join(out, 'Waiting.mp4'));
  // A card of a hundred frames before each clip of twenty-six.
  expect(numbers).toHaveLength(252);
  expect(numbers.slice(100, 126)).toEqual(range(75, 101));
  expect(numbers.slice(226)).toEqual(range(25, 51));
  // The cards differ from each other, and are not bare.
  const { frames } = await greyFrames(join(out, 'Waiting.mp4'));
  const [one, other] = [frames[50], frames[170]];
  if (!one || !other) throw new Error('no frames');
  expect(psnr(one, other)).toBeLessThan(45);
  expect(new Set(one).size).toBeGreaterThan(8);
});

test('for sharing it is smaller, and what is written on it is on every picture', async ({
  launch,
  folder,
}) => {
  const { room, page, out } = await begun(launch, folder);
  const exportSelection = async (change: () => Promise<unknown>): Promise<void> => {
    await page.getByRole('button', { name: 'Export clips' }).click();
    const dialog = room.exportDialog;
    await dialog.getByRole('button', { name: 'Choose none' }).click();
    await dialog.getByRole('checkbox', { name: /^Noticing/ }).click();
    await change();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await exportSelection(async () => {
    await room.exportDialog.getByRole('textbox').first().fill('Plain');
  });
  await expect.poll(() => readdirSync(out), { timeout: 60_000 }).toEqual(['Plain.mp4']);
  await exportSelection(async () => {
    const dialog = room.exportDialog;
    await dialog.getByRole('textbox').first().fill('Marked');
    await dialog.getByRole('button', { name: /Quality/ }).click();
    await page.getByRole('option', { name: 'For sharing (smaller)' }).click();
    await dialog.getByRole('button', { name: /^More/ }).click();
    await dialog
      .getByRole('checkbox', { name: 'Write “For professional discussion” on the picture' })
      .check({ force: true });
    await dialog.getByRole('textbox', { name: 'A name on the picture' }).fill('J. Baker');
  });
  await expect.poll(() => readdirSync(out).sort(), { timeout: 60_000 }).toContain('Marked.mp4');
  const [plain, marked] = await Promise.all(
    ['Plain.mp4', 'Marked.mp4'].map(async (name) => (await greyFrames(join(out, name))).frames),
  );
  expect(marked).toHaveLength(plain?.length ?? 0);
  expect(await numbersIn(join(out, 'Marked.mp4'))).toEqual(range(25, 51));
  for (const [at, frame] of (marked ?? []).entries()) {
    // Not the same picture: words lie on it.
    expect(psnr(frame, plain?.[at] ?? frame)).toBeLessThan(40);
  }
});
