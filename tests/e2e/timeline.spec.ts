/** The timeline in the real app: hands on moments, selection, zoom, and the slider's own keys. */
import { makeFootage } from '../fixtures/make-footage';
import { expect, test } from './launch';
import {
  drag,
  FOOTAGE,
  marked,
  opened,
  peaksAreMade,
  placeOf,
  SECONDS,
  times,
} from './on-timeline';

test('a moment is moved, trimmed and put back', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  await expect.poll(() => peaksAreMade(launched.dataDir)).toBe(true);
  await drag(page, await placeOf(room, 15), await placeOf(room, 18));
  expect((await times(room)).from).toBeCloseTo(13, 0);
  expect((await times(room)).to - (await times(room)).from).toBeCloseTo(10, 3);
  await drag(page, await placeOf(room, (await times(room)).to - 0.03), await placeOf(room, 26));
  expect((await times(room)).to).toBeCloseTo(26, 0);
  await room.allSaved();
  await page.getByRole('button', { name: 'Undo: Trim a moment' }).click();
  await page.getByRole('button', { name: 'Undo: Move a moment' }).click();
  expect(await times(room)).toEqual({ from: 10, to: 20 });
});

test('a drag snaps to the playhead, and Escape abandons it', async ({ launch }) => {
  // Without sound: the edge of a pause in the talk may lie nearer.
  const launched = await launch({ lesson: { seconds: SECONDS, gop: 50 } });
  const room = await marked(launched);
  const { page } = launched;
  for (let n = 0; n < 13; n++) await room.press('ArrowRight');
  expect(await room.positionUs()).toBe(13_000_000);
  const near = await placeOf(room, 18);
  await drag(page, await placeOf(room, 15), { x: near.x + 3, y: near.y });
  expect((await times(room)).from).toBe(13);
  await drag(page, await placeOf(room, 18), await placeOf(room, 22), false);
  await expect.poll(async () => (await times(room)).from).toBeGreaterThan(15);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await times(room)).toEqual({ from: 13, to: 23 });
  await expect(page.getByRole('button', { name: 'Undo: Move a moment' })).toBeVisible();
});

test('a drag snaps to where the talk stops', async ({ launch }) => {
  // Heard every other second: the thirteenth is silent.
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page, dataDir } = launched;
  await expect.poll(() => peaksAreMade(dataDir)).toBe(true);
  const there = await placeOf(room, 18);
  // The page reads the sound in its own time: until then there is nothing to snap to.
  await expect(async () => {
    await drag(page, await placeOf(room, 15), { x: there.x + 6, y: there.y });
    const { from } = await times(room);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await times(room)).from).toBe(10);
    expect(Math.abs(from - 13)).toBeLessThan(0.06);
  }).toPass();
  // Held with Alt it goes where the hand goes.
  await page.keyboard.down('Alt');
  await drag(page, await placeOf(room, 15), { x: there.x + 6, y: there.y });
  await page.keyboard.up('Alt');
  expect((await times(room)).from - 13).toBeGreaterThan(0.1);
});

test('a range is selected by dragging over an empty place', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await drag(page, await placeOf(room, 5), await placeOf(room, 9));
  await expect(page.getByText('The next key marks the whole selection.')).toBeVisible();
  await page.keyboard.press('2');
  expect((await times(room)).from).toBeCloseTo(5, 0);
  expect((await times(room)).to).toBeCloseTo(9, 0);
});

test('zooms about the pointer, pans, and shows the whole lesson again', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const under = await placeOf(room, 12);
  await page.mouse.move(under.x, under.y - 40);
  await page.keyboard.down('Control');
  for (let n = 0; n < 5; n++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  const { y } = await room.lanes();
  await page.mouse.click(under.x, y + 6);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(11_900_000);
  expect(await room.positionUs()).toBeLessThan(12_100_000);
  // Zoomed in, 100 px are less than the second that they were before.
  const { width } = await room.lanes();
  await page.mouse.click(under.x + width / SECONDS, y + 6);
  await expect.poll(() => room.positionUs()).toBeLessThan(12_500_000);
  await page.keyboard.press('Shift+Z');
  await page.mouse.click((await placeOf(room, 20)).x, y + 6);
  await expect.poll(async () => Math.round((await room.positionUs()) / 1e6)).toBe(20);
});

