/** Boards of one's own, and noticing live with no footage at all, in the real app. */
import { makeFootage } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

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
