/** A discussion pack: made in the room, and opened by somebody who has neither the app nor a network. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { ownCopy } from '../fixtures/make-footage';
import { found } from './axe';
import { expect, test } from './launch';
import { openReader } from './pack-reader';
import type { LessonRoomPage } from './pages/lesson-room';
import { readPdf } from './pdf';
import { edit, lessonOf } from './staging';
import { FOOTAGE, withThreeMoments } from './three-moments';

/** Three of its dialog's own ways: by the export dialog, all of them ticked. */
async function packDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export clips' }).click();
  const clips = page.getByRole('dialog', { name: 'Export clips' });
  await clips.getByRole('button', { name: 'Choose all' }).click();
  await clips.getByRole('button', { name: 'Make a discussion pack…' }).click();
  return page.getByRole('dialog', { name: 'Make a discussion pack' });
}

async function made(room: LessonRoomPage, name: string): Promise<void> {
  const { page } = room;
  await expect(page.getByText(`The discussion pack is ready: ${name}`).first()).toBeVisible({
    timeout: 120_000,
  });
}

/** Everything below a folder. */
function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const HOSTILE = '</title><img src=http://example.com/x onerror="document.title=1"><b>bold</b>';

/** Captions of which one line is said in the first stretch. */
async function caption(page: Page): Promise<void> {
  const { lesson } = await lessonOf(page);
  const { id, authorId, createdAt, changedAt } = lesson;
  const cue = { startUs: 1_200_000, endUs: 1_900_000, text: HOSTILE, adrift: null };
  const after = {
    ...{ id, authorId, createdAt, changedAt, lessonId: id, name: 'Captions' },
    cues: [cue],
  };
  await edit(page, id, [{ table: 'captions', id, before: null, after }]);
}

test('three moments become a pack that opens in a browser with no network', async ({
  launch,
  folder,
}) => {
  const file = await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'));
  const launched = await launch({ files: [file] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  await page.getByRole('link', { name: 'Lessons' }).first().click();
  await caption(page);
  await room.enter();
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  const dialog = await packDialog(page);
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  expect(await found(page)).toEqual([]);
  // A private note is not offered, and its words are in no name.
  await expect(dialog.getByRole('checkbox', { name: /With the note/ })).toHaveCount(1);
  await expect(
    dialog.getByRole('checkbox', { name: 'With the note “Shared words”' }),
  ).toBeChecked();
  await expect(dialog.getByRole('textbox', { name: 'Name of the clip at 0:01' })).toHaveValue(
    'From 0:01',
  );
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Wait time');
  await dialog.getByRole('textbox', { name: 'A question for everyone' }).fill('Who speaks?');
  await dialog.getByRole('textbox', { name: 'Question for the clip at 0:01' }).fill(HOSTILE);
  await dialog.getByText('Also as one zip file').click();
  await dialog.getByRole('button', { name: 'Make the pack' }).click();
  await expect(dialog).toBeHidden();
  await made(room, 'Wait time');
  expect(below(out)).toEqual([
    'Wait time.zip',
    'Wait time/captions/01 From 0.01.vtt',
    'Wait time/clips/01 From 0.01.mp4',
    'Wait time/clips/02 Shared words.mp4',
    'Wait time/clips/03 From 0.05.mp4',
    'Wait time/handout.pdf',
    'Wait time/index.html',
    ...[1, 2, 3].map((n) => `Wait time/pictures/0${n}.jpg`),
  ]);
  const pack = join(out, 'Wait time');
  for (const name of below(pack)) {
    const bytes = readFileSync(join(pack, name));
    for (const never of ['Private words', folder, 'Circuits.mp4', launched.dataDir]) {
      expect(bytes.includes(never), `${name}: ${never}`).toBe(false);
    }
  }

  const pdf = readPdf(readFileSync(join(pack, 'handout.pdf')));
  expect(pdf.tagged).toBe(true);
  expect(pdf.language).toBe('en-GB');
  expect(pdf.pages).toBeGreaterThanOrEqual(2);
  expect(pdf.size).toEqual({ width: 595, height: 842 });
  for (const words of ['Wait time', 'Who speaks?', '1. From 0:01', '2. Shared words', HOSTILE]) {
    expect(pdf.text, words).toContain(words.replace(/\s/g, ''));
  }
  expect(pdf.text).toContain(`Page1of${pdf.pages}`);
  expect(pdf.text).toContain('Forprofessionaldiscussion.Notforappraisal.');
  expect(pdf.text).not.toContain('Privatewords');

  const reader = await openReader(folder);
  try {
    const read = await reader.open(join(pack, 'index.html'));
    await expect(read.getByRole('heading', { level: 1 })).toHaveText('Wait time');
    await expect(read.getByText('For professional discussion. Not for appraisal.')).toBeVisible();
    await expect(read.locator('.question .asked').first()).toHaveText(HOSTILE);
    expect(await read.locator('img, b, script').count()).toBe(0);
    expect(await read.title()).toBe('Wait time');
    await expect(read.getByText('Shared words').first()).toBeVisible();
    expect(await found(read)).toEqual([]);
    // What is said is shown over the picture, and stands as text below it.
    await read.getByText('What is said').click();
    await expect(read.locator('.line')).toHaveText(HOSTILE);
    await read.emulateMedia({ colorScheme: 'dark' });
    expect(await found(read)).toEqual([]);
    // Every clip plays, picture and all.
    const videos = read.locator('video');
    await expect(videos).toHaveCount(3);
    for (const video of await videos.all()) {
      await video.evaluate(async (element: HTMLVideoElement) => {
        element.muted = true;
        await element.play();
      });
      await expect
        .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
        .toBeGreaterThan(0.2);
      expect(
        await video.evaluate((element: HTMLVideoElement) => element.videoWidth),
      ).toBeGreaterThan(0);
    }
    const shown = await videos.first().evaluate((element: HTMLVideoElement) => {
      const [track] = element.textTracks;
      const cues = [...(track?.cues ?? [])].map(
        (cue) => (cue as VTTCue).getCueAsHTML().textContent,
      );
      return { mode: track?.mode, cues };
    });
    expect(shown).toEqual({ mode: 'showing', cues: [HOSTILE] });
    expect(await reader.outside()).toEqual([]);
    const script = "document.querySelector('link, script, iframe, object') === null";
    expect(await read.evaluate(script)).toBe(true);
  } finally {
    await reader.close();
  }
});

test('by keyboard alone, and the pack is on the pages of jobs and clips', async ({
  launch,
  folder,
}) => {
  const file = await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'));
  const launched = await launch({ files: [file] });
  const room = await withThreeMoments(launched);
  const { page } = launched;
  const out = join(folder, 'out');
  mkdirSync(out);
  await room.answerDialogs(out);
  const command = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: /^Search lessons/ })).toBeFocused();
    await page.keyboard.type(words);
    const option = page
      .getByRole('listbox', { name: 'Found' })
      .getByRole('option', { selected: true });
    await expect(option).toContainText(words);
    await page.keyboard.press('Enter');
  };
  await command('Make a discussion pack');
  const dialog = page.getByRole('dialog', { name: 'Make a discussion pack' });
  await expect(dialog).toBeVisible();
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      const by = at?.getAttribute('aria-labelledby')?.split(' ')[0];
      const label = by
        ? document.getElementById(by)?.textContent
        : at?.closest('label')?.textContent;
      return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '';
    });
  const tabTo = async (name: string): Promise<void> => {
    for (let n = 0; n < 60 && !(await focused()).startsWith(name); n++) {
      await page.keyboard.press('Tab');
    }
    expect(await focused()).toContain(name);
  };
  await tabTo('Title');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('By keys');
  await tabTo('With a handout');
  await page.keyboard.press('Space');
  await tabTo('Make the pack');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await made(room, 'By keys');
  expect(below(out)).not.toContain('By keys/handout.pdf');
  const shown = await launched.app.evaluate(({ shell }) => {
    const paths: string[] = [];
    shell.showItemInFolder = (path) => void paths.push(path);
    Object.assign(globalThis, { paths });
    return paths.length;
  });
  expect(shown).toBe(0);
  await command('Go to jobs');
  await page.getByRole('button', { name: 'Show in folder: Discussion pack “By keys”' }).click();
  const paths = () =>
    launched.app.evaluate(() => (globalThis as unknown as { paths: string[] }).paths);
  await expect.poll(paths).toEqual([join(out, 'By keys', 'index.html')]);
  await page.getByRole('link', { name: 'Clips', exact: true }).click();
  await expect(page.getByRole('rowheader', { name: /^By keys/ })).toHaveCount(1);
  await expect(page.getByText('Changed since it was exported')).toHaveCount(0);
});

