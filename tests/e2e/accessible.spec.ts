/** axe on every screen and dialog of the real app, and the way around it by keyboard alone. */
import type { ElectronApplication, Page } from 'playwright/test';
import { found } from './axe';
import { makeFootage } from './footage';
import { expect, test } from './launch';
import { LibraryPage } from './pages/library-page';
import { throughSeldomMet } from './seldom-met';

/** A small window at 200 %. */
function zoomTwice(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(1280, 720);
    window?.webContents.setZoomFactor(2);
  });
}

/** Says which element has the keyboard, as a screen reader would. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (
      element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? element?.tagName ?? ''
    );
  });
}

test('first start and an empty library', async ({ launch }) => {
  const { page } = await launch({ introduce: false });
  const box = page.getByRole('textbox', { name: 'What should we call you?' });
  await expect(box).toBeVisible();
  expect(await found(page)).toEqual([]);
  await box.fill('AB');
  await box.press('Enter');
  await expect(page.getByRole('button', { name: 'Add footage' })).toBeVisible();
  expect(await found(page)).toEqual([]);
});

test('every page', async ({ launch, folder }) => {
  const { page, app } = await launch();
  const library = new LibraryPage(page, app);
  await library.addFiles(makeFootage(folder, { seconds: 2 }));
  await expect(library.link('lesson')).toBeVisible();
  expect(await found(page)).toEqual([]);
  for (const name of ['Sessions', 'Clips', 'Our coaching', 'Jobs', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    expect(await found(page), name).toEqual([]);
  }
});

test("the lesson's room, with moments, and its dialogs", async ({ launch }) => {
  const { page, app } = await launch();
  await page.getByRole('button', { name: 'Try a made lesson' }).click();
  await expect(page.getByRole('list', { name: 'Moments' }).getByRole('listitem')).toHaveCount(3);
  expect(await found(page)).toEqual([]);
  await page.getByRole('button', { name: 'Export clips' }).click();
  await expect(page.getByRole('dialog', { name: 'Export clips' })).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'This lesson' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  for (const [item, dialog] of [
    ['Parts…', 'Parts of this lesson'],
    ['Cameras and sound…', 'Cameras and sound'],
    ['Captions and transcript…', 'Captions and transcript'],
  ] as const) {
    await page.getByRole('button', { name: 'This lesson' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    expect(await found(page), dialog).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Which moments' }).click();
  await expect(page.getByRole('dialog', { name: 'Which moments' })).toBeVisible();
  expect(await found(page), 'Which moments').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Search lessons/ })).toBeFocused();
  expect(await found(page), 'search').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Boards', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await found(page), 'boards').toEqual([]);
  await page.keyboard.press('Escape');

  // A note being written stays as it is while the room takes another shape.
  await page.getByRole('list', { name: 'Moments' }).getByRole('button').first().click();
  await page.keyboard.press('Enter');
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('Half a thought');
  expect(await found(page)).toEqual([]);
  await zoomTwice(app);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThanOrEqual(640);
  await expect(note).toHaveValue('Half a thought');
  await expect(note).toBeFocused();
  expect(await found(page)).toEqual([]);
  await page.keyboard.type(' and more');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Half a thought and more')).toBeVisible();
  await page.getByRole('tab', { name: 'Board' }).click();
  const cutOff = await page.getByRole('toolbar', { name: 'Board' }).evaluate((board) => {
    const frame = board.parentElement?.getBoundingClientRect();
    return board.getBoundingClientRect().bottom - (frame?.bottom ?? 0);
  });
  expect(cutOff, 'all five kinds are in view').toBeLessThanOrEqual(0);
  expect(await found(page)).toEqual([]);
  await page.getByRole('button', { name: 'Full window' }).click();
  expect(await found(page)).toEqual([]);
});

test('every dialog of the library', async ({ launch, folder }) => {
  const { page, app } = await launch();
  const library = new LibraryPage(page, app);
  const paths = [
    makeFootage(folder, { name: 'alpha.mp4', seconds: 2 }),
    makeFootage(folder, { name: 'beta.mp4', seconds: 3 }),
  ];
  await library.addFiles(...paths);
  await expect(page.getByRole('dialog', { name: 'Add 2 files' })).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add one lesson' }).click();
  await expect(library.link('alpha')).toBeVisible();

  await page.getByRole('button', { name: 'More about alpha' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');

  for (const [action, role] of [
    ['Lesson details…', 'dialog'],
    ['Keep longer…', 'dialog'],
    ['Remove…', 'alertdialog'],
  ] as const) {
    await library.choose('alpha', action);
    await expect(page.getByRole(role)).toBeVisible();
    expect(await found(page), action).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole(role)).toBeHidden();
  }

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Search lessons/ })).toBeFocused();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('from the start to a lesson by keyboard alone, and the focus comes back', async ({
  launch,
  folder,
}) => {
  const { page, app } = await launch({ introduce: false });
  await expect(page.getByRole('textbox', { name: 'What should we call you?' })).toBeFocused();
  await page.keyboard.type('AB');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Add footage' })).toBeVisible();
  const library = new LibraryPage(page, app);
  await library.answerDialogs([makeFootage(folder, { name: 'Circuits.mp4', seconds: 2 })]);
  await page.keyboard.press('Control+o');
  await expect(library.link('Circuits')).toBeFocused();

  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('More about Circuits');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More about Circuits' })).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Player' })).toBeVisible();
});

test('nothing is cut off or lost at 200 % zoom in a small window', async ({ launch, folder }) => {
  const { page, app } = await launch();
  const library = new LibraryPage(page, app);
  await library.addFiles(makeFootage(folder, { seconds: 2 }));
  await expect(library.link('lesson')).toBeVisible();
  await zoomTwice(app);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThanOrEqual(640);
  for (const name of ['Lessons', 'Clips', 'Jobs', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).press('Enter');
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    const sideways = await page.evaluate(() => {
      const main = document.querySelector('main');
      return main ? main.scrollWidth - main.clientWidth : -1;
    });
    expect(sideways, `${name} does not scroll sideways`).toBe(0);
  }
});

test('what is seldom met: footage gone, cut short or damaged, very many, very long', async ({
  launch,
  folder,
}) => {
  await throughSeldomMet(launch, folder, async (name, { page }) => {
    expect(await found(page), name).toEqual([]);
  });
});
