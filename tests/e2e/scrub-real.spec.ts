/** Real footage stepped frame by frame in the real app, beside what ffmpeg decodes of it. */
import { basename } from 'node:path';
import type { Page } from 'playwright/test';
import { probe } from '../../src/main/media/probe';
import { likeness } from '../corpus/compare';
import { type SourcePicture, sourcePicture, stillSize } from '../corpus/truth';
import { testTools } from '../fixtures/make-footage';
import { realFiles } from '../fixtures/real-files';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';

/** Of 4K, of cameras that lean on later frames, upright, at an uneven rate, with a late clock. */
const CHOSEN: readonly string[] = [
  'android12-4k60-portrait.mp4',
  'android9-1080p-vfr.mp4',
  'gopro-hero5-karma.mp4',
  'street-1080p-h264.mp4',
  'asl-student.mkv',
  'chrome-vp9-noduration.webm',
  'start-at-10s.mp4',
  'noaudio-start-0.226.mp4',
];
const STEPS = 14;

/** The picture on screen, decoded over the video or its own, small and grey. */
async function seen(room: LessonRoomPage, page: Page, size: { width: number; height: number }) {
  await room.still();
  const grey = await page.evaluate(async ({ width, height }) => {
    for (let n = 0; n < 2; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const shown =
      document.querySelector<HTMLCanvasElement>('canvas[data-frames]:not([hidden])') ??
      document.querySelector<HTMLVideoElement>('video-js[data-deck="front"] video');
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!shown || !context) return [];
    context.imageSmoothingQuality = 'high';
    context.drawImage(shown, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    return Array.from(
      { length: width * height },
      (_, at) =>
        0.299 * (data[at * 4] ?? 0) +
        0.587 * (data[at * 4 + 1] ?? 0) +
        0.114 * (data[at * 4 + 2] ?? 0),
    );
  }, size);
  return Uint8Array.from(grey);
}

/** The frame of the file that looks most like it, near the one that it should be. */
function mostLike(grey: Uint8Array, { stills }: SourcePicture, should: number): number {
  const near = [should, should - 1, should + 1, should - 2, should + 2].filter((at) => stills[at]);
  const likest = near.map((at) => ({ at, by: likeness(grey, stills[at]?.grey ?? grey) }));
  const most = Math.max(...likest.map(({ by }) => by));
  // Where nothing moves several are as like: then it may well be the right one.
  return likest.find(({ by }) => by >= most - 1e-4)?.at ?? -1;
}

const files = realFiles().filter((path) => CHOSEN.includes(basename(path)));

// Only where this machine has real footage is there something to look at.
if (files.length > 0)
  test('real footage of many kinds steps through every frame', async ({ launch }) => {
    const { page, app } = await launch();
    const room = new LessonRoomPage(page, app);
    const lessons = page.getByRole('list', { name: 'Lessons' }).getByRole('link');
    const known = new Set<string>();
    for (const path of files) {
      const { picture } = await probe(await testTools(), path);
      if (!picture) throw new Error(`${path} has no picture`);
      const truth = await sourcePicture(path, picture.stream, picture, picture.interlaced);
      await room.answerDialogs(path);
      await page.getByRole('button', { name: 'Add footage' }).click();
      await expect(lessons).toHaveCount(known.size + 1);
      const titles = await lessons.allTextContents();
      const added = titles.findIndex((title) => !known.has(title));
      known.add(titles[added] ?? '');
      await lessons.nth(added).click();
      await room.framesKnown();
      await room.press('Home');
      for (const [key, by] of [
        ['.', 1],
        [',', -1],
      ] as const) {
        for (let n = 1; n <= STEPS; n++) {
          await room.press(key);
          const should = by > 0 ? n : STEPS - n;
          const grey = await seen(room, page, stillSize(picture.width, picture.height));
          expect(mostLike(grey, truth, should), `${basename(path)} ${key} ${n}`).toBe(should);
        }
      }
      expect(await room.positionUs()).toBe(0);
      await page.getByRole('link', { name: 'Lessons', exact: true }).click();
    }
  });
