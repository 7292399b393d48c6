/** What is hidden in a lesson is hidden from the room too, in its footage and in what was told about it. */
import type { ElectronApplication, Page } from 'playwright/test';
import { newId } from '../../src/shared/domain/ids';
import type { Mask } from '../../src/shared/domain/mask';
import { instant } from '../../src/shared/domain/row';
import { readBarcode } from '../fixtures/barcode';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { present, roomOf, stageSession } from './session-staging';

const FPS = 25;
const FOOTAGE = { seconds: 20, gop: 25 };

interface Look {
  /** The number drawn into the frame; null where it cannot be read. */
  frame: number | null;
  /** Mean of the picture below that number, 0 to 255. */
  light: number;
}

const FRONT = 'video-js[data-deck="front"] video';

/** What is really on the room's screen where the picture lies. */
async function lookAt(app: ElectronApplication, room: Page): Promise<Look> {
  const place = await room.locator(FRONT).evaluate((video: HTMLVideoElement) => {
    const { left, top, width, height } = video.getBoundingClientRect();
    const scale = Math.min(width / video.videoWidth, height / video.videoHeight);
    const [w, h] = [video.videoWidth * scale, video.videoHeight * scale];
    const [x, y] = [left + (width - w) / 2, top + (height - h) / 2];
    return {
      ...{ x: Math.round(x), y: Math.round(y) },
      ...{ width: Math.round(w), height: Math.round(h) },
    };
  });
  const { width, height, base64 } = await app.evaluate(async ({ BrowserWindow }, box) => {
    const window = BrowserWindow.getAllWindows().find((each) =>
      each.webContents.getURL().endsWith('#room'),
    );
    const image = await window?.webContents.capturePage(box);
    const size = image?.getSize() ?? { width: 0, height: 0 };
    return { ...size, base64: image?.toBitmap().toString('base64') ?? '' };
  }, place);
  const pixels = Buffer.from(base64, 'base64');
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at++) grey[at] = pixels[at * 4 + 1] ?? 0;
  const below = grey.subarray(Math.round(height / 6) * width);
  const light = below.reduce((sum, each) => sum + each, 0) / Math.max(1, below.length);
  return { frame: readBarcode(grey, width, height), light };
}

/** Puts what is hidden into the lesson: all of the picture from 9 s to 11 s, and what is said from 5 s to 6 s. */
function hide(lessonId: string, authorId: string, angleId: string): Mask[] {
  const now = instant();
  const mask = (change: Pick<Mask, 'angleId' | 'startUs' | 'endUs' | 'what'>): Mask => ({
    ...{ id: newId(), authorId, createdAt: now, changedAt: now, lessonId, adrift: null },
    ...change,
  });
  return [
    mask({
      ...{ angleId, startUs: 9_000_000, endUs: 11_000_000 },
      what: { type: 'picture', look: 'solid' },
    }),
    mask({
      ...{ angleId: null, startUs: 5_000_000, endUs: 6_000_000 },
      what: { type: 'sound', sounds: 'silence' },
    }),
  ];
}

test('the room sees and hears nothing that is hidden: playing, standing, gone to, and told', async ({
  launch,
}) => {
  const first = await launch({ files: [await makeFootage(FOOTAGE)] });
  await new LessonRoomPage(first.page, first.app).ready();
  await first.close();
  const { dataDir } = first;
  await inLibrary(dataDir, (store) => {
    const session = stageSession(store, dataDir);
    const lesson = store.cards.all()[0]?.lesson;
    const [angle] = lesson ? store.rows.anglesOf(lesson.id) : [];
    if (!lesson || !angle) throw new Error('no lesson');
    store.transaction(() => {
      for (const mask of hide(lesson.id, session.authorId, angle.id))
        store.rows.tables.mask.insert(mask);
    });
  });
  const launched = await launch({ dataDir });
  const { page, app } = launched;
  await present(page, 'INSET: waiting and probing');
  const room = await roomOf(launched);
  const film = page.getByRole('group', { name: 'Footage' });
  const goTo = (lessonS: number) =>
    film.getByRole('slider', { name: 'Place in the footage' }).fill(String((lessonS - 2) * 1e6));
  const look = () => lookAt(app, room);

  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await film.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await look()).frame).toBeGreaterThan(2 * FPS);

  // Said out loud, it is not heard; a second later all is as it was.
  const muted = () => room.locator(FRONT).evaluate((video: HTMLVideoElement) => video.muted);
  expect(await muted()).toBe(false);
  await goTo(5);
  await expect.poll(muted).toBe(true);
  await expect.poll(muted).toBe(false);

  // Playing over it: not one of its frames is seen, and those after it are.
  await goTo(7);
  const seen: Look[] = [];
  for (let over = false; !over; ) {
    const now = await look();
    seen.push(now);
    over = now.frame !== null && now.frame > 11.5 * FPS;
  }
  const frames = seen.flatMap(({ frame }) => frame ?? []);
  expect(frames.filter((frame) => frame >= 9 * FPS && frame < 11 * FPS)).toEqual([]);
  expect(Math.min(...frames)).toBeLessThan(9 * FPS);
  expect(seen.some(({ frame, light }) => frame === null && light < 2)).toBe(true);

  // Standing in it, and gone to from elsewhere.
  await film.getByRole('button', { name: 'Pause' }).click();
  for (const [to, isHidden] of [
    [10, true],
    [4, false],
    [9, true],
    [13, false],
  ] as const) {
    await goTo(to);
    if (isHidden) {
      for (let n = 0; n < 6; n++) expect((await look()).frame ?? 0).not.toBe(to * FPS);
      await expect.poll(async () => (await look()).light).toBeLessThan(2);
    } else await expect.poll(async () => (await look()).frame).toBe(to * FPS);
  }

  // A narration that goes there shows no more of it: from its fourth second it is at nine seconds.
  await page
    .getByRole('button', { name: /narrated review/ })
    .first()
    .click();
  await film.getByRole('button', { name: 'Play' }).click();
  const told: Look[] = [];
  for (let over = false; !over; ) {
    const now = await look();
    told.push(now);
    over = now.frame !== null && now.frame >= 11.5 * FPS;
  }
  const shown = told.flatMap(({ frame }) => frame ?? []);
  expect(shown.filter((frame) => frame >= 9 * FPS && frame < 11 * FPS)).toEqual([]);
  expect(Math.min(...shown)).toBeLessThan(5 * FPS);
});
