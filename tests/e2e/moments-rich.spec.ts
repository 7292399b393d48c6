/** Moments that carry a conversation, the filter, layers and search, in the real app. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownCopy } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const FOOTAGE = { seconds: 30, gop: 50, sound: { codec: 'aac' } } as const;
/** Chromium's own microphone, which beeps. */
const MICROPHONE = ['--use-fake-device-for-media-stream'];

async function opened({ page, app }: Launched): Promise<LessonRoomPage> {
  return new LessonRoomPage(page, app).ready();
}

/** Marks a kind at a second of the lesson, and writes on it. */
async function mark(room: LessonRoomPage, second: number, key: string, note = ''): Promise<void> {
  await room.clickAt(second / FOOTAGE.seconds);
  await room.page.keyboard.press(key);
  if (note === '') return;
  await room.page.keyboard.press('Enter');
  await room.note.fill(note);
  await room.page.keyboard.press('Enter');
}

test('a conversation: tags, replies, links, session and undo, by keyboard', async ({
  launch,
  folder,
}) => {
  const dataDir = join(folder, 'library');
  const file = await ownCopy(FOOTAGE, join(folder, 'lesson.mp4'));
  const launched = await launch({ files: [file], dataDir });
  const room = await opened(launched);
  const { page } = launched;
  await mark(room, 5, '1', 'Nobody filled the gap');
  await mark(room, 15, '2', 'Three hands up');
  const row = room.rows.nth(1);

  await page.keyboard.press('Shift+t');
  const tag = row.getByRole('combobox', { name: 'Add a tag' });
  await tag.fill('wait time');
  await tag.press('Enter');
  await tag.fill('talk');
  await tag.press('Enter');
  await tag.press('Escape');
  await expect(row.getByRole('group', { name: 'Tags' })).toContainText('wait time');
  await row.getByRole('button', { name: 'Take off the tag “talk”' }).click();
  await expect(row.getByRole('group', { name: 'Tags' })).not.toContainText('talk');

  await page.keyboard.press('Shift+r');
  await row.getByRole('textbox', { name: 'Reply' }).fill('Who else had a hand up?');
  await row.getByRole('textbox', { name: 'Reply' }).press('Enter');
  const replies = row.getByRole('list', { name: 'Replies' });
  await expect(replies.getByRole('listitem')).toHaveCount(1);
  await replies.getByRole('button', { name: 'Change this reply' }).click();
  await row.getByRole('textbox', { name: 'Reply' }).fill('Who else had their hand up?');
  await row.getByRole('textbox', { name: 'Reply' }).press('Enter');
  await expect(replies).toContainText('their hand');
  await replies.getByRole('button', { name: 'Private reply: share it' }).click();
  await expect(replies.getByRole('button', { name: /^Shared reply/ })).toBeVisible();

  await page.keyboard.press('Shift+g');
  const link = row.getByRole('combobox', { name: 'Link to another moment' });
  await link.fill('gap');
  await link.press('Enter');
  await link.press('Escape');
  await expect(row.getByRole('switch', { name: 'Show in session' })).not.toBeChecked();
  await page.keyboard.press('Shift+b');
  await expect(row.getByRole('switch', { name: 'Show in session' })).toBeChecked();
  // What is shown is shared; what is made private is no longer shown.
  await expect(row.getByRole('switch', { name: 'Private' })).not.toBeChecked();
  await page.keyboard.press('Shift+h');
  await expect(row.getByRole('switch', { name: 'Show in session' })).not.toBeChecked();
  expect(await found(page)).toEqual([]);

  await row
    .getByRole('button', { name: /Nobody filled the gap/ })
    .first()
    .click();
  await expect.poll(() => room.positionUs()).toBeLessThan(6_000_000);

  // With its replies, and back with them.
  await room.rows.nth(1).getByRole('button').first().click();
  await page.keyboard.press('Delete');
  await expect(room.rows).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(room.rows).toHaveCount(2);
  await room.allSaved();
  await launched.close();

  const again = await launch({ dataDir });
  await again.page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  const later = await opened(again);
  await later.rows.nth(1).getByRole('button').first().click();
  await expect(later.rows.nth(1).getByRole('list', { name: 'Replies' })).toContainText(
    'their hand',
  );
  await expect(later.rows.nth(1).getByRole('group', { name: 'Tags' })).toContainText('wait time');
});

test('a voice note is recorded, heard, deleted and put back; a kill keeps nothing and says so', async ({
  launch,
  folder,
}) => {
  const dataDir = join(folder, 'library');
  const file = await ownCopy(FOOTAGE, join(folder, 'lesson.mp4'));
  const launched = await launch({ files: [file], dataDir, args: MICROPHONE });
  const room = await opened(launched);
  const { page } = launched;
  await mark(room, 5, '1');
  const row = room.rows.first();
  const strip = page.getByRole('region', { name: 'Voice note' });
  await page.keyboard.press('Shift+v');
  await expect(strip).toContainText('Recording 0:02');
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Shift+v');
  await expect(strip).toBeHidden();
  const play = row.getByRole('button', { name: 'Play the voice note' });
  await play.click();
  await expect(row.getByRole('button', { name: 'Pause the voice note' })).toBeVisible();
  await expect(play).toBeVisible();
  const length = Number(
    await row.getByRole('slider', { name: 'Place in the voice note' }).getAttribute('max'),
  );
  expect(length).toBeGreaterThan(1_500_000);
  const loudest = await row
    .locator('svg rect')
    .evaluateAll((bars) => Math.max(...bars.map((bar) => Number(bar.getAttribute('height')))));
  expect(loudest).toBeGreaterThan(0.3);
  await row.getByRole('button', { name: 'Delete the voice note' }).click();
  await expect(play).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(play).toBeVisible();
  await room.allSaved();

  await page.keyboard.press('Shift+v');
  await expect(strip).toContainText('Recording 0:01');
  await launched.kill();
  const voices = join(dataDir, 'voices');
  const files = () => readdirSync(voices).flatMap((lesson) => readdirSync(join(voices, lesson)));
  expect(files().filter((name) => name.endsWith('.partial'))).toHaveLength(1);
  const again = await launch({ dataDir });
  await expect(again.page.getByText('A voice note was being recorded')).toBeVisible();
  expect(files()).toHaveLength(1);
  expect(existsSync(voices)).toBe(true);
});

