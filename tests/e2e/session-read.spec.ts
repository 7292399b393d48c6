/** A page of a PDF to look at together: chosen, drawn once, shown to the room. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { greyFrames } from '../fixtures/look';
import { pdfOf, scanOf } from '../fixtures/pdf-file';
import { found } from './axe';
import { expect, test } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { roomOf } from './session-staging';

const A4 = { width: 595, height: 842 };
const CHOOSE = 'Show a picture or a page of a PDF instead…';

async function withReadItem(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'New session' }).click();
  await page.getByRole('radio', { name: 'Empty' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Reading together');
  await page.getByRole('button', { name: 'Make session' }).click();
  await page.getByRole('button', { name: 'Add an item' }).click();
  await page.getByRole('menuitem', { name: 'Read' }).click();
}

/** The grey of the middle of a kept picture, and of a corner. */
async function greysOf(path: string): Promise<{ middle: number; corner: number; dark: number }> {
  const { width, height, frames } = await greyFrames(path, { width: 40, height: 40 });
  const [grey] = frames;
  if (!grey) throw new Error('no picture');
  const middle = grey[(height / 2) * width + width / 2] ?? 0;
  return { middle, corner: grey[width + 1] ?? 0, dark: grey.filter((level) => level < 60).length };
}

test('a page of a PDF is kept as a picture, and the room sees it', async ({ launch, folder }) => {
  const launched = await launch();
  const { page, dataDir } = launched;
  const path = join(folder, 'Wait time.pdf');
  writeFileSync(
    path,
    pdfOf([
      { ...A4, words: 'Wait' },
      { width: 842, height: 595, colour: [0.6, 0.6, 0.6] },
      { ...A4, scan: await scanOf(96) },
    ]),
  );
  await new LessonRoomPage(page, launched.app).answerDialogs(path);
  await withReadItem(page);
  await page.getByRole('textbox', { name: 'Title' }).last().fill('Rowe, 1974');
  await page.getByRole('button', { name: CHOOSE }).click();
  const dialog = page.getByRole('dialog', { name: 'Which page to show' });
  await expect(dialog.getByRole('img', { name: 'Page 1 of “Wait time.pdf”' })).toBeVisible();
  await expect(dialog).toContainText('of 3');
  expect(await found(page)).toEqual([]);

  // By the keyboard alone.
  const number = dialog.getByRole('textbox', { name: 'Page' });
  await number.focus();
  await page.keyboard.press('End');
  await expect(dialog.getByRole('img', { name: 'Page 3 of “Wait time.pdf”' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('img', { name: 'Page 2 of “Wait time.pdf”' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Show this page' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const shown = page.getByRole('img', { name: 'The page to look at together' });
  await expect(shown).toBeVisible();

  const [sessionId = ''] = readdirSync(join(dataDir, 'sessions'));
  const kept = join(dataDir, 'sessions', sessionId);
  const newest = (): string => join(kept, readdirSync(kept).sort().at(-1) ?? '');
  const sizeOf = (file: string): number[] => {
    const png = readFileSync(file);
    return [png.readUInt32BE(16), png.readUInt32BE(20)];
  };
  expect(readdirSync(kept)).toHaveLength(1);
  expect(sizeOf(newest())).toEqual([3_000, 2_120]);
  expect((await greysOf(newest())).middle).toBeCloseTo(153, -1);

  // Words in a font that is not in the file, and a scan: what pdf.js asks for beside itself is there.
  for (const [keys, look] of [
    [['Home'], { wait: 1 }],
    [['End'], { wait: 3 }],
  ] as const) {
    await page.getByRole('button', { name: 'Take it out' }).click();
    await page.getByRole('button', { name: CHOOSE }).click();
    await number.focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect(
      dialog.getByRole('img', { name: `Page ${look.wait} of “Wait time.pdf”` }),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Show this page' }).click();
    await expect(dialog).toBeHidden();
    await expect(shown).toBeVisible();
    const greys = await greysOf(newest());
    if (look.wait === 1) {
      expect(greys.corner).toBeGreaterThan(240);
      expect(greys.dark).toBeGreaterThan(20);
    } else expect(greys.middle).toBeCloseTo(96, -1);
  }
  expect(sizeOf(newest())).toEqual([2_120, 3_000]);

  await page.getByRole('button', { name: 'Present', exact: true }).click();
  const room = await roomOf(launched);
  const picture = room.getByRole('img', { name: 'Rowe, 1974' });
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalHeight))
    .toBe(3_000);
});

test('a PDF that cannot be shown is told of in plain words, and nothing is lost', async ({
  launch,
  folder,
}) => {
  const launched = await launch();
  const { page } = launched;
  const lesson = new LessonRoomPage(page, launched.app);
  const choose = async (name: string, content: Buffer | string): Promise<void> => {
    writeFileSync(join(folder, name), content);
    await lesson.answerDialogs(join(folder, name));
    await page.getByRole('button', { name: CHOOSE }).click();
  };
  await withReadItem(page);
  await page.getByRole('textbox', { name: 'Text to read together' }).fill('What we read');
  const dialog = page.getByRole('dialog', { name: 'Which page to show' });
  const whole = pdfOf([{ ...A4, words: 'Wait' }]);
  const troubles: [string, Buffer | string, RegExp][] = [
    ['Broken.pdf', '%PDF-1.7\nand no more', /“Broken.pdf” is damaged, or is not quite a PDF/],
    ['Locked.pdf', pdfOf([A4], { locked: true }), /“Locked.pdf” opens only with a password/],
    ['Empty.pdf', pdfOf([]), /“Empty.pdf” (has no pages|is damaged)/],
  ];
  for (const [name, content, words] of troubles) {
    await choose(name, content);
    await expect(dialog.getByRole('alert')).toContainText(words);
    await expect(dialog.getByRole('button', { name: 'Show this page' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await choose('Letter.pdf', 'Dear all');
  await expect(
    page.getByText('“Letter.pdf” is neither a picture nor a PDF that can be shown.'),
  ).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Text to read together' })).toHaveValue(
    'What we read',
  );
  // Cut off in the middle it is still read as far as it goes, as other readers do.
  await choose('Cut.pdf', whole.subarray(0, whole.length - 21));
  await expect(dialog.getByRole('img', { name: 'Page 1 of “Cut.pdf”' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
});
