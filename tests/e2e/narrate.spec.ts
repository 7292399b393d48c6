/** A lesson is talked over, as a coach does it: what is kept is what was said and what was on screen. */
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { type NarrationEvent, type Take, VOICE_RATE } from '../../src/shared/domain/narration';
import { stateAt } from '../../src/shared/domain/narration-state';
import { ownCopy } from '../fixtures/make-footage';
import { expect, type Launched, test } from './launch';
import {
  clickFile,
  clicksIn,
  framesFromScreen,
  sameClicks,
  spokenAt,
  wasLookedAt,
  watchAsAPerson,
  whatWasWitnessed,
} from './narrate-oracle';
import { LessonRoomPage } from './pages/lesson-room';

const FOOTAGE = { seconds: 60, gop: 25, sound: { codec: 'aac' } } as const;
const FRAME_US = 40_000;

/** A microphone that says what a file holds, over and over. */
const speaking = (file: string) => [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${file}`,
];

async function narrating({ page, app }: Launched): Promise<LessonRoomPage> {
  const room = await new LessonRoomPage(page, app).ready();
  await page.getByRole('button', { name: 'Narrate' }).click();
  await expect(page.getByRole('region', { name: 'Narrating' })).toBeVisible();
  const strip = page.getByRole('region', { name: 'Narrating' });
  await strip.getByText('I wear headphones').click();
  await strip.getByText('3-2-1 before recording').click();
  await expect(strip.getByRole('checkbox', { name: '3-2-1 before recording' })).not.toBeChecked();
  return room;
}

const recorded = (page: Page) => page.getByText(/Recording 0:0[1-9]/);

interface Kept {
  takes: Take[];
  row: { takeId: string; from: number; to: number }[];
  draft: boolean;
}

/** The lesson's first narration as main has it. */
async function kept(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    type Answer<T> = { ok: boolean; value: T };
    const { api } = window as unknown as {
      api: {
        app: { snapshot: () => Promise<Answer<{ lessons: { lesson: { id: string } }[] }>> };
        lessons: {
          open: (asked: {
            lessonId: string;
          }) => Promise<Answer<{ narrations: { id: string; row: Kept['row']; draft: boolean }[] }>>;
        };
        narrations: {
          open: (asked: { narrationId: string }) => Promise<Answer<{ takes: Take[] }>>;
        };
      };
    };
    const snapshot = await api.app.snapshot();
    const lessonId = snapshot.value.lessons[0]?.lesson.id ?? '';
    const opened = await api.lessons.open({ lessonId });
    const [narration] = opened.value.narrations;
    if (!narration) throw new Error('no narration');
    const { value } = await api.narrations.open({ narrationId: narration.id });
    return { takes: value.takes, row: narration.row, draft: narration.draft };
  });
}

/** The voice of the lesson's first narration, as the page hears it. */
async function voiceOf(page: Page, narrationId: string): Promise<Int16Array> {
  const bytes = await page.evaluate(async (id) => {
    const answer = await fetch(`voice://narration/${id}?v=1`);
    const all = new Uint8Array(await answer.arrayBuffer());
    let text = '';
    for (let at = 44; at < all.length; at += 8_192) {
      text += String.fromCharCode(...all.subarray(at, Math.min(all.length, at + 8_192)));
    }
    return btoa(text);
  }, narrationId);
  const buffer = Buffer.from(bytes, 'base64');
  return new Int16Array(buffer.buffer, buffer.byteOffset, Math.floor(buffer.length / 2));
}

const typesOf = (events: readonly NarrationEvent[]) => new Set(events.map(({ type }) => type));

