/** The Clips page: every export with its picture, played, found, exported again, decided about. */
import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { openLibrary } from '../../src/main/db/library-file';
import { newId } from '../../src/shared/domain/ids';
import { numbersIn } from '../fixtures/look';
import { type Footage, ownCopy } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, type LaunchOptions, type Launched, temporaryFolder, test } from './launch';
import { ClipsPage } from './pages/clips-page';
import { LibraryPage } from './pages/library-page';
import { LessonRoomPage } from './pages/lesson-room';
import { edit, lessonOf, madeMoment } from './staging';

const FOOTAGE = { seconds: 8, gop: 50, sound: { codec: 'aac' } } as const;

type Launch = (options?: LaunchOptions) => Promise<Launched>;

/** A lesson of which one second was exported, and the page that says so. */
async function withOneClip(
  launch: Launch,
  folder: string,
  footage: Footage = FOOTAGE,
): Promise<Launched & { clips: ClipsPage; room: LessonRoomPage; out: string }> {
  const launched = await launch({ files: [await ownCopy(footage, join(folder, 'Circuits.mp4'))] });
  const { page, app } = launched;
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  const out = join(folder, 'INSET');
  mkdirSync(out);
  await room.answerDialogs(out);
  await room.press('Home');
  await room.press('ArrowRight');
  await page.keyboard.press('i');
  await room.press('ArrowRight');
  await page.keyboard.press('o');
  await page.getByRole('button', { name: 'Export clips' }).press('Enter');
  const name = room.exportDialog.getByRole('textbox', { name: /^Name of the clip/ });
  await name.fill('Wait time');
  await expect(room.exportDialog.getByText('This was filmed in HEVC')).toHaveCount(
    footage.codec === 'hevc' ? 1 : 0,
  );
  await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect(room.exportDialog).toBeHidden();
  await expect.poll(() => readdirSync(out)).toEqual(['Wait time.mp4']);
  const clips = new ClipsPage(page);
  await clips.goThere();
  await expect(clips.row('Wait time.mp4')).toBeVisible();
  return { ...launched, clips, room, out };
}

/** What the system's file manager is told to show, from now on. */
async function shownFiles(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    shell.showItemInFolder = (path) => void shown.push(path);
  });
  return () => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
}

