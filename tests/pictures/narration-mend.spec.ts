/** Pictures of mending a narration: a draft, a long one with much in it, and one with nothing yet. */
import type { Page } from 'playwright/test';
import { newId } from '../../src/shared/domain/ids';
import {
  type NarrationCue,
  type NarrationEvent,
  VOICE_RATE,
} from '../../src/shared/domain/narration';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { narrate } from '../fixtures/narrated';
import { expect, test } from '../e2e/launch';
import { LessonRoomPage } from '../e2e/pages/lesson-room';
import { LONG_NOTE } from '../e2e/staging';
import { picture } from './take';

const S = VOICE_RATE;
const MINUTES = 45;

/** Somebody speaks, with pauses, now louder and now softer. */
function talk(seconds: number): Int16Array<ArrayBuffer> {
  const minute = Int16Array.from({ length: 60 * S }, (_, n) => {
    const t = n / S;
    const speaks = t % 7 < 5.2 && Math.sin(t * 1.7) > -0.8;
    const height = 3_000 + 5_000 * Math.abs(Math.sin(t / 3)) * Math.abs(Math.sin(t * 9));
    return speaks ? Math.round(height * Math.sin(t * 2 * Math.PI * (160 + 40 * Math.sin(t)))) : 0;
  });
  const all = new Int16Array(seconds * S);
  for (let at = 0; at < all.length; at += minute.length) {
    all.set(minute.subarray(0, Math.min(minute.length, all.length - at)), at);
  }
  return all;
}

/** So many events over a length: plays, holds, jumps and slow parts by turns. */
function events(count: number, seconds: number): NarrationEvent[] {
  return Array.from({ length: count }, (_, n): NarrationEvent => {
    const at = Math.round((n * seconds * S) / count);
    const lessonUs = Math.round((7.5 + 7 * Math.sin(n / 30) + (n % 5) / 5) * 1e6);
    if (n % 9 === 8) return { at, type: 'volume', volume: 0.4 };
    const held = n % 4 === 1;
    return { at, type: 'shown', lessonUs, held, rate: n % 8 === 2 ? 0.5 : 1 };
  });
}

const cue = (from: number, to: number, text: string): NarrationCue => ({
  ...{ id: newId(), from: from * S, to: to * S, text },
});

async function open(page: Page, n: number): Promise<void> {
  await page.getByRole('button', { name: 'Play narration' }).nth(n).click();
  await expect(page.getByRole('region', { name: 'Mend' })).toBeVisible();
}

test('mending', async ({ launch }) => {
  test.setTimeout(900_000);
  const first = await launch({ files: [await makeFootage({ seconds: 16, gop: 50 })] });
  await new LessonRoomPage(first.page, first.app).ready();
  await first.close();
  const { dataDir } = first;
  await inLibrary(dataDir, (store) => {
    const lessonId = store.cards.all()[0]?.lesson.id ?? '';
    const minute = narrate(store, dataDir, {
      ...{ lessonId, title: 'A minute', seconds: 60, events: events(24, 60), voice: talk(60) },
      cues: [
        cue(0, 5, 'Look at the back row: nobody speaks, and nobody has to.'),
        cue(7, 12, LONG_NOTE),
        cue(14, 19, ''),
      ],
    });
    store.rows.tables.narration.update({ ...minute, draft: true });
    const seconds = MINUTES * 60;
    const long = { seconds, events: events(2_000, seconds), voice: talk(seconds) };
    narrate(store, dataDir, { lessonId, title: 'A whole lesson', ...long });
    narrate(store, dataDir, { lessonId, title: 'Nothing', seconds: 0, events: [], voice: null });
  });
  const { page, app } = await launch({ dataDir });
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();

  await open(page, 0);
  const timeline = page.getByRole('slider', { name: 'Narration timeline' });
  const box = await timeline.boundingBox();
  if (!box) throw new Error('no timeline');
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('tab', { name: 'Captions' }).click();
  const captions = page.getByRole('list', { name: 'Captions' });
  await captions.getByRole('button').first().click();
  await picture(page, app, 'mend-draft');

  await page.getByRole('banner').getByRole('link').last().click();
  await open(page, 1);
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('list', { name: 'Events' }).getByRole('button').nth(3).click();
  await picture(page, app, 'mend-long');

  await page.getByRole('banner').getByRole('link').last().click();
  await open(page, 2);
  await page.getByRole('tab', { name: 'Captions' }).click();
  await picture(page, app, 'mend-empty');
  await page.getByRole('button', { name: 'Add words…', exact: true }).click();
  await page.getByRole('textbox', { name: 'Words' }).fill('Here the class is asked, and waits.');
  await page.getByRole('textbox', { name: 'Lesson time' }).fill('0:99:00');
  await page.keyboard.press('Tab');
  await picture(page, app, 'mend-words');
});