test('is a slider that says where it is, and rows are gone through by key', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  await room.timeline.focus();
  await room.press('ArrowRight');
  await expect(room.timeline).toHaveAttribute('aria-valuetext', '1 second');
  await room.press('Shift+ArrowRight');
  await expect(room.timeline).toHaveAttribute('aria-valuetext', '6 seconds');
  await room.press('End');
  await expect(room.timeline).toHaveAttribute('aria-valuetext', '30 seconds');
  await room.press('PageDown');
  await expect(room.timeline).toHaveAttribute('aria-valuenow', '0.000');

  // A question at 5 s and one at 12 s.
  for (const second of [5, 12]) {
    await page.mouse.click((await placeOf(room, second)).x, (await room.lanes()).y + 6);
    await page.keyboard.press('2');
  }
  await room.allSaved();
  await room.timeline.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(room.spoken).toHaveText('Noticing row, 0 moments');
  await page.keyboard.press('ArrowDown');
  await expect(room.spoken).toHaveText('Question row, 2 moments');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(room.spoken).toHaveText('Question, 5 seconds');
  await expect.poll(async () => Math.round((await room.positionUs()) / 1e6)).toBe(5);
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect(room.spoken).toContainText('2 moments chosen');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(room.spoken).toHaveText('No moment after this in the row');
  await expect(room.timeline).toHaveAttribute('aria-valuetext', /12 seconds, Question row/);

  // The row is folded, moved and made taller; what it is called stays, and it is kept.
  const height = async () => (await room.rowHead('Question').boundingBox())?.height ?? 0;
  const before = await height();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(height).toBeGreaterThan(before + 5);
  await page.keyboard.press('Shift+Enter');
  await expect(room.rowHead('Question')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await expect(room.spoken).toHaveText('Question row, 1 of 5');
  await page.getByRole('link', { name: 'Lessons' }).first().click();
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await room.ready();
  await expect(room.rowHead('Question')).toHaveAttribute('aria-expanded', 'false');
  const [question, noticing] = [await room.rowY('Question'), await room.rowY('Noticing')];
  expect(question).toBeLessThan(noticing);
});

test('several moments by keyboard: chosen, nudged, split, merged, copied into another lesson', async ({
  launch,
}) => {
  const other = await makeFootage({ ...FOOTAGE, seconds: 20 });
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  await room.timeline.focus();

  await page.keyboard.press('Alt+Shift+Period');
  await page.keyboard.press('Alt+Shift+Period');
  await page.keyboard.press('Alt+Comma');
  await expect.poll(() => times(room)).toEqual({ from: 11.96, to: 21.96 });
  await expect(page.getByRole('button', { name: 'Undo: Nudge a moment' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(() => times(room)).toEqual({ from: 10, to: 20 });

  await page.keyboard.press('Home');
  for (let n = 0; n < 15; n++) await room.press('ArrowRight');
  await page.keyboard.press('Shift+S');
  await expect(room.rows).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Undo: Split a moment' })).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(room.spoken).toHaveText('2 moments chosen');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Shift+M');
  await expect(room.rows).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(room.rows).toHaveCount(2);
  await room.allSaved();

  await room.answerDialogs(other);
  await page.getByRole('link', { name: 'Lessons' }).first().click();
  await page.getByRole('button', { name: 'Add footage' }).click();
  await expect(page.getByRole('list', { name: 'Lessons' }).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await room.framesKnown();
  await expect(room.rows).toHaveCount(0);
  await room.press('Home');
  await room.press('ArrowRight');
  await room.timeline.focus();
  await page.keyboard.press('Control+v');
  await expect(room.rows).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Undo: Paste 2 moments' })).toBeVisible();
  await room.allSaved();
  await page.keyboard.press('Control+z');
  await expect(room.rows).toHaveCount(0);
});

test('several moments by pointer: lasso, drag, more and less', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  // Well inside their seconds, so that a pixel more or less reads the same.
  for (const [second, key] of [
    [5.5, '1'],
    [9.5, '2'],
    [25.5, '2'],
  ] as const) {
    await page.mouse.click((await placeOf(room, second)).x, (await room.lanes()).y + 6);
    await page.keyboard.press(key);
  }
  await room.allSaved();
  const starts = async () =>
    (await room.rows.getByText(/^\d:\d\d$/).allTextContents()).map((text) =>
      Number(text.split(':')[1]),
    );
  await page.keyboard.down('Shift');
  await drag(page, await placeOf(room, 3), await placeOf(room, 12, 'Question'));
  await page.keyboard.up('Shift');
  // Both that were caught go along when one of them is dragged.
  await drag(page, await placeOf(room, 5.55), await placeOf(room, 8.55));
  await expect(page.getByRole('button', { name: 'Undo: Move 2 moments' })).toBeVisible();
  await expect.poll(starts).toEqual([8, 12, 25]);
  await page.keyboard.press('Control+z');
  await expect.poll(starts).toEqual([5, 9, 25]);

  // With Ctrl one more, then all are dragged, and Escape puts them back.
  await page.keyboard.down('Control');
  const third = await placeOf(room, 25.55, 'Question');
  await page.mouse.click(third.x, third.y);
  await page.keyboard.up('Control');
  await drag(page, await placeOf(room, 5.55), await placeOf(room, 6.55), false);
  await expect.poll(starts).toEqual([6, 10, 26]);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(starts).toEqual([5, 9, 25]);
  await page.keyboard.press('Delete');
  await expect.poll(() => room.rows.count()).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => room.rows.count()).toBe(3);
});

test('rows are gathered by something else, folded and moved by pointer', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  await room.rowHead('Strength').click();
  await expect(room.rowHead('Strength')).toHaveAttribute('aria-expanded', 'false');
  const from = await room.rowHead('Next step').boundingBox();
  const to = await room.rowHead('Noticing').boundingBox();
  if (!from || !to) throw new Error('no rows');
  await drag(page, { x: 20, y: from.y + 5 }, { x: 21, y: to.y + 2 });
  await expect.poll(() => room.rowY('Next step')).toBeLessThan(await room.rowY('Noticing'));
  await page.getByRole('button', { name: /Rows$/ }).click();
  await page.getByRole('option', { name: 'By person' }).click();
  await expect(room.rowHead('You')).toBeVisible();
  await expect(room.rowHead('Noticing')).toHaveCount(0);
  const place = await placeOf(room, 15, 'You');
  await drag(page, place, { x: (await placeOf(room, 17, 'You')).x, y: place.y });
  await expect(page.getByRole('button', { name: 'Undo: Move a moment' })).toBeVisible();
  await page.getByRole('button', { name: 'Follow the playhead page by page' }).click();
  await expect(page.getByRole('button', { name: 'Keep the playhead in the middle' })).toBeVisible();
});

