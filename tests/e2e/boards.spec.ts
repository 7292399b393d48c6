/** Boards of one's own, and noticing live with no footage at all, in the real app. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFootage } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { lessonOf } from './staging';

test('a board begun from a starter, made one’s own, and marked with', async ({ launch }) => {
  const footage = await makeFootage({ seconds: 30, gop: 50, sound: { codec: 'aac' } });
  const { page, app } = await launch({ files: [footage] });
  const room = await new LessonRoomPage(page, app).ready();
  const board = page.getByRole('toolbar', { name: 'Board' });

  await page.getByRole('button', { name: 'Boards', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New board…' }).click();
  expect(await found(page)).toEqual([]);
  await page.getByRole('button', { name: /^Waiting and questioning/ }).click();
  const dialog = page.getByRole('dialog', { name: 'New board' });
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Third hand');
  await dialog.getByRole('button', { name: 'More about Waiting' }).click();
  expect(await found(page)).toEqual([]);
  // A key that is taken is said, and nothing is saved meanwhile.
  await dialog.getByRole('combobox', { name: 'Key of Pupil asks' }).selectOption('1');
  await dialog.getByRole('button', { name: 'Save board' }).click();
  await expect(dialog.getByText('1 is already the key of Question asked.').first()).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Key of Pupil asks' }).selectOption('5');
  await dialog.getByRole('button', { name: 'Save board' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Board in use' })).toHaveText(/Third hand/);

  // A range goes on until its key comes again or another of its group begins.
  await page.keyboard.press('2');
  const waiting = board.getByRole('button', { name: 'Waiting' });
  await expect(waiting).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => room.positionUs()).toBeGreaterThanOrEqual(4_900_000);
  await page.keyboard.press('3');
  await expect(waiting).toHaveAttribute('aria-pressed', 'false');
  await expect(room.rows.getByRole('button', { name: /^Waiting, 0 seconds/ })).toHaveCount(1);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => room.positionUs()).toBeGreaterThanOrEqual(9_900_000);
  await page.keyboard.press('3');
  await expect(board.getByRole('button', { name: 'Pupil answers' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expect(room.rows).toHaveCount(2);

  // What follows is offered, by key and by button, and comes off again.
  await page.keyboard.press('1');
  const offered = page.getByRole('group', { name: 'Offered tags' });
  await page.keyboard.press('Alt+1');
  await expect(offered.getByRole('button', { name: 'whole class' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await offered.getByRole('button', { name: 'cold call' }).click();
  await page.keyboard.press('h');
  await page.keyboard.press('Alt+1');
  await room.allSaved();
  const tags = page.getByRole('group', { name: 'Tags', exact: true });
  const on = tags.getByRole('button', { pressed: true });
  await expect(on).toHaveCount(2);
  await expect(on.nth(0)).toHaveText(/hands up/);
  await expect(on.nth(1)).toHaveText(/cold call/);
  expect(await found(page)).toEqual([]);
});

test('a lesson noticed live, and lined up with its footage afterwards', async ({ launch }) => {
  const { page, app } = await launch();
  await page.getByRole('button', { name: 'Notice a lesson live, without footage' }).click();
  const room = new LessonRoomPage(page, app);
  await expect(page.getByText('Noticing live')).toBeVisible();
  expect(await found(page)).toEqual([]);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(1_000_000);
  await page.keyboard.press('1');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(6_000_000);
  await page.keyboard.press('2');
  await expect(room.rows).toHaveCount(2);
  await room.allSaved();

  // The clock goes on when the room is left and entered again.
  const before = await room.positionUs();
  await page.getByRole('link', { name: 'Lessons' }).click();
  await page.getByRole('link', { name: /^Lesson on / }).click();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(before);

  await page.getByRole('button', { name: 'End live noticing' }).click();
  await room.answerDialogs(await makeFootage({ seconds: 30, gop: 50, sound: { codec: 'aac' } }));
  await page.getByRole('button', { name: 'Add the footage' }).click();
  const dialog = page.getByRole('dialog', { name: 'Parts of this lesson' });
  await dialog.getByRole('button', { name: 'Add footage…' }).click();
  await expect(dialog.getByRole('row')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await room.ready();

  // The first moment happens at ten seconds: the second goes with it.
  const starts = async () => {
    const found: number[] = [];
    for (const at of [0, 1]) {
      await room.rows.nth(at).getByRole('button').first().click();
      const field = room.rows.nth(at).getByRole('textbox', { name: /^(At|From)$/ });
      found.push(Number((await field.inputValue()).split(':').at(-1)));
    }
    return found;
  };
  const [first = 0, second = 0] = await starts();
  const lineUp = page.getByRole('group', { name: 'Line up what was noticed live' });
  expect(await found(page)).toEqual([]);
  await room.rows.nth(0).getByRole('button').first().click();
  await page.keyboard.press('Home');
  for (let n = 0; n < 2; n++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => room.positionUs()).toBe(10_000_000);
  await lineUp.getByRole('button', { name: 'It happens here' }).click();
  await room.allSaved();
  const [firstNow = 0, secondNow = 0] = await starts();
  expect(firstNow).toBeCloseTo(10, 1);
  expect(secondNow - firstNow).toBeCloseTo(second - first, 2);
  await page.keyboard.press('Control+z');
  expect((await starts())[0]).toBeCloseTo(first, 2);
});

/** What the system's dialog for a new file answers from now on. */
async function answerSave(room: LessonRoomPage, path: string): Promise<void> {
  await room.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test('a board with the pointer alone: ranges in turn, a lead, a lag, shared as a file', async ({
  launch,
  folder,
}) => {
  const footage = await makeFootage({ seconds: 30, gop: 50, sound: { codec: 'aac' } });
  const { page, app } = await launch({ files: [footage] });
  const room = await new LessonRoomPage(page, app).ready();
  const board = page.getByRole('toolbar', { name: 'Board' });
  const inUse = page.getByRole('combobox', { name: 'Board in use' });
  const menu = async (entry: string) => {
    await page.getByRole('button', { name: 'Boards', exact: true }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await menu('New board…');
  await page.getByRole('button', { name: /^Waiting and questioning/ }).click();
  const dialog = page.getByRole('dialog', { name: 'New board' });
  const asked = dialog.getByRole('group', { name: 'Question asked' });
  await asked.getByRole('button', { name: 'More about Question asked' }).click();
  await asked.getByText('Starts as early as in Settings').click();
  const more = async (label: string, times: number) => {
    const up = asked.getByRole('button', { name: `Increase ${label}` });
    for (let n = 0; n < times; n++) await up.click();
  };
  await more('Goes on after the press for', 3);
  await dialog.getByRole('button', { name: 'Save board' }).click();
  await expect(dialog).toBeHidden();

  // A turn ends where the next begins, and with a second press.
  const goTo = async (second: number) => {
    await room.clickAt(second / 30);
    await room.still();
  };
  const waiting = board.getByRole('button', { name: 'Waiting' });
  const answers = board.getByRole('button', { name: 'Pupil answers' });
  await goTo(5);
  await waiting.click();
  await expect(waiting).toHaveAttribute('aria-pressed', 'true');
  await goTo(8);
  await answers.click();
  await expect(waiting).toHaveAttribute('aria-pressed', 'false');
  await goTo(12);
  await answers.click();
  await expect(answers).toHaveAttribute('aria-pressed', 'false');
  await expect(room.rows).toHaveCount(2);
  await expect(room.rows.nth(0)).toContainText('0:05–0:08');
  await expect(room.rows.nth(1)).toContainText(/0:0[78]–0:1[12]/);

  // While it plays: four seconds before the press, as this kind says, and three after it.
  await goTo(20);
  await room.play.click();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(20_500_000);
  const before = (await room.positionUs()) / 1e6;
  await board.getByRole('button', { name: 'Question asked' }).click();
  const after = (await room.positionUs()) / 1e6;
  await room.pause.click();
  const row = room.rows.nth(2);
  const seconds = async (name: string) =>
    Number((await row.getByRole('textbox', { name }).inputValue()).split(':')[1]);
  const from = await seconds('From');
  expect(from).toBeGreaterThan(before - 4.1);
  expect(from).toBeLessThan(after - 3.9);
  expect((await seconds('To')) - from).toBeCloseTo(7, 1);

  // Kept as a file, and opened from it as a colleague does.
  const file = join(folder, 'Turns.plenary-board');
  await answerSave(room, file);
  await menu('Share this board as a file…');
  await expect(page.getByText(/was saved as a file/)).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('"Pupil answers"');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Waiting and questioning', 'Ours'));
  await room.answerDialogs(file);
  await menu('Open a shared board…');
  await expect(inUse).toHaveText(/Ours/);
  await expect(answers).toBeVisible();
});

test('a board with the keyboard alone: begun, its kinds changed, shared as a file, opened', async ({
  launch,
  folder,
}) => {
  const footage = await makeFootage({ seconds: 30, gop: 50, sound: { codec: 'aac' } });
  const { page, app } = await launch({ files: [footage] });
  const room = await new LessonRoomPage(page, app).ready();
  const inUse = page.getByRole('combobox', { name: 'Board in use' });
  const menu = async (entry: string) => {
    const button = page.getByRole('button', { name: 'Boards', exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu', { name: 'Boards' })).toBeVisible();
    await page.keyboard.type(entry);
    await page.keyboard.press('Enter');
  };
  await menu('New');
  const starter = page.getByRole('button', { name: /^Waiting and questioning/ });
  await starter.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New board' });
  const asked = dialog.getByRole('group', { name: 'Question asked' });
  await asked.getByRole('button', { name: 'More about Question asked' }).focus();
  await page.keyboard.press('Enter');
  await asked.getByRole('textbox', { name: 'Goes on after the press for' }).focus();
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowUp');
  const name = dialog.getByRole('textbox', { name: 'Name', exact: true });
  await name.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Turns');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(inUse).toHaveText(/Turns/);

  const file = join(folder, 'Turns.plenary-board');
  await answerSave(room, file);
  await menu('Share');
  await expect(page.getByText(/was saved as a file/)).toBeVisible();
  writeFileSync(file, readFileSync(file, 'utf8').replace('"Turns"', '"Ours"'));
  await room.answerDialogs(file);
  await menu('Open');
  await expect(inUse).toHaveText(/Ours/);
  // A question goes on for three seconds after its key, and a wait until its key comes again.
  await room.press('Home');
  await page.keyboard.press('1');
  await room.allSaved();
  const { moments } = await lessonOf(page);
  expect(moments.map(({ startUs, endUs }) => [startUs, endUs])).toEqual([[0, 3_000_000]]);
  await page.keyboard.press('2');
  const waiting = page.getByRole('toolbar', { name: 'Board' }).getByRole('button', {
    name: 'Waiting',
  });
  await expect(waiting).toHaveAttribute('aria-pressed', 'true');
});

test('a lesson noticed live by key and by press, and lined up by key', async ({ launch }) => {
  const { page, app } = await launch();
  await page.getByRole('button', { name: 'Notice a lesson live, without footage' }).focus();
  await page.keyboard.press('Enter');
  const room = new LessonRoomPage(page, app);
  await expect(page.getByText('Noticing live')).toBeVisible();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(1_000_000);
  await page.keyboard.press('1');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(5_000_000);
  const board = page.getByRole('toolbar', { name: 'Board' });
  await board.getByRole('button', { name: 'Question' }).click();
  await expect(room.rows).toHaveCount(2);
  await room.allSaved();
  // After a press Enter is for the moment; a hand on Tab is back on the keyboard.
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'End live noticing' }).focus();
  await page.keyboard.press('Enter');
  await room.answerDialogs(await makeFootage({ seconds: 30, gop: 50, sound: { codec: 'aac' } }));
  await page.getByRole('button', { name: 'Add the footage' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Parts of this lesson' });
  await dialog.getByRole('button', { name: 'Add footage…' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('row')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Done' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await room.framesKnown();

  const starts = async () => {
    const { moments } = await lessonOf(page);
    return moments.map(({ startUs }) => startUs).sort((a, b) => a - b);
  };
  const [first = 0, second = 0] = await starts();
  // The first of the two is the one that is chosen.
  await room.press('End');
  for (let n = 0; n < 2; n++) await room.press('Shift+N');
  await expect(room.rows.first().locator('[data-chosen]')).toBeVisible();
  await room.press('Home');
  for (let n = 0; n < 2; n++) await room.press('Shift+ArrowRight');
  await expect.poll(() => room.positionUs()).toBe(10_000_000);
  await page.keyboard.press('Shift+Y');
  await expect(page.getByRole('button', { name: /^Undo: Line up/ })).toBeVisible();
  await room.allSaved();
  const [firstNow = 0, secondNow = 0] = await starts();
  // The frame that was gone to; the other as far from it as before.
  expect(Math.abs(firstNow - 10_000_000)).toBeLessThan(40_000);
  expect(secondNow - firstNow).toBe(second - first);
});
