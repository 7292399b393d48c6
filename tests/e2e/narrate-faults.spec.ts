/** What goes wrong while somebody narrates: said in clear words, and nothing of what was said is lost. */
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { makeFootage } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, test } from './launch';
import { clickFile } from './narrate-oracle';
import { LessonRoomPage } from './pages/lesson-room';

const FOOTAGE = { seconds: 30, gop: 25, sound: { codec: 'aac' } } as const;
const SIZES = [
  [1280, 720],
  [1920, 1080],
] as const;

/** A picture of it at both sizes, where they are asked for. */
async function pictured(app: ElectronApplication, page: Page, name: string): Promise<void> {
  if (!process.env.PICTURES) return;
  for (const [width, height] of SIZES) {
    await app.evaluate(
      ({ BrowserWindow }, size) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
      { width, height },
    );
    await expect.poll(() => page.evaluate(() => window.innerHeight)).toBe(height);
    await page.screenshot({ path: `${process.env.PICTURES}/narrate-${name}-${width}.png` });
  }
}

test('a microphone that goes, and a machine that sleeps, end a take and keep it', async ({
  launch,
  folder,
}) => {
  const wav = join(folder, 'voice.wav');
  await clickFile(wav, 20);
  const { page, app } = await launch({
    files: [await makeFootage(FOOTAGE)],
    args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${wav}`],
  });
  const room = await new LessonRoomPage(page, app).ready();
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (asked) => {
      const stream = await open(asked);
      Object.assign(window, { opened: stream.getAudioTracks()[0] });
      return stream;
    };
  });
  await page.getByRole('button', { name: 'Narrate' }).click();
  const strip = page.getByRole('region', { name: 'Narrating' });
  await strip.getByText('3-2-1 before recording').click();
  await expect(strip.getByRole('checkbox', { name: '3-2-1 before recording' })).not.toBeChecked();
  await pictured(app, page, 'ready');
  await strip.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText(/Recording 0:0[1-9]/)).toBeVisible();
  await page.keyboard.press('Space');
  await pictured(app, page, 'recording');

  // As Chromium says it when the device is pulled out.
  await page.evaluate(() => {
    const { opened } = window as unknown as { opened: MediaStreamTrack };
    opened.stop();
    opened.dispatchEvent(new Event('ended'));
  });
  await expect(strip.getByRole('alert')).toContainText('The microphone has gone');
  await expect(strip).toContainText('Paused');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toHaveCount(0);
  await pictured(app, page, 'unplugged');
  expect(await found(page)).toEqual([]);

  // Plugged in again it goes on with another take, until the machine goes to sleep.
  await strip.getByRole('button', { name: 'Try again' }).click();
  await expect(strip.getByRole('alert')).toHaveCount(0);
  await strip.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByText(/Recording 0:0[3-9]/)).toBeVisible();
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(strip.getByRole('alert')).toContainText('as when a computer sleeps');
  await expect(strip).toContainText('Paused');
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await pictured(app, page, 'slept');
  await strip.getByRole('button', { name: 'Finish' }).click();
  await expect(strip).toBeHidden();
  await room.allSaved();
  const list = page.getByRole('list', { name: 'Narrations' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).not.toContainText('A draft');
  const length = Number(/0:(\d\d)/.exec((await list.textContent()) ?? '')?.[1]);
  expect(length).toBeGreaterThanOrEqual(2);
});

const REFUSALS = [
  ['NotAllowedError', 'may not use the microphone', 'refused'],
  ['NotFoundError', 'No microphone was found', 'none'],
  ['NotReadableError', 'Another program may have it', 'held'],
] as const;

for (const [name, words, shot] of REFUSALS) {
  test(`a microphone that cannot be used is said: ${shot}`, async ({ launch }) => {
    const { page, app } = await launch({ files: [await makeFootage(FOOTAGE)] });
    await new LessonRoomPage(page, app).ready();
    await page.evaluate((error) => {
      Object.assign(navigator.mediaDevices, {
        async getUserMedia() {
          throw new DOMException('not now', error);
        },
      });
    }, name);
    await page.getByRole('button', { name: 'Narrate' }).click();
    const strip = page.getByRole('region', { name: 'Narrating' });
    await expect(strip.getByRole('alert')).toContainText(words);
    await expect(strip.getByRole('button', { name: 'Record', exact: true })).toBeDisabled();
    await pictured(app, page, shot);
    expect(await found(page)).toEqual([]);
    // Nobody is kept from narrating: it goes without one, too.
    await strip.getByRole('button', { name: /Microphone/ }).click();
    await page.getByRole('option', { name: 'Without a microphone' }).click();
    await expect(strip.getByRole('alert')).toHaveCount(0);
    await expect(strip.getByRole('button', { name: 'Record', exact: true })).toBeEnabled();
  });
}
