/** Exports that are held, put in another order, left behind by a kill, and made after all. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Api } from '../../src/shared/ipc/derive';
import { ownCopy } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, test } from './launch';
import { FOOTAGE, withThreeMoments } from './three-moments';

type PageWindow = Window & { api: Api };

/** Before there is work: its button comes with the first job. */
const hold = (page: Page): Promise<unknown> =>
  page.evaluate(() => (window as unknown as PageWindow).api.jobs.pause({ paused: true }));

test('held exports wait, change places by key, outlive a kill and are resumed', async ({
  launch,
  folder,
}) => {
  const dataDir = join(folder, 'library');
  const out = join(folder, 'out');
  mkdirSync(out);
  const file = await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'));
  const first = await launch({ dataDir, files: [file] });
  const room = await withThreeMoments(first);
  const { page } = first;
  await room.answerDialogs(out);
  const exportOne = async (kind: RegExp, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Export clips' }).click();
    const dialog = room.exportDialog;
    await dialog.getByRole('button', { name: 'Choose none' }).click();
    await dialog.getByRole('checkbox', { name: kind }).click();
    await dialog.getByRole('textbox', { name: /^Name of the clip/ }).fill(name);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  // Only work that is there can be held.
  await exportOne(/^Noticing/, 'Zero');
  await expect.poll(() => readdirSync(out)).toEqual(['Zero.mp4']);
  await hold(page);
  await exportOne(/^Noticing/, 'One');
  await exportOne(/^Strength/, 'Two');
  await page.getByRole('button', { name: /^Jobs/ }).click();
  const panel = page.getByRole('dialog', { name: 'Jobs panel' });
  await expect(panel.getByText('Paused. 2 waiting.')).toBeVisible();
  const later = panel.getByRole('button', { name: 'Later: Clip “One”' });
  await later.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(later).toBeDisabled();
  await expect(panel.getByRole('button', { name: 'Earlier: Clip “Two”' })).toBeDisabled();
  expect(readdirSync(out)).toEqual(['Zero.mp4']);
  await first.kill();

  const second = await launch({ dataDir });
  const again = second.page;
  await expect(again.getByText('2 exports were interrupted.')).toBeVisible();
  expect(readdirSync(out)).toEqual(['Zero.mp4']);
  await again.getByRole('button', { name: 'See jobs' }).click();
  await expect(again.getByRole('button', { name: 'Try again: Clip “One”' })).toBeVisible();
  // In the order that was made by hand.
  await expect(again.getByRole('listitem').filter({ hasText: 'Clip “' })).toHaveText([
    /“Two”/,
    /“One”/,
  ]);
  expect(await found(again)).toEqual([]);
  await again.getByRole('button', { name: 'Resume 2 exports' }).click();
  await expect
    .poll(() => readdirSync(out).sort(), { timeout: 60_000 })
    .toEqual(['One.mp4', 'Two.mp4', 'Zero.mp4']);
  await expect(again.getByRole('button', { name: /^Try again/ })).toHaveCount(0);
  await second.close();
});

test('what a kill left is discarded one by one, and stays so', async ({ launch, folder }) => {
  const dataDir = join(folder, 'library');
  const out = join(folder, 'out');
  mkdirSync(out);
  const file = await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'));
  const first = await launch({ dataDir, files: [file] });
  const room = await withThreeMoments(first);
  await room.answerDialogs(out);
  await hold(first.page);
  await first.page.getByRole('button', { name: 'Export clips' }).click();
  const dialog = room.exportDialog;
  await dialog.getByRole('button', { name: 'Choose all' }).click();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(first.page.getByRole('button', { name: /^Jobs: 3 waiting/ })).toBeVisible();
  await first.kill();

  const second = await launch({ dataDir });
  const { page } = second;
  await page.getByRole('button', { name: 'See jobs' }).press('Enter');
  const discards = page.getByRole('button', { name: /^Discard: / });
  await expect(discards).toHaveCount(3);
  await page
    .getByRole('button', { name: 'Discard: Clip “Circuits 0.03 Shared words”' })
    .press('Enter');
  await expect(discards).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Resume 2 exports' })).toBeVisible();
  await second.kill();

  const third = await launch({ dataDir });
  await expect(third.page.getByText('2 exports were interrupted.')).toBeVisible();
  await third.page.getByRole('button', { name: 'See jobs' }).press('Enter');
  await expect(third.page.getByRole('button', { name: /^Discard: / })).toHaveCount(2);
  await expect(third.page.getByText('Shared words')).toHaveCount(0);
  expect(readdirSync(out)).toEqual([]);
});

test('what failed is tried again, and what was held goes on', async ({ launch, folder }) => {
  const out = join(folder, 'out');
  mkdirSync(out);
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  await room.answerDialogs(out);
  await hold(page);
  await page.getByRole('button', { name: 'Export clips' }).click();
  const dialog = room.exportDialog;
  await dialog.getByRole('textbox', { name: /^Name of the clip/ }).fill('Held');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: /^Jobs/ }).click();
  const panel = page.getByRole('dialog', { name: 'Jobs panel' });
  await panel.getByRole('button', { name: 'Cancel: Clip “Held”' }).click();
  await expect(panel.getByRole('button', { name: 'Try again: Clip “Held”' })).toBeVisible();
  await panel.getByRole('button', { name: 'Try again: Clip “Held”' }).click();
  await expect(panel.getByText('Paused. 1 waiting.')).toBeVisible();
  await panel.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => readdirSync(out), { timeout: 60_000 }).toEqual(['Held.mp4']);
  await expect(panel.getByText(/Checked: \d+ frames, exact/)).toBeVisible();
});
