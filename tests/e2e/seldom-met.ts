/**
 * A walk through the screens that are seldom met: footage that is gone, cut short, damaged or no
 * footage at all, moments without picture, a gap, long words, ten thousand moments, many lessons.
 * Each is looked at where it stands: by axe, or by the camera of docs/pictures.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrangeParts } from '../../src/shared/domain/arrange';
import { localDay } from '../../src/shared/domain/keep-until';
import { inOrder } from '../../src/shared/domain/lesson-time';
import { instant } from '../../src/shared/domain/row';
import { copyLessons } from '../fixtures/copied-lessons';
import { expect, type Launched, type LaunchOptions } from './launch';
import { LessonRoomPage } from './pages/lesson-room';
import { LibraryPage } from './pages/library-page';
import {
  cutLesson,
  cutShort,
  edit,
  lessonOf,
  LONG_NOTE,
  LONG_TITLE,
  madeMoment,
  manyMoments,
  spoil,
} from './staging';

export type Look = (name: string, launched: Launched) => Promise<void>;
type Launch = (options?: LaunchOptions) => Promise<Launched>;

const GONE = 'Le week-end';
const SHORT = 'Circuits';
const SPOILED = 'Causes of the war';
const MANY = 'Area of triangles';
const TWO_PARTS = 'Photosynthesis practical';
const DUE = 'Persuasive openings';

/** Footage that is not there, or not whole, is what this walk is about. */
const EXPECTED = /footage:\/\/|Failed to load resource|PIPELINE_ERROR|DEMUXER_ERROR|MEDIA_ERR/i;

/** Adds everything; one of the files is no footage. */
async function addAll(launched: Launched, footage: string): Promise<void> {
  const { page } = launched;
  const library = new LibraryPage(page, launched.app);
  const letter = join(footage, 'Letter home.mp4');
  writeFileSync(letter, 'Dear parents');
  await library.addFiles(
    ...[GONE, SPOILED, MANY, DUE].map((title, at) => cutLesson(footage, title, at * 6)),
    cutShort(cutLesson(footage, SHORT, 30), 0.6),
    letter,
  );
  await page.getByRole('radio', { name: 'Separate lessons' }).check({ force: true });
  await page.getByRole('button', { name: 'Add 6 lessons' }).click();
  await expect(library.lessons.getByRole('listitem')).toHaveCount(5);
  await expect(library.notices.getByText('“Letter home.mp4” cannot be read')).toBeVisible();
}

/** Two files, some seconds apart, with moments on both and one in the gap. */
async function addTwoParts(launched: Launched, footage: string): Promise<void> {
  const { page } = launched;
  const library = new LibraryPage(page, launched.app);
  await library.addFiles(
    cutLesson(footage, TWO_PARTS, 12, 10),
    cutLesson(footage, `${TWO_PARTS} later`, 30, 12),
  );
  await page.getByRole('button', { name: 'Add one lesson' }).click();
  await expect(library.link(TWO_PARTS)).toBeVisible();
  const document = await lessonOf(page, TWO_PARTS);
  const [first, second] = inOrder(document.parts);
  if (!first || !second) throw new Error('not two parts');
  const gapBeforeUs = 8_000_000;
  const offsetUs = first.durationUs + gapBeforeUs;
  await edit(page, document.lesson.id, [
    { table: 'part', id: second.id, before: second, after: { ...second, offsetUs, gapBeforeUs } },
    madeMoment(document, { kind: 'question', note: 'Where do the bubbles come from?' }),
    madeMoment(document, {
      ...{ kind: 'strength', startUs: offsetUs + 2_000_000, endUs: offsetUs + 6_000_000 },
      note: 'She lets them argue about the graph before she says a word.',
    }),
  ]);
}

async function describeAll({ page }: Launched): Promise<void> {
  const many = await lessonOf(page, MANY);
  await edit(page, many.lesson.id, manyMoments(many, 10_000));
  const short = await lessonOf(page, SHORT);
  await edit(page, short.lesson.id, [madeMoment(short, { note: 'Who has the battery?' })]);
  const { lesson: due } = await lessonOf(page, DUE);
  await edit(page, due.id, [
    {
      table: 'lesson',
      id: due.id,
      before: due,
      after: { ...due, keepUntil: localDay(new Date()) },
    },
  ]);
}

async function removeSecondPart({ page }: Launched): Promise<void> {
  const document = await lessonOf(page, TWO_PARTS);
  const [first] = inOrder(document.parts);
  if (!first) throw new Error('no part');
  await edit(page, document.lesson.id, arrangeParts(document, first.angleId, [first], instant()));
}

async function inTwoParts(launched: Launched, look: Look): Promise<void> {
  const library = new LibraryPage(launched.page, launched.app);
  const room = new LessonRoomPage(launched.page, launched.app);
  await library.open(TWO_PARTS);
  await room.ready();
  await room.clickAt(0.5);
  await expect.poll(() => room.positionUs()).toBeGreaterThan(10_000_000);
  await look('gap', launched);
  await library.back();
  await removeSecondPart(launched);
  await library.open(TWO_PARTS);
  await room.ready();
  await expect(launched.page.getByRole('heading', { name: 'Without picture' })).toBeVisible();
  await room.rows.last().getByRole('button').first().click();
  await look('adrift', launched);
  await library.back();
}

