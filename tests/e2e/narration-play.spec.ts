/** A narration in the real app: the voice leads, and the picture is what was shown. */
import type { Locator, Page } from 'playwright/test';
import { newId } from '../../src/shared/domain/ids';
import { type NarrationEvent, type Told, VOICE_RATE } from '../../src/shared/domain/narration';
import { narrationAt } from '../../src/shared/domain/narration-state';
import { PLAIN_MOMENT } from '../../src/shared/domain/moment';
import { instant } from '../../src/shared/domain/row';
import { inLibrary } from '../fixtures/copied-lessons';
import { makeFootage } from '../fixtures/make-footage';
import { clicks, narrate } from '../fixtures/narrated';
import { readBarcode } from '../fixtures/barcode';
import { found } from './axe';
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const S = VOICE_RATE;
const SECONDS = 24;

const shown = (s: number, lessonS: number, rate = 1): NarrationEvent => ({
  ...{ at: s * S, type: 'shown', lessonUs: lessonS * 1e6 },
  ...{ held: rate === 0, rate: rate || 1 },
});
const strokes: NarrationEvent = {
  ...{ at: 4.5 * S, type: 'drawn', id: newId(), colour: 'coral', size: 0.01 },
  shape: { type: 'box', box: { x: 0.3, y: 0.4, width: 0.3, height: 0.3 } },
};

function eventsWith(moments: readonly string[]): NarrationEvent[] {
  return [
    shown(0, 2),
    { at: S, type: 'moment', momentId: moments[0] ?? null },
    shown(4, 6, 0),
    strokes,
    { at: 5 * S, type: 'zoom', box: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } },
    { at: 7 * S, type: 'zoom', box: null },
    shown(7, 6),
    { at: 7 * S, type: 'cleared' },
    shown(9, 20),
    { at: 9 * S, type: 'moment', momentId: moments[1] ?? null },
    shown(12, 23, 0.5),
    shown(14, 30, 0),
    shown(16, 30, 2),
    shown(18, 10),
    { at: 18 * S, type: 'moment', momentId: moments[2] ?? null },
    shown(22, 14, 0),
  ];
}

interface Opened {
  page: Page;
  told: Told;
  moments: string[];
}

/** A lesson with a narration in it, opened. */
async function opened(
  launch: (options?: object) => Promise<Launched>,
  footage: Parameters<typeof makeFootage>[0],
): Promise<Opened> {
  const first = await launch({ files: [await makeFootage(footage)] });
  await new LessonRoomPage(first.page, first.app).ready();
  await first.close();
  const moments = [newId(), newId(), newId()];
  const events = eventsWith(moments);
  const { dataDir } = first;
  await inLibrary(dataDir, (store) => {
    const lessonId = store.cards.all()[0]?.lesson.id;
    const author = store.people.all()[0];
    if (!lessonId || !author) throw new Error('no lesson');
    const now = instant();
    for (const [n, id] of moments.entries()) {
      const row = { id, lessonId, authorId: author.id, createdAt: now, changedAt: now };
      const time = { startUs: n * 5e6, endUs: n * 5e6 + 1e6, kind: 'noticing' };
      store.rows.tables.moment.insert({ ...PLAIN_MOMENT, ...row, ...time, note: `Wait ${n + 1}` });
    }
    const cues = [
      { id: newId(), from: 0, to: 3 * S, text: 'Look at the back row.' },
      { id: newId(), from: 9 * S, to: 12 * S, text: 'Here she waits.' },
    ];
    narrate(store, dataDir, { lessonId, seconds: SECONDS, events, voice: clicks(SECONDS), cues });
  });
  const { page } = await launch({ dataDir });
  await page.getByRole('list', { name: 'Lessons' }).getByRole('link').first().click();
  await page.getByRole('button', { name: 'Play narration' }).click();
  await expect(page.getByRole('region', { name: 'Narration' })).toBeVisible();
  const takes = [{ id: 't', samples: SECONDS * S, voiced: true, events }];
  const row = [{ type: 'told' as const, takeId: 't', from: 0, to: SECONDS * S }];
  return { page, told: { row, takes }, moments };
}

const front = (page: Page): Locator => page.locator('video-js[data-deck="front"] video').first();

const SAMPLE = { width: 320, height: 180 };

