/** What several specs do on the timeline of a lesson of thirty seconds. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Launched } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

export const SECONDS = 30;
export const FOOTAGE = { seconds: SECONDS, gop: 50, sound: { codec: 'aac' } } as const;

export async function opened({ page, app }: Launched): Promise<LessonRoomPage> {
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.press('Home');
  return room;
}

/** A range of the first kind from 10 s to 20 s, chosen. */
export async function marked(launched: Launched): Promise<LessonRoomPage> {
  const room = await opened(launched);
  const { page } = launched;
  await page.keyboard.press('1');
  const row = room.rows.first();
  await row.getByRole('textbox', { name: 'To' }).fill('20');
  await row.getByRole('textbox', { name: 'To' }).press('Enter');
  await row.getByRole('textbox', { name: 'From' }).fill('10');
  await row.getByRole('textbox', { name: 'From' }).press('Enter');
  await room.allSaved();
  return room;
}

/** Where a second of the lesson is on the page, in a row. */
export async function placeOf(
  room: LessonRoomPage,
  second: number,
  row = 'Noticing',
): Promise<{ x: number; y: number }> {
  const { x, width } = await room.lanes();
  return { x: x + (second / SECONDS) * width, y: await room.rowY(row) };
}

export async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
  release = true,
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let n = 1; n <= 6; n++) {
    await page.mouse.move(from.x + ((to.x - from.x) * n) / 6, to.y);
  }
  if (release) await page.mouse.up();
}

export const times = async (room: LessonRoomPage) => ({
  from: Number(
    (await room.rows.first().getByRole('textbox', { name: 'From' }).inputValue()).split(':')[1],
  ),
  to: Number(
    (await room.rows.first().getByRole('textbox', { name: 'To' }).inputValue()).split(':')[1],
  ),
});

/** Whether the sound of the library's lessons is drawn: its peaks are made by a thread of the app. */
export function peaksAreMade(dataDir: string): boolean {
  const derived = join(dataDir, 'derived');
  const parts = existsSync(derived) ? readdirSync(derived) : [];
  return parts.some((part) => existsSync(join(derived, part, 'peaks.bin')));
}

/** Where the playhead stands on the page, whether it is to be seen or not. */
export function playheadX(room: LessonRoomPage): Promise<number> {
  return room.timeline.evaluate(
    (host) => host.querySelector('div')?.getBoundingClientRect().x ?? 0,
  );
}

/** How wide a frame of the lesson is on the timeline, in pixels; the playhead stays where it is. */
export async function frameWidth(room: LessonRoomPage): Promise<number> {
  const before = await playheadX(room);
  await room.press('.');
  const after = await playheadX(room);
  await room.press(',');
  return after - before;
}
