/** The lesson's room as it fills up: no moments, forty, overlapping, ten thousand; people, words, cameras. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { LessonDocument, RowOp } from '../../src/shared/domain/document';
import { newId } from '../../src/shared/domain/ids';
import { KINDS } from '../../src/shared/domain/kinds';
import { instant } from '../../src/shared/domain/row';
import { expect, type Launched, test } from '../e2e/launch';
import { LessonRoomPage } from '../e2e/pages/lesson-room';
import { LibraryPage } from '../e2e/pages/library-page';
import { cutLesson, edit, lessonOf, madeMoment, manyMoments } from '../e2e/staging';
import { picture, WITH_NARROW } from './take';

const TITLE = 'Area of triangles';
const NOTES = [
  'Seven seconds of silence, then three hands. Nobody filled the gap.',
  'What made you draw the height there?',
  'I wonder what the back row was thinking.',
  'She asks before she explains.',
  '',
];
const TAGS = [['wait time'], [], ['hands up', 'whole class'], [], ['in pairs']];

/** Made now, in a lesson: what every row begins with. */
function madeBy(authorId: string) {
  const at = instant();
  return { id: newId(), authorId, createdAt: at, changedAt: at };
}

/** Forty moments of two people, a few seconds each, and a conversation about the first. */
function forty(document: LessonDocument, otherId: string): RowOp[] {
  const made = Array.from({ length: 40 }, (_, n) =>
    madeMoment(document, {
      kind: KINDS[(n * 3) % KINDS.length]?.id ?? 'noticing',
      startUs: n * 1_300_000,
      endUs: n * 1_300_000 + ([0, 3_000_000, 6_000_000, 1_500_000][n % 4] ?? 0),
      note: NOTES[n % NOTES.length] ?? '',
      tags: TAGS[n % TAGS.length] ?? [],
      private: n % 4 === 0,
      ...(n % 3 === 2 ? { authorId: otherId } : {}),
    }),
  );
  const talked = made[17];
  const link = made[3];
  if (talked?.table !== 'moment' || !talked.after || !link) return made;
  talked.after = { ...talked.after, links: [link.id], private: false, tags: ['wait time', 'talk'] };
  const reply = (authorId: string, text: string): RowOp => {
    const after = {
      ...madeBy(authorId),
      ...{ lessonId: document.lesson.id, momentId: talked.id, text, private: false },
    };
    return { table: 'reply', id: after.id, before: null, after };
  };
  return [
    ...made,
    reply(otherId, 'Who else had their hand up, and did anyone change their mind?'),
    reply(document.lesson.authorId, 'Two at the back. I did not see them at the time.'),
  ];
}

/** A heap of ranges that lie over each other. */
function overlapping(document: LessonDocument): RowOp[] {
  return Array.from({ length: 48 }, (_, n) =>
    madeMoment(document, {
      kind: KINDS[n % 3]?.id ?? 'noticing',
      startUs: 10_000_000 + n * 400_000,
      endUs: 15_000_000 + n * 400_000 + (n % 5) * 900_000,
    }),
  );
}

function addPerson(page: Page, name: string): Promise<string> {
  return page.evaluate(async (called) => {
    const made = await window.api.people.add({ name: called });
    if (!made.ok) throw new Error(made.error.message);
    return made.value.id;
  }, name);
}

/** A lesson of the drawn footage, in the library. */
async function withLesson({ page, app }: Launched, folder: string): Promise<LibraryPage> {
  const library = new LibraryPage(page, app);
  await library.addFiles(cutLesson(folder, TITLE, 0, 54));
  await expect(library.link(TITLE)).toBeVisible();
  return library;
}

test('no moments, overlapping ones, ten thousand', async ({ launch, folder }) => {
  const launched = await launch();
  const { page, app } = launched;
  const library = await withLesson(launched, folder);
  await library.open(TITLE);
  const room = await new LessonRoomPage(page, app).ready();
  await picture(page, app, '35-no-moments', { sizes: WITH_NARROW });
  await library.back();

  const document = await lessonOf(page, TITLE);
  await edit(page, document.lesson.id, overlapping(document));
  await library.open(TITLE);
  await room.ready();
  await room.clickAt(0.4);
  await picture(page, app, '36-overlapping', { sizes: WITH_NARROW });
  await library.back();

  await edit(page, document.lesson.id, manyMoments(document, 10_000));
  await library.open(TITLE);
  await room.ready();
  await expect(page.getByRole('heading', { name: '10,048 moments' })).toBeVisible();
  await room.clickAt(0.5);
  await page.keyboard.press('n');
  await picture(page, app, '37-ten-thousand-moments', { sizes: WITH_NARROW });
});