/** The picture as it is on the screen, small and grey. */
async function greyOn(page: Page): Promise<number[]> {
  const video = front(page);
  const png = (await video.screenshot()).toString('base64');
  return video.evaluate(
    async (shown: HTMLVideoElement, { png, width, height }) => {
      const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const { clientWidth, clientHeight, videoWidth, videoHeight } = shown;
      const scale = Math.min(clientWidth / videoWidth, clientHeight / videoHeight);
      const [w, h] = [videoWidth * scale, videoHeight * scale];
      const context = new OffscreenCanvas(width, height).getContext('2d');
      const [x, y] = [(image.width - w) / 2, (image.height - h) / 2];
      context?.drawImage(image, x, y, w, h, 0, 0, width, height);
      const data = context?.getImageData(0, 0, width, height).data ?? [];
      return Array.from({ length: width * height }, (_, at) => data[at * 4 + 1] ?? 0);
    },
    { png, ...SAMPLE },
  );
}

async function frameOn(page: Page): Promise<number | null> {
  return readBarcode(await greyOn(page), SAMPLE.width, SAMPLE.height);
}

/** What is seen of the picture: all of the screen that is its own, also while a part is zoomed to. */
async function shownOf(page: Page): Promise<Buffer> {
  const clip = await page.locator('[data-angle]').first().boundingBox();
  if (!clip) throw new Error('no picture on screen');
  return page.screenshot({ clip });
}

/** The share of a picture that is not nearly black, 0 to 1. */
function lightShare(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const [width, height] = [160, 90];
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(image, 0, 0, width, height);
    const data = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    let light = 0;
    for (let at = 0; at < data.length; at += 4) light += (data[at + 1] ?? 0) > 40 ? 1 : 0;
    return light / (width * height);
  }, png.toString('base64'));
}

const frameAt = (told: Told, s: number): number =>
  Math.floor((narrationAt(told, Math.round(s * S)).lessonUs + 500) / 40_000);

/** Presses the timeline's ruler. @returns the second that the pixel under the pointer stands for */
async function pressAt(page: Page, s: number): Promise<number> {
  const timeline = page.getByRole('slider', { name: 'Narration timeline' });
  const box = await timeline.boundingBox();
  if (!box) throw new Error('no timeline');
  await page.mouse.click(box.x + (s * box.width) / SECONDS, box.y + 4);
  const where = async () => Number(await timeline.getAttribute('aria-valuenow'));
  await expect.poll(async () => Math.abs((await where()) - s)).toBeLessThan(0.05);
  return where();
}

/** The frames that may be on screen, as a pattern: the timeline tells thousandths of a second. */
function framesAt(told: Told, s: number): RegExp {
  return new RegExp(`^(${frameAt(told, s - 0.0005)}|${frameAt(told, s + 0.0005)})$`);
}

// Twenty pictures are read off the screen, each in its own time.
test.describe.configure({ timeout: 600_000 });

test('the right frame with the right drawing wherever it is taken up', async ({ launch }) => {
  const { page, told } = await opened(launch, { seconds: 40, gop: 50 });
  const places = [0, 21, 4.6, 9.5, 15, 3, 12.5, 23, 7.5, 13.98, 17, 1, 18.5, 8.9, 11, 14.2];
  for (const s of [...places, 2, 22.5, 16.5, 10]) {
    const at = await pressAt(page, s);
    const frame = async () => String(await frameOn(page));
    await expect.poll(frame, { message: `at ${at} s` }).toMatch(framesAt(told, at));
    const drawn = narrationAt(told, Math.round(at * S)).drawn.length;
    await expect(page.locator('[data-drawing]')).toHaveCount(drawn);
  }
  expect(await found(page)).toEqual([]);
});