async function inLongWords(launched: Launched, look: Look): Promise<void> {
  const { page, app } = launched;
  const { lesson: before } = await lessonOf(page, DUE);
  const document = await lessonOf(page, DUE);
  const facts = {
    title: LONG_TITLE,
    subject: 'English language and literature',
    className: '9C/En2',
  };
  await edit(page, before.id, [
    { table: 'lesson', id: before.id, before, after: { ...before, ...facts } },
    madeMoment(document, { note: LONG_NOTE, kind: 'wondering' }),
    madeMoment(document, {
      note: LONG_NOTE.replaceAll('\n', ' '),
      kind: 'next-step',
      startUs: 4e6,
    }),
  ]);
  const library = new LibraryPage(page, app);
  await library.open(LONG_TITLE);
  const room = await new LessonRoomPage(page, app).ready();
  await room.rows.first().getByRole('button').first().click();
  await look('long-words', launched);
  await page.getByRole('button', { name: 'Export clips' }).click();
  await expect(room.exportDialog).toBeVisible();
  await look('long-words-export', launched);
  await page.keyboard.press('Escape');
  await library.back();
}

async function inMany(launched: Launched, look: Look): Promise<void> {
  const { page, app } = launched;
  const library = new LibraryPage(page, app);
  await library.open(MANY);
  const room = await new LessonRoomPage(page, app).ready();
  await expect(page.getByRole('heading', { name: '10,000 moments' })).toBeVisible();
  await room.clickAt(0.5);
  await page.keyboard.press('n');
  await look('ten-thousand-moments', launched);
  await library.back();
}

/** What footage that went bad since it was added looks like, and a clip of it that cannot be made. */
async function inSpoiled(launched: Launched, folder: string, look: Look): Promise<void> {
  const { page, app } = launched;
  const library = new LibraryPage(page, app);
  const document = await lessonOf(page, SPOILED);
  await edit(page, document.lesson.id, [madeMoment(document, { note: 'Which cause came first?' })]);
  await library.open(SPOILED);
  await expect(page.getByText(`“${SPOILED}.mp4”`).first()).toBeVisible();
  await look('damaged', launched);
  const room = new LessonRoomPage(page, app);
  // Another place is tried anew, and says so again.
  await room.rows.first().getByRole('button').first().click();
  await expect(page.getByText(`“${SPOILED}.mp4” stopped playing here.`)).toBeVisible();
  const out = join(folder, 'usb stick');
  mkdirSync(out, { recursive: true });
  await room.answerDialogs(out);
  await page.keyboard.press('e');
  await room.exportDialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(room.exportDialog.getByText('usb stick', { exact: true })).toBeVisible();
  rmSync(out, { recursive: true });
  await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(room.exportDialog.getByRole('alert')).toBeVisible();
  await look('folder-gone', launched);
  mkdirSync(out);
  await room.exportDialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(room.exportDialog).toBeHidden();
  await page.getByRole('button', { name: /^Jobs/ }).click();
  await expect(
    page.getByRole('dialog', { name: 'Jobs panel' }).getByText('Not done'),
  ).toBeVisible();
  await look('failed-job', launched);
  await page.keyboard.press('Escape');
  await expect(page.getByText('is being made')).toBeHidden();
  await library.back();
  await page.getByRole('link', { name: 'Jobs', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible();
  await look('failed-job-page', launched);
  await page.getByRole('button', { name: 'Close this notice' }).click();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
}

async function inGone(launched: Launched, look: Look): Promise<void> {
  const { page, app } = launched;
  const library = new LibraryPage(page, app);
  await expect(library.card(GONE).getByRole('button', { name: /^File moved/ })).toBeVisible();
  await look('library-with-trouble', launched);
  await library
    .card(GONE)
    .getByRole('button', { name: /^File moved/ })
    .click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('find-file', launched);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Decide…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('keep-until-due', launched);
  await page.keyboard.press('Escape');
  await library.open(GONE);
  await expect(page.getByText(/is not where it was/)).toBeVisible();
  await look('missing-file', launched);
  await library.back();
  await library.open(SHORT);
  await new LessonRoomPage(page, app).ready();
  await expect(page.getByText('It can be watched as far as it goes.')).toBeVisible();
  await look('cut-short', launched);
  await library.back();
}

/** Goes through all of them in three starts. */
export async function throughSeldomMet(launch: Launch, folder: string, look: Look): Promise<void> {
  const dataDir = join(folder, 'library');
  const footage = join(folder, 'footage');
  mkdirSync(footage);
  const first = await launch({ dataDir });
  await addAll(first, footage);
  await look('no-footage', first);
  await first.page.getByRole('button', { name: 'Close this notice' }).click();
  await addTwoParts(first, footage);
  await describeAll(first);
  await inTwoParts(first, look);
  await inMany(first, look);
  const whole = await lessonOf(first.page, MANY);
  await first.close();

  const elsewhere = join(folder, 'elsewhere', 'deep');
  mkdirSync(elsewhere, { recursive: true });
  renameSync(join(footage, `${GONE}.mp4`), join(elsewhere, 'renamed.mp4'));
  spoil(join(footage, `${SPOILED}.mp4`));
  const second = await launch({ dataDir, expected: EXPECTED });
  await inGone(second, look);
  await inSpoiled(second, folder, look);
  await inLongWords(second, look);
  await second.close();

  const [part] = whole.parts;
  if (!part) throw new Error('no part');
  const from = { lessonId: whole.lesson.id, partId: part.id, title: MANY };
  await copyLessons(dataDir, from, 240, (n) => `Year ${7 + (n % 5)}, lesson ${n + 1}`);
  const third = await launch({ dataDir, expected: EXPECTED });
  await expect(third.page.getByText('246 lessons')).toBeVisible();
  await look('many-lessons', third);
  await third.close();
}
