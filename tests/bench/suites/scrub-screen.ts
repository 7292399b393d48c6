/** The hour on screen, and where its timeline is pressed. */
import type { Page } from 'playwright';
import { FPS, HOUR_START_S, SEED_S } from '../footage/make-hour';
import { whenDone } from '../harness/in-page';
import { armJump } from '../harness/on-screen';

/** After so many frames the numbers in the picture begin again. */
export const ROUND = SEED_S * FPS;
/** The hour's clock begins where its sound does; its copy of keyframes has no sound. */
export const SCREEN = { round: ROUND, fps: FPS, startS: HOUR_START_S };
export const KEYFRAMES = { ...SCREEN, startS: 0 };

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The lanes of the timeline, in pixels of the page. */
export async function lanes(page: Page): Promise<{ x: number; y: number; width: number }> {
  const box = await page
    .getByRole('slider', { name: 'Timeline' })
    .locator('canvas')
    .first()
    .boundingBox();
  if (!box) throw new Error('the timeline is not on screen');
  return box;
}

/** To a share of what the timeline shows. Answers milliseconds until its frame is on screen. */
export async function jumpApp(app: Page, share: number): Promise<number> {
  const { x, y, width } = await lanes(app);
  await app.evaluate(armJump, SCREEN);
  await app.mouse.click(x + width * share, y + 6);
  return app.evaluate(whenDone);
}

/** Where the playhead is, in seconds, as the screen says it: to the millisecond, cut off. */
export async function positionS(app: Page): Promise<number> {
  const text = await app.getByRole('timer', { name: 'Position' }).textContent();
  const [h = 0, m = 0, s = 0] = (text ?? '').split(':').map(Number);
  return h * 3600 + m * 60 + s;
}