test('what is chosen is changed together, in one step of undo', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  await page.getByRole('button', { name: 'Add my focus' }).click();
  await page.getByRole('textbox', { name: 'My focus' }).fill('Time to think');
  await page.keyboard.press('Enter');
  await page.mouse.click((await placeOf(room, 25)).x, (await room.lanes()).y + 6);
  await page.keyboard.press('2');
  await room.timeline.focus();
  await page.keyboard.press('Control+a');
  await expect(room.moments.getByText(/^2 moments are chosen/)).toBeVisible();

  await page.keyboard.press('Shift+H');
  await expect(page.getByRole('button', { name: 'Undo: Share 2 moments' })).toBeVisible();
  await expect(room.moments.getByRole('button', { name: /, shared/ })).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(room.moments.getByRole('button', { name: /, private/ })).toHaveCount(2);
  await page.keyboard.press('Shift+O');
  await page.getByRole('option', { name: 'Time to think' }).click();
  const undo = page.getByRole('button', { name: 'Undo: Change the focus of 2 moments' });
  await expect(undo).toBeVisible();
  await room.allSaved();

  // In the list: one more, one fewer, and deleted together.
  await room.rows.first().locator('[data-summary]').click();
  await room.rows
    .nth(1)
    .locator('[data-summary]')
    .click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Delete 2 moments' }).click();
  await expect(room.rows).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo: Delete 2 moments' }).click();
  await expect(room.rows).toHaveCount(2);
  await room.allSaved();
});

test('wheel, overview and edges by pointer', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const { x, y, width, height } = await room.lanes();
  const middleUs = async () => {
    await page.mouse.click(x + width / 2, y + 6);
    return room.positionUs();
  };

  // The selection's end is pulled on the ruler, then marked as it lies.
  await page.keyboard.down('Alt');
  await drag(page, await placeOf(room, 5.5), await placeOf(room, 9));
  const end = { x: x + (9 / SECONDS) * width, y: y + 6 };
  await drag(page, end, { x: x + (12.5 / SECONDS) * width, y: y + 6 });
  await page.keyboard.up('Alt');
  await page.keyboard.press('2');
  expect((await times(room)).from).toBeCloseTo(5.5, 0);
  expect((await times(room)).to).toBeCloseTo(12.5, 0);

  // A row's lower edge is pulled.
  const head = await room.rowHead('Noticing').boundingBox();
  if (!head) throw new Error('no row');
  const edge = { x: head.x + 40, y: head.y + head.height + 1 };
  await drag(page, edge, { x: edge.x, y: edge.y + 30 });
  await expect
    .poll(async () => (await room.rowHead('Noticing').boundingBox())?.height ?? 0)
    .toBeGreaterThan(head.height + 20);

  // Closer with the wheel, along with it, and elsewhere on the overview.
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.keyboard.down('Control');
  for (let n = 0; n < 5; n++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(middleUs).toBeGreaterThan(14_500_000);
  const before = await middleUs();
  expect(before).toBeLessThan(15_500_000);
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let n = 0; n < 20; n++) await page.mouse.wheel(0, 40);
  await expect.poll(middleUs).toBeGreaterThan(before + 1_000_000);
  const overview = y + height - 10;
  await drag(page, { x: x + width / 2, y: overview }, { x: x + width - 4, y: overview });
  await expect.poll(middleUs).toBeGreaterThan(27_000_000);
  await page.keyboard.press('Alt+PageUp');
  await expect.poll(middleUs).toBeLessThan(28_500_000);
});

test('a moment is deleted by key and comes back', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  const { x, y } = await placeOf(room, 15);
  await page.mouse.click(x, y);
  await expect.poll(() => room.positionUs()).toBe(10_000_000);
  await page.keyboard.press('Delete');
  await expect(room.rows).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(room.rows).toHaveCount(1);
});