/** Another program was in front, and this one is again. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

test('a clip that is kept as HEVC says where it plays, also where it does not play here', async ({
  launch,
  folder,
}) => {
  const footage = { ...FOOTAGE, codec: 'hevc', gop: 25, openGop: true, bFrames: 2 } as const;
  const { page, clips } = await withOneClip(launch, folder, footage);
  const row = clips.row('Wait time.mp4');
  await expect(row).toContainText('HEVC: may not play in PowerPoint or older browsers');
  expect(await clips.pictureOf('Wait time.mp4')).toMatchObject({ width: 320, height: 180 });
  await row.getByRole('button', { name: 'Play: Wait time.mp4' }).press('Enter');
  const said = page.getByRole('alert');
  await expect(said).toContainText(
    'kept as HEVC, as it was filmed, which Plenary cannot play here',
  );
  await expect(said).toContainText('VLC');
  expect(await found(page)).toEqual([]);
});

test('a clip is seen, played, shown and exported again, by keyboard alone', async ({
  launch,
  folder,
}) => {
  const { page, app, clips, out } = await withOneClip(launch, folder);
  const row = clips.row('Wait time.mp4');
  await expect(row).toContainText('Circuits');
  await expect(row).toContainText('0:01–0:02');
  await expect(row).toContainText('INSET');
  await expect(row).toContainText('AB');
  // A small picture of the clip itself: 320 pixels, as its footage is shaped.
  expect(await clips.pictureOf('Wait time.mp4')).toMatchObject({ width: 320, height: 180 });
  expect(await found(page)).toEqual([]);

  const play = row.getByRole('button', { name: 'Play: Wait time.mp4' });
  await play.press('Enter');
  const video = clips.player.locator('video');
  await expect(video).toBeFocused();
  const state = () =>
    video.evaluate((element: HTMLVideoElement) => ({
      ready: element.readyState >= 2,
      paused: element.paused || element.ended,
      length: Math.round(element.duration),
    }));
  // It plays at once, to its end.
  await expect.poll(state).toEqual({ ready: true, paused: true, length: 1 });
  expect(await found(page)).toEqual([]);
  const seconds = (): Promise<number> =>
    video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await video.evaluate((element: HTMLVideoElement) => {
    element.loop = true;
    element.currentTime = 0.4;
  });
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await state()).paused).toBe(false);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await state()).paused).toBe(true);
  const resting = await seconds();
  await page.keyboard.press('Space');
  await expect.poll(seconds).not.toBe(resting);
  await page.keyboard.press('Escape');
  await expect(video).toBeHidden();
  await expect(play).toBeFocused();

  const shown = await shownFiles(app);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(shown).toEqual([join(out, 'Wait time.mp4')]);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const name = clips.again.getByRole('textbox', { name: 'Name of the clip' });
  await expect(name).toHaveValue('Wait time');
  await expect(name).toBeFocused();
  await expect(clips.again).toContainText('Circuits 0:01–0:02');
  await expect(clips.again.getByText('INSET', { exact: true })).toBeVisible();
  expect(await found(page)).toEqual([]);
  await clips.again.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect(clips.again).toBeHidden();
  await expect(clips.row('Wait time (2).mp4')).toBeVisible();
  const both = [join(out, 'Wait time.mp4'), join(out, 'Wait time (2).mp4')];
  const [first, second] = await Promise.all(both.map((file) => numbersIn(file)));
  expect(second).toEqual(first);
  expect(await clips.pictureOf('Wait time (2).mp4')).toMatchObject({ width: 320 });
  await expect(page.getByRole('status').getByText('2 clips')).toBeVisible();
});

test('a file that changed, a file that is gone, a folder that is away: each is said calmly', async ({
  launch,
  folder,
}) => {
  const { page, clips, out } = await withOneClip(launch, folder);
  const row = clips.row('Wait time.mp4');
  const play = row.getByRole('button', { name: 'Play: Wait time.mp4' });
  await clips.pictureOf('Wait time.mp4');
  // The line does not know it yet: the player does.
  appendFileSync(join(out, 'Wait time.mp4'), 'x');
  await play.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Wait time.mp4' });
  await expect(dialog.getByRole('alert')).toContainText(
    'This file was changed after it was exported',
  );
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await comeBack(page);
  await expect(row).toContainText('Changed since it was exported');
  await expect(play).toBeHidden();

  const show = row.getByRole('button', { name: 'Show in folder: Wait time.mp4' });
  renameSync(out, join(folder, 'elsewhere'));
  await comeBack(page);
  await expect(row).toContainText('This folder is not there now');
  await expect(show).toBeDisabled();
  mkdirSync(out);
  await comeBack(page);
  await expect(row).toContainText('No longer there');
  await expect(show).toBeDisabled();
  expect(await found(page)).toEqual([]);

  // What is gone can be made again.
  await row.getByRole('button', { name: 'Export again: Wait time.mp4' }).press('Enter');
  await clips.again.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect(clips.again).toBeHidden();
  await expect.poll(() => readdirSync(out)).toEqual(['Wait time.mp4']);
  await expect(play.first()).toBeVisible();
});

test('a reel is one line that unfolds to its ranges, and is exported again with all of them', async ({
  launch,
  folder,
}) => {
  const launched = await launch({ files: [await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'))] });
  const { page, app } = launched;
  const out = join(folder, 'INSET');
  mkdirSync(out);
  const library = new LibraryPage(page, app);
  const room = new LessonRoomPage(page, app);
  await room.framesKnown();
  await room.answerDialogs(out);
  await library.back();
  const document = await lessonOf(page);
  await edit(page, document.lesson.id, [
    madeMoment(document, { startUs: 1_000_000, endUs: 2_000_000, private: false }),
    madeMoment(document, { startUs: 4_000_000, endUs: 5_000_000, private: false }),
  ]);
  await library.open('Circuits');
  await room.framesKnown();
  await page.getByRole('button', { name: 'Export clips' }).press('Enter');
  const dialog = room.exportDialog;
  for (const at of [0, 1]) {
    await dialog
      .getByRole('checkbox', { name: /^Noticing/ })
      .nth(at)
      .press('Space');
  }
  await dialog.getByRole('checkbox', { name: 'Join them as one reel' }).press('Space');
  await dialog.getByRole('textbox', { name: 'Name of the reel' }).fill('Waiting');
  // The later one first.
  await dialog.getByRole('button', { name: 'Move clip 2 up' }).press('Enter');
  await dialog.getByRole('button', { name: /^More/ }).press('Enter');
  await dialog.getByRole('checkbox', { name: 'A title before each clip' }).press('Space');
  await dialog.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => readdirSync(out)).toEqual(['Waiting.mp4']);
  const numbers = await numbersIn(join(out, 'Waiting.mp4'));

  await library.back();
  const clips = new ClipsPage(page);
  await clips.goThere();
  const row = clips.row('Waiting.mp4');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('2 clips from Circuits, 0:02');
  await expect(page.getByText('1 clip', { exact: true })).toBeVisible();
  const unfold = row.getByRole('button', { name: '2 clips', exact: true });
  await unfold.press('Enter');
  await expect(unfold).toHaveAttribute('aria-expanded', 'true');
  await expect(row.getByRole('listitem')).toHaveText(['0:04–0:05', '0:01–0:02']);
  expect(await found(page)).toEqual([]);

  await row.getByRole('button', { name: 'Export again: Waiting.mp4' }).press('Enter');
  await expect(clips.again.getByText('2 clips, 0:02')).toBeVisible();
  await clips.again.getByRole('button', { name: 'Export', exact: true }).press('Enter');
  await expect(clips.again).toBeHidden();
  await expect.poll(() => readdirSync(out).sort()).toEqual(['Waiting (2).mp4', 'Waiting.mp4']);
  expect(await numbersIn(join(out, 'Waiting (2).mp4'))).toEqual(numbers);
  expect([numbers[0], numbers[25]]).toEqual([100, 25]);
});

test('notices stand under the table, never over it', async ({ launch, folder }) => {
  const { page, app, clips } = await withOneClip(launch, folder);
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices.getByText('The clip is ready: Wait time.mp4')).toBeVisible();
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    const gap = async (): Promise<number> => {
      const frame = await page.getByRole('region', { name: 'Exported clips' }).boundingBox();
      const said = await notices.boundingBox();
      return (said?.y ?? 0) - ((frame?.y ?? 0) + (frame?.height ?? 0));
    };
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
  }
  await notices.getByRole('button', { name: 'Close this notice' }).press('Enter');
  await expect(notices.getByRole('listitem')).toHaveCount(0);
  await expect(clips.row('Wait time.mp4')).toBeVisible();
});

test('a lesson past its day, and one being removed, list the copies that still exist', async ({
  launch,
  folder,
}) => {
  const launched = await withOneClip(launch, folder);
  const { page, app, clips, out } = launched;
  const shown = await shownFiles(app);
  await clips.pictureOf('Wait time.mp4');
  expect(readdirSync(join(launched.dataDir, 'stills'))).toHaveLength(1);
  const { lesson } = await lessonOf(page);
  const after = { ...lesson, keepUntil: '2026-01-31', keepReason: 'The term' };
  await edit(page, lesson.id, [{ table: 'lesson', id: lesson.id, before: lesson, after }]);
  await page.getByRole('link', { name: 'Lessons', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Decide…' }).press('Enter');
  const due = page.getByRole('dialog', { name: 'Decide what to keep' });
  const copies = due.getByRole('list', { name: 'Exported copies of Circuits' });
  await expect(
    due.getByText('1 exported clip still exists. Plenary does not delete it.'),
  ).toBeVisible();
  await expect(copies.getByRole('listitem')).toHaveText(/Wait time\.mp4In “INSET”, .*, by AB/);
  await copies.getByRole('button', { name: 'Show in folder: Wait time.mp4' }).press('Enter');
  await expect.poll(shown).toEqual([join(out, 'Wait time.mp4')]);
  expect(await found(page)).toEqual([]);

  // Deleted by hand: the list knows when the person is back.
  renameSync(join(out, 'Wait time.mp4'), join(out, 'kept aside.mp4'));
  await comeBack(page);
  await expect(
    due.getByText('The one clip exported from it is no longer where it was put.'),
  ).toBeVisible();
  renameSync(join(out, 'kept aside.mp4'), join(out, 'Wait time.mp4'));

  await due.getByRole('button', { name: 'Remove: Circuits' }).press('Enter');
  const removing = page.getByRole('alertdialog', { name: 'Remove “Circuits”' });
  await expect(removing.getByRole('list', { name: 'Exported copies' })).toContainText(
    'Wait time.mp4',
  );
  expect(await found(page)).toEqual([]);
  await removing.getByRole('textbox').fill('Circuits');
  await removing.getByRole('textbox').press('Tab');
  await removing.getByRole('button', { name: 'Remove for good' }).press('Enter');
  await expect(page.getByText('“Circuits” was removed.')).toBeVisible();
  // The file is the person's own and is still there; the log keeps neither its name nor a picture.
  expect(readdirSync(out)).toEqual(['Wait time.mp4']);
  expect(readdirSync(join(launched.dataDir, 'stills'))).toEqual([]);
  await clips.goThere();
  const line = clips.row('A clip of a removed lesson');
  await expect(line).toContainText('Removed lesson');
  await expect(line).not.toContainText('Circuits');
  await expect(line).not.toContainText('Wait time');
  await expect(line.getByRole('button')).toHaveText(['']);
  await expect(line.getByRole('button', { name: 'Show the folder INSET' })).toBeVisible();
  expect(await found(page)).toEqual([]);
});

test('ten thousand lines: drawn as they come into view, and sifted', async ({ launch }) => {
  const dataDir = temporaryFolder();
  const library = await openLibrary(dataDir);
  library.store.transaction(() => {
    for (let n = 0; n < 10_000; n++) {
      library.store.exports.add([
        {
          ...{
            id: newId(),
            at: new Date(Date.UTC(2026, 0, 1, 8, 0, n)).toISOString(),
            author: 'AB',
          },
          ...{
            lessonId: null,
            angleId: null,
            fileId: null,
            lessonTitle: `Lesson ${n % 300}`,
            startUs: n * 1000,
            endUs: n * 1000 + 5e6,
          },
          ...{
            fileName: `Clip ${n}.mp4`,
            folderPath: '/nowhere/INSET',
            bytes: 1_000_000,
            frames: 125,
          },
        },
      ]);
    }
  });
  await library.close();
  const { page, close } = await launch({ dataDir });
  const clips = new ClipsPage(page);
  await clips.goThere();
  await expect(clips.row('Clip 9999.mp4')).toBeVisible();
  await expect(clips.row('Clip 9999.mp4')).toContainText('This folder is not there now');
  await expect(clips.table).toHaveAttribute('aria-rowcount', '10001');
  expect(await clips.table.getByRole('row').count()).toBeLessThan(40);
  await page.getByRole('region', { name: 'Exported clips' }).focus();
  // The list may still be taking its place: whoever sees nothing happen presses once more.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByText('Clip 0.mp4', { exact: true })).toBeInViewport({ timeout: 5_000 });
  }).toPass();
  await page.keyboard.press('/');
  await expect(clips.find).toBeFocused();
  await page.keyboard.type('lesson 34 clip 1234.mp4');
  await expect(page.getByText('1 of 10,000 clips')).toBeVisible();
  await expect(clips.row('Clip 1234.mp4')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('10,000 clips', { exact: true })).toBeVisible();
  await close();
  rmSync(dataDir, { recursive: true, force: true });
});
