/** A lesson with three stretches marked: a private note, a shared one, and one without words. */
import type { Launched } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

export const FOOTAGE = { seconds: 16, gop: 50, sound: { codec: 'aac' } } as const;

/** From 1 s to 2 s (frames 25 to 50, both inside), from 3 s to 4 s, and from 5 s to 6 s. */
export async function withThreeMoments(launched: Launched): Promise<LessonRoomPage> {
  const room = new LessonRoomPage(launched.page, launched.app);
  await room.framesKnown();
  const { page } = launched;
  await room.press('Home');
  for (const [key, note] of [
    ['1', 'Private words that stay here'],
    ['4', 'Shared words'],
    ['2', ''],
  ] as const) {
    await room.press('ArrowRight');
    await page.keyboard.press('i');
    await room.press('ArrowRight');
    await page.keyboard.press('o');
    await page.keyboard.press(key);
    if (note === '') continue;
    await page.keyboard.press('Enter');
    await room.note.fill(note);
    await page.keyboard.press('Enter');
  }
  const shared = room.rows.nth(1);
  await shared.getByRole('button').first().click();
  await shared.getByRole('switch', { name: 'Private' }).click();
  await room.allSaved();
  return room;
}
