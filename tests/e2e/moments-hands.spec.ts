/** Moments with the pointer alone, and what is chosen and played of them with the keyboard alone. */
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { lessonOf } from './staging';

const FOOTAGE = { seconds: 30, gop: 50, sound: { codec: 'aac' } } as const;
/** Chromium's own microphone, which beeps. */
const MICROPHONE = ['--use-fake-device-for-media-stream'];

async function opened({ page, app }: Launched): Promise<LessonRoomPage> {
  return new LessonRoomPage(page, app).ready();
}

test('a moment with the pointer alone: note, tag, reply, link, voice, shared, in session', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE, args: MICROPHONE });
  const room = await opened(launched);
  const { page } = launched;
  const board = page.getByRole('toolbar', { name: 'Board' });
  await room.clickAt(5 / 30);
  await board.getByRole('button', { name: 'Question' }).click();
  await room.clickAt(15 / 30);
  await board.getByRole('button', { name: 'Noticing' }).click();
  await expect(room.rows).toHaveCount(2);
  const row = room.rows.nth(1);

  await row.getByRole('button', { name: /^Write a note/ }).click();
  await room.note.fill('Three hands up');
  // What was written is kept when the hand goes elsewhere.
  await row.getByRole('button', { name: 'Add a tag' }).click();
  await expect(row).toContainText('Three hands up');
  const tag = row.getByRole('combobox', { name: 'Add a tag' });
  await tag.fill('wait time');
  await tag.press('Enter');
  await expect(row.getByRole('group', { name: 'Tags' })).toContainText('wait time');
  await row.getByRole('button', { name: 'Reply', exact: true }).click();
  await row.getByRole('textbox', { name: 'Reply' }).fill('Who else?');
  await row.getByRole('button', { name: 'Link to another moment' }).click();
  const replies = row.getByRole('list', { name: 'Replies' });
  await expect(replies.getByRole('listitem')).toHaveCount(1);
  const link = row.getByRole('combobox', { name: 'Link to another moment' });
  await link.fill('question');
  await page.getByRole('option', { name: /Question/ }).click();
  const links = row.getByRole('group', { name: 'Links to other moments' });
  await expect(links.getByRole('button', { name: /^Take off the link/ })).toBeVisible();

  const undo = (what: string) => page.getByRole('button', { name: `Undo: ${what}` });
  await row.getByRole('switch', { name: 'Private' }).click();
  await expect(undo('Share a moment')).toBeVisible();
  await row.getByRole('switch', { name: 'Show in session' }).click();
  await expect(row.getByRole('switch', { name: 'Show in session' })).toBeChecked();

  await row.getByRole('button', { name: 'Record a voice note' }).click();
  const strip = page.getByRole('region', { name: 'Voice note' });
  await expect(strip).toContainText('Recording 0:01');
  await strip.getByRole('button', { name: 'Finish' }).click();
  await expect(row.getByRole('button', { name: 'Play the voice note' })).toBeVisible();
  await row.getByRole('button', { name: 'Record the voice note anew' }).click();
  await expect(strip).toContainText('Recording 0:01');
  await strip.getByRole('button', { name: 'Discard' }).click();
  await expect(strip).toBeHidden();
  await expect(row.getByRole('button', { name: 'Play the voice note' })).toBeVisible();

  // The link is gone to by pressing it.
  await links.getByRole('button').first().click();
  await expect.poll(() => room.positionUs()).toBeLessThan(6_000_000);
  await room.allSaved();
});

