/** The export dialog by keyboard alone: what stands first, and what is a press away. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { ownCopy } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, test } from './launch';
import { FOOTAGE, withThreeMoments } from './three-moments';

/** Goes on with Tab until this has the focus, as a hand does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('it is not reached with Tab');
}

async function pick(page: Page, select: Locator, option: string): Promise<void> {
  await tabTo(page, select);
  await page.keyboard.press('Enter');
  const wanted = page.getByRole('option', { name: option, exact: true });
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 10; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(wanted).toBeHidden();
}

test('everything is chosen by keyboard, and asked for as it was chosen', async ({
  launch,
  folder,
}) => {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const room = await withThreeMoments(launched);
  const { page, app } = launched;
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 720),
  );
  await expect.poll(() => page.evaluate(() => innerHeight)).toBe(720);
  await page.keyboard.press('ControlOrMeta+e');
  const dialog = room.exportDialog;
  // What is usual stands in a small window without scrolling.
  const overflow = () =>
    dialog.evaluate((element) =>
      [...element.querySelectorAll('*')]
        .filter(
          (inner) =>
            inner.scrollHeight > inner.clientHeight + 1 &&
            /auto|scroll/.test(getComputedStyle(inner).overflowY),
        )
        .map((inner) => inner.className),
    );
  // The moment in hand is chosen already.
  await expect(dialog.getByRole('checkbox', { name: /^Strength/ })).toBeChecked();
  const noticing = dialog.getByRole('checkbox', { name: /^Noticing/ });
  await tabTo(page, noticing);
  await page.keyboard.press('Space');
  await expect(noticing).toBeChecked();
  expect(await overflow()).toEqual([]);
  const more = dialog.getByRole('button', { name: /^More/ });
  await expect(more).toHaveAttribute('aria-expanded', 'false');
  await expect(dialog.getByRole('checkbox', { name: 'Timer' })).toHaveCount(0);

  // A reel of both, with what is seldom changed.
  const joined = dialog.getByRole('checkbox', { name: 'Join them as one reel' });
  await tabTo(page, joined);
  await page.keyboard.press('Space');
  await tabTo(page, dialog.getByRole('textbox', { name: 'Name of the reel' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Waiting');
  await tabTo(page, more);
  await page.keyboard.press('Enter');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  await pick(page, dialog.getByRole('button', { name: /Speed of all clips/ }), 'Half');
  await pick(page, dialog.getByRole('button', { name: /Notes/ }), 'As a captions file beside it');
  for (const name of ['Drawings', 'Timer']) {
    const box = dialog.getByRole('checkbox', { name });
    await tabTo(page, box);
    await page.keyboard.press('Space');
    await expect(box).toBeChecked();
  }
  await pick(page, dialog.getByRole('button', { name: /Black between clips/ }), '2 seconds');
  await pick(page, dialog.getByRole('button', { name: /Colours of title cards/ }), 'The school’s');
  const background = dialog.getByLabel('Background');
  await expect(background).toBeVisible();
  expect(await found(page)).toEqual([]);
  await background.fill('#777777');
  await expect(dialog.getByText(/hard to tell apart/)).toBeVisible();
  await background.fill('#202020');
  await expect(dialog.getByText('Kept for the next time.')).toBeVisible();
  // One of them at another speed, in its line.
  await tabTo(page, dialog.getByRole('row').first());
  await page.keyboard.press('ArrowDown');
  await pick(page, dialog.getByRole('button', { name: /Speed of clip 2/ }), 'Quarter');
  await expect(dialog.getByRole('button', { name: /Speed of all clips/ })).toHaveText(
    /Clip by clip/,
  );

  // What reaches main, told by the job that it keeps.
  const exportButton = dialog.getByRole('button', { name: 'Export', exact: true });
  await tabTo(page, exportButton);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => readdirSync(out), { timeout: 60_000 }).toContain('Waiting.mp4');

  // The colours were asked for once.
  await page.keyboard.press('ControlOrMeta+e');
  const kept = await page.evaluate(async () => {
    const snapshot = await window.api.app.snapshot();
    return snapshot.ok ? snapshot.value.settings.cardColours : null;
  });
  expect(kept).toEqual({ background: '#202020', text: '#ffffff' });
});
