/** Steps, speeds and loops: what the keys do with buttons, and what buttons do with keys held. */
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const FOOTAGE = { seconds: 12, gop: 50, bFrames: 2, sound: { codec: 'aac' } } as const;

test('frames are stepped with the buttons', async ({ launch }) => {
  const { page, app } = await launch({ lesson: FOOTAGE });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.clickAt(0.5);
  await room.still();
  const from = (await room.frame()) ?? 0;
  const on = page.getByRole('button', { name: 'One frame on' });
  const back = page.getByRole('button', { name: 'One frame back' });
  for (let n = 1; n <= 5; n++) {
    await on.click();
    await expect.poll(() => room.frame()).toBe(from + n);
  }
  for (let n = 4; n >= -3; n--) {
    await back.click();
    await expect.poll(() => room.frame()).toBe(from + n);
  }
});

test('a step key that is held goes on until it comes up', async ({ launch }) => {
  const { page, app } = await launch({ lesson: FOOTAGE });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  await room.watchFrames();
  await room.decodes();
  for (const [key, way] of [
    ['.', 1],
    [',', -1],
  ] as const) {
    const from = (await room.frame()) ?? -1;
    await room.framesSeen();
    // Each further press without a release is what a keyboard sends while a key is held.
    for (let n = 0; n < 30; n++) await page.keyboard.down(key);
    await expect
      .poll(async () => Math.abs(((await room.frame()) ?? from) - from))
      .toBeGreaterThan(9);
    await page.keyboard.up(key);
    await room.atRest();
    // One after the other, none left out; and where it stopped it stays.
    const seen = await room.framesSeen();
    expect(seen).toEqual(seen.map((_, n) => from + way * (n + 1)));
    expect(await room.frame()).toBe(seen.at(-1));
    expect(await room.positionUs()).toBe((seen.at(-1) ?? -1) * 40_000);
  }
});

test('the selection is marked, looped and cleared by key', async ({ launch }) => {
  const { page, app } = await launch({ lesson: FOOTAGE });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  for (let n = 0; n < 2; n++) await room.press('ArrowRight');
  await page.keyboard.press('i');
  await room.press('ArrowRight');
  await page.keyboard.press('o');
  await room.press('End');
  await page.keyboard.press('Shift+I');
  await expect.poll(() => room.positionUs()).toBe(2_000_000);
  const loop = page.getByRole('button', { name: 'Loop the selection' });
  await page.keyboard.press('Shift+L');
  await expect(loop).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Space');
  // Round and round: from near its end back to its beginning.
  for (let n = 0; n < 2; n++) {
    await expect.poll(() => room.positionUs(), { intervals: [20] }).toBeGreaterThan(2_600_000);
    await expect.poll(() => room.positionUs(), { intervals: [20] }).toBeLessThan(2_500_000);
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+L');
  await expect(loop).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Shift+X');
  await expect(loop).toBeDisabled();
});