test('chapters, captions and keys', async ({ launch }) => {
  const { page } = await opened(launch, { seconds: 40, gop: 50 });
  const position = page.getByRole('timer', { name: 'Position' });
  const chapters = page.getByRole('list', { name: 'Chapters' });
  await expect(chapters.getByRole('listitem')).toHaveText([
    /Beginning/,
    /Wait 1/,
    /Wait 2/,
    /Wait 3/,
  ]);
  await chapters.getByRole('button', { name: /Wait 2/ }).click();
  await expect(position).toHaveText('00:00:09.000');
  await expect(page.getByRole('region', { name: 'Words' })).toHaveText('Here she waits.');
  await page.keyboard.press('c');
  await expect(page.getByRole('region', { name: 'Words' })).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(position).toHaveText('00:00:18.000');
  await page.keyboard.press('j');
  await expect(position).toHaveText('00:00:08.000');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(position).toHaveText('00:00:13.000');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect.poll(() => position.textContent()).not.toBe('00:00:13.000');
  await page.keyboard.press('k');
  await page.keyboard.press('f');
  await expect(page.getByRole('list', { name: 'Chapters' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await expect(position).toHaveText('00:00:24.000');
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').last().click();
  await expect(page.getByRole('region', { name: 'Player' })).toBeVisible();
});

test('goes through its jumps and holds without a black picture', async ({ launch }, info) => {
  const { page, told } = await opened(launch, { seconds: 40, gop: 50 });
  await expect.poll(() => frameOn(page)).toBe(frameAt(told, 0));
  await page.keyboard.press('Space');
  const position = page.getByRole('timer', { name: 'Position' });
  const dark: string[] = [];
  for (;;) {
    const at = (await position.textContent()) ?? '';
    const png = await shownOf(page);
    if ((await lightShare(page, png)) < 0.2) {
      dark.push(at);
      await info.attach(`dark at ${at}`, { body: png, contentType: 'image/png' });
    }
    if (await page.getByRole('button', { name: 'Play', exact: true }).isVisible()) break;
  }
  expect(dark).toEqual([]);
  await expect(position).toHaveText('00:00:24.000');
});

/** Looks at every frame that the screen is given: what the video in front has to show, and whether it shows. */
function watchEveryFrame(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen = { looks: 0, turns: 0, dark: [] as string[] };
    Object.assign(window, { framesSeen: seen });
    const context = new OffscreenCanvas(64, 36).getContext('2d', { willReadFrequently: true });
    /** What a video last put on the screen, until it is emptied: that stays while it seeks. */
    const stands = new WeakSet<HTMLVideoElement>();
    const known = new WeakSet<HTMLVideoElement>();
    let before: HTMLVideoElement | null = null;
    const meet = (video: HTMLVideoElement): void => {
      if (known.has(video)) return;
      known.add(video);
      const presented = (): void => {
        stands.add(video);
        video.requestVideoFrameCallback(presented);
      };
      video.requestVideoFrameCallback(presented);
      video.addEventListener('emptied', () => stands.delete(video));
    };
    const look = (): void => {
      requestAnimationFrame(look);
      for (const one of document.querySelectorAll<HTMLVideoElement>('[data-angle] video'))
        meet(one);
      const deck = document.querySelector<HTMLElement>('[data-angle] [data-deck="front"]');
      const video = deck?.querySelector('video') ?? null;
      if (!deck || !video || !context) return;
      seen.looks++;
      if (before && before !== video) seen.turns++;
      before = video;
      const { visibility } = getComputedStyle(deck);
      context.clearRect(0, 0, 64, 36);
      context.drawImage(video, 0, 0, 64, 36);
      const { data } = context.getImageData(0, 0, 64, 36);
      let light = 0;
      for (let at = 0; at < data.length; at += 4) light += (data[at + 1] ?? 0) > 40 ? 1 : 0;
      const shows = video.readyState >= 2 ? light / (64 * 36) > 0.2 : stands.has(video);
      if (shows && visibility === 'visible') return;
      seen.dark.push(`${video.currentTime.toFixed(2)} ready ${video.readyState} light ${light}`);
    };
    look();
  });
}

test('no frame of the screen is without a picture, at any jump', async ({ launch }) => {
  const { page, told } = await opened(launch, { seconds: 40, gop: 50 });
  await expect.poll(() => frameOn(page)).toBe(frameAt(told, 0));
  await watchEveryFrame(page);
  await page.keyboard.press('Space');
  await expect(page.getByRole('timer', { name: 'Position' })).toHaveText('00:00:24.000', {
    timeout: 120_000,
  });
  // Jumps that nothing could be made ready for are no blacker.
  for (const s of [9.5, 1, 18.5]) await pressAt(page, s);
  await expect.poll(() => frameOn(page)).toBe(frameAt(told, 18.5));
  const seen = await page.evaluate(
    () =>
      (window as unknown as { framesSeen: { looks: number; turns: number; dark: string[] } })
        .framesSeen,
  );
  expect(seen.dark).toEqual([]);
  // It was looked at throughout, and pictures did change places.
  expect(seen.looks).toBeGreaterThan(24 * 10);
  expect(seen.turns).toBeGreaterThanOrEqual(3);
});
