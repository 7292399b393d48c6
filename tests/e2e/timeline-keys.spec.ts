/** The timeline with the keyboard alone; where one is, it says. */
import { found } from './axe';
import { expect, test } from './launch';
import {
  FOOTAGE,
  frameWidth,
  marked,
  opened,
  peaksAreMade,
  playheadX,
  SECONDS,
  times,
} from './on-timeline';

test('zooms to single frames about the playhead, pans, and follows or not, by key', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  const { page } = launched;
  const { x, width } = await room.lanes();
  for (let n = 0; n < 3; n++) await room.press('Shift+ArrowRight');
  const at = await playheadX(room);
  for (let n = 0; n < 20; n++) await page.keyboard.press('=');
  // As close as it goes a frame is forty pixels wide, and the playhead has not moved.
  await expect.poll(() => frameWidth(room)).toBeCloseTo(40, 0);
  expect(Math.abs((await playheadX(room)) - at)).toBeLessThan(1.5);
  await page.keyboard.press('-');
  await expect.poll(() => frameWidth(room)).toBeCloseTo(40 / 1.6, 0);

  // A page of the timeline on and back: the playhead stands, what is shown moves.
  await page.keyboard.press('Alt+PageDown');
  // A glide comes to rest some pixels short.
  const from = async (px: number) => Math.abs((await playheadX(room)) - px);
  await expect.poll(() => from(at - width / 2)).toBeLessThan(8);
  await page.keyboard.press('Alt+PageUp');
  await expect.poll(() => from(at)).toBeLessThan(14);

  // The selection, and the whole lesson again.
  await page.keyboard.press('i');
  await room.press('Shift+ArrowRight');
  await page.keyboard.press('o');
  await page.keyboard.press('z');
  const secondsWidth = async () => (await frameWidth(room)) * 25;
  await expect.poll(secondsWidth).toBeGreaterThan(width / 7);
  expect(await secondsWidth()).toBeLessThan(width / 5);
  await page.keyboard.press('Shift+Z');
  await expect.poll(secondsWidth).toBeCloseTo(width / SECONDS, 0);

  // Page by page, then in the middle, then not at all.
  await room.press('Home');
  for (let n = 0; n < 6; n++) await page.keyboard.press('=');
  await room.press('End');
  const isSeen = async () => {
    const px = await playheadX(room);
    return px >= x - 1 && px <= x + width + 1;
  };
  await expect.poll(isSeen).toBe(true);
  await page.keyboard.press('Shift+F');
  await expect(room.spoken).toHaveText('Keep the playhead in the middle');
  await room.press('Home');
  await room.press('Shift+ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => playheadX(room)).toBeCloseTo(x + width / 2, -1);
  const before = await room.positionUs();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(before + 300_000);
  expect(Math.abs((await playheadX(room)) - x - width / 2)).toBeLessThan(3);
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+F');
  await expect(room.spoken).toHaveText('Do not follow the playhead');
  await room.press('End');
  expect(await isSeen()).toBe(false);
  await page.keyboard.press('Shift+F');
  await expect(room.spoken).toHaveText('Follow the playhead page by page');
  await room.press('Home');
  await expect.poll(isSeen).toBe(true);
});

test('goes from edge to edge, and a moment is trimmed to them, by key', async ({ launch }) => {
  // Without sound: there are no pauses between.
  const launched = await launch({ lesson: { seconds: SECONDS, gop: 50 } });
  const room = await marked(launched);
  const { page } = launched;
  for (let n = 0; n < 3; n++) await room.press('ArrowRight');
  await page.keyboard.press('i');
  for (let n = 0; n < 2; n++) await room.press('ArrowRight');
  await page.keyboard.press('o');
  await room.press('Home');
  // In, out (the end of its frame), both edges of the moment, the lesson's end; and back.
  const edges = [3_000_000, 5_040_000, 10_000_000, 20_000_000];
  for (const us of edges) {
    await room.press('Shift+Period');
    await expect.poll(() => room.positionUs()).toBe(us);
  }
  await expect(room.spoken).toHaveText('20 seconds');
  await room.press('Shift+Period');
  await room.press('Shift+Period');
  await expect(room.spoken).toHaveText('No edge after this');
  for (const us of [...edges].reverse()) {
    await room.press('Shift+Comma');
    await expect.poll(() => room.positionUs()).toBe(us);
  }

  // The moment is brought to an edge: it begins exactly where the selection ends.
  await room.press('Shift+Period');
  await expect.poll(() => room.positionUs()).toBe(5_040_000);
  await page.keyboard.press('[');
  await expect.poll(() => times(room)).toEqual({ from: 5.04, to: 20 });
  for (let n = 0; n < 4; n++) await room.press('ArrowRight');
  await page.keyboard.press(']');
  await expect.poll(async () => (await times(room)).to).toBe(9.08);
  for (let n = 0; n < 2; n++) await page.keyboard.press('Control+z');
  await expect.poll(() => times(room)).toEqual({ from: 10, to: 20 });
});

test('goes to where the talk stops and begins again, by key', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await opened(launched);
  await expect.poll(() => peaksAreMade(launched.dataDir)).toBe(true);
  // The page reads the sound in its own time: until then there is nothing to go to.
  await expect(async () => {
    await room.press('Home');
    await room.press('Shift+Period');
    await room.press('Shift+Period');
    expect(Math.abs((await room.positionUs()) - 2_000_000)).toBeLessThan(80_000);
  }).toPass();
});

test('rows by kind, tag, person and focus, and moments chosen by a stretch, by key', async ({
  launch,
}) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  const results = page.getByRole('listbox', { name: 'Found' });
  const run = async (words: string) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: /^Search lessons/ })).toBeFocused();
    await page.keyboard.type(words);
    await expect(results.getByRole('option', { selected: true })).toContainText(words, {
      ignoreCase: true,
    });
    await page.keyboard.press('Enter');
  };
  for (const [by, row] of [
    ['tag', 'No tag'],
    ['person', 'You'],
    ['focus', 'No focus'],
    ['kind', 'Noticing'],
  ] as const) {
    await run(`rows by ${by}`);
    await expect(room.rowHead(row)).toBeVisible();
  }

  // All that a stretch touches is chosen: what a lasso does.
  await room.press('End');
  await page.keyboard.press('2');
  await expect(room.rows).toHaveCount(2);
  await room.press('Home');
  for (let n = 0; n < 3; n++) await room.press('Shift+ArrowRight');
  await page.keyboard.press('i');
  await room.press('End');
  await page.keyboard.press('o');
  await page.keyboard.press('Shift+A');
  await expect(room.spoken).toHaveText('2 moments chosen');
  await page.keyboard.press('Alt+Shift+Comma');
  await expect(page.getByRole('button', { name: 'Undo: Nudge 2 moments' })).toBeVisible();
  await page.keyboard.press('Control+Shift+a');
  await expect(room.moments.locator('[data-chosen]')).toHaveCount(0);
});

test('the menu of the timeline is opened and used by key', async ({ launch }) => {
  const launched = await launch({ lesson: FOOTAGE });
  const room = await marked(launched);
  const { page } = launched;
  await room.timeline.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Moments on the timeline' });
  await expect(menu.getByRole('menuitem', { name: /^Merge/ })).toBeDisabled();
  expect(await found(page)).toEqual([]);
  await page.keyboard.type('nudge a second later');
  await page.keyboard.press('Enter');
  await expect(menu).toBeHidden();
  await expect.poll(() => times(room)).toEqual({ from: 11, to: 21 });
  // The keyboard is where it was.
  await expect(room.timeline).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(() => times(room)).toEqual({ from: 10, to: 20 });
});
