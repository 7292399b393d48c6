/** Playing in the real app: which frame is on screen is read from the picture itself. */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { makeFootage, ownCopy, type Footage } from '../fixtures/make-footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const SOUND = { codec: 'aac' } as const;
const STEADY: Footage = { seconds: 12, gop: 50, bFrames: 2, sound: SOUND };
const UNEVEN: Footage = { seconds: 8, variable: true, gop: 40, sound: SOUND };
/** Chromium cannot play it: it is watched through a playable copy. */
const COPIED: Footage = { seconds: 8, codec: 'mpeg4', ending: 'avi', gop: 30, sound: null };
const LATE: Footage = { seconds: 6, startsAt: 10, gop: 25, sound: SOUND };

for (const [name, footage] of [
  ['even', STEADY],
  ['uneven', UNEVEN],
  ['watched through a copy', COPIED],
  ['with a clock that begins at ten seconds', LATE],
] as const) {
  test(`steps frame by frame, both ways: footage ${name}`, async ({ launch }) => {
    const { page, app } = await launch({ files: [await makeFootage(footage)] });
    const room = new LessonRoomPage(page, app);
    await room.framesKnown();
    await room.press('Home');
    expect(await room.frame()).toBe(0);
    for (let frame = 1; frame <= 12; frame++) {
      await room.press('.');
      expect(await room.frame()).toBe(frame);
    }
    for (let frame = 11; frame >= 0; frame--) {
      await room.press(',');
      expect(await room.frame()).toBe(frame);
    }
    await room.press(',');
    expect(await room.frame()).toBe(0);
    expect(await room.positionUs()).toBe(0);
    await room.press('Shift+ArrowRight');
    const there = await room.frame();
    expect(there).toBeGreaterThan(90);
    await room.press('.');
    expect(await room.frame()).toBe((there ?? 0) + 1);
  });
}

test('quick presses of the step key count each one', async ({ launch }) => {
  const { page, app } = await launch({ lesson: STEADY });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  for (let n = 0; n < 40; n++) await page.keyboard.press('.');
  await expect.poll(() => room.frame()).toBe(40);
  for (let n = 0; n < 15; n++) await page.keyboard.press(',');
  await expect.poll(() => room.frame()).toBe(25);
});

test('position and picture agree wherever the playhead is put', async ({ launch }) => {
  const { page, app } = await launch({ lesson: STEADY });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  for (const share of [0.1, 0.93, 0.37, 0.62, 0.05]) {
    await room.clickAt(share);
    await expect
      .poll(async () => {
        const us = await room.positionUs();
        return (await room.frame()) === Math.floor((us + 999) / 40_000) || us;
      })
      .toBe(true);
    expect((await room.positionUs()) / 12e6).toBeCloseTo(share, 1);
  }
});

test('plays, pauses, and goes on from there', async ({ launch }) => {
  const { page, app } = await launch({ lesson: STEADY });
  const room = new LessonRoomPage(page, app);
  await room.ready();
  await room.play.click();
  await expect(room.pause).toBeVisible();
  await expect.poll(() => room.positionUs()).toBeGreaterThan(500_000);
  await page.keyboard.press('Space');
  await expect(room.play).toBeVisible();
  const at = await room.positionUs();
  const frame = await room.frame();
  expect(Math.abs((frame ?? 0) - at / 40_000)).toBeLessThan(3);
  await page.keyboard.press('KeyK');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(at);
  await expect(room.position).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/);
});

test('stops at the end, and Play begins again', async ({ launch }) => {
  const { page, app } = await launch({ lesson: STEADY });
  const room = new LessonRoomPage(page, app);
  await room.ready();
  await room.clickAt(0.95);
  await page.keyboard.press('Space');
  await expect(room.play).toBeVisible();
  await expect.poll(() => room.positionUs()).toBe(12_000_000);
  await page.keyboard.press('Space');
  await expect.poll(() => room.positionUs()).toBeLessThan(6_000_000);
});

test('J, K and L go back, stand, and go on, faster each time', async ({ launch }) => {
  const { page, app } = await launch({ lesson: { ...STEADY, seconds: 60 } });
  const room = new LessonRoomPage(page, app);
  await room.ready();
  const shuttle = (speed: string) =>
    page
      .getByRole('region', { name: 'Player' })
      .locator('span', { hasText: new RegExp(`^${speed}×$`) });
  const rate = () =>
    page.evaluate(
      () => document.querySelector<HTMLVideoElement>('[data-deck="front"] video')?.playbackRate,
    );
  await page.keyboard.press('l');
  await expect.poll(rate).toBe(1);
  await page.keyboard.press('l');
  await expect(shuttle('2')).toBeVisible();
  await expect.poll(rate).toBe(2);
  await page.keyboard.press('l');
  await expect(shuttle('4')).toBeVisible();
  await expect.poll(rate).toBe(4);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(4_000_000);
  await page.keyboard.press('j');
  await expect(shuttle('−1')).toBeVisible();
  const before = await room.positionUs();
  await expect.poll(() => room.positionUs()).toBeLessThan(before - 300_000);
  await page.keyboard.press('j');
  await expect(shuttle('−2')).toBeVisible();
  await page.keyboard.press('k');
  await expect(room.play).toBeVisible();
  const stands = await room.positionUs();
  await room.press('.');
  await room.press(',');
  expect(Math.abs((await room.positionUs()) - stands)).toBeLessThan(40_000);
});

