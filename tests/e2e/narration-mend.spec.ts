/** Mending a narration in the real app: every edit is undone, done again, and there after a restart. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import {
  type Narration,
  type NarrationEvent,
  samplesIn,
  VOICE_RATE,
} from '../../src/shared/domain/narration';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { narrate } from '../fixtures/narrated';
import { found } from './axe';
import { expect, type Launched, type LaunchOptions, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { lessonOf } from './staging';

const S = VOICE_RATE;
const SECONDS = 20;

const shown = (s: number, lessonS: number, rate = 1): NarrationEvent => ({
  ...{ at: s * S, type: 'shown', lessonUs: lessonS * 1e6 },
  ...{ held: rate === 0, rate: rate || 1 },
});
const EVENTS = [shown(0, 2), shown(4, 6, 0), shown(8, 6), shown(12, 10, 0.5), shown(16, 3)];

/** Somebody speaks, softly, for two seconds of every three. */
function talk(seconds: number): Int16Array<ArrayBuffer> {
  return Int16Array.from({ length: seconds * S }, (_, n) =>
    n % (3 * S) < 2 * S ? Math.round(1_500 * Math.sin((n * 2 * Math.PI * 300) / S)) : 0,
  );
}

interface Opened {
  launched: Launched;
  page: Page;
  room: LessonRoomPage;
  timeline: Locator;
  /** The narration as it is on the disk. */
  kept: () => Promise<Narration>;
  restart: () => Promise<void>;
}

/** A lesson with a narration in it, opened. */
async function opened(
  launch: (options?: LaunchOptions) => Promise<Launched>,
  told: { seconds?: number; draft?: boolean } = {},
): Promise<Opened> {
  const { seconds = SECONDS, draft = false } = told;
  const first = await launch({ files: [await makeFootage({ seconds: 16, gop: 50 })] });
  await new LessonRoomPage(first.page, first.app).ready();
  await first.close();
  const { dataDir } = first;
  await inLibrary(dataDir, (store) => {
    const lessonId = store.cards.all()[0]?.lesson.id;
    if (!lessonId) throw new Error('no lesson');
    const voice = seconds > 0 ? talk(seconds) : null;
    const made = narrate(store, dataDir, { lessonId, seconds, events: EVENTS, voice });
    store.rows.tables.narration.update({ ...made, draft });
  });
  const open: Opened = {
    ...(await entered(await launch({ dataDir }))),
    kept: async () => {
      await open.room.allSaved();
      const [narration] = (await lessonOf(open.page)).narrations;
      if (!narration) throw new Error('no narration');
      return narration;
    },
    restart: async () => {
      await open.launched.close();
      Object.assign(open, await entered(await launch({ dataDir })));
    },
  };
  return open;
}

async function entered(launched: Launched) {
  const { page, app } = launched;
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Play narration' }).click();
  await expect(page.getByRole('region', { name: 'Mend' })).toBeVisible();
  const timeline = page.getByRole('slider', { name: 'Narration timeline' });
  return { launched, page, room: new LessonRoomPage(page, app), timeline };
}

const lengthIs = (open: Opened, seconds: number) =>
  expect(open.timeline).toHaveAttribute('aria-valuemax', String(seconds));

/** Goes to a whole second by keys. */
async function goTo({ page, timeline }: Opened, seconds: number): Promise<void> {
  await timeline.focus();
  await page.keyboard.press('Home');
  for (let n = 0; n < seconds; n++) await page.keyboard.press('ArrowRight');
  await expect(timeline).toHaveAttribute('aria-valuenow', seconds.toFixed(3));
}