test('what is kept is what was said and what was on screen', async ({ launch, folder }) => {
  test.setTimeout(400_000);
  const file = await ownCopy(FOOTAGE, join(folder, 'lesson.mp4'));
  const wav = join(folder, 'voice.wav');
  const spoken = await clickFile(wav, 40);
  const launched = await launch({
    files: [file],
    dataDir: join(folder, 'library'),
    args: speaking(wav),
  });
  const { page } = launched;
  await new LessonRoomPage(page, launched.app).ready();
  await watchAsAPerson(page);
  const room = await narrating(launched);

  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(recorded(page)).toBeVisible();
  // What is recorded is time: each wait is how long something is shown, and nothing is waited for.
  await page.waitForTimeout(1_500);
  await page.keyboard.press('Space');
  await page.waitForTimeout(4_000);
  await page.keyboard.press('Space');
  await page.waitForTimeout(1_500);
  await room.clickAt(0.5);
  await page.waitForTimeout(1_500);
  await page.keyboard.press('Space');
  await page.waitForTimeout(2_000);
  await page.keyboard.press('Shift+ArrowRight');
  await page.waitForTimeout(2_500);
  await page.keyboard.press('Space');
  await page.keyboard.press('Alt+z');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(800);
  await page.keyboard.press('Alt+z');
  await page.keyboard.press('Shift+d');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1_000);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear drawings' }).click();
  await page.waitForTimeout(500);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Finish' }).click();
  const list = page.getByRole('list', { name: 'Narrations' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Narrating' })).toBeHidden();
  await room.allSaved();
  // What was drawn is the narration's, and not the lesson's.
  await expect(page.getByRole('list', { name: 'Drawings' })).toHaveCount(0);

  const { takes, row, draft } = await kept(page);
  expect(draft).toBe(false);
  expect(takes).toHaveLength(1);
  const [take] = takes;
  if (!take) throw new Error('no take');
  expect(row).toEqual([{ type: 'told', takeId: take.id, from: 0, to: take.samples }]);
  const { events } = take;
  expect([...typesOf(events)]).toEqual(
    expect.arrayContaining(['shown', 'layout', 'volume', 'zoom', 'drawn', 'cleared', 'meant']),
  );
  expect(stateAt(events, take.samples)).toMatchObject({ held: true, drawn: [], zoom: null });

  const voice = await voiceOf(page, take.narrationId);
  expect(voice.length).toBe(take.samples);
  // What is kept is what was spoken, and as far apart: where it begins, in its middle, and at its end.
  const lengthMs = Math.floor((voice.length / VOICE_RATE) * 1_000);
  const [starts = 0, ...others] = [0, lengthMs / 2 - 1_000, lengthMs - 2_000].map((fromMs) =>
    spokenAt(spoken, voice, Math.round(fromMs)),
  );
  const loopMs = (spoken.length / VOICE_RATE) * 1_000;
  for (const atMs of others) {
    const offMs = Math.abs(atMs - starts);
    expect(Math.min(offMs, loopMs - offMs)).toBeLessThan(40);
  }

  const witnessed = await whatWasWitnessed(page);
  const pairs = sameClicks(witnessed.clicks, clicksIn(voice));
  expect(pairs.length).toBeGreaterThan(20);
  const offs = pairs.flatMap(({ atMs, sample }) => {
    if (!wasLookedAt(witnessed, atMs)) return [];
    const told = Math.floor((stateAt(events, sample).lessonUs + 500) / FRAME_US);
    return [(framesFromScreen(witnessed.frames, atMs, told) * FRAME_US) / 1_000];
  });
  offs.sort((a, b) => a - b);
  expect(offs.length).toBeGreaterThan(10);
  // A machine that is short of time loses sound now and then, and the clicks about it are off.
  expect(offs[Math.floor(offs.length * 0.95)], offs.join(' ')).toBeLessThanOrEqual(60);
});

test('a kill loses at most half a second, and what was said is a draft', async ({
  launch,
  folder,
}) => {
  test.setTimeout(300_000);
  const file = await ownCopy(FOOTAGE, join(folder, 'lesson.mp4'));
  const wav = join(folder, 'voice.wav');
  await clickFile(wav, 40);
  const dataDir = join(folder, 'library');
  const first = await launch({ files: [file], dataDir, args: speaking(wav) });
  await narrating(first);
  await first.page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(recorded(first.page)).toBeVisible();
  await first.page.keyboard.press('Space');
  // So much is said before the kill.
  await first.page.waitForTimeout(3_000);
  const words = await first.page.getByText(/Recording 0:\d\d/).textContent();
  await first.kill();
  const second = await launch({ dataDir });
  const room = await new LessonRoomPage(second.page, second.app).enter();
  const list = room.page.getByRole('list', { name: 'Narrations' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('A draft: recording was cut off.');
  const { takes, row, draft } = await kept(second.page);
  expect(draft).toBe(true);
  expect(row).toHaveLength(1);
  const said = Number(/0:(\d\d)/.exec(words ?? '')?.[1]);
  expect((takes[0]?.samples ?? 0) / VOICE_RATE).toBeGreaterThan(said - 0.5);
  await list.getByRole('button', { name: 'This draft is fine' }).click();
  await expect(list).not.toContainText('A draft');
});

test('a stretch is recorded anew in its place', async ({ launch, folder }) => {
  test.setTimeout(300_000);
  const file = await ownCopy(FOOTAGE, join(folder, 'lesson.mp4'));
  const wav = join(folder, 'voice.wav');
  await clickFile(wav, 40);
  const launched = await launch({
    files: [file],
    dataDir: join(folder, 'library'),
    args: speaking(wav),
  });
  const { page } = launched;
  const room = await narrating(launched);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText(/Recording 0:0[4-9]/)).toBeVisible();
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('button', { name: 'Play narration' }).click();

  const timeline = page.getByRole('slider', { name: 'Narration timeline' });
  await timeline.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(timeline).toHaveAttribute('aria-valuenow', '1.000');
  await page.keyboard.press('i');
  await page.keyboard.press('ArrowRight');
  await expect(timeline).toHaveAttribute('aria-valuenow', '2.000');
  await page.keyboard.press('o');
  await page.getByRole('button', { name: 'Record anew' }).click();

  const strip = page.getByRole('region', { name: 'Narrating' });
  await expect(strip).toContainText('Again: 0:01 to 0:02');
  await strip.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText(/Recording 0:0[2-9]/)).toBeVisible();
  await strip.getByRole('button', { name: 'Finish' }).click();
  await expect(strip).toBeHidden();
  await room.allSaved();

  const { takes, row, draft } = await kept(page);
  expect(draft).toBe(false);
  expect(takes).toHaveLength(2);
  const [before, again, after] = row;
  expect(row).toHaveLength(3);
  expect(before).toMatchObject({ from: 0, to: VOICE_RATE });
  expect(again).toMatchObject({ from: 0 });
  expect(after).toMatchObject({ takeId: before?.takeId, from: 2 * VOICE_RATE });
  expect(again?.takeId).not.toBe(before?.takeId);
  // As long as it was spoken this time, and not as what it stands for.
  expect(again?.to).toBeGreaterThan(2 * VOICE_RATE);
});