test('the filter: words, choices, kept views, and playing only these', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await mark(room, 4, '1', 'Nobody filled the gap');
  await mark(room, 12, '2', 'Three hands up');
  await mark(room, 22, '2', 'Wait, then hands');
  await page.keyboard.press('/');
  const words = page.getByRole('searchbox', { name: 'Find in these moments' });
  await expect(words).toBeFocused();
  await page.keyboard.type('hand');
  await expect(room.rows).toHaveCount(2);
  await expect(page.getByRole('heading', { name: '2 of 3 moments' })).toBeVisible();
  await expect(room.moments.locator('mark')).toHaveText(['hands', 'hands']);
  await words.fill('"hands up"');
  await expect(room.rows).toHaveCount(1);
  await words.fill('nowhere');
  await expect(page.getByText('None of the lesson’s moments is like this.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all moments' }).click();
  await expect(room.rows).toHaveCount(3);

  await page.getByRole('button', { name: 'Which moments' }).click();
  const panel = page.getByRole('dialog', { name: 'Which moments' });
  await panel.getByRole('checkbox', { name: 'Question' }).press('Space');
  await expect(room.rows).toHaveCount(2);
  expect(await found(page)).toEqual([]);
  await panel.getByRole('textbox', { name: 'Keep this view as' }).fill('Questions');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Questions', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'No longer only “Question”' }).click();
  await expect(room.rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Which moments' }).click();
  await panel.getByRole('button', { name: 'Questions', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(room.rows).toHaveCount(2);

  await room.rows.nth(0).getByRole('button').first().click();
  // Each of the two is played for its few seconds, nothing between, and then it stops.
  await page.keyboard.press('Shift+p');
  const first = room.rows.nth(0).locator('[data-chosen]');
  const second = room.rows.nth(1).locator('[data-chosen]');
  await expect(first).toBeVisible();
  await expect(second).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => room.positionUs()).toBeGreaterThan(21_000_000);
  await expect(room.play).toBeVisible({ timeout: 20_000 });
  expect(Math.abs((await room.positionUs()) - 28_000_000)).toBeLessThan(1_000_000);
});

test('someone else marks: a layer of their own, hidden and side by side', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await mark(room, 4, '1', 'Mine');
  await page.keyboard.press('Shift+w');
  const people = page.getByRole('dialog', { name: 'People' });
  await people.getByRole('textbox', { name: 'Someone else is marking' }).fill('RK');
  await page.keyboard.press('Enter');
  await expect(people.getByRole('radio', { name: 'RK' })).toBeChecked();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await mark(room, 6, '2', 'Theirs');
  await mark(room, 24, '3', 'Theirs again');
  await expect(room.rows.filter({ hasText: 'AB' })).toHaveCount(1);
  await expect(room.rows.filter({ hasText: 'You' })).toHaveCount(2);

  await page.keyboard.press('Shift+u');
  await expect(page.getByRole('heading', { name: 'I noticed' })).toBeVisible();
  // What was noticed within seconds stands in one row.
  await expect(room.rows).toHaveCount(2);
  await expect(room.rows.first()).toContainText('Mine');
  await expect(room.rows.first()).toContainText('Theirs');
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Shift+u');
  await expect(room.rows).toHaveCount(3);

  await page.keyboard.press('Shift+w');
  await people.getByRole('checkbox', { name: 'AB (1)' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(room.rows).toHaveCount(2);
  await expect(page.getByRole('heading', { name: '2 of 3 moments' })).toBeVisible();
});

test('search over the library finds what was said, marks it, and goes there', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await mark(room, 12, '2', 'Marmalade silence, then three hands');
  await page.keyboard.press('Shift+r');
  await page.getByRole('textbox', { name: 'Reply' }).fill('Marvellous hands');
  await page.keyboard.press('Enter');
  await room.allSaved();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: /^Search lessons/ });
  await expect(box).toBeFocused();
  await page.keyboard.type('mar han');
  const list = page.getByRole('listbox', { name: 'Found' });
  await expect(list.getByRole('option')).toHaveCount(2);
  await expect(list.locator('mark')).toHaveText(['Marmalade', 'hands', 'Marvellous', 'hands']);
  await box.fill('"three hands"');
  await expect(list.getByRole('option')).toHaveCount(1);
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(room.rows.locator('[data-chosen]')).toBeVisible();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(11_000_000);
});