test('the filter with the pointer alone: words, choices, kept views, playing these', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const board = page.getByRole('toolbar', { name: 'Board' });
  for (const [second, kind] of [
    [4, 'Noticing'],
    [12, 'Question'],
    [22, 'Question'],
  ] as const) {
    await room.clickAt(second / 30);
    await board.getByRole('button', { name: kind }).click();
  }
  await expect(room.rows).toHaveCount(3);
  const words = page.getByRole('searchbox', { name: 'Find in these moments' });
  await words.click();
  await words.fill('nowhere');
  await expect(room.rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear the words' }).click();
  await expect(room.rows).toHaveCount(3);

  await page.getByRole('button', { name: 'Which moments' }).click();
  const panel = page.getByRole('dialog', { name: 'Which moments' });
  await panel.getByRole('group', { name: 'Kind' }).getByText('Question').click();
  await expect(room.rows).toHaveCount(2);
  await panel.getByRole('textbox', { name: 'Keep this view as' }).fill('Questions');
  await panel.getByRole('button', { name: 'Keep', exact: true }).click();
  await panel.getByRole('button', { name: 'Show all moments' }).click();
  await expect(room.rows).toHaveCount(3);
  await panel.getByRole('button', { name: 'Questions', exact: true }).click();
  await expect(room.rows).toHaveCount(2);
  await room.page.mouse.click(20, 20);
  await expect(panel).toBeHidden();

  // The two are played, nothing of what lies between them, and then it stops.
  await page.getByRole('button', { name: 'Play these' }).click();
  await expect(page.getByRole('button', { name: 'Stop playing these' })).toBeVisible();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(11_000_000);
  await expect(room.rows.nth(1).locator('[data-chosen]')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Stop playing these' }).click();
  await expect(room.play).toBeVisible();
});

test('people and layers with the pointer alone', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const board = page.getByRole('toolbar', { name: 'Board' });
  await room.clickAt(4 / 30);
  await board.getByRole('button', { name: 'Noticing' }).click();
  await page.getByRole('button', { name: /^People: AB/ }).click();
  const people = page.getByRole('dialog', { name: 'People' });
  await people.getByRole('textbox', { name: 'Someone else is marking' }).fill('RK');
  await people.getByRole('button', { name: 'Add' }).click();
  await expect(people.getByRole('radio', { name: 'RK' })).toBeChecked();
  await page.mouse.click(20, 20);
  await expect(people).toBeHidden();
  await room.clickAt(5 / 30);
  await board.getByRole('button', { name: 'Question' }).click();
  await expect(room.rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Side by side' }).click();
  await expect(page.getByRole('heading', { name: 'I noticed' })).toBeVisible();
  await page.getByRole('button', { name: 'One list again' }).click();
  await page.getByRole('button', { name: /^People: RK/ }).click();
  await people.getByText('AB (1)').click();
  await expect(room.rows).toHaveCount(1);
  await people.getByText('AB', { exact: true }).click();
  await expect(people.getByRole('radio', { name: 'AB' })).toBeChecked();
});

test('kind and voice with the keyboard alone', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE, args: MICROPHONE });
  const room = await opened(launched);
  const { page } = launched;
  await page.keyboard.press('1');
  const row = room.rows.first();
  await row.getByRole('button', { name: /Kind/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox', { name: 'Kind' })).toBeVisible();
  await page.keyboard.type('Strength');
  await page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: /^Strength, / })).toBeVisible();
  await page.keyboard.press('Shift+v');
  const strip = page.getByRole('region', { name: 'Voice note' });
  await expect(strip).toContainText('Recording 0:01');
  await page.keyboard.press('Shift+v');
  await expect(strip).toBeHidden();
  const play = row.getByRole('button', { name: 'Play the voice note' });
  await play.focus();
  await page.keyboard.press('Enter');
  await expect(row.getByRole('button', { name: 'Pause the voice note' })).toBeVisible();
  await page.keyboard.press('Enter');
  const place = row.getByRole('slider', { name: 'Place in the voice note' });
  await place.focus();
  await page.keyboard.press('End');
  await expect.poll(() => place.inputValue()).not.toBe('0');
});