test('forty moments of two people', async ({ launch, folder }) => {
  test.setTimeout(300_000);
  const launched = await launch();
  const { page, app } = launched;
  const library = await withLesson(launched, folder);
  const document = await lessonOf(page, TITLE);
  await edit(page, document.lesson.id, forty(document, await addPerson(page, 'RK')));
  await page.reload();
  await library.open(TITLE);
  const room = await new LessonRoomPage(page, app).ready();
  await room.clickAt(0.42);
  await picture(page, app, '38-forty-moments', { sizes: WITH_NARROW });

  await page.getByRole('button', { name: /Rows$/ }).click();
  await page.getByRole('option', { name: 'By tag' }).click();
  await room.rowHead('wait time').click();
  await picture(page, app, '39-rows-by-tag');
  await page.getByRole('button', { name: /Rows$/ }).click();
  await page.getByRole('option', { name: 'By person' }).click();
  await picture(page, app, '40-rows-by-person');

  await page.keyboard.press('/');
  await page.keyboard.type('silence');
  await page.getByRole('button', { name: 'Which moments' }).click();
  const panel = page.getByRole('dialog', { name: 'Which moments' });
  await panel.getByRole('checkbox', { name: 'Noticing' }).press('Space');
  await panel.getByRole('textbox', { name: 'Keep this view as' }).fill('Silences');
  await page.keyboard.press('Enter');
  await picture(page, app, '41-filter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^No longer only “Noticing”/ }).click();

  await page.keyboard.press('Shift+u');
  await expect(page.getByRole('heading', { name: 'I noticed' })).toBeVisible();
  await picture(page, app, '42-side-by-side', { sizes: WITH_NARROW });
  await page.keyboard.press('Shift+u');
  await page.keyboard.press('Shift+w');
  await expect(page.getByRole('dialog', { name: 'People' })).toBeVisible();
  await picture(page, app, '43-people');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('height');
  await expect(page.locator('[role="option"]').first()).toBeVisible();
  await picture(page, app, '44-found');
  await page.keyboard.press('Escape');

  await room.clickAt(22.1 / 54);
  await page.keyboard.press('n');
  await page.keyboard.press('Shift+n');
  await picture(page, app, '45-conversation', { sizes: WITH_NARROW });
});

test('two cameras, captions and a transcript', async ({ launch, folder }) => {
  const launched = await launch();
  const { page, app } = launched;
  const library = await withLesson(launched, folder);
  await library.open(TITLE);
  const room = await new LessonRoomPage(page, app).ready();
  const lines = [
    ['00:00:12,000 --> 00:00:16,000', 'What tells you this one is not a right angle?'],
    ['00:00:19,000 --> 00:00:24,000', 'It leans. The line from the top does not go down the side.'],
    ['00:00:26,000 --> 00:00:31,000', 'Say that again, so that the back row can hear it.'],
    ['00:00:34,000 --> 00:00:39,000', 'So where would you draw its height?'],
  ];
  const captions = join(folder, 'lesson.srt');
  writeFileSync(captions, lines.map(([at, text], n) => `${n + 1}\n${at}\n${text}\n`).join('\n'));
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'This lesson' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await room.answerDialogs(captions);
  await choose('Captions and transcript…');
  const words = page.getByRole('dialog', { name: 'Captions and transcript' });
  await words.getByRole('button', { name: 'Add from a file…' }).click();
  await expect(words.getByText('4 lines')).toBeVisible();
  await words.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('tab', { name: 'Transcript' }).click();
  await room.clickAt(0.4);
  await picture(page, app, '46-captions', { sizes: WITH_NARROW });

  await room.answerDialogs(cutLesson(folder, 'Pupil table', 6, 40));
  await choose('Cameras and sound…');
  const cameras = page.getByRole('dialog', { name: 'Cameras and sound' });
  await cameras.getByRole('button', { name: 'Add a camera or recorder…' }).click();
  await expect(cameras.getByText(/Lined up by its sound/)).toBeVisible({ timeout: 60_000 });
  const name = cameras.getByRole('textbox', { name: 'Name of camera 2' });
  await name.fill('Pupil table');
  await name.blur();
  await picture(page, app, '47-cameras');
  await cameras.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Not recording at this time')).toBeHidden();
  await picture(page, app, '48-side-by-side-cameras', { sizes: WITH_NARROW });
});
