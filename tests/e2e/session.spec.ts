/** A session in the real app, on two windows: built, presented, written down, ended. */
import type { Locator, Page } from 'playwright/test';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, type Launched, type LaunchOptions, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { present, PROMPT, roomOf, stageSession } from './session-staging';

type Launch = (options?: LaunchOptions) => Promise<Launched>;

const FOOTAGE = { seconds: 20, gop: 25 };
const TITLE = 'INSET: waiting and probing';

/** A library with a lesson in it, and the folder it lies in. */
async function withLesson(launch: Launch): Promise<string> {
  const first = await launch({ files: [await makeFootage(FOOTAGE)] });
  await new LessonRoomPage(first.page, first.app).ready();
  await first.close();
  return first.dataDir;
}

const itemsOf = (page: Page): Locator => page.getByRole('list', { name: 'Items' });
const current = (page: Page): Locator => itemsOf(page).locator('[aria-current="step"]');
const jump = (page: Page, at: number): Promise<void> =>
  itemsOf(page).getByRole('listitem').nth(at).getByRole('button').first().click();

/** Where the room's footage is, in seconds of the file. */
const roomAt = (room: Page): Promise<number> =>
  room
    .locator('video-js[data-deck="front"] video')
    .evaluate((video: HTMLVideoElement) => video.currentTime);

const isPlaying = (room: Page): Promise<boolean> =>
  room
    .locator('video-js[data-deck="front"] video')
    .evaluate((video: HTMLVideoElement) => !video.paused && video.currentTime > 0);

const timer = (page: Page): Locator => page.getByRole('timer', { name: 'Time left' });

const seconds = async (page: Page): Promise<number> => {
  const [minutes = 0, rest = 0] = (await timer(page).innerText())
    .split(':')
    .map((each) => parseInt(each, 10));
  return minutes * 60 + rest;
};

test('is built from a starting point: items by keys and by hand, what is watched from any lesson', async ({
  launch,
}) => {
  const dataDir = await withLesson(launch);
  const { page } = await launch({ dataDir });
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'New session' }).click();
  await page.getByRole('radio', { name: '20-minute briefing' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Friday briefing');
  await page.getByRole('button', { name: 'Make session' }).click();
  await expect(page.getByRole('heading', { name: 'Friday briefing' })).toBeVisible();
  const items = itemsOf(page).getByRole('listitem');
  await expect(items).toHaveCount(5);
  await expect(page.getByText('20 min planned: it fits')).toBeVisible();

  await page.getByRole('button', { name: /^Discuss: What did you notice/ }).click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(items.nth(1)).toContainText('Discuss');
  await items.nth(1).dragTo(items.nth(3));
  await expect(items.nth(3)).toContainText('Discuss');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(items.nth(1)).toContainText('Discuss');

  await page.getByRole('button', { name: /^Watch: What did pupils/ }).click();
  await page.getByRole('button', { name: 'Choose what to watch…' }).click();
  await page.getByRole('button', { name: 'A stretch of the lesson' }).click();
  const to = page.getByRole('textbox', { name: 'To', exact: true });
  await to.fill('0:12');
  await to.press('Enter');
  await page.getByRole('button', { name: 'Watch this' }).click();
  await page.getByText('Takes as long as the footage').click();
  await expect(items.filter({ hasText: 'Watch: What did pupils' })).toContainText('12 s');

  await page.getByRole('button', { name: 'Add an item' }).click();
  await page.getByRole('menuitem', { name: 'Break' }).click();
  await expect(items).toHaveCount(6);
  await expect(page.getByText(/more than there is/)).toBeVisible();
  await page.getByRole('button', { name: 'Check before the day' }).click();
  const check = page.getByRole('region', { name: 'Check before the day' });
  await expect(check).toContainText('Nothing chosen yet');
  await expect(check).toContainText('One display found');
  expect(await found(page)).toEqual([]);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'Plan Friday briefing again' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Next Friday');
  await page.getByRole('button', { name: 'Make session' }).click();
  await expect(page.getByRole('heading', { name: 'Next Friday' })).toBeVisible();
  await expect(items).toHaveCount(6);
});