test('cut, hold, trim and moved events: undone, done again, and there after a restart', async ({
  launch,
}) => {
  const open = await opened(launch);
  const { page } = open;
  await lengthIs(open, SECONDS);
  const before = await open.kept();

  await goTo(open, 2);
  await page.keyboard.press('i');
  await goTo(open, 5);
  await page.keyboard.press('o');
  await expect(page.getByRole('status', { name: 'Chosen stretch' })).toHaveText(
    '00:02.000 to 00:05.000',
  );
  await page.getByRole('button', { name: 'Cut', exact: true }).click();
  await lengthIs(open, 17);
  await page.keyboard.press('Control+z');
  await lengthIs(open, SECONDS);
  await page.keyboard.press('Control+Shift+z');
  await lengthIs(open, 17);

  await goTo(open, 6);
  await page.getByRole('button', { name: 'Hold the picture…' }).click();
  await page.getByRole('dialog', { name: 'Hold the picture' }).getByRole('textbox').fill('4');
  await page.getByRole('button', { name: 'Hold here' }).click();
  await lengthIs(open, 21);

  // A drag over the timeline chooses a stretch as keys do.
  const box = await open.timeline.boundingBox();
  if (!box) throw new Error('no timeline');
  const [y, perSecond] = [box.y + box.height / 2, box.width / 21];
  await page.mouse.move(box.x + 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + perSecond * 20, y, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole('status', { name: 'Chosen stretch' })).toHaveText(/^00:00\.000 to /);
  await page.getByRole('button', { name: 'Keep only this' }).click();
  await expect(open.timeline).not.toHaveAttribute('aria-valuemax', '21');

  await page.getByRole('tab', { name: 'Events' }).click();
  const events = page.getByRole('list', { name: 'Events' });
  const slow = events.getByRole('button', { name: /half speed/ });
  await slow.click();
  await events.getByRole('textbox', { name: 'When' }).fill('0:15');
  await page.keyboard.press('Enter');
  await expect(events.getByRole('button', { name: /0:15.*half speed/ })).toBeVisible();
  await events.getByRole('textbox', { name: 'When' }).fill('0:08');
  await page.keyboard.press('Enter');
  // There the picture is held: the event goes to where that begins.
  await expect(events.getByRole('button', { name: /half speed/ })).toBeVisible();
  await events.getByRole('button', { name: 'Remove' }).click();
  await expect(slow).toHaveCount(0);

  const after = await open.kept();
  expect(after.row.some(({ type }) => type === 'hold')).toBe(true);
  await open.timeline.focus();
  for (let n = 0; n < 6; n++) await page.keyboard.press('Control+z');
  const undone = await open.kept();
  expect({ ...undone, changedAt: '' }).toEqual({ ...before, changedAt: '' });
  for (let n = 0; n < 6; n++) await page.keyboard.press('Control+Shift+z');
  const again = await open.kept();
  expect({ ...again, changedAt: '' }).toEqual({ ...after, changedAt: '' });
  await open.restart();
  expect(await open.kept()).toEqual(again);
  await expect(open.timeline).toHaveAttribute('aria-valuemax', String(samplesIn(again) / S));
});

