/**
 * Lessons of two cameras, of real files where there are some: one recording seen by a second camera
 * that was switched on later; two recordings with nothing in common, put in place by hand; and a made
 * pair whose clocks drift apart.
 */
import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { realFiles } from '../fixtures/real-files';
import { talk } from '../unit/main/media/align/classroom';
import { expect, type Launched, test } from './launch';
import { film, FPS, frames } from './on-cameras';
import { LessonRoomPage } from './pages/lesson-room';

const real = (name: string) => realFiles().find((file) => basename(file) === name);

/** The same recording from another place: later, smaller, through another microphone. */
function secondCamera(file: string, folder: string, laterS: number): string {
  const path = join(folder, 'second.mp4');
  const heard = 'aecho=0.8:0.7:13|29:0.4|0.2,lowpass=f=2800,volume=0.3';
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', '-ss', String(laterS), '-i', file],
    ...['-map', '0:v:0', '-map', '0:a:0', '-vf', 'scale=320:180,hflip', '-af', heard],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', path],
  ]);
  return path;
}

/** Opens the first file and adds the second as a camera. @returns the dialog, which stays open. */
async function twoCameras({ page, app }: Launched, second: string) {
  const lesson = new LessonRoomPage(page, app);
  await lesson.ready();
  await lesson.answerDialogs(second);
  await page.getByRole('button', { name: 'This lesson' }).click();
  await page.getByRole('menuitem', { name: 'Cameras and sound…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cameras and sound' });
  await dialog.getByRole('button', { name: 'Add a camera or recorder…' }).click();
  return { lesson, dialog };
}

async function done(lesson: LessonRoomPage, dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Done' }).click();
  await lesson.allSaved();
}

/** How far the second picture is behind the first, in seconds of their files; null while one moves. */
function behind(page: Page): Promise<number | null> {
  return page.evaluate(() => {
    const at = (where: string) => {
      const video = document.querySelector<HTMLVideoElement>(
        `${where} video-js[data-deck="front"] video`,
      );
      return video && !video.seeking && video.readyState >= 2 ? video.currentTime : Number.NaN;
    };
    const seconds = at('[data-keys="through"] > div') - at('[data-angle]');
    return Number.isNaN(seconds) ? null : seconds;
  });
}

/** Whether the second shows what was filmed so much later, wherever the lesson stands. */
async function inStep(lesson: LessonRoomPage, laterS: number, shares: readonly number[]) {
  for (const share of shares) {
    await lesson.clickAt(share);
    await lesson.atRest();
    await expect
      .poll(async () => Math.abs(((await behind(lesson.page)) ?? Infinity) - laterS))
      .toBeLessThan(0.06);
  }
}

test('one recording seen by two cameras is lined up by its sound', async ({ launch, folder }) => {
  const LATER = 2.64;
  const first = real('nasa-6streams.mp4') ?? film(folder, 'front', talk(60, 11), 5, 40);
  const launched = await launch({ files: [first] });
  const { lesson, dialog } = await twoCameras(launched, secondCamera(first, folder, LATER));
  await expect(dialog.getByText('Lined up by its sound.')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(/begins \+00:00:02\.6[2-6]\d/)).toBeVisible();
  await done(lesson, dialog);
  await inStep(lesson, LATER, [0.4, 0.85, 0.6]);
});

test('two recordings that share no sound say so, and are put in place by hand', async ({
  launch,
  folder,
}) => {
  const first = real('gopro-hero5-karma.mp4') ?? film(folder, 'front', talk(40, 11), 5, 20);
  const second = real('screencast-webcam-hello.mp4') ?? film(folder, 'other', talk(40, 12), 9, 10);
  const launched = await launch({ files: [first] });
  const { page } = launched;
  const { lesson, dialog } = await twoCameras(launched, second);
  const said = 'These do not share enough sound to be sure. Line them up by hand.';
  await expect(dialog.getByText(said)).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Line Camera 2 up by hand' }).click();
  const place = page.getByRole('group', { name: 'Place of Camera 2' });
  const offset = place.getByRole('textbox', { name: 'Begins at' });
  await offset.fill('+1.5');
  await offset.press('Enter');
  await expect(offset).toHaveValue('+00:00:01.500');
  await place.getByRole('button', { name: 'Close placing by hand' }).click();
  await lesson.allSaved();
  // The clock of its file may begin a frame late; their distance stays what was said.
  await inStep(lesson, 1.5, [0.2, 0.5, 0.35]);
  await lesson.clickAt(0.05);
  await expect(page.getByText('Not recording at this time')).toBeVisible();
});

test('a camera whose clock is slow is lined up, and in step to the end', async ({
  launch,
  folder,
}) => {
  const [LATER, RATE, SECONDS] = [3.2, 1.0008, 120];
  const room = talk(150, 11);
  const front = film(folder, 'front', room, 5, SECONDS + 10);
  const slow = film(folder, 'slow', room, 5 + LATER, SECONDS, { rate: RATE });
  const launched = await launch({ files: [front] });
  const { lesson, dialog } = await twoCameras(launched, slow);
  await expect(dialog.getByText('Lined up by its sound.')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(/begins \+00:00:03\.(19|20)\d/)).toBeVisible();
  // 800 parts in a million.
  await expect(dialog.getByText(/its clock is 2\.[89]\d s an hour slow/)).toBeVisible();
  await done(lesson, dialog);
  const off = async () => {
    const [first = null, second = null] = await frames(launched.page);
    if (first === null || second === null) return 9_999;
    return Math.abs((first - LATER * FPS) / RATE - second);
  };
  // At the end a clock taken for true would be more than two frames off.
  for (const share of [0.1, 0.5, 0.92]) {
    await lesson.clickAt(share);
    await expect.poll(off).toBeLessThanOrEqual(1.1);
  }
});