test('half made when the app is killed it leaves nothing, and is made after all', async ({
  launch,
  folder,
}) => {
  const dataDir = join(folder, 'library');
  const out = join(folder, 'out');
  mkdirSync(out);
  const file = await ownCopy(FOOTAGE, join(folder, 'Circuits.mp4'));
  const first = await launch({ dataDir, files: [file] });
  const room = await withThreeMoments(first);
  const { page } = first;
  await room.answerDialogs(out);
  const dialog = await packDialog(page);
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Killed');
  // Held as soon as something of it is made.
  await page.evaluate(() => {
    window.api.jobs.onChanged(({ kind, progress }) => {
      if (kind === 'pack' && (progress ?? 0) > 0) void window.api.jobs.pause({ paused: true });
    });
  });
  await dialog.getByRole('button', { name: 'Make the pack' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: /^Jobs/ }).click();
  const panel = page.getByRole('dialog', { name: 'Jobs panel' });
  await expect(panel.getByText(/\d+%, paused/)).toBeVisible();
  expect(readdirSync(out)).toEqual([expect.stringMatching(/^Killed\.\w{8}\.partial$/)]);
  await first.kill();

  const second = await launch({ dataDir });
  const again = second.page;
  await expect(again.getByText('An export was interrupted.')).toBeVisible();
  await expect.poll(() => readdirSync(out)).toEqual([]);
  await again.getByRole('button', { name: 'See jobs' }).click();
  await again.getByRole('button', { name: 'Resume the interrupted export' }).click();
  await expect(again.getByText('The discussion pack is ready: Killed').first()).toBeVisible({
    timeout: 120_000,
  });
  expect(readdirSync(out)).toEqual(['Killed']);
  expect(below(out)).toContain('Killed/handout.pdf');
  await second.close();
});