test('captions: found by pauses, typed, split, joined, brought in, shown or not', async ({
  launch,
  folder,
}) => {
  const open = await opened(launch);
  await open.page.getByRole('tab', { name: 'Captions' }).click();
  const { page } = open;
  const captions = page.getByRole('list', { name: 'Captions' });
  await page.getByRole('button', { name: 'Part the voice' }).click();
  await expect(captions.getByRole('listitem')).toHaveCount(7);
  const field = captions.getByRole('textbox', { name: 'Caption' });
  await expect(field).toBeFocused();
  await field.fill('Look at the back row. Nobody speaks.');
  await page.keyboard.press('Enter');
  await expect(captions.getByRole('button', { name: /back row/ })).toBeVisible();
  await field.fill('Here she waits.');
  await page.keyboard.press('Escape');
  expect((await open.kept()).cues.slice(0, 2).map(({ text }) => text)).toEqual([
    'Look at the back row. Nobody speaks.',
    'Here she waits.',
  ]);

  await captions.getByRole('button', { name: /back row/ }).click();
  for (let n = 0; n < 'Nobody speaks.'.length + 1; n++) await page.keyboard.press('ArrowLeft');
  await captions.getByRole('button', { name: 'Split' }).click();
  await expect(captions.getByRole('listitem')).toHaveCount(8);
  expect((await open.kept()).cues[1]?.text).toBe('Nobody speaks.');
  await captions.getByRole('button', { name: 'Join with next' }).click();
  await expect(captions.getByRole('listitem')).toHaveCount(7);

  const file = join(folder, 'voice.srt');
  writeFileSync(
    file,
    '1\n00:00:01,000 --> 00:00:03,000\nFirst words\n\n2\n00:00:05,000 --> 00:00:06,000\nMore\n\n3\n00:01:05,000 --> 00:01:06,000\nToo late\n',
  );
  await open.room.answerDialogs(file);
  await page.getByRole('button', { name: 'Bring in a file…' }).click();
  await expect(captions.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('One caption of “voice.srt” did not fit')).toBeVisible();
  await captions.getByRole('button', { name: /More/ }).click();
  await captions.getByRole('textbox', { name: 'To' }).fill('0:09');
  await page.keyboard.press('Enter');
  await captions.getByRole('textbox', { name: 'From' }).fill('0:10');
  await page.keyboard.press('Enter');
  await expect(captions.getByText(/has to end after it begins/)).toBeVisible();
  await page.keyboard.press('Escape');
  // What is said lies over it.
  await page.getByRole('region', { name: 'Notices' }).getByRole('button').click();
  await page.getByText('Show captions when it is played').click();
  const kept = await open.kept();
  expect(kept.captionsShown).toBe(false);
  expect(kept.cues.map(({ from, to }) => [from / S, to / S])).toEqual([
    [1, 3],
    [5, 9],
  ]);
  expect(await found(page)).toEqual([]);
  await open.restart();
  expect(await open.kept()).toEqual(kept);
});

test('a draft says what happened; voices are evened out; it is named and shared', async ({
  launch,
}) => {
  const open = await opened(launch, { draft: true });
  const { page } = open;
  await expect(page.getByText('was cut off')).toBeVisible();
  await page.getByRole('button', { name: 'This draft is fine' }).click();
  await expect(page.getByText('was cut off')).toHaveCount(0);
  await page.getByRole('button', { name: 'Even out loudness' }).click();
  await expect.poll(async () => (await open.kept()).mends[0]?.gainDb ?? 0).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Name and voices…' }).click();
  const dialog = page.getByRole('dialog', { name: 'This narration' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Waiting for answers');
  await dialog.getByRole('checkbox', { name: 'Private' }).press('Space');
  expect(await found(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Waiting for answers' })).toBeVisible();
  const kept = await open.kept();
  expect(kept).toMatchObject({ draft: false, private: false, title: 'Waiting for answers' });
  await open.restart();
  expect(await open.kept()).toEqual(kept);
});

test('words over held pictures, with no microphone at all', async ({ launch }) => {
  const open = await opened(launch, { seconds: 0 });
  const { page } = open;
  await page.getByRole('button', { name: 'Add words…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add words' });
  await dialog.getByRole('textbox', { name: 'Words' }).fill('Here the class is asked.');
  await dialog.getByRole('textbox', { name: 'Lesson time' }).fill('0:05');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'Words' })).toHaveValue('');
  await dialog.getByRole('textbox', { name: 'Words' }).fill('And nobody answers at once.');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect.poll(async () => (await open.kept()).cues.length).toBe(2);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  const kept = await open.kept();
  expect(kept.cues.map(({ text }) => text)).toEqual([
    'Here the class is asked.',
    'And nobody answers at once.',
  ]);
  expect(kept.cues[1]?.to).toBe(samplesIn(kept));
  expect(kept.row.every(({ type }) => type === 'hold')).toBe(true);
  await open.restart();
  expect(await open.kept()).toEqual(kept);
  await expect(open.timeline).toBeVisible();
});
