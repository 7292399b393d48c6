/** Every tool of drawing: with the pointer alone, and with the keyboard alone. */
import type { Page } from 'playwright/test';
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const TOOLS = [
  ['Pen', 'p', 'Pen stroke'],
  ['Arrow', 'a', 'Arrow'],
  ['Ellipse', 'c', 'Ellipse'],
  ['Box', 'b', 'Box'],
  ['Spotlight', 's', 'Spotlight'],
  ['Text', 't', 'Text “Text”'],
  ['Number', 'h', 'Number 1'],
  ['Stopwatch', 'w', 'Stopwatch, 3.0 s'],
] as const;
const NAMES = TOOLS.map(([, , name]) => name);

async function opened({ page, app }: Launched): Promise<LessonRoomPage> {
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  return room;
}

const drawn = (page: Page) => page.locator('[data-drawing]');
const listed = (page: Page) => page.getByRole('list', { name: 'Drawings' }).getByRole('listitem');

/** What the list of drawings says there is, whenever each begins. */
async function words(page: Page): Promise<string[]> {
  const all = await listed(page).allTextContents();
  return all.map((text) => text.replace(/\d:\d\d$/, '')).sort();
}

test('each tool by pointer: drawn, moved, sized, timed, private or shared, cleared', async ({
  launch,
}) => {
  const launched = await launch({ lesson: { seconds: 20, gop: 50 } });
  const room = await opened(launched);
  const { page } = launched;
  await page.getByRole('button', { name: 'Draw on the picture' }).click();
  const tools = page.getByRole('toolbar', { name: 'Drawing' });
  const picture = await page.locator('video-js[data-deck="front"] video').boundingBox();
  if (!picture) throw new Error('no picture');
  const at = (x: number, y: number) =>
    [picture.x + picture.width * x, picture.y + picture.height * y] as const;
  const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
    await page.mouse.move(...at(...from));
    await page.mouse.down();
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
    await page.mouse.move(...at(...middle));
    await page.mouse.move(...at(...to));
    await page.mouse.up();
  };
  for (const [n, [tool]] of TOOLS.entries()) {
    await tools.getByRole('button', { name: tool, exact: true }).click();
    const [x, y] = [0.1 + (n % 4) * 0.22, 0.3 + Math.floor(n / 4) * 0.4];
    await drag([x, y], [x + 0.1, y + 0.15]);
    await expect(drawn(page)).toHaveCount(n + 1);
  }
  expect(await words(page)).toEqual([...NAMES].sort());

  // The box is chosen, moved, and pulled at a corner; each is one step.
  await tools.getByRole('button', { name: 'Choose' }).click();
  const undo = (what: string) => page.getByRole('button', { name: `Undo: ${what}` });
  await page.mouse.click(...at(0.76, 0.375));
  await drag([0.76, 0.375], [0.8, 0.375]);
  await expect(undo('Move a drawing')).toBeVisible();
  await drag([0.9, 0.45], [0.95, 0.6]);
  await expect(undo('Change the size of a drawing')).toBeVisible();
  await page.getByRole('group', { name: 'Colour' }).getByRole('button', { name: 'Coral' }).click();
  await expect(undo('Change a drawing’s colour')).toBeVisible();
  const own = page.getByRole('group', { name: 'This drawing' });
  await own.getByText('Private').click();
  await expect(undo('Share a drawing')).toBeVisible();

  // It is there from two seconds on, and until four.
  const { x, y, width } = await room.lanes();
  const goTo = async (second: number) => {
    await page.mouse.click(x + (second / 20) * width, y + 6);
    await room.still();
  };
  await goTo(4);
  await own.getByRole('button', { name: 'Until here' }).click();
  await expect(undo('Show a drawing until here')).toBeVisible();
  await goTo(2);
  await own.getByRole('button', { name: 'From here' }).click();
  await expect(own).toContainText(/0:02 to 0:0[34]/);
  await expect(drawn(page)).toHaveCount(8);
  await goTo(1);
  await expect(drawn(page)).toHaveCount(7);
  await page.getByRole('button', { name: 'Clear the picture' }).click();
  await expect(drawn(page)).toHaveCount(0);
  await expect(listed(page)).toHaveCount(1);
  await undo('Clear the picture').click();
  await expect(drawn(page)).toHaveCount(7);
  await room.allSaved();
});

test('each tool by keyboard: put, written, timed, chosen from the list, taken away', async ({
  launch,
}) => {
  const launched = await launch({ lesson: { seconds: 20, gop: 50 } });
  const room = await opened(launched);
  const { page } = launched;
  await page.keyboard.press('Shift+D');
  await expect(page.getByRole('toolbar', { name: 'Drawing' })).toBeVisible();
  for (const [n, [, key]] of TOOLS.entries()) {
    await page.keyboard.press(key);
    await page.keyboard.press('Enter');
    await expect(drawn(page)).toHaveCount(n + 1);
    // Each a little beside the one before.
    for (let step = 0; step < n; step++) await page.keyboard.press('ArrowDown');
  }
  expect(await words(page)).toEqual([...NAMES].sort());

  // One is chosen in the list, reached with Tab as everything is, and ends where the lesson stands.
  const box = listed(page).getByRole('button', { name: /^Box/ });
  await box.focus();
  await page.keyboard.press('Space');
  await expect(box).toHaveAttribute('aria-pressed', 'true');
  for (let n = 0; n < 5; n++) await room.press('.');
  const until = page.getByRole('button', { name: 'Until here' });
  await until.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo: Show a drawing until here' })).toBeVisible();
  await expect(drawn(page)).toHaveCount(8);
  await room.press('.');
  await expect(drawn(page)).toHaveCount(7);
  await room.press(',');
  await expect(drawn(page)).toHaveCount(8);

  // Words are written in their field.
  const text = listed(page).getByRole('button', { name: /^Text/ });
  await text.focus();
  await page.keyboard.press('Space');
  const field = page.getByRole('textbox', { name: 'Text' });
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Third hand');
  await expect(page.locator('[data-drawing] text').filter({ hasText: 'Third hand' })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Delete');
  await expect(drawn(page)).toHaveCount(7);
  await page.keyboard.press('Control+z');
  await expect(drawn(page)).toHaveCount(8);
  await room.allSaved();
});

test('a stopwatch runs, and what ends while it plays fades', async ({ launch }) => {
  const launched = await launch({ lesson: { seconds: 20, gop: 50 } });
  const room = await opened(launched);
  const { page } = launched;
  await page.keyboard.press('Shift+D');
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await page.keyboard.press('w');
  await page.keyboard.press('Enter');
  await expect(drawn(page)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const runs = async () =>
    Number.parseFloat((await page.locator('[data-drawing] text').textContent()) ?? '');
  for (const seconds of [1, 2]) {
    await room.press('ArrowRight');
    await expect.poll(runs).toBeCloseTo(seconds, 0);
  }
  const box = page.locator('[data-drawing]:not(:has(text))');
  await expect(box).toHaveCSS('opacity', '1');
  // Everything that the box was while it went: there, then fading, then gone.
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      requestAnimationFrame(look);
      const box = document.querySelector('[data-drawing]:not(:has(text))');
      seen.push(box ? Number(getComputedStyle(box).opacity) : -1);
    };
    look();
  });
  await room.play.click();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(6_000_000);
  await page.keyboard.press('Space');
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  expect(seen[0]).toBe(1);
  expect(seen.at(-1)).toBe(-1);
  expect(seen.some((opacity) => opacity > 0 && opacity < 1)).toBe(true);
});