test('the filter with the keyboard alone: words, choices, kept views, playing these', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  await room.framesKnown();
  const { page } = launched;
  await room.press('Home');
  for (const key of ['1', '2', '2']) {
    await room.press('Shift+ArrowRight');
    await page.keyboard.press(key);
  }
  await expect(room.rows).toHaveCount(3);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Find in these moments' })).toBeFocused();
  await page.keyboard.type('nowhere');
  await expect(room.rows).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(room.rows).toHaveCount(3);
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Which moments' })).toBeFocused();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Which moments' });
  const reach = async (name: string, role: 'checkbox' | 'textbox' | 'button') => {
    const wanted = panel.getByRole(role, { name, exact: true });
    const isThere = () => wanted.evaluate((element) => element === document.activeElement);
    await expect(wanted).toBeAttached();
    for (let n = 0; n < 40 && !(await isThere()); n++) await page.keyboard.press('Tab');
    await expect(wanted).toBeFocused();
  };
  await reach('Question', 'checkbox');
  await page.keyboard.press('Space');
  await expect(room.rows).toHaveCount(2);
  await reach('Keep this view as', 'textbox');
  await page.keyboard.type('Questions');
  await page.keyboard.press('Enter');
  await reach('Show all moments', 'button');
  await page.keyboard.press('Enter');
  await expect(room.rows).toHaveCount(3);
  await reach('Questions', 'button');
  await page.keyboard.press('Enter');
  await expect(room.rows).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.keyboard.press('Shift+P');
  await expect(page.getByRole('button', { name: 'Stop playing these' })).toBeVisible();
  await expect(room.rows.nth(1).locator('[data-chosen]')).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Shift+P');
  await expect(room.play).toBeVisible();
});

test('search over the library with the pointer alone', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await room.clickAt(12 / 30);
  const board = page.getByRole('toolbar', { name: 'Board' });
  await board.getByRole('button', { name: 'Question' }).click();
  await room.rows
    .first()
    .getByRole('button', { name: /^Write a note/ })
    .click();
  await room.note.fill('Marmalade silence');
  await room.position.click();
  await room.allSaved();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('button', { name: /^Search/ }).click();
  const box = page.getByRole('combobox', { name: /^Search lessons/ });
  await box.fill('marmalade');
  await page.getByRole('option', { name: /Marmalade silence/ }).click();
  await expect(room.rows.locator('[data-chosen]')).toBeVisible();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(11_000_000);
});

test('marked with the pointer alone: held it is a range, over a selection it is all of it', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  await room.framesKnown();
  const { page } = launched;
  const board = page.getByRole('toolbar', { name: 'Board' });
  await room.clickAt(6 / 30);
  await room.play.click();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(6_300_000);
  await board.getByRole('button', { name: 'Wondering' }).hover();
  const pressed = await room.positionUs();
  await page.mouse.down();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(pressed + 1_200_000);
  await page.mouse.up();
  const released = await room.positionUs();
  await room.pause.click();
  const row = room.rows.first();
  const seconds = async (name: string) =>
    Number((await row.getByRole('textbox', { name }).inputValue()).split(':')[1]);
  expect(await seconds('From')).toBeLessThan(pressed / 1e6 - 3);
  expect(await seconds('To')).toBeGreaterThan(pressed / 1e6 + 1);
  expect(await seconds('To')).toBeLessThanOrEqual(released / 1e6 + 0.1);

  // In, and out on another place of the ruler.
  await room.clickAt(20 / 30);
  await room.still();
  const inUs = await room.positionUs();
  await page.getByRole('button', { name: 'Mark in' }).click();
  await room.clickAt(24 / 30);
  await room.still();
  await page.getByRole('button', { name: 'Mark out' }).click();
  await board.getByRole('button', { name: 'Next step' }).click();
  await expect(room.rows).toHaveCount(2);
  await room.allSaved();
  const { moments } = await lessonOf(page);
  const marked = moments.find(({ kind }) => kind === 'next-step');
  expect(Math.abs((marked?.startUs ?? 0) - inUs)).toBeLessThan(40_000);
  expect((marked?.endUs ?? 0) - (marked?.startUs ?? 0)).toBeGreaterThan(3_800_000);
});

test('a moment’s focus, and any command of the room, with the pointer alone', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await page.getByRole('button', { name: 'Add my focus' }).click();
  await page.getByRole('textbox', { name: 'My focus' }).fill('Time to think');
  await page.keyboard.press('Enter');
  await page
    .getByRole('toolbar', { name: 'Board' })
    .getByRole('button', { name: 'Noticing' })
    .click();
  const row = room.rows.first();
  await row.getByRole('button', { name: 'Say which focus' }).click();
  await page.getByRole('option', { name: 'Time to think' }).click();
  await expect(page.getByRole('button', { name: /^Undo: Change .*focus/ })).toBeVisible();

  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: /^Search and commands/ }).click();
  await page.getByRole('option', { name: /Rows by focus/ }).click();
  await expect(room.rowHead('Time to think')).toBeVisible();
});
