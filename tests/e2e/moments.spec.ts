/** Moments in the real app: marking, writing, changing, and the list that keeps in step. */
import { join } from 'node:path';
import { ownCopy } from '../fixtures/make-footage';
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const FOOTAGE = { seconds: 30, gop: 50, sound: { codec: 'aac' } } as const;

async function opened({ page, app }: Launched): Promise<LessonRoomPage> {
  const room = new LessonRoomPage(page, app);
  await room.ready();
  return room;
}

test('each key and each button marks its kind', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const kinds = ['Noticing', 'Question', 'Wondering', 'Strength', 'Next step'];
  for (const [at] of kinds.entries()) await page.keyboard.press(String(at + 1));
  await expect(room.rows).toHaveCount(5);
  const board = page.getByRole('toolbar', { name: 'Board' });
  for (const kind of kinds) await board.getByRole('button', { name: kind }).click();
  await expect(page.getByRole('heading', { name: '10 moments' })).toBeVisible();
  // The list draws only the rows in view: each end shows all five kinds.
  for (const kind of kinds) {
    const rows = room.rows.getByRole('button', { name: new RegExp(`^${kind}, `) });
    await expect(rows.first()).toBeAttached();
  }
  await room.allSaved();
});

test('a mark made while playing begins earlier; held, it is a range', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const row = room.rows.first();
  const from = async () =>
    Number((await row.getByRole('textbox', { name: /^(At|From)$/ }).inputValue()).split(':')[1]);
  await page.keyboard.press('Space');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(6_000_000);
  const before = await room.positionUs();
  await page.keyboard.press('2');
  const after = await room.positionUs();
  await expect(room.rows).toHaveCount(1);
  expect(await from()).toBeGreaterThanOrEqual(before / 1e6 - 4.1);
  expect(await from()).toBeLessThanOrEqual(after / 1e6 - 3.9);
  await expect(row.getByRole('textbox', { name: 'At' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(room.rows).toHaveCount(0);

  await page.keyboard.down('3');
  const pressed = await room.positionUs();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(pressed + 1_200_000);
  await page.keyboard.up('3');
  const released = await room.positionUs();
  await expect(row.getByRole('textbox', { name: 'From' })).toBeVisible();
  const to = Number((await row.getByRole('textbox', { name: 'To' }).inputValue()).split(':')[1]);
  expect(to).toBeGreaterThan(pressed / 1e6 + 1);
  expect(to).toBeLessThanOrEqual(released / 1e6 + 0.1);
  expect(await from()).toBeLessThan(pressed / 1e6 - 3);
  // Held and let go is one thing that was done.
  await page.keyboard.press('Control+z');
  await expect(room.rows).toHaveCount(0);
});

test('over a selection a key marks all of it', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  await room.framesKnown();
  const { page } = launched;
  await room.press('Home');
  for (let n = 0; n < 3; n++) await room.press('ArrowRight');
  await page.getByRole('button', { name: 'Mark in' }).click();
  for (let n = 0; n < 2; n++) await room.press('ArrowRight');
  await page.getByRole('button', { name: 'Mark out' }).click();
  await page.keyboard.press('5');
  const row = room.rows.first();
  await expect(row.getByRole('textbox', { name: 'From' })).toHaveValue('00:03.000');
  // Out is where the frame on screen ends: that frame is the last one inside.
  await expect(row.getByRole('textbox', { name: 'To' })).toHaveValue('00:05.040');
  await room.press('ArrowRight');
  await page.keyboard.press('1');
  await expect(room.rows).toHaveCount(2);
  await expect(room.rows.last().getByRole('textbox', { name: 'At' })).toBeVisible();
});

test('changes of kind, times and privacy are saved and undone by name', async ({
  launch,
  folder,
}) => {
  const dataDir = join(folder, 'library');
  const file = await ownCopy(FOOTAGE, join(folder, 'lesson.mp4'));
  const launched = await launch({ files: [file], dataDir });
  const room = await opened(launched);
  const { page } = launched;
  await page.keyboard.press('1');
  const row = room.rows.first();
  await row.getByRole('button', { name: /Kind/ }).click();
  await page.getByRole('option', { name: 'Strength' }).click();
  await expect(row.getByRole('button', { name: /^Strength, / })).toBeVisible();
  await row.getByRole('textbox', { name: 'At' }).fill('0:12.5');
  await row.getByRole('textbox', { name: 'At' }).press('Enter');
  await expect(row.getByRole('textbox', { name: 'At' })).toHaveValue('00:12.500');
  await row.getByRole('textbox', { name: 'To' }).fill('nonsense');
  await row.getByRole('textbox', { name: 'To' }).press('Enter');
  await expect(row.getByText('Write it like 12:43')).toBeVisible();
  await row.getByRole('textbox', { name: 'To' }).fill('99:00');
  await row.getByRole('textbox', { name: 'To' }).press('Enter');
  await expect(row.getByText('After the lesson’s end')).toBeVisible();
  await row.getByRole('textbox', { name: 'To' }).fill('14');
  await row.getByRole('textbox', { name: 'To' }).press('Enter');
  await expect(row.getByRole('textbox', { name: 'To' })).toHaveValue('00:14.000');
  const secret = row.getByRole('switch', { name: 'Private' });
  await expect(secret).toBeChecked();
  await expect(row.getByText('not hidden from someone using this computer account')).toBeVisible();
  await secret.click();
  await expect(row.getByText('Shared: its note may be exported')).toBeVisible();

  for (const label of [
    'Share a moment',
    'Change a moment’s time',
    'Change a moment’s time',
    'Change a moment’s kind',
    'Mark noticing',
  ]) {
    await page.getByRole('button', { name: `Undo: ${label}` }).click();
  }
  await expect(room.rows).toHaveCount(0);
  for (let n = 0; n < 5; n++) await page.getByRole('button', { name: /^Redo: / }).click();
  await expect(room.rows).toHaveCount(1);
  await room.allSaved();
  await launched.close();

  const again = await launch({ dataDir });
  await again.page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  const later = await opened(again);
  await later.rows
    .first()
    .getByRole('button', { name: /^Strength, 12 seconds, shared/ })
    .click();
  await expect(later.rows.first().getByRole('textbox', { name: 'To' })).toHaveValue('00:14.000');
});

test('a very long note is kept whole and stays in its row', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  const long = 'Nobody filled the gap, and the gap did the work. '.repeat(300).trim();
  await room.note.fill(long);
  await page.keyboard.press('Enter');
  await expect(room.rows.first()).toContainText(long);
  const list = await room.moments.boundingBox();
  const player = await page.getByRole('region', { name: 'Player' }).boundingBox();
  expect(list?.x ?? 0).toBeGreaterThan((player?.x ?? 0) + (player?.width ?? 0));
  await room.clickAt(0.5);
  await page.keyboard.press('2');
  await expect(room.rows).toHaveCount(2);
  const height = await room.rows.first().evaluate((row) => row.getBoundingClientRect().height);
  expect(height).toBeLessThan(160);
});

test('one’s own focus stands above the board', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await page.getByRole('button', { name: 'Add my focus' }).click();
  await page.getByRole('textbox', { name: 'My focus' }).fill('waiting and probing');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Focus: waiting and probing' })).toBeVisible();
  await room.allSaved();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Add my focus' })).toBeVisible();
});

test('the list follows playback and moves by arrows', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  await room.framesKnown();
  const { page } = launched;
  await room.press('Home');
  for (let n = 1; n <= 5; n++) {
    await room.press('Shift+ArrowRight');
    await page.keyboard.press(String(n));
  }
  await expect(room.rows).toHaveCount(5);
  await room.clickAt(15.5 / 30);
  await expect(room.rows.locator('[aria-current="true"]')).toHaveCount(1);
  await expect(room.rows.nth(2).locator('[aria-current="true"]')).toBeVisible();
  await room.rows.nth(0).getByRole('button').first().click();
  await expect.poll(() => room.positionUs()).toBe(5_000_000);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => room.positionUs()).toBe(10_000_000);
  await expect(room.rows.nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Shift+n');
  await expect.poll(() => room.positionUs()).toBe(5_000_000);
});
