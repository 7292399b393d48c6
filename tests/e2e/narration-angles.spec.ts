/** A narration of a lesson of two parts and two cameras, one of which plays only through a copy. */
import type { Page } from 'playwright/test';
import { newId } from '../../src/shared/domain/ids';
import { type NarrationEvent, type Told, VOICE_RATE } from '../../src/shared/domain/narration';
import { narrationAt } from '../../src/shared/domain/narration-state';
import { readBarcode } from '../fixtures/barcode';
import { inLibrary } from '../fixtures/copied-lessons';
import { type Footage, makeFootage } from '../fixtures/make-footage';
import { clicks, narrate } from '../fixtures/narrated';
import { expect, type Launched, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

const S = VOICE_RATE;
const SECONDS = 12;
const FRAME_US = 40_000;
const SIZE = { width: 320, height: 180 };

const H264 = { gop: 50 } as const;
/** What Chromium does not play. */
const MPEG4 = { codec: 'mpeg4', ending: 'avi', gop: 50 } as const;
/** Two cameras with two parts each; the second camera was switched on a second later. */
const FILES: readonly Footage[] = [
  { ...H264, seconds: 9 },
  { ...H264, seconds: 8 },
  { ...MPEG4, seconds: 6 },
  { ...MPEG4, seconds: 7 },
];
const OFFSETS = [0, 9e6, 1e6, 8e6] as const;

const shown = (s: number, lessonS: number, rate = 1): NarrationEvent => ({
  ...{ at: s * S, type: 'shown', lessonUs: Math.round(lessonS * 1e6) },
  ...{ held: rate === 0, rate: rate || 1 },
});

/** The lesson, put together of four that were added one by one; and its narration. */
async function prepared(launch: (options?: object) => Promise<Launched>) {
  let dataDir: string | undefined;
  for (const footage of FILES) {
    const one: Launched = await launch({ dataDir, files: [await makeFootage(footage)] });
    await new LessonRoomPage(one.page, one.app).ready();
    await one.close();
    dataDir = one.dataDir;
  }
  const folder = dataDir ?? '';
  return inLibrary(folder, (store) => {
    const { angle, part, lesson } = store.rows.tables;
    const cards = store.cards
      .all()
      .sort((a, b) => a.lesson.createdAt.localeCompare(b.lesson.createdAt));
    const lengths = FILES.map(({ seconds = 0 }) => seconds * 1e6);
    const parts = cards.map((card) => {
      const [own] = store.rows.partsOf(card.lesson.id);
      if (!own) throw new Error('no part');
      return own;
    });
    const [first, , third] = parts;
    const [card] = cards;
    if (!first || !third || !card || parts.length !== FILES.length) throw new Error('no lesson');
    const lessonId = card.lesson.id;
    const backId = newId();
    const front = angle.get(first.angleId);
    if (!front) throw new Error('no camera');
    store.transaction(() => {
      lesson.update({ ...card.lesson, title: 'Two cameras' });
      angle.insert({ ...front, id: backId, name: 'Back', position: 1 });
      for (const [n, own] of parts.entries()) {
        const angleId = n < 2 ? first.angleId : backId;
        const place = { position: n % 2, offsetUs: OFFSETS[n] ?? 0, gapBeforeUs: 0 };
        expect(Math.abs(own.durationUs - (lengths[n] ?? 0))).toBeLessThan(FRAME_US);
        part.update({ ...own, ...place, lessonId, angleId });
        const file = store.files.get(own.fileId);
        if (file) store.files.update({ ...file, lessonId });
      }
    });
    const events: NarrationEvent[] = [
      { at: 0, type: 'layout', largeId: first.angleId, alone: false },
      ...[shown(0, 2), shown(2, 12, 0), shown(3, 5.2)],
      { at: 5 * S, type: 'layout', largeId: backId, alone: false },
      ...[shown(6, 13, 0), shown(7, 8.2)],
      { at: 9 * S, type: 'layout', largeId: first.angleId, alone: true },
      shown(10, 0.4, 0),
    ];
    const voice = clicks(SECONDS);
    narrate(store, folder, { lessonId, seconds: SECONDS, events, voice });
    const takes = [{ id: 't', samples: SECONDS * S, voiced: true, events }];
    const row = [{ type: 'told' as const, takeId: 't', from: 0, to: SECONDS * S }];
    const told: Told = { row, takes };
    return { folder, told, frontId: first.angleId, backId };
  });
}

/** Which frame each camera shows, by its id; null where it shows none. */
async function framesOn(page: Page): Promise<Record<string, number | null>> {
  const grey = await page.evaluate(({ width, height }) => {
    const all: Record<string, number[]> = {};
    for (const tile of document.querySelectorAll<HTMLElement>('[data-angle]')) {
      const video = tile.querySelector<HTMLVideoElement>('video-js[data-deck="front"] video');
      const context = new OffscreenCanvas(width, height).getContext('2d');
      const id = tile.dataset.angle ?? '';
      all[id] = [];
      if (!video || !context || video.seeking || video.readyState < 2) continue;
      context.drawImage(video, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      all[id] = Array.from({ length: width * height }, (_, at) => data[at * 4 + 1] ?? 0);
    }
    return all;
  }, SIZE);
  return Object.fromEntries(
    Object.entries(grey).map(([id, levels]) => [id, readBarcode(levels, SIZE.width, SIZE.height)]),
  );
}

/** The frame that a camera's parts have at a lesson's time; null where they have none. */
function frameOf(camera: 0 | 1, us: number): number | null {
  for (const n of camera === 0 ? [0, 1] : [2, 3]) {
    const from = OFFSETS[n as 0 | 1 | 2 | 3];
    const lengthUs = (FILES[n]?.seconds ?? 0) * 1e6;
    if (us >= from && us < from + lengthUs) return Math.floor((us - from + 500) / FRAME_US);
  }
  return null;
}

test.describe.configure({ timeout: 600_000 });

test('each camera shows its own frame, from originals and copies, in every part', async ({
  launch,
}) => {
  const { folder, told, frontId, backId } = await prepared(launch);
  const { page } = await launch({ dataDir: folder });
  await page
    .getByRole('list', { name: 'Lessons' })
    .getByRole('link', { name: 'Two cameras' })
    .click();
  await page.getByRole('button', { name: 'Play narration' }).click();
  const timeline = page.getByRole('slider', { name: 'Narration timeline' });
  await expect(timeline).toBeVisible();
  for (const s of [1, 2.5, 4, 5.5, 6.5, 8, 9.5, 11, 3.5]) {
    const box = await timeline.boundingBox();
    if (!box) throw new Error('no timeline');
    await page.mouse.click(box.x + (s * box.width) / SECONDS, box.y + 4);
    const at = async () => Number(await timeline.getAttribute('aria-valuenow'));
    await expect.poll(async () => Math.abs((await at()) - s)).toBeLessThan(0.05);
    const { lessonUs, largeId, alone } = narrationAt(told, Math.round((await at()) * S));
    const want = { [frontId]: frameOf(0, lessonUs), [backId]: frameOf(1, lessonUs) };
    const seen = async () => {
      const frames = await framesOn(page);
      // The timeline tells thousandths of a second: a frame may begin within one.
      const near = (id: string): boolean => {
        const [on, meant] = [frames[id] ?? null, want[id] ?? null];
        return meant === null || (on !== null && Math.abs(on - meant) <= 1);
      };
      return near(frontId) && (alone || near(backId));
    };
    await expect.poll(seen, { message: `at ${s} s`, timeout: 60_000 }).toBe(true);
    const width = async (id: string) =>
      (await page.locator(`[data-angle="${id}"]`).boundingBox())?.width ?? 0;
    const [large, other] = largeId === backId ? [backId, frontId] : [frontId, backId];
    expect(await width(large)).toBeGreaterThan(3 * (await width(other)));
    if (process.env.PICTURES) {
      await page.screenshot({ path: `${process.env.PICTURES}/angles-${s}.png` });
    }
  }
});