test('is presented on two windows that agree: every kind of item, the clock, the footage', async ({
  launch,
}) => {
  const dataDir = await withLesson(launch);
  await inLibrary(dataDir, (store) => stageSession(store, dataDir));
  const launched = await launch({ dataDir });
  const { page } = launched;
  await present(page, TITLE);
  const room = await roomOf(launched);
  const screen = room.getByRole('region', { name: 'The room’s screen' });
  await expect(screen).toContainText('What we watch is for learning, not for judging.');

  // It may show what it is told to, and no more: nothing is changed or removed from there.
  const refused = await room.evaluate(async () => {
    const { api } = window as unknown as {
      api: Record<
        string,
        Record<string, (what: unknown) => Promise<{ ok: boolean; error?: { code: string } }>>
      >;
    };
    const asked = [
      api['settings']?.['change']?.({ volume: 0 }),
      api['sessions']?.['list']?.(undefined),
      api['clips']?.['chooseFolder']?.(undefined),
    ];
    return Promise.all(asked.map(async (each) => (await each)?.error?.code));
  });
  expect(refused).toEqual(['not-allowed', 'not-allowed', 'not-allowed']);

  // Watch: the question first, then the footage, in the room's window and on the console alike.
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(screen).toContainText('What are pupils doing while they wait?');
  const film = page.getByRole('group', { name: 'Footage' });
  await film.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => isPlaying(room)).toBe(true);
  await expect.poll(() => roomAt(room)).toBeGreaterThan(3);
  await expect.poll(() => isPlaying(page)).toBe(true);
  const muted = (which: Page) =>
    which
      .locator('video-js[data-deck="front"] video')
      .evaluate((video: HTMLVideoElement) => video.muted);
  expect(await muted(page)).toBe(true);
  expect(await muted(room)).toBe(false);
  await film.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => isPlaying(room)).toBe(false);
  // The remote, from the room's own window, and in the middle of typing.
  await room.keyboard.press('PageDown');
  await expect(screen).toContainText(PROMPT);
  await expect(screen).toContainText('In pairs');
  await expect(current(page)).toContainText('Discuss');

  // The clock: both windows show the same second; hold, more time, blank.
  await expect
    .poll(async () => Math.abs((await seconds(room)) - (await seconds(page))))
    .toBeLessThan(2);
  await page.getByRole('button', { name: 'Hold the clock' }).click();
  await expect(screen).toContainText('held');
  const held = await seconds(room);
  await page.getByRole('button', { name: '+ 1 min' }).click();
  await expect.poll(() => seconds(room)).toBe(held + 60);
  expect(await seconds(page)).toBe(held + 60);
  await page.getByRole('button', { name: 'Let the clock run' }).click();
  await expect.poll(() => seconds(room)).toBeLessThan(held + 60);
  await page.keyboard.press('b');
  await expect(room.getByRole('img', { name: 'The screen is blank' })).toBeVisible();
  await room.keyboard.press('Escape');
  await expect(room.getByRole('img', { name: 'The screen is blank' })).toBeHidden();

  // Watched again, at half speed and silent, over the discussion.
  await page.getByRole('button', { name: 'Watch again' }).click();
  await page.getByRole('menuitem', { name: 'At half speed, without sound' }).click();
  await expect.poll(() => isPlaying(room)).toBe(true);
  const rate = await room
    .locator('video-js[data-deck="front"] video')
    .evaluate((video: HTMLVideoElement) => video.playbackRate);
  expect(rate).toBe(0.5);
  expect(await muted(room)).toBe(true);
  await page.getByRole('button', { name: 'Back to the item' }).click();
  await expect(screen).toContainText(PROMPT);

  // What the room said, by group and together.
  const said = page.getByRole('textbox', { name: 'What the room said' });
  await page.getByRole('button', { name: 'Group 2' }).click();
  await said.pressSequentially('Three hands came up');
  await page.keyboard.press('PageDown');
  await expect(current(page)).toContainText('The narrated review');
  await page.keyboard.press('PageUp');
  await page.getByRole('button', { name: 'Group 2' }).click();
  await expect(said).toHaveValue('Three hands came up');
  await page.getByRole('button', { name: 'Together' }).click();
  await said.fill('Someone changed their answer while waiting.');
  await expect(page.getByRole('list', { name: 'Also said' })).toContainText('Three hands came up');

  // A narration, in the room's window.
  await jump(page, 3);
  await film.getByRole('button', { name: 'Play' }).click();
  await expect
    .poll(() => room.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime))
    .toBeGreaterThan(0.5);
  const shown: [number, RegExp][] = [
    [4, /three seconds or more/],
    [5, /Think of one class of yours/],
    [6, /Tea/],
    [7, /whose lesson we watched/],
    [8, /What will I try/],
  ];
  for (const [at, words] of shown) {
    await jump(page, at);
    await expect(screen).toContainText(words);
  }
  await page.getByRole('button', { name: 'Add a next step' }).click();
  await page.getByRole('textbox', { name: 'What I will try' }).fill('Write first, then hands');
  await page.getByRole('textbox', { name: 'With which class' }).fill('9C');
  await page.getByLabel('Look again on').fill('2026-01-15');
  await page.getByRole('button', { name: 'Keep next step' }).click();
  await expect(page.getByRole('list', { name: 'Next steps' })).toContainText(
    'Write first, then hands With 9C.',
  );
  const parking = page.getByRole('textbox', { name: 'To come back to' });
  await parking.fill('Cold calling');
  await parking.press('Enter');
  await expect(page.getByText('Saved as you type')).toBeVisible();
  expect(await found(page)).toEqual([]);
  expect(await found(room)).toEqual([]);

  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('button', { name: 'End for good' }).click();
  await expect(page.getByRole('region', { name: 'Afterwards' })).toContainText('1 next step');
  await expect.poll(() => launched.app.windows().length).toBe(1);
  // What was agreed greets whoever opens the library once its day has come.
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  const due = page.getByRole('region', { name: 'Look again' });
  await expect(due).toContainText(
    'you said you would look again on 15 Jan 2026: “Write first, then hands”',
  );
  await due.getByRole('button', { name: 'We looked' }).click();
  await expect(due).toBeHidden();
});