test('loops the selection', async ({ launch }) => {
  const { page, app } = await launch({ lesson: STEADY });
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  for (let n = 0; n < 2; n++) await room.press('ArrowRight');
  await page.keyboard.press('i');
  await room.press('ArrowRight');
  await page.keyboard.press('o');
  await page.getByRole('button', { name: 'Loop the selection' }).click();
  await room.press('Home');
  await page.keyboard.press('Space');
  // From outside it goes to the selection; then round and round, never far beyond its end.
  const seen = await page.evaluate(async () => {
    const timer = document.querySelector('[role="timer"]');
    const found: number[] = [];
    let back = 0;
    while (back < 2) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const at = Number((timer?.textContent ?? '').split(':').at(-1));
      if (at < (found.at(-1) ?? 0)) back++;
      found.push(at);
    }
    return { least: Math.min(...found.slice(1)), most: Math.max(...found) };
  });
  expect(seen.least).toBeGreaterThanOrEqual(1.9);
  expect(seen.most).toBeLessThan(3.3);
});

test('rates from a quarter to four keep the pitch', async ({ launch }) => {
  const { page, app } = await launch({ lesson: STEADY });
  const room = new LessonRoomPage(page, app);
  await room.ready();
  for (const rate of ['0.25×', '4×', '1.5×']) {
    await page.getByRole('button', { name: /Playing rate/ }).click();
    await page.getByRole('option', { name: rate, exact: true }).click();
    await page.keyboard.press('Space');
    await expect(room.pause).toBeVisible();
    const playing = () =>
      page.evaluate(() => {
        const video = document.querySelector<HTMLVideoElement>('[data-deck="front"] video');
        return [`${video?.playbackRate}×`, video?.preservesPitch];
      });
    await expect.poll(playing).toEqual([rate, true]);
    await page.keyboard.press('Space');
    await expect(room.play).toBeVisible();
  }
});

test('a quiet room can be made louder than it was recorded', async ({ launch }) => {
  const { page, app } = await launch({ lesson: STEADY });
  const room = new LessonRoomPage(page, app);
  await room.ready();
  const volume = page.getByRole('slider', { name: 'Volume' });
  await expect(volume).toHaveAttribute('aria-valuetext', '100 per cent');
  await volume.fill('2.5');
  await expect(volume).toHaveAttribute('aria-valuetext', '250 per cent');
  await page.keyboard.press('Space');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(300_000);
});

test('parts play on by themselves, and frames step over the join', async ({ launch }) => {
  const one = await makeFootage({ seconds: 3, gop: 25, sound: SOUND });
  const two = await makeFootage({ seconds: 4, gop: 25, sound: SOUND, width: 480, height: 270 });
  const { page, app } = await launch({ files: [one, two] });
  await page.getByRole('button', { name: 'Add one lesson' }).click();
  const room = new LessonRoomPage(page, app);
  const lesson = page.getByRole('list', { name: 'Lessons' }).getByRole('link').first();
  await lesson.or(room.position).first().waitFor();
  if (await lesson.isVisible()) await lesson.click();
  await room.framesKnown();
  const width = () =>
    page.evaluate(
      () => document.querySelector<HTMLVideoElement>('[data-deck="front"] video')?.videoWidth,
    );
  await room.press('Home');
  await room.press('ArrowRight');
  await room.press('ArrowRight');
  expect(await width()).toBe(640);
  await page.keyboard.press('Space');
  await expect.poll(() => room.positionUs()).toBeGreaterThan(3_400_000);
  await page.keyboard.press('Space');
  expect(await width()).toBe(480);
  // Over the join by hand: the last frame of the first part and the first of the second.
  await room.clickAt(2.9 / 7);
  await expect.poll(width).toBe(640);
  await expect.poll(() => room.frame()).toBeGreaterThan(60);
  for (let n = await room.frame(); n !== null && n < 74; n = await room.frame())
    await room.press('.');
  await page.keyboard.press('.');
  await expect.poll(width).toBe(480);
  expect(await room.frame()).toBe(0);
  expect(await room.positionUs()).toBe(3_000_000);
  await page.keyboard.press(',');
  await expect.poll(width).toBe(640);
  expect(await room.frame()).toBe(74);
});

test('footage that went away is asked for, and its moments stay', async ({ launch, folder }) => {
  // Beyond where the library looks by itself: beside its old folder and below.
  const [was, now] = ['a/b', 'c/d'].map((place) => join(folder, place));
  for (const place of [was, now]) mkdirSync(place ?? '', { recursive: true });
  const file = await ownCopy({ seconds: 3, gop: 25 }, join(was ?? '', 'lesson.mp4'));
  const { page, app, close, dataDir } = await launch({
    files: [file],
    dataDir: join(folder, 'library'),
  });
  const room = new LessonRoomPage(page, app);
  await room.ready();
  await page.keyboard.press('1');
  await room.allSaved();
  await close();
  const elsewhere = join(now ?? '', 'moved away.mp4');
  renameSync(file, elsewhere);
  // The click asks for the picture before anyone has looked whether the file is there.
  const expected = /RANGE_NOT_SATISFIABLE \(footage:\/\/part\//;
  const again = await launch({ dataDir, expected });
  const after = new LessonRoomPage(again.page, again.app);
  await again.page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await expect(again.page.getByText('“lesson.mp4” is not where it was.')).toBeVisible();
  await expect(after.rows).toHaveCount(1);
  await after.answerDialogs(elsewhere);
  await again.page.getByRole('button', { name: 'Find it…' }).click();
  await after.ready();
  expect(await after.frame()).toBe(0);
});
