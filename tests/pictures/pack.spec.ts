/** The dialog of a discussion pack, with little and with much in it, and the pack as its readers see it. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, REPOSITORY, test } from '../e2e/launch';
import { openReader } from '../e2e/pack-reader';
import { LessonRoomPage } from '../e2e/pages/lesson-room';
import { cutLesson, edit, lessonOf, LONG_NOTE, LONG_TITLE, madeMoment } from '../e2e/staging';
import { picture } from './take';

const OUT = process.env.PLENARY_PICTURES ?? join(REPOSITORY, 'docs/pictures');

const NOTES = [
  'Seven seconds of silence, then three hands',
  'He asks the back row first',
  'What made you draw the height there?',
  'Two pupils explain it to each other',
  'She writes the wrong answer down and waits',
];

for (const [name, count] of [
  ['80-pack-one', 1],
  ['81-pack', 5],
  ['82-pack-many', 40],
] as const) {
  test(name, async ({ launch, folder }) => {
    const long = name === '82-pack-many';
    const file = cutLesson(folder, long ? LONG_TITLE : 'Area of triangles', 0, 40);
    const { page, app } = await launch({ files: [file] });
    const room = new LessonRoomPage(page, app);
    await room.ready();
    await page.getByRole('link', { name: 'Lessons' }).first().click();
    const opened = await lessonOf(page);
    const moments = Array.from({ length: count }, (_, n) =>
      madeMoment(opened, {
        kind: ['noticing', 'question', 'strength'][n % 3] ?? 'noticing',
        startUs: Math.floor((n * 36_000_000) / count),
        endUs: Math.floor((n * 36_000_000) / count) + 3_000_000,
        note: long && n === 0 ? LONG_NOTE : (NOTES[n % NOTES.length] ?? ''),
        private: n % 4 === 3,
        inSession: n % 4 !== 3,
      }),
    );
    const at = opened.lesson.createdAt;
    const id = opened.lesson.authorId;
    const captions = {
      ...{ id: opened.lesson.id, authorId: id, createdAt: at, changedAt: at },
      ...{ lessonId: opened.lesson.id, name: 'Captions' },
      cues: Array.from({ length: 13 }, (_, n) => ({
        ...{ startUs: n * 3_000_000, endUs: n * 3_000_000 + 2_800_000, adrift: null },
        text:
          n % 2
            ? 'Half of the base, because it is half of the rectangle.'
            : 'What do we know about this side?',
      })),
    };
    await edit(page, opened.lesson.id, [
      ...moments,
      { table: 'captions', id: captions.id, before: null, after: captions },
    ]);
    await room.enter();
    const out = join(folder, 'INSET 12 November');
    mkdirSync(out);
    await room.answerDialogs(out);
    await page.getByRole('button', { name: 'This lesson' }).click();
    await page.getByRole('menuitem', { name: 'Make a discussion pack…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make a discussion pack' });
    await dialog
      .getByRole('textbox', { name: 'A question for everyone' })
      .fill('Who does the thinking, and how can you tell?');
    await dialog
      .getByRole('textbox', { name: /^Question for the clip/ })
      .first()
      .fill(long ? LONG_NOTE : 'What did the silence make possible? What would you have done?');
    await dialog.getByRole('button', { name: 'Choose folder…' }).click();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await picture(page, app, name, { quality: 75 });
    if (name === '80-pack-one') return;
    await dialog.getByText('Say which day it was taught').click();
    await dialog.getByRole('button', { name: 'Make the pack' }).click();
    await expect(page.getByText(/The discussion pack is ready/).first()).toBeVisible({
      timeout: 170_000,
    });
    const reader = await openReader(folder);
    try {
      const [pack = ''] = readdirSync(out);
      const read = await reader.open(join(out, pack, 'index.html'));
      for (const [width, colours] of [
        [320, 'light'],
        [1280, 'light'],
        [1920, 'light'],
        [1280, 'dark'],
      ] as const) {
        await reader.resize(width);
        await read.emulateMedia({ colorScheme: colours });
        await expect.poll(() => read.evaluate(() => innerWidth)).toBe(width);
        // Nothing has to be scrolled sideways.
        expect(await read.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          width,
        );
        const size = colours === 'dark' ? `${width}-dark` : `${width}`;
        writeFileSync(join(OUT, `${name}-page-${size}.jpg`), await reader.picture());
      }
    } finally {
      await reader.close();
    }
  });
}