test('killed in the middle of footage and of a burst of typing it goes on at that very place', async ({
  launch,
}) => {
  const dataDir = await withLesson(launch);
  await inLibrary(dataDir, (store) => stageSession(store, dataDir));
  const first = await launch({ dataDir });
  await present(first.page, TITLE);
  const room = await roomOf(first);
  await first.page.getByRole('button', { name: 'Next', exact: true }).click();
  await first.page
    .getByRole('group', { name: 'Footage' })
    .getByRole('button', { name: 'Play' })
    .click();
  await expect.poll(() => roomAt(room)).toBeGreaterThan(6);
  const said = first.page.getByRole('textbox', { name: 'What the room said' });
  const words = 'Three hands came up that had not been up before';
  await said.pressSequentially(words, { delay: 15 });
  await expect(first.page.getByText('Saved as you type')).toBeVisible();
  await said.pressSequentially(' and one of them', { delay: 5 });
  const at = await roomAt(room);
  await first.kill();

  const again = await launch({ dataDir });
  const { page } = again;
  await page
    .getByRole('region', { name: 'Notices' })
    .getByRole('button', { name: 'Resume' })
    .click();
  await expect(current(page)).toContainText('Watch: What are pupils');
  await expect(page.getByRole('textbox', { name: 'What the room said' })).toHaveValue(
    new RegExp(`^${words}`),
  );
  const shown = await roomOf(again);
  // Within a second of where it was: it was written down twice a second.
  await expect.poll(() => roomAt(shown)).toBeGreaterThan(at - 1.2);
  expect(await roomAt(shown)).toBeLessThan(at + 0.5);
  expect(await isPlaying(shown)).toBe(false);
  await page.getByRole('group', { name: 'Footage' }).getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => isPlaying(shown)).toBe(true);
  // It goes on another day.
  await page.getByRole('button', { name: 'End session' }).click();
  await page.getByRole('button', { name: 'Go on another day' }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(current(page)).toContainText('Watch: What are pupils');
});

test('with one display the room sees the same window, and a remote is enough', async ({
  launch,
}) => {
  const dataDir = await withLesson(launch);
  await inLibrary(dataDir, (store) => stageSession(store, dataDir));
  const { page } = await launch({ dataDir });
  await present(page, TITLE);
  await expect(page.getByText('The room sees this window')).toBeVisible();
  // As a remote shows it, and takes it away.
  await page.keyboard.press('F5');
  const bar = page.getByRole('toolbar', { name: 'Presenting' });
  await expect(bar).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.getByRole('button', { name: 'Show the room’s screen here' }).click();
  const screen = page.getByRole('region', { name: 'The room’s screen' });
  await expect(screen).toContainText('for learning, not for judging');
  await page.keyboard.press('PageDown');
  await expect(screen).toContainText('What are pupils doing while they wait?');
  await page.keyboard.press('PageDown');
  await expect.poll(() => isPlaying(page)).toBe(true);
  const muted = page
    .locator('video-js[data-deck="front"] video')
    .evaluate((video: HTMLVideoElement) => video.muted);
  expect(await muted).toBe(false);
  await page.keyboard.press('PageDown');
  await expect(screen).toContainText(PROMPT);
  await page.keyboard.press('PageUp');
  await expect(screen).toContainText('What are pupils doing while they wait?');
  const blank = page.getByRole('img', { name: 'The screen is blank' });
  await page.keyboard.press('b');
  await expect(blank).toBeVisible();
  // Light again first; the console only then.
  await page.keyboard.press('Escape');
  await expect(blank).toBeHidden();
  await expect(bar).toBeAttached();
  await page.getByRole('button', { name: 'Console' }).click();
  await expect(current(page)).toContainText('Watch: What are pupils');
});
