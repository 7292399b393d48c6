/** A narration handed on from its room, in the real app, and the film played there. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../src/shared/domain/ids';
import { type NarrationEvent, VOICE_RATE } from '../../src/shared/domain/narration';
import { inLibrary } from '../fixtures/copied-lessons';
import { numbersIn } from '../fixtures/look';
import { makeFootage } from '../fixtures/make-footage';
import { clicks, narrate } from '../fixtures/narrated';
import { found } from './axe';
import { expect, test } from './launch';
import { ClipsPage } from './pages/clips-page';
import { LessonRoomPage } from './pages/lesson-room';

const S = VOICE_RATE;
const SECONDS = 6;

const shown = (s: number, lessonS: number, rate = 1): NarrationEvent => ({
  ...{ at: s * S, type: 'shown', lessonUs: lessonS * 1e6 },
  ...{ held: rate === 0, rate: rate || 1 },
});

test('a narration is exported from its room and played from the log', async ({
  launch,
  folder,
}) => {
  const files = [await makeFootage({ seconds: 20, sound: { codec: 'aac' } })];
  const first = await launch({ files });
  await new LessonRoomPage(first.page, first.app).ready();
  await first.close();
  const { dataDir } = first;
  const events: NarrationEvent[] = [
    shown(0, 2),
    {
      ...{ at: S, type: 'drawn', id: newId(), colour: 'coral', size: 0.02 },
      shape: { type: 'box', box: { x: 0.3, y: 0.4, width: 0.3, height: 0.3 } },
    },
    shown(2, 4, 0),
    { at: 3 * S, type: 'cleared' },
    shown(4, 15),
  ];
  await inLibrary(dataDir, (store) => {
    const lessonId = store.cards.all()[0]?.lesson.id;
    if (!lessonId) throw new Error('no lesson');
    const cues = [{ id: newId(), from: 0, to: 3 * S, text: 'Look at the back row.' }];
    narrate(store, dataDir, { lessonId, seconds: SECONDS, events, voice: clicks(SECONDS), cues });
  });
  const { page, app } = await launch({ dataDir });
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Play narration' }).click();
  await page.getByRole('button', { name: 'Export narration' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export narration' });
  await expect(dialog).toBeVisible();
  expect(await found(page)).toEqual([]);
  const to = join(folder, 'INSET');
  mkdirSync(to);
  await new LessonRoomPage(page, app).answerDialogs(to);
  // It is private until somebody says otherwise: it leaves only knowingly.
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await dialog.getByText('This narration is private').click();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/export.png` });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(() => readdirSync(to).filter((name) => name.endsWith('.mp4')), {
      timeout: 120_000,
    })
    .toHaveLength(1);
  await expect.poll(() => readdirSync(to)).toHaveLength(1);
  const [name = ''] = readdirSync(to);
  const numbers = await numbersIn(join(to, name));
  const meant = Array.from({ length: SECONDS * 25 }, (_, n) => {
    if (n < 50) return 50 + n;
    return n < 100 ? 100 : 375 + n - 100;
  });
  expect(numbers).toEqual(meant);

  const clips = new ClipsPage(page);
  await clips.goThere();
  await expect(clips.row(name).getByText('Narration', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: `Play: ${name}` }).click();
  const video = page.getByRole('dialog').locator('video');
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), {
      timeout: 20_000,
    })
    .toBeGreaterThan(0.3);
  expect(await video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(640);
});

test('where someone is not to be shown its pictures are looked through before it leaves', async ({
  launch,
  folder,
}) => {
  const files = [await makeFootage({ seconds: 12, sound: { codec: 'aac' } })];
  const first = await launch({ files });
  await new LessonRoomPage(first.page, first.app).ready();
  await first.close();
  const { dataDir } = first;
  await inLibrary(dataDir, (store) => {
    const card = store.cards.all()[0];
    if (!card) throw new Error('no lesson');
    const { lesson } = card;
    store.rows.tables.lesson.update({ ...lesson, notShown: 'Sam, back row' });
    // A second of the lesson, twice, and one picture of another place.
    const events = [shown(0, 2), shown(1, 2), shown(2, 8, 0)];
    const voice = clicks(3);
    const told = narrate(store, dataDir, { lessonId: lesson.id, seconds: 3, events, voice });
    store.rows.tables.narration.update({ ...told, private: false });
  });
  const { page, app } = await launch({ dataDir });
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Play narration' }).click();
  await page.getByRole('button', { name: 'Export narration' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export narration' });
  await expect(dialog).toContainText('Not to be shown: Sam, back row.');
  const to = join(folder, 'INSET');
  mkdirSync(to);
  await new LessonRoomPage(page, app).answerDialogs(to);
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/must.png` });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();

  const look = page.getByRole('dialog', { name: 'Look through it' });
  await expect(look).toContainText('Sam, back row');
  // What is shown twice is looked at once.
  await expect(look).toContainText('of 26 pictures looked at');
  await expect(look).toContainText('From 0:02');
  const approve = look.getByRole('button', { name: 'Nothing shows that should not' });
  await expect(approve).toBeDisabled();
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/look.png` });
  for (let n = 1; n < 26; n++) {
    await page.keyboard.press('ArrowRight');
    await expect(look).toContainText(`Picture ${n + 1} of 26`);
    await expect(look.getByRole('img', { name: new RegExp(`^Picture ${n + 1} of`) })).toBeVisible();
  }
  await expect(look).toContainText('From 0:08');
  await expect(look).toContainText('All 26 pictures looked at');
  await approve.click();
  await expect(look).toBeHidden();
  await expect
    .poll(() => readdirSync(to).filter((name) => name.endsWith('.mp4')), { timeout: 120_000 })
    .toHaveLength(1);
});
